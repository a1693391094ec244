/** Exercises. */
@NullMarked
package io.claimstream.feedback.exercise;

import org.jspecify.annotations.NullMarked;
