package io.claimstream.feedback.exercise;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A claim of an exercise. Immutable.
 *
 * @param number its place, counted from 1
 * @param score what was estimated and paid
 * @param shown the estimate that the person is shown
 * @param isPlanted whether that is wrong on purpose
 * @param shownAt when it was first shown; null before
 * @param answer what the person said; null before
 */
public record ExerciseClaim(
        int number,
        RightScore score,
        Estimate shown,
        boolean isPlanted,
        @Nullable Instant shownAt,
        @Nullable Answer answer) {

    /**
     * What a person said.
     *
     * @param amount their own amount, 0 or more; null when they agreed
     */
    public record Answer(@Nullable BigDecimal amount, Instant at) {}

    /** Whether the person left the estimate as it was shown, by agreeing or by the same amount. */
    public boolean isAgreedWith() {
        return answer != null && (answer.amount() == null || answer.amount().compareTo(shown.median()) == 0);
    }

    /** How long the person looked; zero until they have answered. */
    public Duration taken() {
        return shownAt == null || answer == null ? Duration.ZERO : Duration.between(shownAt, answer.at());
    }
}
