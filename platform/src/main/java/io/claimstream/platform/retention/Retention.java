package io.claimstream.platform.retention;

import java.time.Duration;
import java.util.Optional;

/**
 * How long something is kept.
 *
 * @param name name of a topic or table
 * @param what what it holds, in plain words
 * @param period for how long by default, above zero; empty for unlimited
 * @param applied who deletes what is older
 * @param isPersonal whether it holds something of a claimant, if only a pseudonym
 * @param reason why so long, and on what ground
 */
public record Retention(
        String name, String what, Optional<Duration> period, Applied applied, boolean isPersonal, String reason) {

    /** Who deletes what is older than its time. */
    public enum Applied {
        /** Kafka, by the configuration of the topic. */
        KAFKA("Kafka"),
        /** The job of feedback-api. */
        JOB("the job of feedback-api"),
        /** Whoever writes it, when its purpose has ended. */
        WRITER("its writer, when its purpose ends"),
        /** A view goes with its topic. */
        SOURCE("goes with its topic, at the next rebuild"),
        /** Nobody: it is kept. */
        NOBODY("nobody");

        private final String text;

        Applied(String text) {
            this.text = text;
        }

        /** In plain words. */
        public String text() {
            return text;
        }
    }

    /** The period in plain words: {@code 30 days}, {@code 1 day}, {@code unlimited}. */
    public String periodText() {
        return text(period);
    }

    /** A period in plain words: whole days where it is that, hours otherwise. */
    public static String text(Optional<Duration> period) {
        return period.map(it -> it.toHours() % 24 == 0
                        ? counted(it.toDays(), "day")
                        : counted(Math.max(1, it.toHours()), "hour"))
                .orElse("unlimited");
    }

    private static String counted(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
