package io.claimstream.benchmarks;

import io.claimstream.model.artifact.BoosterArtifact;
import io.claimstream.model.artifact.Tree;
import java.util.Map;
import java.util.Random;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Boosters trained on made-up rows, the same for the same size: 40 features of which all matter, so that trees grow full. */
final class SyntheticBooster {

    /** Features of a row. */
    static final int FEATURES = 40;

    private static final int TRAINING_ROWS = 40_000;
    private static final int SEED = 7;
    private static final double MISSING = 0.05;
    /** Share of a perfect tree's leaves that trees must have on average. */
    private static final double FULL = 0.8;

    private SyntheticBooster() {}

    /**
     * Trains a booster.
     *
     * @throws IllegalStateException when its trees are not nearly full
     */
    static byte[] train(BoosterSize size) {
        float[] rows = rows(TRAINING_ROWS, SEED);
        try {
            DMatrix matrix = new DMatrix(rows, TRAINING_ROWS, FEATURES, Float.NaN);
            matrix.setLabel(labels(rows));
            Booster booster = XGBoost.train(matrix, parameters(size), size.trees(), Map.of(), null, null);
            byte[] artifact = booster.toByteArray("ubj");
            booster.dispose();
            matrix.dispose();
            checkFull(artifact, size);
            return artifact;
        } catch (XGBoostError e) {
            throw new IllegalStateException("Expected XGBoost4J to train, but it failed.", e);
        }
    }

    /** Made-up rows, one after another; NaN is missing. */
    static float[] rows(int count, int seed) {
        Random random = new Random(seed);
        float[] rows = new float[count * FEATURES];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = random.nextDouble() < MISSING ? Float.NaN : (float) random.nextGaussian();
        }
        return rows;
    }

    private static float[] labels(float[] rows) {
        Random random = new Random(SEED + 1);
        float[] labels = new float[rows.length / FEATURES];
        for (int i = 0; i < labels.length; i++) {
            double sum = random.nextGaussian();
            for (int feature = 0; feature < FEATURES; feature++) {
                float value = rows[i * FEATURES + feature];
                float next = rows[i * FEATURES + (feature + 1) % FEATURES];
                sum += Float.isNaN(value) || Float.isNaN(next) ? 0.5 : Math.sin(value + feature) * next;
            }
            labels[i] = (float) (7 + 0.2 * sum);
        }
        return labels;
    }

    private static Map<String, Object> parameters(BoosterSize size) {
        return Map.of(
                "objective",
                "reg:squarederror",
                "tree_method",
                "hist",
                "max_depth",
                size.depth(),
                "eta",
                0.05,
                "lambda",
                0.1,
                "max_bin",
                256,
                "colsample_bynode",
                0.5,
                "seed",
                SEED,
                "nthread",
                1,
                "verbosity",
                0);
    }

    private static void checkFull(byte[] artifact, BoosterSize size) {
        double leaves = BoosterArtifact.read(artifact, FEATURES).forest().trees().stream()
                .mapToInt(tree -> leaves(tree, 0))
                .average()
                .orElse(0);
        if (leaves < FULL * (1 << size.depth())) {
            throw new IllegalStateException("Expected full trees of depth " + size.depth() + ", but they have " + leaves
                    + " leaves on average.");
        }
    }

    private static int leaves(Tree tree, int node) {
        return tree.isLeaf(node) ? 1 : leaves(tree, tree.left(node)) + leaves(tree, tree.right(node));
    }
}
