package io.claimstream.feedback.operations;

import java.util.List;
import java.util.Optional;

/**
 * How much passes, and how fast.
 *
 * @param obstacle why it cannot be looked at; empty while it can
 * @param points over time, the oldest first
 * @param latest the mean of the last minute, of latencies the greatest; empty before the second look
 */
public record Pace(Optional<String> obstacle, List<PacePoint> points, Optional<PacePoint> latest) {

    public Pace {
        points = List.copyOf(points);
    }
}
