package io.claimstream.benchmarks.pipeline;

import java.io.IOException;
import java.util.Objects;

/** How long a claim takes from submitted to scored, with 300 trees and all services on. */
public final class ScoringLatency {

    private static final Plan PLAN = new Plan(30_000, 1, 5_000, 500, 30, 60);

    private ScoringLatency() {}

    /** The 99th percentile in milliseconds at 500 claims a second, measured over a minute in a JVM of its own that is warm. */
    public static double p99Millis() throws IOException, InterruptedException {
        return Objects.requireNonNull(PipelineProcess.measure(Mode.MODEL, PLAN).latency())
                .p99();
    }
}
