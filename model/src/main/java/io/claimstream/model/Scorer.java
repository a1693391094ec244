package io.claimstream.model;

import io.claimstream.domain.claim.Pence;
import io.claimstream.domain.claim.ScoreId;
import io.claimstream.domain.feature.FeatureGroup;
import io.claimstream.domain.feature.FeatureGroups;
import io.claimstream.domain.feature.FeatureText;
import io.claimstream.event.CalibrationRecord;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.Interval;
import io.claimstream.event.Reason;
import io.claimstream.event.RecordRef;
import io.claimstream.event.ScorePurpose;
import io.claimstream.model.doubt.Doubt;
import io.claimstream.model.doubt.DoubtModel;
import io.claimstream.model.engine.Explanation;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Makes the score of a claim from its features: a pure function of features, model, calibration and time, the same bits
 * everywhere. Thread-safe.
 */
public final class Scorer {

    /** Version name of the baseline, the sum of the heads of loss. */
    public static final String BASELINE = "baseline";

    /** Engine version of the baseline. */
    public static final String BASELINE_ENGINE = "baseline/1";

    /** Most reasons told; the rest is summed. */
    public static final int TOP_REASONS = 5;

    private static final String SUM_GROUP = "amount_claimed";

    private Scorer() {}

    /**
     * Scores with the baseline: the estimate is the sum of the heads of loss, without interval and confidence.
     *
     * @param features the features
     * @param ref where the features stand on claims.features.v1
     * @param why why no model scores
     * @param scoredAt time of scoring
     */
    public static ClaimScored baseline(ClaimFeatures features, RecordRef ref, ReviewReason why, Instant scoredAt) {
        BigDecimal estimate = Pence.rounded(features.getSumOfHeads());
        Reason reason = reason(SUM_GROUP, "The estimate is the sum of the heads of loss", estimate);
        return common(features, ref, scoredAt)
                .setEstimate(estimate)
                .setBaseValue(Pence.toAmount(0))
                .setReasons(estimate.signum() == 0 ? List.of() : List.of(reason))
                .setOtherReasons(Pence.toAmount(0))
                .setReviewReasons(List.of(why.name()))
                .setModelVersion(BASELINE)
                .setEngineVersion(BASELINE_ENGINE)
                .build();
    }

    /**
     * Scores with a model. Falls back to the baseline, marked, when features or answer are unusable.
     *
     * @param features the features
     * @param ref where the features stand on claims.features.v1
     * @param model the model
     * @param calibration its calibration in force; without it there is no interval and no confidence
     * @param scoredAt time of scoring
     */
    public static ClaimScored score(
            ClaimFeatures features,
            RecordRef ref,
            LoadedModel model,
            Optional<CalibrationRecord> calibration,
            Instant scoredAt) {
        float[] row = row(features.getValues());
        if (!isUsable(features, row, model.manifest())) {
            return baseline(features, ref, ReviewReason.UNUSABLE_FEATURES, scoredAt);
        }
        Explanation explanation = model.engine().explain(row);
        if (!isMoney(explanation.margin()) || !isMoney(explanation.base())) {
            return baseline(features, ref, ReviewReason.UNUSABLE_ESTIMATE, scoredAt);
        }
        ClaimScored.Builder score = common(features, ref, scoredAt)
                .setModelVersion(model.version())
                .setModelHash(model.manifest().artifactSha256())
                .setEngineVersion(model.engine().version());
        explain(score, features, explanation);
        DoubtModel doubt = model.manifest().doubt();
        double scale = doubt.difficulty().scale(row);
        calibration.ifPresent(record -> doubt(score, record, explanation.margin(), scale));
        List<String> reasons = reviewReasons(features, calibration);
        if (calibration
                .filter(record -> doubt.isTooUncertain(Doubt.halfWidth(record, scale)))
                .isPresent()) {
            reasons.add(ReviewReason.TOO_UNCERTAIN.name());
        }
        if (!doubt.isWithinTraining(model.manifest().features(), row)) {
            reasons.add(ReviewReason.OUTSIDE_TRAINING_RANGE.name());
        }
        return score.setReviewReasons(reasons).build();
    }

    /** The same score as one that decides nothing: another id and purpose, and every other field as it was. */
    public static ClaimScored shadow(ClaimScored score) {
        return ClaimScored.newBuilder(score)
                .setScoreId(ScoreId.shadow(
                                score.getInsurer(), score.getClaimId(), score.getRevision(), score.getModelVersion())
                        .text())
                .setPurpose(ScorePurpose.SHADOW)
                .build();
    }

    /** The same score as the answer to a request to score once more: another id and purpose, and every other field as it was. */
    public static ClaimScored rescore(ClaimScored score, ScoreId id) {
        return ClaimScored.newBuilder(score)
                .setScoreId(id.text())
                .setPurpose(ScorePurpose.RESCORE)
                .build();
    }

    private static void explain(ClaimScored.Builder score, ClaimFeatures features, Explanation explanation) {
        List<FeatureGroup> groups = FeatureGroups.ALL;
        ReasonMoney money = ReasonMoney.split(explanation.margin(), explanation.base(), byGroup(groups, explanation));
        List<Integer> ranked = IntStream.range(0, groups.size())
                .boxed()
                .filter(i -> money.amount(i) != 0)
                .sorted(Comparator.comparingLong((Integer i) -> -Math.abs(money.amount(i))))
                .toList();
        List<Reason> reasons = new ArrayList<>();
        for (int i : ranked.subList(0, Math.min(TOP_REASONS, ranked.size()))) {
            String group = groups.get(i).name();
            String text = FeatureText.describe(group, features.getValues(), features.getCurrency());
            reasons.add(reason(group, text, Pence.toAmount(money.amount(i))));
        }
        long others = ranked.stream().skip(TOP_REASONS).mapToLong(money::amount).sum();
        score.setEstimate(Pence.toAmount(money.estimatePence()))
                .setBaseValue(Pence.toAmount(money.basePence()))
                .setReasons(reasons)
                .setOtherReasons(Pence.toAmount(others));
    }

    static double[] byGroup(List<FeatureGroup> groups, Explanation explanation) {
        double[] sums = new double[groups.size()];
        for (int i = 0; i < sums.length; i++) {
            for (int feature : groups.get(i).indexes()) {
                sums[i] += explanation.contribution(feature);
            }
        }
        return sums;
    }

    private static void doubt(ClaimScored.Builder score, CalibrationRecord record, double margin, double scale) {
        double halfWidth = Doubt.halfWidth(record, scale);
        score.setCalibration(record.getNumber())
                .setConfidence(Doubt.confidence(record, scale))
                .setInterval(Interval.newBuilder()
                        .setLower(amount(margin - halfWidth))
                        .setUpper(amount(margin + halfWidth))
                        .setNominalCoverage(record.getNominalCoverage())
                        .build());
    }

    private static ClaimScored.Builder common(ClaimFeatures features, RecordRef ref, Instant scoredAt) {
        return ClaimScored.newBuilder()
                .setScoreId(ScoreId.live(features.getInsurer(), features.getClaimId(), features.getRevision())
                        .text())
                .setInsurer(features.getInsurer())
                .setClaimId(features.getClaimId())
                .setRevision(features.getRevision())
                .setPurpose(ScorePurpose.LIVE)
                .setLineOfBusiness(features.getLineOfBusiness())
                .setCurrency(features.getCurrency())
                .setFeatureSet(features.getFeatureSet())
                .setFeatures(ref)
                .setEventTime(features.getEventTime())
                .setAnswerDueAt(features.getAnswerDueAt().orElse(null))
                .setScoredAt(scoredAt);
    }

    private static List<String> reviewReasons(ClaimFeatures features, Optional<CalibrationRecord> calibration) {
        List<String> reasons = new ArrayList<>();
        if (calibration.isEmpty()) {
            reasons.add(ReviewReason.NO_CALIBRATION.name());
        }
        if (!features.getUnseenCategories().isEmpty()) {
            reasons.add(ReviewReason.UNSEEN_CATEGORY.name());
        }
        return reasons;
    }

    private static Reason reason(String group, String text, BigDecimal amount) {
        return Reason.newBuilder()
                .setFeature(group)
                .setText(text)
                .setContribution(amount)
                .build();
    }

    private static BigDecimal amount(double margin) {
        return Pence.toAmount(ReasonMoney.pence(Math.min(margin, ReasonMoney.MAX_MARGIN)));
    }

    private static boolean isMoney(double margin) {
        return margin <= ReasonMoney.MAX_MARGIN && margin >= -ReasonMoney.MAX_MARGIN;
    }

    private static boolean isUsable(ClaimFeatures features, float[] row, ModelManifest manifest) {
        if (!features.getFeatureSet().equals(manifest.featureSet())
                || row.length != manifest.features().size()) {
            return false;
        }
        for (float value : row) {
            if (Float.isInfinite(value)) {
                return false;
            }
        }
        return true;
    }

    static float[] row(List<Float> values) {
        float[] row = new float[values.size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = values.get(i);
        }
        return row;
    }
}
