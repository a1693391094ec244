package io.claimstream.feedback.batch;

/** How the lines of a batch are written. */
public enum BatchFormat {
    /** The columns of a motor injury file, with a header. */
    CSV,
    /** One claim a line, in the JSON form of ClaimSubmitted. */
    NDJSON
}
