package io.claimstream.domain.label;

import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.FeedbackKind;
import io.claimstream.event.LabelState;
import io.claimstream.event.RecordRef;
import io.claimstream.event.ScorePurpose;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Facts about one claim, and what the rules make of them in a given order. Revision n happens n days after the start. */
final class LabelFacts {

    /** Something that arrives. */
    interface Fact {
        LabelStep applyTo(LabelState known);
    }

    private static final Instant SCORED_AT = day(400);

    private LabelFacts() {}

    static Instant day(int day) {
        return Instant.parse("2025-03-01T00:00:00Z").plusSeconds(86_400L * day);
    }

    static Fact features(int revision) {
        return features(revision, revision);
    }

    static Fact features(int revision, long offset) {
        ClaimFeatures features = ClaimFeatures.newBuilder()
                .setInsurer("acme")
                .setClaimId("c-1")
                .setRevision(revision)
                .setLineOfBusiness("MOTOR_INJURY")
                .setCurrency("GBP")
                .setEventTime(day(revision))
                .setClaimantPseudonym("p-1")
                .setFeatureSet("v1")
                .setValues(List.of(revision + 0.5f, Float.NaN, (float) offset))
                .setUnseenCategories(List.of())
                .setSumOfHeads(new BigDecimal("900.00"))
                .setAccepted(new RecordRef(0, (long) revision))
                .setSnapshots(List.of())
                .build();
        return named("features " + revision, known -> LabelRules.features(known, features, new RecordRef(1, offset)));
    }

    static Fact score(int revision) {
        return score(revision, revision, ScorePurpose.LIVE);
    }

    static Fact score(int revision, long featuresOffset, ScorePurpose purpose) {
        ClaimScored score = ClaimScored.newBuilder()
                .setScoreId("s_" + revision)
                .setInsurer("acme")
                .setClaimId("c-1")
                .setRevision(revision)
                .setPurpose(purpose)
                .setLineOfBusiness("MOTOR_INJURY")
                .setCurrency("GBP")
                .setEstimate(new BigDecimal("950.00"))
                .setBaseValue(new BigDecimal("950.00"))
                .setReasons(List.of())
                .setOtherReasons(new BigDecimal("0.00"))
                .setReviewReasons(List.of())
                .setModelVersion("m-1")
                .setFeatureSet("v1")
                .setEngineVersion("1")
                .setFeatures(new RecordRef(1, featuresOffset))
                .setEventTime(day(revision))
                .setScoredAt(SCORED_AT)
                .build();
        return named("score " + revision, known -> LabelRules.scored(known, score));
    }

    static Fact settled(String id, int day, String amount) {
        return feedback(id, FeedbackKind.SETTLED, day, it -> it.setAmount(new BigDecimal(amount)));
    }

    static Fact corrected(String id, int day, String amount) {
        return feedback(id, FeedbackKind.CORRECTED, day, it -> it.setAmount(new BigDecimal(amount)));
    }

    /** A correction of a revision by an adjuster. */
    static Fact correctedBy(String actor, String id, int day, String amount) {
        return feedback(id, FeedbackKind.CORRECTED, day, it -> it.setActor(actor)
                .setRevision(1)
                .setAmount(new BigDecimal(amount)));
    }

    /** Something said of the claim, some milliseconds after the scores were made. */
    static Fact saidAfterScore(FeedbackKind kind, long millis, String amount) {
        return feedback("f" + millis, kind, 1, it -> it.setEventTime(SCORED_AT.plusMillis(millis))
                .setAmount(new BigDecimal(amount)));
    }

    static Fact withdrawn(String id, int day, String withdrawnId) {
        return feedback(id, FeedbackKind.WITHDRAWN, day, it -> it.setWithdrawnFeedbackId(withdrawnId));
    }

    static Fact feedback(String id, FeedbackKind kind, int day, UnaryOperator<ClaimFeedback.Builder> more) {
        ClaimFeedback feedback = more.apply(ClaimFeedback.newBuilder()
                        .setFeedbackId(id)
                        .setInsurer("acme")
                        .setClaimId("c-1")
                        .setKind(kind)
                        .setActor("adjuster-7")
                        .setEventTime(day(day)))
                .build();
        return named(kind + " " + id, known -> LabelRules.feedback(known, feedback));
    }

    /** Every label written, in order. */
    static List<ClaimLabelled> labels(List<Fact> facts) {
        List<ClaimLabelled> written = new ArrayList<>();
        LabelState state = LabelRules.nothing();
        for (Fact fact : facts) {
            LabelStep step = fact.applyTo(state);
            state = step.next();
            step.written().ifPresent(written::add);
        }
        return written;
    }

    static List<ClaimLabelled> labels(Fact... facts) {
        return labels(List.of(facts));
    }

    private static Fact named(String name, Fact fact) {
        return new Fact() {
            @Override
            public LabelStep applyTo(LabelState known) {
                return fact.applyTo(known);
            }

            @Override
            public String toString() {
                return name;
            }
        };
    }
}
