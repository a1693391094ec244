package io.claimstream.feedback.exercise;

import org.jspecify.annotations.Nullable;

/**
 * What is asked of the list of exercises, the newest first.
 *
 * @param insurer of one insurer; null for all
 * @param person of one person; null for all
 * @param after the last one of the page before; null for the first page
 * @param limit the most to answer with
 */
public record ExerciseSearch(@Nullable String insurer, @Nullable String person, @Nullable Exercise after, int limit) {}
