package io.claimstream.scoring;

import io.claimstream.model.LoadedModel;
import io.claimstream.model.engine.Explanation;
import io.claimstream.model.engine.ScoringEngine;
import java.util.concurrent.atomic.AtomicInteger;

/** An engine that counts how often engines were closed, and fails a test that scores with a closed one. */
record CountingEngine(ScoringEngine engine, AtomicInteger closed) implements ScoringEngine {

    static LoadedModel counted(LoadedModel model, AtomicInteger closed) {
        return new LoadedModel(model.version(), model.manifest(), new CountingEngine(model.engine(), closed));
    }

    @Override
    public String version() {
        return engine.version();
    }

    @Override
    public float margin(float[] row) {
        return engine.margin(row);
    }

    @Override
    public float[] margins(float[] rows, int count) {
        return engine.margins(rows, count);
    }

    @Override
    public Explanation explain(float[] row) {
        return engine.explain(row);
    }

    @Override
    public float explain(float[] row, float[] contributions) {
        return engine.explain(row, contributions);
    }

    @Override
    public void close() {
        closed.incrementAndGet();
        engine.close();
    }
}
