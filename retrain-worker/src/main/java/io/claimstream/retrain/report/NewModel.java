package io.claimstream.retrain.report;

import io.claimstream.model.ModelBundle;
import io.claimstream.model.training.Baselines;
import io.claimstream.model.training.Candidate;
import io.claimstream.model.training.Split;
import io.claimstream.retrain.dataset.LabelledDataset;
import java.util.List;

/**
 * A candidate with what it was made from.
 *
 * @param bundle the candidate, signed
 * @param candidate what is known of it
 * @param dataset the dataset
 * @param split how the dataset was cut
 * @param baselines grown from the rows to train, to be compared with
 */
public record NewModel(
        ModelBundle bundle,
        Candidate candidate,
        LabelledDataset dataset,
        Split split,
        List<Baselines.Grown> baselines) {

    public NewModel {
        baselines = List.copyOf(baselines);
    }

    /** Place in the dataset of the first row held out. */
    int holdoutFrom() {
        return dataset.rows().size() - split.holdout().size();
    }
}
