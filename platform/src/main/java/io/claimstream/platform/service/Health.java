package io.claimstream.platform.service;

import java.util.List;
import java.util.stream.Stream;

/**
 * How a service is.
 *
 * @param checks what was looked at, in a fixed order
 */
public record Health(List<Check> checks) {

    public Health {
        checks = List.copyOf(checks);
    }

    /** State of one part. */
    public enum Status {
        /** Works. */
        UP,
        /** Works, but not as it was told to: somebody should look. */
        DEGRADED,
        /** Does not work now and is expected to by itself: starting, restoring, waiting for the world. */
        WAITING,
        /** Will not work again in this process. */
        FAILED
    }

    /**
     * One part and its state.
     *
     * @param name fixed name of the part
     * @param status its state
     * @param detail the cause in plain words, without claim contents; may be empty
     */
    public record Check(String name, Status status, String detail) {

        public static Check up(String name) {
            return new Check(name, Status.UP, "");
        }

        public static Check degraded(String name, String detail) {
            return new Check(name, Status.DEGRADED, detail);
        }

        public static Check waiting(String name, String detail) {
            return new Check(name, Status.WAITING, detail);
        }

        public static Check failed(String name, String detail) {
            return new Check(name, Status.FAILED, detail);
        }
    }

    public static Health of(Check... checks) {
        return new Health(List.of(checks));
    }

    /** Whether the process should go on: no part has failed for good. */
    public boolean live() {
        return checks.stream().noneMatch(check -> check.status() == Status.FAILED);
    }

    /** Whether every part works, if not as it was told to. */
    public boolean ready() {
        return checks.stream().allMatch(check -> check.status() == Status.UP || check.status() == Status.DEGRADED);
    }

    /** These checks and those of another part. */
    public Health and(Health other) {
        return new Health(Stream.concat(checks.stream(), other.checks.stream()).toList());
    }
}
