/** What claimants are told. */
@NullMarked
package io.claimstream.feedback.claimant;

import org.jspecify.annotations.NullMarked;
