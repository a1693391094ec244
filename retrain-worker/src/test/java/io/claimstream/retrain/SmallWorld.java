package io.claimstream.retrain;

import io.claimstream.domain.claim.ScoreId;
import io.claimstream.domain.feature.FeatureSetV1;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.ClaimProtected;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.FeedbackKind;
import io.claimstream.event.LabelKind;
import io.claimstream.event.RecordRef;
import io.claimstream.event.ScorePurpose;
import io.claimstream.event.SubjectErased;
import io.claimstream.schemas.TrustedEvents;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Claims by number: the same number is always the same claim. Two features say what share of the heads of loss is paid, with a few
 * percent of noise, so that a model beats the sum of the heads by far.
 */
public final class SmallWorld {

    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
    private static final int SUM_OF_HEADS = FeatureSetV1.NAMES.indexOf("sum_heads");

    private SmallWorld() {}

    /** Key of a claim on every topic. */
    public static String key(int claim) {
        return "acme|" + claimId(claim);
    }

    /** Features of a claim; one claim an hour. */
    public static ClaimFeatures features(int claim) {
        return ClaimFeatures.newBuilder()
                .setInsurer("acme")
                .setClaimId(claimId(claim))
                .setRevision(1)
                .setLineOfBusiness("MOTOR_INJURY")
                .setCurrency("GBP")
                .setEventTime(eventTime(claim))
                .setClaimantPseudonym("p-" + claim)
                .setFeatureSet(FeatureSetV1.VERSION)
                .setValues(values(claim))
                .setUnseenCategories(List.of())
                .setSumOfHeads(sumOfHeads(claim))
                .setAccepted(new RecordRef(0, (long) claim))
                .setSnapshots(List.of())
                .build();
    }

    /** Live score of a claim by a version, which estimates what will be paid less one percent. */
    public static ClaimScored score(int claim, RecordRef features, String version) {
        return ClaimScored.newBuilder(score(claim, features))
                .setEstimate(settled(claim).multiply(new BigDecimal("0.99")).setScale(2, RoundingMode.HALF_EVEN))
                .setModelVersion(version)
                .setReviewReasons(List.of())
                .build();
    }

    /** Live score of a claim by the baseline. */
    public static ClaimScored score(int claim, RecordRef features) {
        return ClaimScored.newBuilder()
                .setScoreId(ScoreId.live("acme", claimId(claim), 1).text())
                .setInsurer("acme")
                .setClaimId(claimId(claim))
                .setRevision(1)
                .setPurpose(ScorePurpose.LIVE)
                .setLineOfBusiness("MOTOR_INJURY")
                .setCurrency("GBP")
                .setEstimate(sumOfHeads(claim))
                .setBaseValue(sumOfHeads(claim))
                .setReasons(List.of())
                .setOtherReasons(new BigDecimal("0.00"))
                .setReviewReasons(List.of("NO_MODEL"))
                .setModelVersion("baseline")
                .setFeatureSet(FeatureSetV1.VERSION)
                .setEngineVersion("1")
                .setFeatures(features)
                .setEventTime(eventTime(claim))
                .setScoredAt(eventTime(claim))
                .build();
    }

    /** Label of a claim that the baseline scored. */
    public static ClaimLabelled labelled(int claim, LabelKind kind) {
        ClaimFeatures features = features(claim);
        return ClaimLabelled.newBuilder()
                .setInsurer(features.getInsurer())
                .setClaimId(features.getClaimId())
                .setRevision(1)
                .setLineOfBusiness(features.getLineOfBusiness())
                .setCurrency(features.getCurrency())
                .setClaimantPseudonym(features.getClaimantPseudonym())
                .setFeatureSet(features.getFeatureSet())
                .setValues(features.getValues())
                .setSumOfHeads(features.getSumOfHeads())
                .setFeatures(new RecordRef(0, (long) claim))
                .setScoreId("s_" + claim)
                .setEstimate(features.getSumOfHeads())
                .setModelVersion("baseline")
                .setLabelKind(kind)
                .setLabel(kind == LabelKind.WITHDRAWN ? null : settled(claim))
                .setFeedbackId("f-" + claim)
                .setClaimEventTime(features.getEventTime())
                .setLabelEventTime(settlement(claim).getEventTime())
                .build();
    }

    /** Settlement of a claim, 30 days later. */
    public static ClaimFeedback settlement(int claim) {
        return feedback(claim, FeedbackKind.SETTLED, "settled-" + claim)
                .setAmount(settled(claim))
                .build();
    }

    /** The same, but women are paid half as much again. */
    public static ClaimFeedback settlementMoreForWomen(int claim) {
        BigDecimal factor = new BigDecimal(isWoman(claim) ? "1.5" : "1");
        return feedback(claim, FeedbackKind.SETTLED, "settled-" + claim)
                .setAmount(settled(claim).multiply(factor).setScale(2, RoundingMode.HALF_EVEN))
                .build();
    }

    /** Who drove: every other driver is a woman, and all are thirty. */
    public static ClaimProtected driver(int claim) {
        return ClaimProtected.newBuilder()
                .setInsurer("acme")
                .setClaimId(claimId(claim))
                .setRevision(1)
                .setDriverAge(30)
                .setGender(isWoman(claim) ? "Female" : "Male")
                .setSubmitted(new RecordRef(0, (long) claim))
                .build();
    }

    private static boolean isWoman(int claim) {
        return claim % 2 == 0;
    }

    /** A claimant who was erased; that of a claim is {@code p-} and its number. */
    public static SubjectErased erased(String claimant, String receipt) {
        TrustedEvents.trust(); // A default value is read as from a topic.
        return SubjectErased.newBuilder()
                .setInsurer("acme")
                .setClaimantPseudonym(claimant)
                .setReceipt(receipt)
                .setErasedAt(START)
                .build();
    }

    /** Withdrawal of the settlement of a claim. */
    public static ClaimFeedback withdrawal(int claim) {
        return feedback(claim, FeedbackKind.WITHDRAWN, "withdrawn-" + claim)
                .setWithdrawnFeedbackId("settled-" + claim)
                .build();
    }

    /** What was paid in the end. */
    public static BigDecimal settled(int claim) {
        float[] luck = draws(claim);
        double share = 0.5 + 0.3 * luck[0] + (luck[1] > 0.5 ? 0.25 : 0) + 0.03 * (luck[2] - 0.5);
        return sumOfHeads(claim).multiply(BigDecimal.valueOf(share)).setScale(2, RoundingMode.HALF_EVEN);
    }

    private static ClaimFeedback.Builder feedback(int claim, FeedbackKind kind, String id) {
        return ClaimFeedback.newBuilder()
                .setFeedbackId(id)
                .setInsurer("acme")
                .setClaimId(claimId(claim))
                .setKind(kind)
                .setActor("upstream")
                .setEventTime(eventTime(claim).plus(30, ChronoUnit.DAYS));
    }

    private static String claimId(int claim) {
        return "c-" + claim;
    }

    private static Instant eventTime(int claim) {
        return START.plus(claim, ChronoUnit.HOURS);
    }

    private static BigDecimal sumOfHeads(int claim) {
        return BigDecimal.valueOf(1_000 + 9_000 * (double) draws(claim)[3]).setScale(2, RoundingMode.HALF_EVEN);
    }

    private static List<Float> values(int claim) {
        float[] luck = draws(claim);
        List<Float> values = new ArrayList<>();
        for (int i = 0; i < FeatureSetV1.NAMES.size(); i++) {
            values.add(0f);
        }
        values.set(0, luck[0]);
        values.set(1, luck[1]);
        values.set(SUM_OF_HEADS, sumOfHeads(claim).floatValue());
        return values;
    }

    private static float[] draws(int claim) {
        Random random = new Random(claim * 7_919L + 17);
        return new float[] {random.nextFloat(), random.nextFloat(), random.nextFloat(), random.nextFloat()};
    }
}
