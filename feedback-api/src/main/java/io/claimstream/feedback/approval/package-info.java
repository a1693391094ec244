/** Commands that wait for a second person. */
@NullMarked
package io.claimstream.feedback.approval;

import org.jspecify.annotations.NullMarked;
