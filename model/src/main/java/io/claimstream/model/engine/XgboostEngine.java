package io.claimstream.model.engine;

import io.claimstream.model.artifact.BoosterArtifact;
import io.claimstream.model.artifact.ModelRefusedException;
import io.claimstream.model.artifact.Refusal.Code;
import java.io.IOException;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * The reference engine: XGBoost4J on one thread. Calls are serialised, because XGBoost4J disposes without asking who is
 * predicting. Native code is given what {@link BoosterArtifact} read and wrote again: a wrong artifact would kill the JVM.
 */
public final class XgboostEngine implements ScoringEngine {

    /** Changes when the same artifact and row may give other bits. */
    public static final String VERSION = "xgboost4j-3.0.4/1";

    private final Booster booster;
    private final int features;
    private boolean isClosed;

    private XgboostEngine(Booster booster, int features) {
        this.booster = booster;
        this.features = features;
    }

    /**
     * Loads a booster.
     *
     * @param features length of a feature vector
     * @throws ModelRefusedException when the artifact is not sound, or XGBoost4J refuses it
     */
    public static XgboostEngine load(byte[] artifact, int features) {
        try {
            Booster booster =
                    XGBoost.loadModel(BoosterArtifact.read(artifact, features).normalised());
            booster.setParam("nthread", 1);
            if (booster.getNumFeature() != features) {
                long found = booster.getNumFeature();
                booster.dispose();
                throw new ModelRefusedException(
                        Code.WRONG_FEATURES, "expected " + features + " features, but the artifact has " + found);
            }
            return new XgboostEngine(booster, features);
        } catch (XGBoostError | IOException e) {
            throw new ModelRefusedException(Code.BAD_STRUCTURE, "XGBoost4J refused the artifact", e);
        }
    }

    @Override
    public String version() {
        return VERSION;
    }

    @Override
    public float margin(float[] row) {
        return margins(row, 1)[0];
    }

    @Override
    public float[] margins(float[] rows, int count) {
        return withMatrix(rows, count, matrix -> {
            float[][] predicted = booster.predict(matrix, true);
            float[] margins = new float[count];
            for (int i = 0; i < count; i++) {
                margins[i] = predicted[i][0];
            }
            return margins;
        });
    }

    @Override
    public Explanation explain(float[] row) {
        return withMatrix(
                row,
                1,
                matrix -> new Explanation(booster.predict(matrix, true)[0][0], booster.predictContrib(matrix, 0)[0]));
    }

    @Override
    public float explain(float[] row, float[] contributions) {
        return withMatrix(row, 1, matrix -> {
            float[] found = booster.predictContrib(matrix, 0)[0];
            System.arraycopy(found, 0, contributions, 0, found.length);
            return booster.predict(matrix, true)[0][0];
        });
    }

    @Override
    public synchronized void close() {
        if (!isClosed) {
            isClosed = true;
            booster.dispose();
        }
    }

    private synchronized <R> R withMatrix(float[] rows, int count, Prediction<R> prediction) {
        if (isClosed) {
            throw new IllegalStateException("Expected an open engine, but it was closed.");
        }
        if (rows.length != count * features) {
            throw new IllegalArgumentException(
                    "Expected " + count + " rows of " + features + " features, but got " + rows.length + " values.");
        }
        try {
            DMatrix matrix = new DMatrix(rows, count, features, Float.NaN);
            try {
                return prediction.of(matrix);
            } finally {
                matrix.dispose();
            }
        } catch (XGBoostError e) {
            throw new IllegalStateException("Expected XGBoost4J to score, but it failed.", e);
        }
    }

    private interface Prediction<R> {
        R of(DMatrix matrix) throws XGBoostError;
    }
}
