package io.claimstream.feedback.view;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/** How far a projection has come: written by its one thread, read by any. */
final class Progress {

    private final Map<TopicPartition, Long> positions = new ConcurrentHashMap<>();
    private volatile State state = new State(false, "has not started");

    /**
     * Where a projection stands.
     *
     * @param caughtUp whether it has everything that was on the topics when it started
     * @param obstacle what it waits for, in plain words; empty for nothing
     */
    record State(boolean caughtUp, String obstacle) {}

    State state() {
        return state;
    }

    /** Whether rows of a record are in the database. */
    boolean holds(TopicPartition partition, long offset) {
        return positions.getOrDefault(partition, 0L) > offset;
    }

    void waitsFor(String obstacle) {
        // Once caught up it stays so: a projection that lags a little is not one that knows nothing.
        state = new State(state.caughtUp(), obstacle);
    }

    void moved(Map<TopicPartition, Long> next, Map<TopicPartition, Long> targets) {
        positions.putAll(next);
        boolean reached = targets.entrySet().stream()
                .allMatch(target -> positions.getOrDefault(target.getKey(), 0L) >= target.getValue());
        state = new State(state.caughtUp() || reached, reached ? "" : "reads what is on the topics");
    }
}
