package io.claimstream.feedback.privacy;

import io.claimstream.platform.service.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Why erasures do not go on, and when each is tried again: after half a second, then after twice as long each time, and after a minute at most. Thread-safe. */
final class Obstacles {

    static final String CHECK = "erasures";
    static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Map<String, Failure> failures = new HashMap<>();
    private String database = "";
    private String key = "";

    private record Failure(String cause, Duration pause, Instant until) {}

    /**
     * One failed.
     *
     * @return whether for another reason than the time before
     */
    synchronized boolean failed(String erasureId, RuntimeException failure, Instant now) {
        String cause = cause(failure);
        @Nullable Failure before = failures.get(erasureId);
        Duration pause = before == null ? FIRST_PAUSE : shorter(before.pause().multipliedBy(2));
        failures.put(erasureId, new Failure(cause, pause, now.plus(pause)));
        return before == null || !before.cause().equals(cause);
    }

    /** One went on. */
    synchronized void wentOn(String erasureId) {
        failures.remove(erasureId);
    }

    /** Whether one is not to be tried yet. */
    synchronized boolean rests(String erasureId, Instant now) {
        @Nullable Failure failure = failures.get(erasureId);
        return failure != null && now.isBefore(failure.until());
    }

    /** What is open was read: others are of no interest any more. */
    synchronized void read(Collection<String> open, Optional<String> conflict) {
        failures.keySet().retainAll(open);
        database = "";
        key = conflict.orElse("");
    }

    /** What is open cannot be read. */
    synchronized void unread(RuntimeException failure) {
        database = "erasures cannot be read: " + cause(failure);
    }

    /** Degraded while one does not go on: everything else works. */
    synchronized Health.Check check() {
        String waiting = failures.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(it -> it.getKey() + " waits: " + it.getValue().cause())
                .collect(Collectors.joining("; "));
        String detail =
                Stream.of(database, waiting, key).filter(it -> !it.isEmpty()).collect(Collectors.joining("; "));
        return detail.isEmpty() ? Health.Check.up(CHECK) : Health.Check.degraded(CHECK, detail);
    }

    /** Messages of others may quote anything; ours say what to do. */
    private static String cause(RuntimeException failure) {
        boolean isOurs = failure instanceof ErasureWaitsException || failure instanceof ReceiptKeyUnavailableException;
        return isOurs
                ? String.valueOf(failure.getMessage())
                : failure.getClass().getSimpleName();
    }

    private static Duration shorter(Duration pause) {
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
