package io.claimstream.retrain.learn;

import io.claimstream.model.Metrics;
import io.claimstream.retrain.run.RunState;
import io.claimstream.retrain.run.SlotName;
import io.claimstream.retrain.run.TrainingRun;
import java.time.Duration;
import java.util.Optional;

/**
 * What meters show of a run.
 *
 * @param slot slot trained
 * @param state how it ended
 * @param took from the first read to the verdict
 * @param promoted version that is champion now; empty unless it was published
 * @param challenger MAPE of the challenger, where measured
 * @param champion MAPE of the champion, where there is one
 * @param baseline MAPE of the baseline, where measured
 */
public record RunSummary(
        SlotName slot,
        RunState state,
        Duration took,
        Optional<String> promoted,
        Optional<Double> challenger,
        Optional<Double> champion,
        Optional<Double> baseline) {

    static RunSummary of(Verdict verdict) {
        TrainingRun run = verdict.run();
        Optional<Comparison> comparison = verdict.trained().map(Verdict.Trained::comparison);
        return new RunSummary(
                run.slot(),
                run.state(),
                Duration.between(run.startedAt(), run.finishedAt().orElse(run.startedAt())),
                run.version().filter(version -> run.state() == RunState.PUBLISHED),
                comparison.flatMap(it -> Optional.ofNullable(it.challenger())).map(Metrics::mape),
                comparison.flatMap(it -> Optional.ofNullable(it.champion())).map(Metrics::mape),
                comparison.flatMap(it -> Optional.ofNullable(it.baseline())).map(Metrics::mape));
    }
}
