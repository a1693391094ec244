package io.claimstream.retrain.dataset;

import io.claimstream.event.OffsetRange;
import io.claimstream.model.DatasetManifest;
import io.claimstream.model.DatasetSummary;
import io.claimstream.model.training.Dataset;
import io.claimstream.model.training.Split;
import java.util.List;
import java.util.Map;

/**
 * A dataset and where on claims.labelled.v1 it came from.
 *
 * @param rows usable rows in the order of their labels' event time
 * @param claims the claim of each row, in the order of the rows
 * @param firstLabels where the first label of each row's claim stands, in the order of the rows
 * @param upTo last offset read, exclusive, by partition; every partition was read from its beginning
 * @param manifest what it is
 */
public record LabelledDataset(
        Dataset rows,
        List<LabelledClaim> claims,
        List<Position> firstLabels,
        Map<Integer, Long> upTo,
        DatasetManifest manifest) {

    public LabelledDataset {
        claims = List.copyOf(claims);
        firstLabels = List.copyOf(firstLabels);
        upTo = Map.copyOf(upTo);
        if (firstLabels.size() != rows.size() || claims.size() != rows.size()) {
            throw new IllegalArgumentException("Expected a claim and a first label for each row.");
        }
    }

    /**
     * The rows of the holdout that a model cannot have learned from: those of claims whose first label came after everything that
     * was read for it. Stricter than asking what the model was trained on, and it needs nothing but the model's manifest: neither
     * its training rows, nor those it was calibrated on, nor an earlier label of the same claim are among them.
     *
     * @param split a split of this dataset
     * @param learned what was read of claims.labelled.v1 for the model
     */
    public Dataset unseenHoldout(Split split, List<DatasetSummary.Offsets> learned) {
        int from = rows.size() - split.holdout().size();
        return split.holdout().where(place -> isUnseen(from + place, learned));
    }

    /** Whether a model cannot have learned from the row at a place, by the same rule. */
    public boolean isUnseen(int place, List<DatasetSummary.Offsets> learned) {
        return !contains(learned, firstLabels.get(place));
    }

    /** What was read, as a model's manifest says it. */
    public List<DatasetSummary.Offsets> offsets() {
        return manifest.labelled();
    }

    /** What was known of erasures, as a model's manifest says it. */
    public List<DatasetSummary.Offsets> erasures() {
        return manifest.erasures();
    }

    /** Claims left out, by reason. */
    public Map<String, Integer> exclusions() {
        return manifest.exclusions();
    }

    /** What was read, as events say it. */
    public List<OffsetRange> ranges() {
        return offsets().stream()
                .map(it -> new OffsetRange(it.partition(), it.from(), it.to()))
                .toList();
    }

    private static boolean contains(List<DatasetSummary.Offsets> learned, Position position) {
        return learned.stream().anyMatch(range -> range.contains(position.partition(), position.offset()));
    }
}
