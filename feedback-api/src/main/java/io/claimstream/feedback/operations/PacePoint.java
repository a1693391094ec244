package io.claimstream.feedback.operations;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much passed, and how fast, up to a time.
 *
 * @param at the time
 * @param perSecond records of each kind a second since the point before
 * @param latency from submission to score; null when nothing was scored
 */
public record PacePoint(Instant at, Map<Flow, Double> perSecond, @Nullable Latency latency) {

    public PacePoint {
        perSecond = Map.copyOf(perSecond);
    }

    /** Records of a kind a second. */
    public double of(Flow flow) {
        return perSecond.getOrDefault(flow, 0.0);
    }

    /** The greatest of two in each respect, at the later time. */
    PacePoint worse(PacePoint other) {
        Map<Flow, Double> most = new EnumMap<>(Flow.class);
        for (Flow flow : Flow.values()) {
            most.put(flow, Math.max(of(flow), other.of(flow)));
        }
        @Nullable Latency mine = latency;
        @Nullable Latency others = other.latency;
        return new PacePoint(
                at.isAfter(other.at) ? at : other.at,
                most,
                mine == null || others == null ? (mine == null ? others : mine) : mine.worse(others));
    }
}
