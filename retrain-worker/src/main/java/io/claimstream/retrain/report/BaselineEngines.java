package io.claimstream.retrain.report;

import io.claimstream.model.ReasonMoney;
import io.claimstream.model.engine.ScoringEngine;
import io.claimstream.model.engine.XgboostEngine;
import io.claimstream.model.training.Baselines;
import java.util.ArrayList;
import java.util.List;

/** The baselines of a report, loaded. They come from our own trainer and serve nobody. For one report; used by one thread. */
final class BaselineEngines implements AutoCloseable {

    private final List<ScoringEngine> engines = new ArrayList<>();

    BaselineEngines(List<Baselines.Grown> baselines, int features) {
        try {
            for (Baselines.Grown baseline : baselines) {
                engines.add(XgboostEngine.load(baseline.artifact(), features));
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The estimate of each baseline; NaN for one that can say nothing of the row. */
    List<Double> estimates(float[] row) {
        return engines.stream().map(engine -> estimate(engine, row)).toList();
    }

    /** The estimate of an engine, in money; NaN when it is no money. */
    static double estimate(ScoringEngine engine, float[] row) {
        float margin = engine.margin(row);
        return margin <= ReasonMoney.MAX_MARGIN ? ReasonMoney.pence(margin) / 100.0 : Double.NaN;
    }

    @Override
    public void close() {
        engines.forEach(ScoringEngine::close);
    }
}
