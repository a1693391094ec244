/** Tests of io.claimstream.feedback.whatif. */
@NullMarked
package io.claimstream.feedback.whatif;

import org.jspecify.annotations.NullMarked;
