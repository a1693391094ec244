package io.claimstream.feedback.queue;

/**
 * What came of changing who works on a claim.
 *
 * @param now as it stands now
 */
public record Moved(Outcome outcome, Assignment now) {

    /** How it ended. */
    public enum Outcome {
        DONE,
        /** It is not as the caller has seen it: someone else was faster. */
        CHANGED,
        /** Someone else has the claim. */
        ANOTHERS,
        /** Nobody has the claim. */
        FREE,
        /** Nobody of that name may work on the claim. */
        NO_SUCH_WORKER
    }
}
