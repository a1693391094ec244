package io.claimstream.feedback.view;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.ModelCommand;
import io.claimstream.event.RecordRef;
import io.claimstream.model.DatasetSummary;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Questions asked of the read model. It follows the topics with a short delay. Asked for a claim whose claimant was erased, or a score or feedback of it, it throws an
 * {@link ErasedClaimException}; lists leave such claims out. Thread-safe.
 */
public interface ReadModel {

    /** A live score. */
    Optional<Score> score(String scoreId);

    /** The live score of the newest scored revision of a claim. */
    Optional<Score> currentScore(ClaimKey claim);

    /** Later than every time that a record may have: everything that is known. */
    Instant NOW = Instant.parse("9999-12-31T00:00:00Z");

    /** A claim, once anything of it was seen. */
    default Optional<Claim> claim(ClaimKey claim) {
        return claim(claim, NOW);
    }

    /**
     * A claim as it was known at a time: what a read model would say that had been given only the records known by then, as ADR 020 has it.
     *
     * @param asOf the time, included, down to the microsecond
     * @return empty before anything of it was seen
     */
    Optional<Claim> claim(ClaimKey claim, Instant asOf);

    /**
     * A page of claims. A claim is summed up within moments of its outcome, one that waits for it within about 15 seconds; later when more come than can be
     * scored.
     */
    ClaimPage claims(ClaimSearch search);

    /** How many claims a search finds, and no more than its limit says; its order and its place do not matter. */
    int count(ClaimSearch search);

    /** A claim as lists show it, without their delay; empty when nothing of it is known. */
    Optional<ClaimSummary> summary(ClaimKey claim);

    /**
     * What is known so far of one submitted record.
     *
     * @param revision the revision that it submits
     * @param submitted where it stands on claims.submitted.v1
     */
    Trace trace(ClaimKey claim, int revision, RecordRef submitted);

    /** The pseudonym of the claimant of an accepted revision; empty as long as that is not known. */
    Optional<String> claimant(ClaimKey claim, int revision);

    /**
     * The accepted revisions of a claim, the newest first.
     *
     * @param most the most to answer with
     */
    List<AcceptedRevision> accepted(ClaimKey claim, int most);

    /** A feedback. */
    Optional<Feedback> feedback(String feedbackId);

    /** What was said about a score, oldest first. */
    List<Feedback> feedbackOn(String scoreId);

    /** Feedback, the newest first. */
    List<Feedback> feedback(FeedbackSearch search);

    /** Live scores with what was decided on each, the newest first. */
    List<DecidedScore> decisions(DecisionSearch search);

    /** What became of some feedback, by its id. */
    Map<String, Became> becameOf(List<Feedback> feedback);

    /** Which models learned from what was said of a claim. */
    default Uses usedIn(ClaimKey claim) {
        return usedIn(claim, NOW);
    }

    /** {@link #usedIn(ClaimKey)}, of versions that were published by then, and with an erasure that was done by then. */
    Uses usedIn(ClaimKey claim, Instant asOf);

    /** The newest {@value #VERSIONS} models, and what was decided about them. */
    default Models models() {
        return models(null, VERSIONS);
    }

    /**
     * A page of the models, and what was decided about them.
     *
     * @param after the last version of the page before; null for the first page
     * @param limit the most versions to answer with
     */
    Models models(Models.@Nullable Place after, int limit);

    /** A published version, however many came after it. */
    Optional<Models.Version> version(String version);

    /** Settled claims near an estimate, of those whose claimant was not erased: the nearest of either side, in no order. */
    List<SettledClaim> settledNear(SettledSearch search);

    /**
     * Training runs, the newest first.
     *
     * @param after the last run of the page before; null for the first page
     * @param limit the most to answer with
     */
    List<Run> runs(@Nullable Run after, int limit);

    /** A training run. */
    Optional<Run> run(String runId);

    /** How far a training run is, as the retrain worker told last; empty when it never told. */
    Optional<RunStep> stepOf(String runId);

    /** The training run that made a version; empty for one that was made elsewhere. */
    Optional<Run> runOf(String version);

    /** A page of the datasets that models were made from and trainings read, the last used first; each with its newest run alone. */
    List<DatasetSeen> datasets(DatasetSearch search);

    /** A dataset by its name. */
    Optional<DatasetSeen> dataset(String name);

    /** Every event on models.deployments.v1, in order. */
    List<PlacedMove> moves();

    /** A command to the retrain worker. */
    Optional<ModelCommand> command(String commandId);

    /** Commands that no event answers yet, the newest first; {@value #WAITING_COMMANDS} at most. */
    List<ModelCommand> openCommands();

    /**
     * How many claims that a version scored live are labelled within ranges of claims.labelled.v1. The rules of a dataset may leave some of them out.
     *
     * @param insurer claims of this insurer only; null for all
     * @param ranges half-open, of whichever partitions; none for no claim
     */
    long labelledWithin(String version, @Nullable String insurer, List<DatasetSummary.Offsets> ranges);

    /** How many claims a version decided before it was withdrawn. */
    long decidedClaims(Withdrawal withdrawal);

    /**
     * The live scores that a version decided before it was withdrawn, in the order of their ids.
     *
     * @param after the id of the last score seen; blank to begin
     * @param limit the most to answer with
     */
    List<DecidedClaim> decided(Withdrawal withdrawal, String after, int limit);

    /** The evaluation report of a version, JSON as it was published; empty for one that was not trained here. */
    Optional<String> report(String version);

    /** The most commands without an answer that are shown. */
    int WAITING_COMMANDS = 20;

    /** The newest versions shown where no page is asked for. */
    int VERSIONS = 50;

    /** The newest decisions shown by {@link #models}. */
    int DECISIONS = 50;

    /** The most runs named with a dataset. */
    int RUNS = 100;
}
