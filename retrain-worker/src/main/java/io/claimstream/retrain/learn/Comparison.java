package io.claimstream.retrain.learn;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.model.LoadedModel;
import io.claimstream.model.Metrics;
import io.claimstream.model.ModelJson;
import io.claimstream.model.Scorer;
import io.claimstream.model.engine.ScoringEngine;
import io.claimstream.model.engine.XgboostEngine;
import io.claimstream.model.gate.BetterGate;
import io.claimstream.model.gate.GateResult;
import io.claimstream.model.training.Candidate;
import io.claimstream.model.training.Dataset;
import io.claimstream.model.training.Split;
import io.claimstream.retrain.dataset.LabelledDataset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Champion, challenger and baseline on the same rows.
 *
 * <p>The rows are the challenger's holdout: the last fifth by label time, later than all it was trained and calibrated on. The
 * champion was trained on an earlier reading of the same log, which may reach into these rows; therefore only rows are taken that lie
 * beyond what was read for the champion, see {@link LabelledDataset#unseenHoldout}. Neither model has learned from any of them.
 *
 * @param rows rows compared on
 * @param championVersion version of the champion; null while the baseline is in service
 * @param champion error of the champion; null without one, or when there are too few rows
 * @param challenger error of the challenger; null when there are too few rows
 * @param baseline error of the sum of the heads of loss; null when there are too few rows
 */
record Comparison(
        int rows,
        @Nullable String championVersion,
        @Nullable Metrics champion,
        @Nullable Metrics challenger,
        @Nullable Metrics baseline) {

    /** Below this many rows chance decides who is better. */
    static final int MIN_ROWS = 30;

    static Comparison of(LabelledDataset dataset, Split split, Candidate candidate, Optional<LoadedModel> champion) {
        Dataset rows = champion.map(model ->
                        dataset.unseenHoldout(split, model.manifest().dataset().labelled()))
                .orElse(split.holdout());
        @Nullable String version = champion.map(LoadedModel::version).orElse(null);
        if (rows.size() < MIN_ROWS) {
            return new Comparison(rows.size(), version, null, null, null);
        }
        try (ScoringEngine challenger =
                XgboostEngine.load(candidate.artifact().bytes(), rows.schema().size())) {
            return new Comparison(
                    rows.size(),
                    version,
                    champion.map(model -> Candidate.measure(model.engine(), rows))
                            .orElse(null),
                    Candidate.measure(challenger, rows),
                    Candidate.measureBaseline(rows));
        }
    }

    /**
     * Whether the challenger is better, beyond chance.
     *
     * @param challengerVersion its version
     * @param compared the others in its report, on the same rows as far as the other cannot have learned from them
     */
    GateResult better(String challengerVersion, List<io.claimstream.model.evaluation.Comparison> compared) {
        if (challengerVersion.equals(championVersion)) {
            return BetterGate.refused(
                    "The same labels gave the same model: " + challengerVersion + " is champion already.");
        }
        List<BetterGate.Rival> rivals = compared.stream()
                .filter(it -> it.with().equals(championVersion) || it.with().equals(Scorer.BASELINE))
                .map(it -> new BetterGate.Rival(
                        it.with().equals(Scorer.BASELINE) ? "baseline" : "champion", it.metrics(), it.mapeDifference()))
                .toList();
        boolean isCompared = rivals.size() == (championVersion == null ? 1 : 2);
        return challenger == null || !isCompared
                ? BetterGate.refused("Too few later claims to compare on: " + rows
                        + " that neither model has learned from, and at least " + MIN_ROWS + " are needed.")
                : BetterGate.of(challenger, rivals);
    }

    /**
     * The metrics of a run.
     *
     * @param gates what the gates found
     */
    String toJson(List<GateResult> gates) {
        ObjectNode json = (ObjectNode) ModelJson.node(this);
        json.set("gates", ModelJson.node(gates));
        return new String(ModelJson.bytes(json), StandardCharsets.UTF_8);
    }
}
