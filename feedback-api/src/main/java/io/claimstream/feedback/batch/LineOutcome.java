package io.claimstream.feedback.batch;

/** What became of a line. */
public enum LineOutcome {
    /** It stands on claims.submitted.v1, and nothing has come of it yet. */
    SUBMITTED,
    SCORED,
    REJECTED,
    /** The same content was accepted before, from another record. */
    DUPLICATE,
    DEAD_LETTERED,
    /** It could not be read, so nothing was submitted. */
    UNREADABLE
}
