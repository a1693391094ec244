package io.claimstream.feedback.operations;

import java.util.EnumMap;
import java.util.Map;

/**
 * Records so far.
 *
 * @param counts by what they are; duplicates are what is left of the submissions
 */
public record Totals(Map<Flow, Long> counts) {

    public Totals {
        counts = Map.copyOf(counts);
    }

    /** Totals of which everything but the duplicates is known. */
    public static Totals of(Map<Flow, Long> counted) {
        Map<Flow, Long> counts = new EnumMap<>(Flow.class);
        for (Flow flow : Flow.values()) {
            counts.put(flow, counted.getOrDefault(flow, 0L));
        }
        long answered = counts.getOrDefault(Flow.ACCEPTED, 0L)
                + counts.getOrDefault(Flow.REJECTED, 0L)
                + counts.getOrDefault(Flow.DEAD, 0L);
        // What is under way is not known from duplicates by counts alone, so a claim that waits for its answer counts
        // there for a moment.
        counts.put(Flow.DUPLICATE, Math.max(0, counts.getOrDefault(Flow.SUBMITTED, 0L) - answered));
        return new Totals(counts);
    }

    long of(Flow flow) {
        return counts.getOrDefault(flow, 0L);
    }
}
