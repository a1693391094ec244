package io.claimstream.platform.streams;

/** A record whose effects could not be written before is met again; it is to become a dead letter. */
public final class QuarantinedException extends RuntimeException {

    QuarantinedException() {
        super("Expected a record whose effects can be written, but writing them failed before.");
    }

    /** Whether a failure comes from a quarantined record. */
    public static boolean in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof QuarantinedException) {
                return true;
            }
        }
        return false;
    }
}
