package io.claimstream.benchmarks.pipeline;

/**
 * How much is measured.
 *
 * @param warmUp claims before anything is measured
 * @param parts how often the throughput is measured
 * @param claims claims of each part
 * @param perSecond rate at which latency is measured
 * @param seconds for how long
 */
record Plan(int warmUp, int parts, int claims, double perSecond, int seconds) {

    /** Claims at the steady rate. */
    int steady() {
        return (int) (perSecond * seconds);
    }

    int total() {
        return warmUp + parts * claims + steady();
    }
}
