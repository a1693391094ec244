package io.claimstream.feedback.whatif;

import io.claimstream.event.ClaimAccepted;

/** Changes facts of a claim. */
@FunctionalInterface
public interface Change {

    /**
     * The claim with its changes.
     *
     * @return the very same claim when nothing is changed
     * @throws RuntimeException when it cannot be changed like that; the exception reaches whoever asked
     */
    ClaimAccepted of(ClaimAccepted claim);
}
