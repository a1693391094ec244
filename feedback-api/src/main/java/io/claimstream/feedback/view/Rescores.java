package io.claimstream.feedback.view;

import io.claimstream.domain.claim.ClaimKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Questions about scores that were asked for once more. It follows the topics with a short delay. Thread-safe. */
public interface Rescores {

    /** Every request for a claim, oldest first. */
    default List<Rescore> ofClaim(ClaimKey claim) {
        return ofClaim(claim, ReadModel.NOW);
    }

    /** Every request for a claim that was made by then, oldest first, each with what had come of it by then. */
    List<Rescore> ofClaim(ClaimKey claim, Instant asOf);

    /** The request that a score answers, or is to answer. */
    Optional<Rescore> ofScore(String rescoreId);

    /** A request. */
    Optional<Rescore> request(String requestId);

    /**
     * The live scores by a withdrawn version that were not asked for again yet, in the order of their ids.
     *
     * @param commandId the roll back
     * @param after the id of the last score seen; blank to begin
     * @param limit the most to answer with
     */
    List<Score> notAsked(String commandId, Withdrawal withdrawal, String after, int limit);

    /** How far the scores of a roll back are done again. */
    RescoreTally tally(String commandId);

    /**
     * The requests for the scores of a roll back, in the order of the ids of these, without those of claimants who were erased.
     *
     * @param after the id of the last score seen; blank to begin
     * @param limit the most to answer with
     */
    List<Rescore> ofCommand(String commandId, String after, int limit);

    /** One of the requests for the scores of a roll back, whoever was erased since: all were asked for by the same version. */
    Optional<Rescore> anyOfCommand(String commandId);
}
