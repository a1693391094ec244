package io.claimstream.schemas;

import io.claimstream.event.ApprovalDeclined;
import io.claimstream.event.CalibrationRecord;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.ClaimProtected;
import io.claimstream.event.ClaimRejected;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.ContestEnded;
import io.claimstream.event.DecisionEntry;
import io.claimstream.event.DriftDay;
import io.claimstream.event.HistoryEvent;
import io.claimstream.event.LedgerHead;
import io.claimstream.event.ModelArtifactChunk;
import io.claimstream.event.ModelCommand;
import io.claimstream.event.ModelDeployment;
import io.claimstream.event.ModelReport;
import io.claimstream.event.ModelVersion;
import io.claimstream.event.RescoreRefused;
import io.claimstream.event.RescoreRequest;
import io.claimstream.event.SubjectErased;
import io.claimstream.schemas.Topic.Cleanup;
import io.claimstream.schemas.Topic.Key;
import io.claimstream.schemas.Topic.Timestamp;
import io.claimstream.schemas.Topic.Writer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Every topic of Claimstream, in the order of the flow. Topics are created from this list and documented from it. */
public final class Topics {

    /** Partitions of every topic keyed by claim or entity; equal, because the stages join them. */
    public static final int CLAIM_PARTITIONS = 4;

    private static final Optional<Duration> THIRTY_DAYS = Optional.of(Duration.ofDays(30));
    private static final Optional<Duration> UNLIMITED = Optional.empty();

    public static final Topic<ClaimSubmitted> CLAIMS_SUBMITTED = new Topic<>(
            "claims.submitted.v1",
            Key.UNTRUSTED_CLAIM,
            ClaimSubmitted.class,
            CLAIM_PARTITIONS,
            THIRTY_DAYS,
            Cleanup.DELETE,
            Timestamp.LOG_APPEND_TIME,
            Writer.UPSTREAM,
            "A revision of a claim as an upstream system submits it.");

    public static final Topic<ClaimAccepted> CLAIMS_ACCEPTED = new Topic<>(
            "claims.accepted.v1",
            Key.CLAIM,
            ClaimAccepted.class,
            CLAIM_PARTITIONS,
            UNLIMITED,
            Cleanup.DELETE,
            Timestamp.CREATE_TIME,
            Writer.CLAIM_INGEST,
            "A valid revision, pseudonymised and without free text.");

    public static final Topic<ClaimProtected> CLAIMS_PROTECTED = new Topic<>(
            "claims.protected.v1",
            Key.CLAIM,
            ClaimProtected.class,
            CLAIM_PARTITIONS,
            UNLIMITED,
            Cleanup.DELETE,
            Timestamp.CREATE_TIME,
            Writer.CLAIM_INGEST,
            "Protected attributes of an accepted revision, for fairness measurement only.");

    public static final Topic<ClaimRejected> CLAIMS_REJECTED = new Topic<>(
            "claims.rejected.v1",
            Key.CLAIM,
            ClaimRejected.class,
            CLAIM_PARTITIONS,
            UNLIMITED,
            Cleanup.DELETE,
            Timestamp.CREATE_TIME,
            Writer.CLAIM_INGEST,
            "A revision that broke rules, with every reason.");

    public static final Topic<byte[]> CLAIMS_DEAD = new Topic<>(
            "claims.dead.v1",
            Key.ORIGINAL,
            byte[].class,
            CLAIM_PARTITIONS,
            THIRTY_DAYS,
            Cleanup.DELETE,
            Timestamp.CREATE_TIME,
            Writer.EVERY_SERVICE,
            "The original bytes of a record that could not be decoded or met a bug, with code and coordinates in the headers.");

    public static final Topic<HistoryEvent> CLAIMS_HISTORY = new Topic<>(
            "claims.history.v1",
            Key.ENTITY,
            HistoryEvent.class,
            CLAIM_PARTITIONS,
            UNLIMITED,
            Cleanup.DELETE,
            Timestamp.CREATE_TIME,
            Writer.FEATURE_STREAM,
            "A change to the history of a claimant or provider in one currency.");

    public static final Topic<ClaimFeatures> CLAIMS_FEATURES = new Topic<>(
            "claims.features.v1",
            Key.CLAIM,
            ClaimFeatures.class,
            CLAIM_PARTITIONS,
            UNLIMITED,
            Cleanup.DELETE,
            Timestamp.CREATE_TIME,
            Writer.FEATURE_STREAM,
            "The feature vector of an accepted revision.");

    public static final Topic<ClaimScored> CLAIMS_SCORED = new Topic<>(
            "claims.scored.v1",
            Key.CLAIM,
            ClaimScored.class,
            CLAIM_PARTITIONS,
            UNLIMITED,
            Cleanup.DELETE,
            Timestamp.CREATE_TIME,
            Writer.SCORING_PROCESSOR,
            "The one live score of an accepted revision.");

    public static final Topic<ClaimScored> CLAIMS_RESCORED = new Topic<>(
            "claims.rescored.v1",
            Key.CLAIM,
            ClaimScored.class,
            CLAIM_PARTITIONS,
            UNLIMITED,
            Cleanup.DELETE,
            Timestamp.CREATE_TIME,
            Writer.SCORING_PROCESSOR,
            "Scores without effect, which never stand among live ones: of challenger and champion whichever did not decide a claim,"
                    + " and scores that were asked for once more.");

    public static final Topic<RescoreRequest> CLAIMS_RESCORE_REQUESTS = new Topic<>(
            "claims.rescore-requests.v1",
            Key.CLAIM,
            RescoreRequest.class,
            CLAIM_PARTITIONS,
            UNLIMITED,
            Cleanup.DELETE,
            Timestamp.CREATE_TIME,
            Writer.FEEDBACK_API,
            "A live score that is to be done again; answered on claims.rescored.v1 or claims.rescore-refusals.v1.");

    public static final Topic<RescoreRefused> CLAIMS_RESCORE_REFUSALS = new Topic<>(
            "claims.rescore-refusals.v1",
            Key.CLAIM,
            RescoreRefused.class,
            CLAIM_PARTITIONS,
            UNLIMITED,
            Cleanup.DELETE,
            Timestamp.CREATE_TIME,
            Writer.SCORING_PROCESSOR,
            "A score that could not be done again, and why.");

    public static final Topic<ClaimFeedback> CLAIMS_FEEDBACK = new Topic<>(
            "claims.feedback.v1",
            Key.CLAIM,
            ClaimFeedback.class,
            CLAIM_PARTITIONS,
            UNLIMITED,
            Cleanup.DELETE,
            Timestamp.LOG_APPEND_TIME,
            Writer.FEEDBACK_API_AND_UPSTREAM,
            "What people or upstream systems say of a claim: accepted, corrected, settled, withdrawn.");

    public static final Topic<ContestEnded> CLAIMS_CONTESTS = new Topic<>(
            "claims.contests.v1",
            Key.CLAIM,
            ContestEnded.class,
            CLAIM_PARTITIONS,
            UNLIMITED,
            Cleanup.DELETE,
            Timestamp.CREATE_TIME,
            Writer.FEEDBACK_API,
            "How a contest of a claimant ended: upheld, changed, withdrawn, or erased with the claimant.");

    public static final Topic<ApprovalDeclined> CLAIMS_APPROVALS = new Topic<>(
            "claims.approvals.v1",
            Key.CLAIM,
            ApprovalDeclined.class,
            CLAIM_PARTITIONS,
            UNLIMITED,
            Cleanup.DELETE,
            Timestamp.CREATE_TIME,
            Writer.FEEDBACK_API,
            "That a second person declined a decision on a claim, which took no effect.");

    public static final Topic<ClaimLabelled> CLAIMS_LABELLED = new Topic<>(
            "claims.labelled.v1",
            Key.CLAIM,
            ClaimLabelled.class,
            CLAIM_PARTITIONS,
            UNLIMITED,
            Cleanup.DELETE,
            Timestamp.CREATE_TIME,
            Writer.RETRAIN_WORKER,
            "Features as served, with what the claim was worth.");

    public static final Topic<ModelVersion> MODELS_VERSIONS = new Topic<>(
            "models.versions.v1",
            Key.MODEL_VERSION,
            ModelVersion.class,
            1,
            UNLIMITED,
            Cleanup.DELETE,
            Timestamp.CREATE_TIME,
            Writer.RETRAIN_WORKER,
            "The signed manifest of a model version.");

    public static final Topic<ModelArtifactChunk> MODELS_ARTIFACTS = new Topic<>(
            "models.artifacts.v1",
            Key.MODEL_VERSION,
            ModelArtifactChunk.class,
            1,
            UNLIMITED,
            Cleanup.DELETE,
            Timestamp.CREATE_TIME,
            Writer.RETRAIN_WORKER,
            "A piece of a model artifact.");

    public static final Topic<ModelReport> MODELS_REPORTS = new Topic<>(
            "models.reports.v1",
            Key.MODEL_VERSION,
            ModelReport.class,
            1,
            UNLIMITED,
            Cleanup.DELETE,
            Timestamp.CREATE_TIME,
            Writer.RETRAIN_WORKER,
            "The evaluation report of a candidate.");

    public static final Topic<ModelDeployment> MODELS_DEPLOYMENTS = new Topic<>(
            "models.deployments.v1",
            Key.SLOT,
            ModelDeployment.class,
            1,
            UNLIMITED,
            Cleanup.DELETE,
            Timestamp.CREATE_TIME,
            Writer.RETRAIN_WORKER,
            "A move of a model version in a slot: the ordered history of champions.");

    public static final Topic<CalibrationRecord> MODELS_CALIBRATION = new Topic<>(
            "models.calibration.v1",
            Key.SLOT,
            CalibrationRecord.class,
            1,
            UNLIMITED,
            Cleanup.DELETE,
            Timestamp.CREATE_TIME,
            Writer.RETRAIN_WORKER,
            "A numbered calibration of a model version.");

    public static final Topic<DriftDay> MODELS_DRIFT = new Topic<>(
            "models.drift.v1",
            Key.DRIFT_DAY,
            DriftDay.class,
            1,
            UNLIMITED,
            Cleanup.COMPACT,
            Timestamp.CREATE_TIME,
            Writer.RETRAIN_WORKER,
            "How features and estimates were distributed on a day: sketches, by which drift is seen.");

    public static final Topic<ModelCommand> MODELS_COMMANDS = new Topic<>(
            "models.commands.v1",
            Key.COMMAND,
            ModelCommand.class,
            1,
            UNLIMITED,
            Cleanup.DELETE,
            Timestamp.CREATE_TIME,
            Writer.FEEDBACK_API,
            "What a person asks of the retrain worker; each is answered on models.deployments.v1.");

    public static final Topic<ModelArtifactChunk> MODELS_UPLOADS = new Topic<>(
            "models.uploads.v1",
            Key.UPLOAD,
            ModelArtifactChunk.class,
            1,
            UNLIMITED,
            Cleanup.DELETE,
            Timestamp.CREATE_TIME,
            Writer.FEEDBACK_API,
            "A piece of a model that was made elsewhere, as it came; a command on models.commands.v1 names it.");

    public static final Topic<SubjectErased> PRIVACY_ERASURES = new Topic<>(
            "privacy.erasures.v1",
            Key.SUBJECT,
            SubjectErased.class,
            1,
            UNLIMITED,
            Cleanup.DELETE,
            Timestamp.CREATE_TIME,
            Writer.FEEDBACK_API,
            "A claimant who was erased: what is learned or verified from here on leaves the claimant's rows out.");

    public static final Topic<DecisionEntry> DECISIONS_LEDGER = new Topic<>(
            "decisions.ledger.v1",
            Key.CLAIM,
            DecisionEntry.class,
            CLAIM_PARTITIONS,
            UNLIMITED,
            Cleanup.DELETE,
            Timestamp.CREATE_TIME,
            Writer.DECISION_LEDGER,
            "A score, what was said of one, what a second person declined, or how a contest ended, chained to the entry before it in its partition, which is that of what was decided.");

    public static final Topic<LedgerHead> DECISIONS_HEADS = new Topic<>(
            "decisions.heads.v1",
            Key.CHAIN,
            LedgerHead.class,
            CLAIM_PARTITIONS,
            UNLIMITED,
            Cleanup.DELETE,
            Timestamp.CREATE_TIME,
            Writer.DECISION_LEDGER,
            "The signed end of a chain of decisions, in the partition of its chain.");

    public static final List<Topic<?>> ALL = List.of(
            CLAIMS_SUBMITTED,
            CLAIMS_ACCEPTED,
            CLAIMS_PROTECTED,
            CLAIMS_REJECTED,
            CLAIMS_DEAD,
            CLAIMS_HISTORY,
            CLAIMS_FEATURES,
            CLAIMS_SCORED,
            CLAIMS_RESCORED,
            CLAIMS_RESCORE_REQUESTS,
            CLAIMS_RESCORE_REFUSALS,
            CLAIMS_FEEDBACK,
            CLAIMS_CONTESTS,
            CLAIMS_APPROVALS,
            CLAIMS_LABELLED,
            MODELS_VERSIONS,
            MODELS_ARTIFACTS,
            MODELS_REPORTS,
            MODELS_DEPLOYMENTS,
            MODELS_CALIBRATION,
            MODELS_DRIFT,
            MODELS_COMMANDS,
            MODELS_UPLOADS,
            PRIVACY_ERASURES,
            DECISIONS_LEDGER,
            DECISIONS_HEADS);

    private Topics() {}
}
