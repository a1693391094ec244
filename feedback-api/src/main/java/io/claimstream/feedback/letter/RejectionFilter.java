package io.claimstream.feedback.letter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which rejections are asked for; null stands for any.
 *
 * @param insurer whose
 * @param code a rule that they broke
 * @param from ingested not before
 * @param to ingested before
 */
public record RejectionFilter(
        @Nullable String insurer, @Nullable String code, @Nullable Instant from, @Nullable Instant to) {}
