/** What claimants contest. */
@NullMarked
package io.claimstream.feedback.contest;

import org.jspecify.annotations.NullMarked;
