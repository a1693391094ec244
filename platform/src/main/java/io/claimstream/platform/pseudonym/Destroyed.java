package io.claimstream.platform.pseudonym;

/** What destroying a pseudonym found. */
public enum Destroyed {
    /** Its row, which is emptied now. */
    ROW,
    /** No row, but a key that computes pseudonyms: a mark keeps it from giving this one again. */
    MARK,
    /** Neither. */
    NOTHING
}
