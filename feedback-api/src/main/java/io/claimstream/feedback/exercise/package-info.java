/** Exercises: settled claims that a person judges once more without effect, some of them with an estimate that is wrong on purpose. */
@NullMarked
package io.claimstream.feedback.exercise;

import org.jspecify.annotations.NullMarked;
