/** Exercises: settled claims that a person judges once more without effect. */
@NullMarked
package io.claimstream.feedback.page.exercise;

import org.jspecify.annotations.NullMarked;
