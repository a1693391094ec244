package io.claimstream.retrain.report;

import io.claimstream.event.CalibrationRecord;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.RecordRef;
import io.claimstream.model.LoadedModel;
import io.claimstream.model.ModelManifest;
import io.claimstream.model.Scorer;
import io.claimstream.model.evaluation.EvaluatedRow;
import io.claimstream.model.evaluation.ScoredClaim;
import io.claimstream.model.evaluation.Source;
import io.claimstream.model.training.LabelledRow;
import io.claimstream.retrain.dataset.LabelledClaim;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Scores rows of a candidate's holdout by the code of the stream. For one report; used by one thread. */
final class HoldoutScoring {

    private static final RecordRef NOWHERE = new RecordRef(0, 0L);

    private final NewModel made;
    private final LoadedModel model;
    private final Optional<LoadedModel> champion;
    private final BaselineEngines baselines;
    private final CalibrationRecord calibration;
    private final List<EvaluatedRow> rows = new ArrayList<>();
    private final List<LabelledClaim> claims = new ArrayList<>();
    private final List<Source.LeftOut> leftOut = new ArrayList<>();

    HoldoutScoring(NewModel made, LoadedModel model, Optional<LoadedModel> champion, BaselineEngines baselines) {
        this.made = made;
        this.baselines = baselines;
        this.model = model;
        this.champion = champion;
        this.calibration = calibration(made);
    }

    /**
     * Scores a row.
     *
     * @param held its place in the holdout
     */
    void score(int held) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("Expected to finish the report.");
        }
        int place = made.holdoutFrom() + held;
        ClaimFeatures features = features(place);
        ClaimScored score = Scorer.score(features, NOWHERE, model, Optional.of(calibration), features.getEventTime());
        ScoredClaim scored = new ScoredClaim(features, score, model);
        if (scored.isByBaseline()) {
            leftOut.add(new Source.LeftOut(held + 1L, String.join(" ", score.getReviewReasons())));
            return;
        }
        List<Double> others = new ArrayList<>();
        champion.ifPresent(it -> others.add(estimate(it, place)));
        others.addAll(baselines.estimates(values(place)));
        rows.add(scored.settledFor(row(place).label(), others));
        claims.add(made.dataset().claims().get(place));
    }

    /** The rows that the model could score. */
    List<EvaluatedRow> rows() {
        return rows;
    }

    /** Whose they are, in the same order. */
    List<LabelledClaim> claims() {
        return claims;
    }

    /** The others, counted from 1 within the holdout. */
    List<Source.LeftOut> leftOut() {
        return leftOut;
    }

    double nominalCoverage() {
        return calibration.getNominalCoverage();
    }

    /** NaN where the champion may have learned from the row, or can say nothing of it. */
    private double estimate(LoadedModel it, int place) {
        if (!made.dataset().isUnseen(place, it.manifest().dataset().labelled())) {
            return Double.NaN;
        }
        return BaselineEngines.estimate(it.engine(), values(place));
    }

    private float[] values(int place) {
        List<Float> values = row(place).values();
        float[] row = new float[values.size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = values.get(i);
        }
        return row;
    }

    private LabelledRow row(int place) {
        return made.dataset().rows().row(place);
    }

    private ClaimFeatures features(int place) {
        ModelManifest manifest = made.candidate().manifest();
        LabelledRow row = row(place);
        LabelledClaim claim = made.dataset().claims().get(place);
        return ClaimFeatures.newBuilder()
                .setInsurer(claim.insurer())
                .setClaimId(claim.claimId())
                .setRevision(claim.revision())
                .setLineOfBusiness(manifest.lineOfBusiness())
                .setCurrency(manifest.currency())
                .setEventTime(claim.eventTime())
                // Neither is asked for by a score.
                .setClaimantPseudonym("")
                .setAccepted(NOWHERE)
                .setFeatureSet(manifest.featureSet())
                .setValues(row.values())
                .setUnseenCategories(List.of())
                .setSumOfHeads(BigDecimal.valueOf(row.sumOfHeads()).setScale(2, RoundingMode.HALF_EVEN))
                .setSnapshots(List.of())
                .build();
    }

    /** Its first calibration as it would be published; no figure depends on number and time. */
    private static CalibrationRecord calibration(NewModel made) {
        return made.candidate()
                .calibration()
                .toRecord()
                .setNumber(0)
                .setModelVersion(made.bundle().version())
                .setSlot(made.candidate().manifest().slot())
                .setLabelled(List.of())
                .setAt(Instant.EPOCH)
                .build();
    }
}
