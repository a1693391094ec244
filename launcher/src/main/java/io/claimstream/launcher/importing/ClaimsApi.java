package io.claimstream.launcher.importing;

import io.claimstream.event.ClaimSubmitted;
import java.math.BigDecimal;
import java.util.Optional;

/** What an import needs of the API. Implementations are thread-safe and repeat what may succeed later, for a bounded time. */
interface ClaimsApi {

    /**
     * Submits a claim.
     *
     * @return empty when it was taken, else why the API refuses it
     * @throws io.claimstream.launcher.command.OutsideWorldException when the API cannot be reached in time
     */
    Optional<String> submit(ClaimSubmitted claim) throws InterruptedException;

    /**
     * What is known of a claim; empty when nothing is.
     *
     * @throws io.claimstream.launcher.command.OutsideWorldException when the API cannot be reached in time
     */
    Optional<ClaimState> find(String insurer, String claimId) throws InterruptedException;

    /**
     * Records what was paid. Doing it again with the same amount changes nothing.
     *
     * @return false when the score is not the newest one, or not known yet: look again
     * @throws io.claimstream.launcher.command.OutsideWorldException when the API cannot be reached in time
     */
    boolean settle(String scoreId, String claimId, BigDecimal amount) throws InterruptedException;
}
