package io.claimstream.feedback.operations;

/** What is counted of records, as the tally has it. */
public enum Flow {
    SUBMITTED,
    ACCEPTED,
    REJECTED,
    DUPLICATE,
    DEAD,
    SCORED
}
