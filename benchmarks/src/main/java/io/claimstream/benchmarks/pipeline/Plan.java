package io.claimstream.benchmarks.pipeline;

/**
 * How much is measured.
 *
 * @param warmUp claims before anything is measured
 * @param parts how often the throughput is measured
 * @param claims claims of each part
 * @param perSecond rate at which latency is measured
 * @param runInSeconds for how long claims come at that rate before latency is measured: what follows a score, such as the read model, is behind after the throughput
 * @param seconds for how long latency is measured; 0 for not at all
 */
record Plan(int warmUp, int parts, int claims, double perSecond, int runInSeconds, int seconds) {

    /** Throughput alone. */
    static Plan ofThroughput(int warmUp, int parts, int claims) {
        return new Plan(warmUp, parts, claims, 1, 0, 0);
    }

    /** Claims at the steady rate before it counts. */
    int runIn() {
        return (int) (perSecond * runInSeconds);
    }

    /** Claims at the steady rate. */
    int steady() {
        return (int) (perSecond * seconds);
    }

    int total() {
        return warmUp + parts * claims + runIn() + steady();
    }
}
