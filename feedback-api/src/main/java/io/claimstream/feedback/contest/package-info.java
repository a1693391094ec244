/** What claimants contest: opened, reviewed by a person against a clock, and answered. */
@NullMarked
package io.claimstream.feedback.contest;

import org.jspecify.annotations.NullMarked;
