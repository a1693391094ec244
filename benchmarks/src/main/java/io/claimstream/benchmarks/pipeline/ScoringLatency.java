package io.claimstream.benchmarks.pipeline;

import java.io.IOException;
import java.util.Objects;

/** How long a claim takes from submitted to scored, with 300 trees and all services on. */
public final class ScoringLatency {

    private static final int WARM_UP = 30_000;
    private static final int CLAIMS = 5_000;

    /** A machine that is asked for nearly all that it can do measures its queue, and what it can do varies from hour to hour. */
    private static final double SHARE_OF_THROUGHPUT = 1 / 3.0;

    private static final double MOST_PER_SECOND = 500;

    private ScoringLatency() {}

    /** Claims a second at which latency is worth measuring here and now: a third of what is scored with as many waiting as there are, at most 500. */
    public static double steadyRate() throws IOException, InterruptedException {
        Measured measured = PipelineProcess.measure(Mode.MODEL, new Plan(WARM_UP, 2, CLAIMS, 1, 1, 1));
        return Math.min(MOST_PER_SECOND, Math.floor(SHARE_OF_THROUGHPUT * measured.claimsPerSecond()));
    }

    /** The 99th percentile in milliseconds at so many claims a second, measured over a minute in a JVM of its own that is warm. */
    public static double p99Millis(double perSecond) throws IOException, InterruptedException {
        Plan plan = new Plan(WARM_UP, 1, CLAIMS, perSecond, 30, 60);
        return Objects.requireNonNull(PipelineProcess.measure(Mode.MODEL, plan).latency())
                .p99();
    }
}
