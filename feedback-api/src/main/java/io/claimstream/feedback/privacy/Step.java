package io.claimstream.feedback.privacy;

/** What is done to erase somebody, in this order. Each may be done again without harm, so that a crash in between costs nothing. The names stand in the table and in receipts. */
public enum Step {
    /** The key of the claimant is destroyed, and the pseudonym cut off from the person. */
    KEYS,
    /** Claims of the claimant are answered with the receipt. */
    CLAIMS,
    /** The erasure stands on privacy.erasures.v1. */
    TOLD,
    /** No process remembers pseudonym or key any more. */
    CACHES,
    /** Claims that were on their way meanwhile are answered with the receipt, and their histories are named. */
    LATE_CLAIMS,
    /** The histories of the claimant are removed from the state stores. */
    HISTORIES,
    /** What the tables of records say of the claimant is removed. */
    RECORDS
}
