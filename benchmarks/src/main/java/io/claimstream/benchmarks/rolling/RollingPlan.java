package io.claimstream.benchmarks.rolling;

import io.claimstream.benchmarks.cluster.Fleet;

/**
 * What is done.
 *
 * @param service whose instances are restarted: feature-stream or scoring-processor
 * @param rounds how often each is restarted
 * @param eventsPerSecond submissions, opinions and settlements played a second
 */
record RollingPlan(String service, int rounds, double eventsPerSecond) {

    /** Instances of the service. */
    static final int INSTANCES = 3;

    /** The instances that run. */
    Fleet fleet() {
        return switch (service) {
            case Fleet.FEATURES -> Fleet.of(INSTANCES, 1);
            case Fleet.SCORING -> Fleet.of(1, INSTANCES);
            default ->
                throw new IllegalArgumentException(
                        "Expected " + Fleet.FEATURES + " or " + Fleet.SCORING + ", but got " + service + ".");
        };
    }
}
