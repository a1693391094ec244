package io.claimstream.feedback.view;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/** How far a projection has come: written by its one thread, read by any. */
final class Progress {

    private static final String NOT_STARTED = "has not started";

    private final Map<TopicPartition, Long> positions = new ConcurrentHashMap<>();
    private volatile State state = new State(false, NOT_STARTED, false);
    private volatile Share share = new Share(0, 0);

    /**
     * Where a projection stands.
     *
     * @param caughtUp whether it has everything that was on the topics when it started
     * @param obstacle what it waits for, in plain words; empty for nothing
     * @param isRebuilding whether its views were emptied, or are about to be, and do not hold everything
     */
    record State(boolean caughtUp, String obstacle, boolean isRebuilding) {}

    /**
     * How much of what was on the topics when it started has been read.
     *
     * @param read offsets that were passed
     * @param of offsets that there were
     */
    record Share(long read, long of) {}

    State state() {
        return state;
    }

    Share share() {
        return share;
    }

    /** Whether rows of a record are in the database. */
    boolean holds(TopicPartition partition, long offset) {
        return positions.getOrDefault(partition, 0L) > offset;
    }

    void waitsFor(String obstacle) {
        // Once caught up it stays so: a projection that lags a little is not one that knows nothing.
        state = new State(state.caughtUp(), obstacle, state.isRebuilding());
    }

    /** The views are about to be emptied, or were: from now on it holds nothing. */
    void startsAgain() {
        state = new State(false, "is rebuilt", true);
        positions.clear();
    }

    /**
     * Has read on.
     *
     * @param begins the first offset that there was
     * @param next where it reads on
     * @param targets the offset after the last that there was at the start
     */
    void moved(Map<TopicPartition, Long> begins, Map<TopicPartition, Long> next, Map<TopicPartition, Long> targets) {
        positions.putAll(next);
        boolean reached = targets.entrySet().stream()
                .allMatch(target -> positions.getOrDefault(target.getKey(), 0L) >= target.getValue());
        share = share(begins, targets);
        boolean caughtUp = state.caughtUp() || reached;
        state = new State(caughtUp, reached ? "" : "reads what is on the topics", state.isRebuilding() && !caughtUp);
    }

    private Share share(Map<TopicPartition, Long> begins, Map<TopicPartition, Long> targets) {
        long read = 0;
        long of = 0;
        for (Map.Entry<TopicPartition, Long> target : targets.entrySet()) {
            long begin = begins.getOrDefault(target.getKey(), 0L);
            long position = positions.getOrDefault(target.getKey(), 0L);
            of += Math.max(0, target.getValue() - begin);
            read += Math.max(0, Math.min(position, target.getValue()) - begin);
        }
        return new Share(read, of);
    }
}
