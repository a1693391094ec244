package io.claimstream.retrain.watch;

/** What can be broken. */
public enum Bound {
    /** Mean error as a share of the settlement. */
    ERROR,
    /** Share of settlements within their intervals. */
    COVERAGE
}
