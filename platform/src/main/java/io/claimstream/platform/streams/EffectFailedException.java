package io.claimstream.platform.streams;

/** Writing the effects of a record failed half way: the transaction must be aborted. */
public final class EffectFailedException extends RuntimeException {

    EffectFailedException(RuntimeException cause) {
        super("Expected to write what follows from a record, but failed half way.", cause);
    }

    /** Whether a failure happened while effects were written. */
    public static boolean in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof EffectFailedException) {
                return true;
            }
        }
        return false;
    }
}
