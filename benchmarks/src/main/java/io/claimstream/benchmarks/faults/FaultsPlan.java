package io.claimstream.benchmarks.faults;

/**
 * How much is done.
 *
 * @param seed of the world and of the faults
 * @param rounds number of faults
 * @param eventsPerSecond submissions, opinions and settlements played a second
 */
record FaultsPlan(long seed, int rounds, double eventsPerSecond) {

    private static final int LONGEST_ROUND_SECONDS = 60;

    /** Claims of a world that lasts for every round. */
    int claims() {
        return (int) Math.ceil((rounds + 1) * LONGEST_ROUND_SECONDS * eventsPerSecond / 2);
    }
}
