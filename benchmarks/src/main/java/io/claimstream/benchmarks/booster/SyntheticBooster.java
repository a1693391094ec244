package io.claimstream.benchmarks.booster;

import io.claimstream.model.artifact.BoosterArtifact;
import io.claimstream.model.artifact.Tree;
import java.util.Map;
import java.util.Random;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Boosters trained on made-up rows, the same for the same size: all features matter, so that trees grow full. */
public final class SyntheticBooster {

    private static final int TRAINING_ROWS = 40_000;
    private static final int SEED = 7;
    private static final double MISSING = 0.05;
    /** Share of a perfect tree's leaves that trees must have on average. */
    private static final double FULL = 0.8;

    private SyntheticBooster() {}

    /**
     * Trains a booster.
     *
     * @param features length of a row
     * @throws IllegalStateException when its trees are not nearly full
     */
    public static byte[] train(int features, BoosterSize size) {
        float[] rows = rows(features, TRAINING_ROWS, SEED);
        try {
            DMatrix matrix = new DMatrix(rows, TRAINING_ROWS, features, Float.NaN);
            matrix.setLabel(labels(features, rows));
            Booster booster = XGBoost.train(matrix, parameters(size), size.trees(), Map.of(), null, null);
            byte[] artifact = booster.toByteArray("ubj");
            booster.dispose();
            matrix.dispose();
            checkFull(artifact, features, size);
            return artifact;
        } catch (XGBoostError e) {
            throw new IllegalStateException("Expected XGBoost4J to train, but it failed.", e);
        }
    }

    /** Made-up rows, one after another; NaN is missing. */
    public static float[] rows(int features, int count, int seed) {
        Random random = new Random(seed);
        float[] rows = new float[count * features];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = random.nextDouble() < MISSING ? Float.NaN : (float) random.nextGaussian();
        }
        return rows;
    }

    private static float[] labels(int features, float[] rows) {
        Random random = new Random(SEED + 1);
        float[] labels = new float[rows.length / features];
        for (int i = 0; i < labels.length; i++) {
            double sum = random.nextGaussian();
            for (int feature = 0; feature < features; feature++) {
                float value = rows[i * features + feature];
                float next = rows[i * features + (feature + 1) % features];
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

    private static void checkFull(byte[] artifact, int features, BoosterSize size) {
        double leaves = BoosterArtifact.read(artifact, features).forest().trees().stream()
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
