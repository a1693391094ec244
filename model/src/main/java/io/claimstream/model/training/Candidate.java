package io.claimstream.model.training;

import io.claimstream.event.ModelSlot;
import io.claimstream.model.DatasetSummary;
import io.claimstream.model.Measurement;
import io.claimstream.model.Metrics;
import io.claimstream.model.ModelManifest;
import io.claimstream.model.Sha256;
import io.claimstream.model.TrainingParameters;
import io.claimstream.model.UploadOrigin;
import io.claimstream.model.doubt.Difficulty;
import io.claimstream.model.doubt.DoubtModel;
import io.claimstream.model.engine.ScoringEngine;
import io.claimstream.model.engine.XgboostEngine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trained model with what is known of it, before anybody decides whether it is published.
 *
 * @param manifest its manifest, ready to be signed
 * @param artifact the booster in UBJ
 * @param calibration its calibration, on rows that it was not trained on
 * @param holdout its error on rows that it was not trained on
 */
public record Candidate(ModelManifest manifest, Artifact artifact, Calibration calibration, Metrics holdout) {

    /** The bytes of a booster. */
    public static final class Artifact {

        private final byte[] bytes;

        Artifact(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        /** A copy of the bytes. */
        public byte[] bytes() {
            return bytes.clone();
        }
    }

    /**
     * Where a training came from.
     *
     * @param slot the slot it is for
     * @param parameters what it was trained with
     * @param exclusions claims left out, by reason
     * @param labelled what was read of claims.labelled.v1
     * @param erasures what was known of privacy.erasures.v1
     * @param upload where the model came from when it was not trained here; null when it was
     */
    public record Origin(
            ModelSlot slot,
            TrainingParameters parameters,
            Map<String, Integer> exclusions,
            List<DatasetSummary.Offsets> labelled,
            List<DatasetSummary.Offsets> erasures,
            @Nullable UploadOrigin upload) {

        /** A training here, of rows about which nobody asked who is erased. */
        public Origin(
                ModelSlot slot,
                TrainingParameters parameters,
                Map<String, Integer> exclusions,
                List<DatasetSummary.Offsets> labelled) {
            this(slot, parameters, exclusions, labelled, List.of(), null);
        }
    }

    /**
     * Calibrates and measures a model that was trained on the training rows of a split. Loads it into this process, so it must
     * come from our own trainer. The same split, model and origin give the same manifest bytes.
     */
    public static Candidate of(Split split, TrainedModel trained, Origin origin) {
        byte[] artifact = trained.artifact();
        Difficulty difficulty = trained.difficulty();
        try (ScoringEngine engine =
                XgboostEngine.load(artifact, split.train().schema().size())) {
            Metrics holdout = measure(engine, split.holdout());
            Calibration calibration =
                    Calibration.of(margins(engine, split.calibration()), split.calibration(), difficulty);
            DoubtModel doubt = new DoubtModel(
                    difficulty,
                    TrainingRanges.of(split.train(), origin.parameters()),
                    DoubtModel.WIDEST_RATIO,
                    calibration.reliability(margins(engine, split.holdout()), split.holdout(), difficulty));
            ModelManifest manifest =
                    manifest(split, artifact, origin, new Measured(Measurement.onLaterRows(), holdout, doubt), engine);
            return new Candidate(manifest, new Artifact(artifact), calibration, holdout);
        }
    }

    /** A candidate of an artifact alone, of which nobody knows for which claims it is hard: all are as hard as each other. */
    public static Candidate of(Split split, byte[] artifact, Origin origin) {
        return of(split, new TrainedModel(artifact, Difficulty.even()), origin);
    }

    /**
     * A candidate of a model that was trained on every row of a dataset. What it is measured and calibrated on are estimates of the same rows
     * by models of the other folds with the same parameters. Loads it into this process, so it must come from our own trainer.
     *
     * @param artifact the booster in UBJ, trained on all rows
     * @param outOfFold logarithm of the estimate of each row by a model of the folds that it is not in
     */
    public static Candidate ofFolds(Dataset whole, Folds folds, byte[] artifact, float[] outOfFold, Origin origin) {
        CrossFit fit = new CrossFit(whole, folds, outOfFold, origin.parameters());
        Calibration calibration = fit.calibration();
        DoubtModel doubt = new DoubtModel(
                fit.difficulty(),
                TrainingRanges.of(whole, origin.parameters()),
                DoubtModel.WIDEST_RATIO,
                fit.reliability());
        Measurement measurement = new Measurement(
                Measurement.Method.GROUPED_FOLDS,
                folds.seed(),
                fit.byFold().stream().map(Metrics::mape).toList());
        Split everything = new Split(whole, whole, whole, whole);
        try (ScoringEngine engine = XgboostEngine.load(artifact, whole.schema().size())) {
            Measured measured = new Measured(measurement, fit.metrics(), doubt);
            ModelManifest manifest = manifest(everything, artifact, origin, measured, engine);
            return new Candidate(manifest, new Artifact(artifact), calibration, measured.holdout());
        }
    }

    private record Measured(Measurement measurement, Metrics holdout, DoubtModel doubt) {}

    /** The error of a model on some rows. */
    public static Metrics measure(ScoringEngine engine, Dataset rows) {
        float[] margins = margins(engine, rows);
        double[] estimates = new double[margins.length];
        for (int i = 0; i < margins.length; i++) {
            estimates[i] = StrictMath.exp(margins[i]);
        }
        return Metrics.of(estimates, rows.labels());
    }

    /** The error of the baseline, the sum of the heads of loss, on some rows. */
    public static Metrics measureBaseline(Dataset rows) {
        return Metrics.of(rows.sumsOfHeads(), rows.labels());
    }

    private static float[] margins(ScoringEngine engine, Dataset rows) {
        return engine.margins(rows.values(), rows.size());
    }

    private static ModelManifest manifest(
            Split split, byte[] artifact, Origin origin, Measured measured, ScoringEngine engine) {
        ModelManifest manifest = new ModelManifest(
                ModelManifest.FORMAT,
                origin.slot().getLineOfBusiness(),
                origin.slot().getCurrency(),
                origin.slot().getInsurer().orElse(null),
                split.whole().schema().version(),
                split.whole().schema().names(),
                ModelManifest.TARGET,
                engine.version(),
                origin.parameters(),
                Sha256.hex(artifact),
                artifact.length,
                summary(split, origin),
                measured.measurement(),
                measured.holdout(),
                measured.doubt(),
                GoldenRows.of(split.train(), engine));
        UploadOrigin upload = origin.upload();
        return upload == null ? manifest : manifest.uploaded(upload);
    }

    private static DatasetSummary summary(Split split, Origin origin) {
        Dataset whole = split.whole();
        List<Instant> window = whole.labelWindow();
        int settled = 0;
        for (int i = 0; i < whole.size(); i++) {
            settled += whole.row(i).isSettled() ? 1 : 0;
        }
        return new DatasetSummary(
                whole.sha256(),
                split.train().size(),
                split.calibration().size(),
                split.holdout().size(),
                settled,
                whole.size() - settled,
                window.get(0),
                window.get(1),
                origin.exclusions(),
                origin.labelled(),
                origin.erasures());
    }
}
