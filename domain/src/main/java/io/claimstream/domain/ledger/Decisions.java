package io.claimstream.domain.ledger;

import io.claimstream.event.ApprovalDeclined;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.ContestEnded;
import io.claimstream.event.ContestOutcome;
import io.claimstream.event.DecisionEntry;
import io.claimstream.event.DecisionKind;
import io.claimstream.event.FeedbackKind;
import io.claimstream.event.HashedRecord;
import io.claimstream.event.ReasonShare;
import io.claimstream.event.ScorePurpose;
import io.claimstream.schemas.TrustedEvents;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an entry says of a decision; its place in the chain is added by {@link Chain}. Nothing of a person enters: no pseudonym, no note, and of
 * reasons what they add, not their words. Pure.
 */
public final class Decisions {

    /** Before the version of the model that decided. */
    public static final String MODEL = "model:";

    /** Before the insurer and version of the policy that decided. */
    public static final String POLICY = "policy:";

    /** Before the id of an account here, and before that of a person of an identity provider. */
    private static final List<String> PERSONS = List.of("user:", "oidc:");

    /** Between who asked for a decision and who approved it. */
    private static final String APPROVED_BY = ", approved by ";

    static {
        // Avro makes the empty lists of a builder by the names of their classes.
        TrustedEvents.trust();
    }

    private Decisions() {}

    /**
     * A score.
     *
     * @param record where it stands
     * @param inputs the features record that it names, and the accepted revision that those name
     */
    public static DecisionEntry.Builder of(ClaimScored score, HashedRecord record, List<HashedRecord> inputs) {
        return unchained()
                .setKind(kind(score.getPurpose()))
                .setInsurer(score.getInsurer())
                .setClaimId(score.getClaimId())
                .setRevision(score.getRevision())
                .setDecisionId(score.getScoreId())
                .setRecord(record)
                .setInputs(inputs)
                .setLineOfBusiness(score.getLineOfBusiness())
                .setCurrency(score.getCurrency())
                .setModelVersion(score.getModelVersion())
                .setModelHash(score.getModelHash().orElse(null))
                .setFeatureSet(score.getFeatureSet())
                .setCalibration(score.getCalibration().orElse(null))
                .setEngineVersion(score.getEngineVersion())
                .setEstimate(score.getEstimate())
                .setInterval(score.getInterval().orElse(null))
                .setConfidence(score.getConfidence().orElse(null))
                .setBaseValue(score.getBaseValue())
                .setReasons(score.getReasons().stream()
                        .map(it -> new ReasonShare(it.getFeature(), it.getContribution()))
                        .toList())
                .setOtherReasons(score.getOtherReasons())
                .setReviewReasons(score.getReviewReasons())
                .setDecidedBy(MODEL + score.getModelVersion())
                .setAutomatic(true)
                .setEventTime(score.getEventTime())
                .setKnownAt(score.getScoredAt());
    }

    /**
     * What was said of a claim.
     *
     * @param record where it stands
     * @param knownAt when the log took it
     */
    public static DecisionEntry.Builder of(ClaimFeedback said, HashedRecord record, Instant knownAt) {
        return unchained()
                .setKind(kind(said.getKind()))
                .setInsurer(said.getInsurer())
                .setClaimId(said.getClaimId())
                .setRevision(said.getRevision().orElse(null))
                .setDecisionId(said.getFeedbackId())
                .setScoreId(said.getScoreId().orElse(null))
                .setWithdrawnFeedbackId(said.getWithdrawnFeedbackId().orElse(null))
                .setRecord(record)
                .setAmount(said.getAmount().orElse(null))
                .setReasonCode(said.getReasonCode().orElse(null))
                .setDecidedBy(said.getActor())
                .setAutomatic(automatic(said.getActor()))
                .setTerms(said.getTerms().orElse(null))
                .setEventTime(said.getEventTime())
                .setKnownAt(knownAt);
    }

    /**
     * How a contest ended.
     *
     * @param record where it stands
     * @param knownAt when the log took it
     */
    public static DecisionEntry.Builder of(ContestEnded ended, HashedRecord record, Instant knownAt) {
        return unchained()
                .setKind(kind(ended.getOutcome()))
                .setInsurer(ended.getInsurer())
                .setClaimId(ended.getClaimId())
                .setRevision(ended.getRevision())
                .setDecisionId(ended.getContestId())
                .setScoreId(ended.getScoreId())
                .setResultFeedbackId(ended.getFeedbackId().orElse(null))
                .setRecord(record)
                .setDecidedBy(ended.getActor())
                .setAutomatic(automatic(ended.getActor()))
                .setEventTime(ended.getEventTime())
                .setKnownAt(knownAt);
    }

    /**
     * A decision that a second person declined.
     *
     * @param record where it stands
     * @param knownAt when the log took it
     */
    public static DecisionEntry.Builder of(ApprovalDeclined declined, HashedRecord record, Instant knownAt) {
        return unchained()
                .setKind(DecisionKind.APPROVAL_DECLINED)
                .setInsurer(declined.getInsurer())
                .setClaimId(declined.getClaimId())
                .setRevision(declined.getRevision().orElse(null))
                .setDecisionId(declined.getApprovalId())
                .setScoreId(declined.getScoreId())
                .setRecord(record)
                .setCurrency(declined.getCurrency())
                .setAmount(declined.getAmount())
                .setReasonCode(declined.getReasonCode().orElse(null))
                .setDecidedBy(declined.getActor())
                .setAutomatic(automatic(declined.getActor()))
                .setEventTime(declined.getEventTime())
                .setKnownAt(knownAt)
                .setAskedKind(declined.getKind())
                .setAskedBy(declined.getAskedBy());
    }

    /**
     * Whether no person took part in what an actor said.
     *
     * @param actor as it stands in events
     * @return null where nobody but a key is named: a person may hold it, or a system
     */
    public static @Nullable Boolean automatic(String actor) {
        if (actor.startsWith(POLICY)) {
            return Boolean.TRUE;
        }
        boolean isPersonNamed = Arrays.stream(actor.split(APPROVED_BY, -1))
                .anyMatch(it -> PERSONS.stream().anyMatch(it::startsWith));
        return isPersonNamed ? Boolean.FALSE : null;
    }

    /** The required fields that the chain fills in. */
    private static DecisionEntry.Builder unchained() {
        return DecisionEntry.newBuilder()
                .setPartition(0)
                .setSequence(0L)
                .setPreviousHash(LedgerHash.NONE)
                .setEntryHash(LedgerHash.NONE);
    }

    private static DecisionKind kind(ScorePurpose purpose) {
        return switch (purpose) {
            case LIVE -> DecisionKind.SCORED;
            case RESCORE -> DecisionKind.RESCORED;
            case SHADOW -> DecisionKind.SHADOW_SCORED;
            case UNKNOWN -> DecisionKind.UNKNOWN;
        };
    }

    private static DecisionKind kind(FeedbackKind kind) {
        return switch (kind) {
            case ACCEPTED -> DecisionKind.ACCEPTED;
            case CORRECTED -> DecisionKind.CORRECTED;
            case SETTLED -> DecisionKind.SETTLED;
            case WITHDRAWN -> DecisionKind.WITHDRAWN;
            case UNKNOWN -> DecisionKind.UNKNOWN;
        };
    }

    private static DecisionKind kind(ContestOutcome outcome) {
        return switch (outcome) {
            case UPHELD -> DecisionKind.CONTEST_UPHELD;
            case CHANGED -> DecisionKind.CONTEST_CHANGED;
            case WITHDRAWN -> DecisionKind.CONTEST_WITHDRAWN;
            case ERASED -> DecisionKind.CONTEST_ERASED;
            case UNKNOWN -> DecisionKind.UNKNOWN;
        };
    }
}
