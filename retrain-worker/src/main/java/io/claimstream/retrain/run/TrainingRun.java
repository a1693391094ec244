package io.claimstream.retrain.run;

import io.claimstream.model.DatasetManifest;
import io.claimstream.model.DatasetSummary;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One training run of one slot.
 *
 * @param id identifies the run
 * @param slot what the model is for
 * @param cause what set it off
 * @param state where it stands
 * @param startedAt when it began
 * @param finishedAt when it reached a final state; empty while under way
 * @param labelled what was read of claims.labelled.v1: last offset, exclusive, by partition; each range begins at 0
 * @param datasetHash SHA-256 of the dataset, lower-case hexadecimal; empty until read
 * @param dataset name of the dataset, {@code d-} and 12 digits; empty until read, and of runs recorded before it was kept
 * @param rows usable labelled claims
 * @param exclusions claims left out, by reason, and how many for an erasure also when none is; empty until read, and of runs recorded before it
 *     was kept
 * @param recipe what it is made with; empty of runs recorded before it was kept
 * @param metrics errors of champion, challenger and baseline as JSON; empty until measured
 * @param reason why it ended as it did, in plain words; empty while under way
 * @param version model version trained; empty until trained
 */
public record TrainingRun(
        String id,
        SlotName slot,
        Cause cause,
        RunState state,
        Instant startedAt,
        Optional<Instant> finishedAt,
        Map<Integer, Long> labelled,
        Optional<String> datasetHash,
        Optional<String> dataset,
        int rows,
        Map<String, Integer> exclusions,
        Optional<Recipe> recipe,
        Optional<String> metrics,
        Optional<String> reason,
        Optional<String> version) {

    /** What sets off a run. */
    public enum Cause {
        /** Enough new labels. */
        LABELS,
        /** A person asked. */
        COMMAND,
        /** Claims or estimates are not what they were when the champion learned. */
        DRIFT,
        /** The champion breaks its bounds on settled claims. */
        LIVE_ERROR,
        /** The last run is long ago. */
        SCHEDULE,
        /** A person gave a model that was made elsewhere. */
        UPLOAD
    }

    public TrainingRun {
        labelled = Map.copyOf(labelled);
        exclusions = Map.copyOf(exclusions);
    }

    /** Whether its labels count as seen: what an upload was measured on, nothing here has learned from. */
    public boolean usedLabels() {
        return isTraining() && state.usedLabels();
    }

    /** Whether it trains. */
    public boolean isTraining() {
        return cause != Cause.UPLOAD;
    }

    /** A run that begins. */
    public static TrainingRun begun(String id, SlotName slot, Cause cause, Recipe recipe, Instant at) {
        return new TrainingRun(
                id,
                slot,
                cause,
                RunState.TRAINING,
                at,
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                0,
                Map.of(),
                Optional.of(recipe),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * The run once its dataset is read.
     *
     * @param offsets last offset read, exclusive, by partition
     */
    public TrainingRun withDataset(Map<Integer, Long> offsets, DatasetManifest manifest) {
        Map<String, Integer> leftOut = new TreeMap<>(manifest.exclusions());
        leftOut.putIfAbsent(DatasetSummary.ERASED, 0);
        return new TrainingRun(
                id,
                slot,
                cause,
                state,
                startedAt,
                finishedAt,
                offsets,
                Optional.of(manifest.sha256()),
                Optional.of(manifest.name()),
                manifest.rows(),
                leftOut,
                recipe,
                metrics,
                reason,
                version);
    }

    /** The run once its model is trained and measured. */
    public TrainingRun withModel(String trainedVersion, String measured) {
        return new TrainingRun(
                id,
                slot,
                cause,
                state,
                startedAt,
                finishedAt,
                labelled,
                datasetHash,
                dataset,
                rows,
                exclusions,
                recipe,
                Optional.of(measured),
                reason,
                Optional.of(trainedVersion));
    }

    /** The run at its end. */
    public TrainingRun ended(RunState finalState, String why, Instant at) {
        return new TrainingRun(
                id,
                slot,
                cause,
                finalState,
                startedAt,
                Optional.of(at),
                labelled,
                datasetHash,
                dataset,
                rows,
                exclusions,
                recipe,
                metrics,
                Optional.of(why),
                version);
    }
}
