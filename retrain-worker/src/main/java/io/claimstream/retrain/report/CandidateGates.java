package io.claimstream.retrain.report;

import io.claimstream.model.LoadedModel;
import io.claimstream.model.UploadOrigin;
import io.claimstream.model.artifact.ReferenceForest;
import io.claimstream.model.engine.CompiledEngine;
import io.claimstream.model.engine.ScoringEngine;
import io.claimstream.model.evaluation.CalibrationFigures;
import io.claimstream.model.evaluation.EvaluationReport;
import io.claimstream.model.evaluation.Slice;
import io.claimstream.model.evaluation.fairness.FairnessGate;
import io.claimstream.model.gate.CoverageGate;
import io.claimstream.model.gate.GateResult;
import io.claimstream.model.gate.GateRules;
import io.claimstream.model.gate.Gates;
import io.claimstream.model.gate.SpeedGate;
import io.claimstream.model.gate.SpeedTrial;
import io.claimstream.model.statistics.Measured;
import io.claimstream.model.training.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Asks every gate about a candidate. Thread-safe. */
public final class CandidateGates {

    /** Rows that speed is measured on. */
    private static final int TIMED_ROWS = 16;

    private final GateRules rules;
    private final LongSupplier nanos;

    /**
     * @param rules the limits
     * @param nanos a clock that only runs forward
     */
    public CandidateGates(GateRules rules, LongSupplier nanos) {
        this.rules = rules;
        this.nanos = nanos;
    }

    /**
     * Asks.
     *
     * @param made the candidate
     * @param model the same, loaded: what {@link io.claimstream.model.ModelLoader} loads is verified
     * @param report its report
     * @param better what the comparison with champion and baseline found
     * @return the report with what each gate found, in their order
     * @throws InterruptedException when the thread is interrupted
     */
    public EvaluationReport judge(NewModel made, LoadedModel model, EvaluationReport report, GateResult better)
            throws InterruptedException {
        return report.withGates(List.of(
                Gates.verified(verified(model)),
                better,
                coverage(made, report),
                FairnessGate.of(report.fairness()),
                speed(made, model)));
    }

    private static String verified(LoadedModel model) {
        String verified = String.format(
                Locale.ROOT,
                "signature, hash, structure, and %d golden rows",
                model.manifest().goldenRows().size());
        UploadOrigin upload = model.manifest().upload();
        return upload == null
                ? verified
                : String.format(
                        Locale.ROOT,
                        "%s, as are the %d rows that came with the upload; it was made elsewhere, and whether it learned from the claims it is"
                                + " measured on is not known here",
                        verified,
                        upload.goldenRows());
    }

    private GateResult coverage(NewModel made, EvaluationReport report) {
        CalibrationFigures figures =
                Objects.requireNonNull(report.calibration(), "Expected a candidate to be calibrated.");
        List<CoverageGate.Counted> bands = new ArrayList<>();
        for (Slice band : report.byAmount()) {
            bands.add(counted(band.name(), band.rows(), band.coverage()));
        }
        return CoverageGate.of(
                new CoverageGate.Stated(
                        figures.nominalCoverage(),
                        made.candidate().calibration().rows()),
                counted("all claims", report.data().evaluated(), figures.coverage()),
                bands,
                rules);
    }

    private static CoverageGate.Counted counted(String name, int rows, @Nullable Measured coverage) {
        Measured share = Objects.requireNonNull(coverage, "Expected an interval of each row.");
        return new CoverageGate.Counted(name, rows, (int) Math.round(share.value() * rows));
    }

    private GateResult speed(NewModel made, LoadedModel model) throws InterruptedException {
        List<float[]> rows = rows(made.split().holdout());
        try (ScoringEngine reference = CompiledEngine.of(ReferenceForest.of(rows))) {
            return SpeedGate.of(new SpeedTrial(rows, nanos).run(model.engine(), reference), rules);
        }
    }

    private static List<float[]> rows(Dataset holdout) {
        int count = Math.min(TIMED_ROWS, holdout.size());
        List<float[]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<Float> values =
                    holdout.row((int) ((long) holdout.size() * i / count)).values();
            float[] row = new float[values.size()];
            for (int j = 0; j < row.length; j++) {
                row[j] = values.get(j);
            }
            rows.add(row);
        }
        return rows;
    }
}
