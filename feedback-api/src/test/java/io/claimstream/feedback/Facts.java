package io.claimstream.feedback;

import io.claimstream.domain.claim.ScoreId;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.ClaimRejected;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.DeploymentAction;
import io.claimstream.event.FeedbackKind;
import io.claimstream.event.Interval;
import io.claimstream.event.LabelKind;
import io.claimstream.event.ModelDeployment;
import io.claimstream.event.ModelReport;
import io.claimstream.event.ModelSlot;
import io.claimstream.event.ModelVersion;
import io.claimstream.event.Reason;
import io.claimstream.event.RecordRef;
import io.claimstream.event.ScorePurpose;
import io.claimstream.event.SubjectErased;
import io.claimstream.event.Violation;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Events for tests, valid as they stand. */
public final class Facts {

    public static final String INSURER = "acme";
    public static final Instant NOW = Instant.parse("2026-03-01T09:30:00Z");

    private Facts() {}

    public static String scoreId(String claimId, int revision) {
        return ScoreId.live(INSURER, claimId, revision).text();
    }

    public static ClaimScored.Builder score(String claimId, int revision) {
        return ClaimScored.newBuilder()
                .setScoreId(scoreId(claimId, revision))
                .setInsurer(INSURER)
                .setClaimId(claimId)
                .setRevision(revision)
                .setPurpose(ScorePurpose.LIVE)
                .setLineOfBusiness("MOTOR_INJURY")
                .setCurrency("GBP")
                .setEstimate(new BigDecimal("1200.00"))
                .setInterval(new Interval(new BigDecimal("900.00"), new BigDecimal("1600.00"), 0.9))
                .setConfidence(0.42)
                .setBaseValue(new BigDecimal("1000.00"))
                .setReasons(List.of(new Reason("earningsLoss", "Loss of earnings is high.", new BigDecimal("150.00"))))
                .setOtherReasons(new BigDecimal("50.00"))
                .setReviewReasons(List.of())
                .setModelVersion("m-0123456789ab")
                .setFeatureSet("v1")
                .setEngineVersion("3.0.4")
                .setFeatures(new RecordRef(0, 1L))
                .setEventTime(NOW)
                .setScoredAt(NOW);
    }

    public static ClaimRejected rejection(String claimId, int revision, long submittedOffset) {
        return ClaimRejected.newBuilder()
                .setInsurer(INSURER)
                .setClaimId(claimId)
                .setRevision(revision)
                .setSubmittingSystem("test")
                .setViolations(List.of(new Violation("TEXT_BLANK", "policy", "Expected a text.")))
                .setContentHash("00")
                .setSubmitted(new RecordRef(0, submittedOffset))
                .build();
    }

    /** A settlement as an upstream system reports it: of the claim as a whole. */
    public static ClaimFeedback.Builder settlement(String feedbackId, String claimId) {
        return ClaimFeedback.newBuilder()
                .setFeedbackId(feedbackId)
                .setInsurer(INSURER)
                .setClaimId(claimId)
                .setKind(FeedbackKind.SETTLED)
                .setAmount(new BigDecimal("1500.00"))
                .setActor("upstream")
                .setEventTime(NOW);
    }

    /** A label of a claim's first revision, with two features, the second of them missing. */
    public static ClaimLabelled label(String claimId, String feedbackId, LabelKind kind) {
        return ClaimLabelled.newBuilder()
                .setInsurer(INSURER)
                .setClaimId(claimId)
                .setRevision(1)
                .setLineOfBusiness("MOTOR_INJURY")
                .setCurrency("GBP")
                .setClaimantPseudonym("p-1")
                .setFeatureSet("v1")
                .setValues(List.of(0.1f, Float.NaN))
                .setSumOfHeads(new BigDecimal("1300.00"))
                .setFeatures(new RecordRef(0, 1L))
                .setScoreId(scoreId(claimId, 1))
                .setEstimate(new BigDecimal("1200.00"))
                .setModelVersion("m-0123456789ab")
                .setLabelKind(kind)
                .setLabel(new BigDecimal("1500.00"))
                .setFeedbackId(feedbackId)
                .setClaimEventTime(NOW)
                .setLabelEventTime(NOW)
                .build();
    }

    public static ModelReport report(String version, String json) {
        return ModelReport.newBuilder()
                .setVersion(version)
                .setSlot(new ModelSlot("MOTOR_INJURY", "GBP", null))
                .setRunId("r-1")
                .setFormat(1)
                .setReport(ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)))
                .setAt(NOW)
                .build();
    }

    public static ModelVersion modelVersion(String version) {
        return modelVersion(version, "{\"featureSet\":\"v1\",\"goldenRows\":[1,2],\"features\":[\"a\"]}");
    }

    /** A version made from the labels below an offset of partition 0. */
    public static ModelVersion modelMadeFrom(String version, long labelsBelow) {
        return modelVersion(
                version,
                "{\"lineOfBusiness\":\"MOTOR_INJURY\",\"currency\":\"GBP\",\"insurer\":null,\"featureSet\":\"v1\","
                        + "\"features\":[\"a\",\"b\"],\"dataset\":{\"labelled\":[{\"partition\":0,\"from\":0,\"to\":"
                        + labelsBelow + "}]}}");
    }

    /** The same, of a dataset that knew of the erasures below an offset. */
    public static ModelVersion modelMadeFrom(String version, long labelsBelow, long erasuresBelow) {
        return modelVersion(
                version,
                "{\"lineOfBusiness\":\"MOTOR_INJURY\",\"currency\":\"GBP\",\"insurer\":null,\"featureSet\":\"v1\","
                        + "\"features\":[\"a\",\"b\"],\"dataset\":{\"labelled\":[{\"partition\":0,\"from\":0,\"to\":"
                        + labelsBelow + "}],\"erasures\":[{\"partition\":0,\"from\":0,\"to\":" + erasuresBelow
                        + "}]}}");
    }

    /** A claimant who was erased. */
    public static SubjectErased erased(String claimant, String receipt) {
        return SubjectErased.newBuilder()
                .setInsurer(INSURER)
                .setClaimantPseudonym(claimant)
                .setReceipt(receipt)
                .setErasedAt(NOW)
                .build();
    }

    private static ModelVersion modelVersion(String version, String manifest) {
        return ModelVersion.newBuilder()
                .setVersion(version)
                .setManifest(utf8(manifest))
                .setSignature(utf8("s"))
                .setSigningKeyId("k")
                .setChunks(1)
                .setPublishedAt(NOW)
                .build();
    }

    public static ModelDeployment decision(DeploymentAction action, String version, String reason) {
        return ModelDeployment.newBuilder()
                .setSlot(ModelSlot.newBuilder()
                        .setLineOfBusiness("MOTOR_INJURY")
                        .setCurrency("GBP")
                        .build())
                .setAction(action)
                .setVersion(version)
                .setReason(reason)
                .setActor("retrain-worker")
                .setAt(NOW)
                .build();
    }

    private static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
