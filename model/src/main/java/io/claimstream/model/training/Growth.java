package io.claimstream.model.training;

import io.claimstream.model.TrainingParameters;
import io.claimstream.model.artifact.BoosterMean;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Boosters that grow beside each other from the same rows, each with draws of its own, and say the mean of what each of them says (bagging:
 * Breiman, 1996). Not thread-safe.
 */
final class Growth implements AutoCloseable {

    private final int features;
    private final List<DMatrix> matrices = new ArrayList<>();
    private final List<Booster> boosters = new ArrayList<>();

    private Growth(int features) {
        this.features = features;
    }

    /** Boosters without trees. */
    static Growth begin(Dataset rows, TrainingParameters parameters) throws XGBoostError {
        Growth growth = new Growth(rows.schema().size());
        try {
            for (int place = 0; place < parameters.boosters(); place++) {
                Trainer trainer = new Trainer(parameters.ofBooster(place));
                DMatrix matrix = trainer.matrixToLearnFrom(rows);
                growth.matrices.add(matrix);
                growth.boosters.add(
                        XGBoost.train(matrix, trainer.boosterParameters(rows.schema()), 0, Map.of(), null, null));
            }
            return growth;
        } catch (XGBoostError e) {
            growth.close();
            throw e;
        }
    }

    /**
     * Grows a round in each.
     *
     * @param round from 1
     */
    void grow(int round) throws XGBoostError {
        for (int place = 0; place < boosters.size(); place++) {
            boosters.get(place).update(matrices.get(place), round - 1);
        }
    }

    /** The logarithm of the estimate of each row. */
    float[] margins(DMatrix rows) throws XGBoostError {
        float[] sums = new float[Math.toIntExact(rows.rowNum())];
        for (Booster booster : boosters) {
            float[][] predicted = booster.predict(rows, true);
            for (int row = 0; row < sums.length; row++) {
                sums[row] += predicted[row][0];
            }
        }
        for (int row = 0; row < sums.length; row++) {
            sums[row] /= boosters.size();
        }
        return sums;
    }

    /** Error of the logarithm on what they learn from, on average over them; that of their mean is no larger. */
    double rmse(int round) throws XGBoostError {
        double sum = 0;
        for (int place = 0; place < boosters.size(); place++) {
            String line =
                    boosters.get(place).evalSet(new DMatrix[] {matrices.get(place)}, new String[] {"train"}, round);
            sum += Double.parseDouble(line.substring(line.lastIndexOf(':') + 1).strip());
        }
        return sum / boosters.size();
    }

    /** All of them as one booster, in UBJ. */
    byte[] artifact() throws XGBoostError {
        List<byte[]> artifacts = new ArrayList<>();
        for (Booster booster : boosters) {
            artifacts.add(booster.toByteArray("ubj"));
        }
        return BoosterMean.of(artifacts, features);
    }

    @Override
    public void close() {
        boosters.forEach(Booster::dispose);
        matrices.forEach(DMatrix::dispose);
    }
}
