package io.claimstream.model.training;

import io.claimstream.model.FeatureSchema;
import io.claimstream.model.TrainingParameters;
import io.claimstream.model.doubt.Difficulty;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Trains a booster on the logarithm of the settlement: one thread, fixed seed, rows in the order of the dataset, so that the
 * same dataset and parameters give the same bytes. Not for a process that serves: see {@link TrainerMain}.
 */
public final class Trainer {

    private static final int ROUNDS_BETWEEN_REPORTS = 10;

    private final TrainingParameters parameters;

    public Trainer(TrainingParameters parameters) {
        this.parameters = parameters;
    }

    /**
     * Trains.
     *
     * @return the booster in UBJ
     * @throws DatasetFormatException when a feature is named after a protected attribute
     */
    public byte[] train(Dataset dataset, TrainingProgress.Listener listener) {
        if (dataset.size() == 0) {
            throw new IllegalArgumentException("Expected rows to train on, but there are none.");
        }
        ProtectedFeatures.requireNone(dataset.schema());
        try (Growth growth = Growth.begin(dataset, parameters)) {
            for (int round = 1; round <= parameters.rounds(); round++) {
                growth.grow(round);
                if (round % ROUNDS_BETWEEN_REPORTS == 0 || round == parameters.rounds()) {
                    listener.onProgress(round, parameters.rounds(), growth.rmse(round));
                }
            }
            return growth.artifact();
        } catch (XGBoostError e) {
            throw new IllegalStateException("Expected XGBoost4J to train, but it failed.", e);
        }
    }

    /**
     * Trains, and learns from the same rows how hard each claim is. Takes three times as long as the training alone.
     *
     * @param listener told of all trees together
     */
    public TrainedModel trainWithDifficulty(Dataset dataset, TrainingProgress.Listener listener) {
        int rounds = parameters.rounds() * (OutOfFold.FOLDS + 1);
        byte[] artifact = train(dataset, (round, of, rmse) -> listener.onProgress(round, rounds, rmse));
        int[] before = {parameters.rounds()};
        Difficulty difficulty = OutOfFold.difficulty(dataset, parameters, (round, of, rmse) -> {
            listener.onProgress(before[0] + round, rounds, rmse);
            before[0] += round == of ? of : 0;
        });
        return new TrainedModel(artifact, difficulty);
    }

    /** The rows to learn from, with the copies that the parameters ask for. */
    DMatrix matrixToLearnFrom(Dataset dataset) throws XGBoostError {
        float[] values = new GappedCopies(dataset.schema())
                .added(dataset.values(), parameters.gappedCopies(), parameters.seed());
        return matrix(withoutIgnored(values, dataset.schema(), parameters), targets(dataset), dataset.schema());
    }

    /** The rows as they are. */
    DMatrix matrix(Dataset dataset) throws XGBoostError {
        return matrix(valuesToLearnFrom(dataset, parameters), targets(dataset), dataset.schema());
    }

    private static DMatrix matrix(float[] values, float[] targets, FeatureSchema schema) throws XGBoostError {
        int rows = values.length / schema.size();
        float[] repeated = new float[rows];
        for (int row = 0; row < rows; row++) {
            repeated[row] = targets[row % targets.length];
        }
        DMatrix matrix = new DMatrix(values, rows, schema.size(), Float.NaN);
        matrix.setLabel(repeated);
        return matrix;
    }

    private static float[] targets(Dataset dataset) {
        float[] targets = new float[dataset.size()];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = (float) StrictMath.log(dataset.row(i).label());
        }
        return targets;
    }

    /** Every feature vector, with ignored features missing. */
    static float[] valuesToLearnFrom(Dataset dataset, TrainingParameters parameters) {
        return withoutIgnored(dataset.values(), dataset.schema(), parameters);
    }

    private static float[] withoutIgnored(float[] values, FeatureSchema schema, TrainingParameters parameters) {
        int features = schema.size();
        for (String ignored : parameters.ignoredFeatures()) {
            int column = schema.names().indexOf(ignored);
            for (int i = column; column >= 0 && i < values.length; i += features) {
                values[i] = Float.NaN;
            }
        }
        return values;
    }

    Map<String, Object> boosterParameters(FeatureSchema schema) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("objective", "reg:squarederror");
        map.put("tree_method", "hist");
        map.put("max_depth", parameters.maxDepth());
        map.put("eta", parameters.learningRate());
        map.put("lambda", parameters.lambda());
        map.put("min_child_weight", parameters.minChildWeight());
        map.put("subsample", parameters.subsample());
        map.put("colsample_bytree", parameters.columnSample());
        map.put("colsample_bynode", parameters.nodeColumnSample());
        map.put("num_parallel_tree", parameters.treesPerRound());
        map.put("max_bin", parameters.maxBins());
        map.put("seed", parameters.seed());
        map.put("nthread", 1);
        map.put("verbosity", 0);
        if (schema.names().stream().anyMatch(parameters.risingFeatures()::contains)) {
            map.put("monotone_constraints", constraints(schema));
        }
        return map;
    }

    /** As XGBoost takes them: a number for each feature, 1 where the estimate may only rise. */
    private String constraints(FeatureSchema schema) {
        return schema.names().stream()
                .map(name -> parameters.risingFeatures().contains(name) ? "1" : "0")
                .collect(Collectors.joining(",", "(", ")"));
    }
}
