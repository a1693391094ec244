/** Pages about what claimants are told, and what they contest. */
@NullMarked
package io.claimstream.feedback.page.claimant;

import org.jspecify.annotations.NullMarked;
