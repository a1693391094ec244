package io.claimstream.retrain.learn;

import io.claimstream.domain.drift.DriftReport;
import io.claimstream.event.CalibrationRecord;
import io.claimstream.retrain.run.SlotName;
import io.claimstream.retrain.shadow.Progress;
import io.claimstream.retrain.watch.Bound;
import io.claimstream.retrain.watch.Standing;
import java.util.Map;

/** Told what the learning loop does. Implementations are thread-safe. */
public interface LearningMeters {

    /** Newly labelled claims by slot, counted up to what sets off a training. */
    void newLabels(Map<SlotName, Integer> counts);

    /** How far claims and estimates are from what they were when each champion learned. */
    void drift(Map<SlotName, DriftReport> reports);

    /** How far a training is, from 0 to 1. */
    void progress(double share);

    /** A champion was calibrated anew on settlements. */
    void calibrated(CalibrationRecord record);

    /** A person may have moved a champion; these are the champions of the slots that are for every insurer. */
    void moved(Map<SlotName, String> champions);

    /** How champions stand on settlements of their own claims. */
    void judged(Map<SlotName, Standing> standings);

    /** How far challenges are. */
    void tried(Map<SlotName, Progress> challenges);

    /** The worker rolled back a champion by itself. */
    void rolledBack(Bound broken);

    /** A training run ended. */
    void finished(RunSummary run);

    /** A training run ended with this verdict. */
    default void finished(Verdict verdict) {
        finished(RunSummary.of(verdict));
    }
}
