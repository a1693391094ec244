package io.claimstream.feedback.exercise;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An exercise of one person. Nothing in it has an effect on a claim. Immutable.
 *
 * @param exerciseId its id
 * @param insurer whose claims it shows
 * @param person who works through it, by the name that stands in events
 * @param asked who asked for it, and when
 * @param ended how it ended; null as long as claims wait for an answer
 * @param claims in the order in which they are shown; claims of those who were erased are gone
 */
public record Exercise(
        String exerciseId,
        String insurer,
        String person,
        Noted asked,
        @Nullable Noted ended,
        List<ExerciseClaim> claims) {

    public Exercise {
        claims = List.copyOf(claims);
    }

    /** Who did something, and when. */
    public record Noted(String by, Instant at) {}

    /** Whether it is over: only then may anybody be told which estimates were planted. */
    public boolean isOver() {
        return ended != null;
    }

    /** The claim that is to be answered now; empty once it is over. */
    public Optional<ExerciseClaim> next() {
        return isOver()
                ? Optional.empty()
                : claims.stream().filter(it -> it.answer() == null).findFirst();
    }

    /** How many claims were answered. */
    public int answered() {
        return Math.toIntExact(claims.stream().filter(it -> it.answer() != null).count());
    }

    /** How they were answered. */
    public ExerciseSums sums() {
        return claims.stream().map(ExerciseSums::of).reduce(ExerciseSums.NONE, ExerciseSums::plus);
    }

    /** How many claims are planted. */
    public int planted() {
        return Math.toIntExact(claims.stream().filter(ExerciseClaim::isPlanted).count());
    }
}
