/** What happens to feedback that a person gives: recorded once, repeated, or refused. */
@NullMarked
package io.claimstream.feedback.desk;

import org.jspecify.annotations.NullMarked;
