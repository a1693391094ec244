package io.claimstream.feedback.billing;

/** A record that nobody may change is not as it was written: somebody was at the database. */
public final class AlteredRecordException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    AlteredRecordException(String what) {
        super("Expected " + what + " as it was issued, but it was changed in the database.");
    }
}
