package io.claimstream.launcher.audit;

import io.claimstream.domain.claim.ContentHash;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.ClaimRejected;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.DeploymentAction;
import io.claimstream.event.FeedbackKind;
import io.claimstream.event.LabelKind;
import io.claimstream.event.ModelDeployment;
import io.claimstream.event.ModelSlot;
import io.claimstream.event.ModelVersion;
import io.claimstream.event.RecordRef;
import io.claimstream.event.ScorePurpose;
import io.claimstream.event.Violation;
import io.claimstream.testkit.Claims;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Events of claims of one insurer, as the services write them; a test says only what matters to it. */
final class Events {

    static final Instant NOON = Instant.parse("2024-06-11T12:00:00Z");

    private static final BigDecimal SUM_OF_HEADS = new BigDecimal("820.00");

    private Events() {}

    static ClaimSubmitted submitted(String claimId) {
        return Claims.aClaim(claimId).build();
    }

    /** The claim as accepted, answering the record at an offset of partition 0. */
    static ClaimAccepted accepted(ClaimSubmitted claim, long offset) {
        ClaimAccepted accepted = Claims.aClaim(claim.getClaimId())
                .withRevision(claim.getRevision())
                .buildAccepted(new RecordRef(0, offset));
        accepted.put("contentHash", ContentHash.of(claim));
        return accepted;
    }

    static ClaimRejected rejected(ClaimSubmitted claim, long offset) {
        return ClaimRejected.newBuilder()
                .setInsurer(claim.getInsurer())
                .setClaimId(claim.getClaimId())
                .setRevision(claim.getRevision())
                .setSubmittingSystem("test")
                .setViolations(List.of(new Violation("TEXT_BLANK", "policy", "Expected a text.")))
                .setContentHash(ContentHash.of(claim))
                .setSubmitted(new RecordRef(0, offset))
                .build();
    }

    /** Features of revision 1, whose heads of loss sum to 820.00. */
    static ClaimFeatures features(String claimId) {
        return ClaimFeatures.newBuilder()
                .setInsurer(Claims.INSURER)
                .setClaimId(claimId)
                .setRevision(1)
                .setLineOfBusiness("MOTOR_INJURY")
                .setCurrency("GBP")
                .setEventTime(NOON)
                .setClaimantPseudonym("p:claimant-1")
                .setFeatureSet("v1")
                .setValues(List.of(820f))
                .setUnseenCategories(List.of())
                .setSumOfHeads(SUM_OF_HEADS)
                .setAccepted(new RecordRef(0, 0L))
                .setSnapshots(List.of())
                .build();
    }

    /** A live score of revision 1 by model {@code m-1}, 1000.00, at noon. */
    static ClaimScored.Builder scored(String claimId) {
        return ClaimScored.newBuilder()
                .setScoreId("score-" + claimId)
                .setInsurer(Claims.INSURER)
                .setClaimId(claimId)
                .setRevision(1)
                .setPurpose(ScorePurpose.LIVE)
                .setLineOfBusiness("MOTOR_INJURY")
                .setCurrency("GBP")
                .setEstimate(new BigDecimal("1000.00"))
                .setBaseValue(new BigDecimal("1000.00"))
                .setReasons(List.of())
                .setOtherReasons(new BigDecimal("0.00"))
                .setReviewReasons(List.of())
                .setModelVersion("m-1")
                .setFeatureSet("v1")
                .setEngineVersion("1")
                .setFeatures(new RecordRef(0, 0L))
                .setEventTime(NOON)
                .setScoredAt(NOON);
    }

    static ClaimFeedback settled(String feedbackId, String claimId, String amount) {
        return ClaimFeedback.newBuilder()
                .setFeedbackId(feedbackId)
                .setInsurer(Claims.INSURER)
                .setClaimId(claimId)
                .setKind(FeedbackKind.SETTLED)
                .setAmount(new BigDecimal(amount))
                .setActor("test")
                .setEventTime(NOON)
                .build();
    }

    static ClaimFeedback withdrawn(String feedbackId, String claimId, String withdrawnFeedbackId) {
        return ClaimFeedback.newBuilder()
                .setFeedbackId(feedbackId)
                .setInsurer(Claims.INSURER)
                .setClaimId(claimId)
                .setKind(FeedbackKind.WITHDRAWN)
                .setWithdrawnFeedbackId(withdrawnFeedbackId)
                .setActor("test")
                .setEventTime(NOON)
                .build();
    }

    static ClaimLabelled labelled(String claimId) {
        return ClaimLabelled.newBuilder()
                .setInsurer(Claims.INSURER)
                .setClaimId(claimId)
                .setRevision(1)
                .setLineOfBusiness("MOTOR_INJURY")
                .setCurrency("GBP")
                .setClaimantPseudonym("p:claimant-1")
                .setFeatureSet("v1")
                .setValues(List.of(820f))
                .setSumOfHeads(SUM_OF_HEADS)
                .setFeatures(new RecordRef(0, 0L))
                .setScoreId("score-" + claimId)
                .setEstimate(new BigDecimal("1000.00"))
                .setModelVersion("baseline")
                .setLabelKind(LabelKind.SETTLED)
                .setLabel(new BigDecimal("1100.00"))
                .setFeedbackId("f-" + claimId)
                .setClaimEventTime(NOON)
                .setLabelEventTime(NOON)
                .build();
    }

    /** A version trained on labels of partition 0, from one offset to below another. */
    static ModelVersion version(String version, long from, long to) {
        String manifest =
                """
                {"format": 3, "lineOfBusiness": "MOTOR_INJURY", "currency": "GBP", "insurer": null, "featureSet": "v1", "features": ["a"],
                 "target": "ln(settlement)", "engine": "test", "parameters": null, "artifactSha256": "00", "artifactBytes": 1,
                 "dataset": {"sha256": "00", "trainingRows": 1, "calibrationRows": 1, "holdoutRows": 1, "settled": 1, "corrected": 0,
                   "firstLabelAt": "2024-06-11T12:00:00Z", "lastLabelAt": "2024-06-11T12:00:00Z", "exclusions": {},
                   "labelled": [{"partition": 0, "from": %d, "to": %d}]},
                 "holdout": null, "goldenRows": [],
                 "doubt": {"difficulty": {"trees": [{"nodes": [{"feature": 0, "threshold": 0, "missingLeft": false, "left": 0, "scale": 1}]}]},
                   "ranges": {}, "widestRatio": 2, "reliability": []}}
                """
                        .formatted(from, to);
        return ModelVersion.newBuilder()
                .setVersion(version)
                .setManifest(ByteBuffer.wrap(manifest.getBytes(StandardCharsets.UTF_8)))
                .setSignature(ByteBuffer.wrap(new byte[] {1}))
                .setSigningKeyId("k-1")
                .setChunks(1)
                .setPublishedAt(NOON)
                .build();
    }

    static ModelDeployment deployment(DeploymentAction action, String version) {
        return ModelDeployment.newBuilder()
                .setSlot(ModelSlot.newBuilder()
                        .setLineOfBusiness("MOTOR_INJURY")
                        .setCurrency("GBP")
                        .build())
                .setAction(action)
                .setVersion(version)
                .setReason("a test")
                .setActor("test")
                .setAt(NOON)
                .build();
    }
}
