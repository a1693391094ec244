package io.claimstream.feedback.letter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which letters are asked for; null stands for any.
 *
 * @param insurer whose
 * @param code why they died
 * @param service which service gave up
 * @param topic where the records stood
 * @param from died not before
 * @param to died before
 * @param asked what was asked for with them
 */
public record LetterFilter(
        @Nullable String insurer,
        @Nullable String code,
        @Nullable String service,
        @Nullable String topic,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Asked asked) {

    /** What was asked for with a letter. */
    public enum Asked {
        /** Nothing. */
        NOTHING("r.state is null"),
        /** It is soon put back. */
        WAITING("r.state = 'WAITING'"),
        /** It was put back, or was gone or scored by then. */
        REPLAYED("r.state in ('SENT', 'GONE', 'NOT_NEEDED')");

        private final String condition;

        Asked(String condition) {
            this.condition = condition;
        }

        String condition() {
            return condition;
        }
    }
}
