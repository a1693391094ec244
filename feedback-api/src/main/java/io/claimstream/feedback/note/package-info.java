/** Notes of feedback: sealed wherever they stand. */
@NullMarked
package io.claimstream.feedback.note;

import org.jspecify.annotations.NullMarked;
