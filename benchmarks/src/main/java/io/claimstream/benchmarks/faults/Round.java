package io.claimstream.benchmarks.faults;

/**
 * What came of one fault.
 *
 * @param number counted from 1
 * @param fault what was done
 * @param seconds from the fault until everything sent before, during and for two seconds after it was answered and every process worked
 * @param claims claims submitted in this round, duplicates and unusable ones included
 * @param lost submitted records, accepted revisions or feedback without their outcome
 * @param doubled submitted records or revisions with more than one
 * @param recomputeDifferences features and scores that do not come out alike
 * @param chainsBroken claims with a broken chain
 */
record Round(
        int number,
        Fault fault,
        double seconds,
        long claims,
        long lost,
        long doubled,
        long recomputeDifferences,
        long chainsBroken) {

    /** Whether nothing is wrong. */
    boolean isWell() {
        return lost == 0 && doubled == 0 && recomputeDifferences == 0 && chainsBroken == 0;
    }
}
