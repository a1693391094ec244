package io.claimstream.model.study;

import io.claimstream.model.TrainingParameters;
import java.util.List;

/**
 * What a study found, beside the model.
 *
 * @param parameters what the model was trained with: those given, or the winner of the search
 * @param contenders the model and what it is compared with, on the same folds; the model first
 * @param outOfFold logarithm of the estimate of each row by a model of the folds that it is not in
 * @param trials what the search tried, in order; empty without a search
 * @param isCutShort whether the search ended because its budget was spent
 */
public record StudyResult(
        TrainingParameters parameters,
        List<Contender> contenders,
        List<Float> outOfFold,
        List<Trial> trials,
        boolean isCutShort) {

    public StudyResult {
        contenders = List.copyOf(contenders);
        outOfFold = List.copyOf(outOfFold);
        trials = List.copyOf(trials);
    }

    /** The estimates as an array. */
    public float[] margins() {
        float[] margins = new float[outOfFold.size()];
        for (int row = 0; row < margins.length; row++) {
            margins[row] = outOfFold.get(row);
        }
        return margins;
    }
}
