package io.claimstream.retrain.learn;

import io.claimstream.domain.drift.DriftReport;
import io.claimstream.retrain.dataset.NewLabels;
import io.claimstream.retrain.drift.DriftWatch;
import io.claimstream.retrain.run.RunState;
import io.claimstream.retrain.run.SlotName;
import io.claimstream.retrain.run.TrainingRun;
import io.claimstream.retrain.run.TrainingRuns;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What sets off a training without anybody asking: new labels, drift of features or estimates, a champion that breaks its bounds, or that
 * the last training is long ago. The last three wait for some new labels too, since the same labels would give the same model. What was
 * tried lately and failed waits. Used by one thread.
 */
final class Triggers {

    private final Sources sources;
    private final Rules rules;
    private final LearningMeters meters;
    private Instant nextLook = Instant.MIN;

    /**
     * When a training is due.
     *
     * @param minNewLabels newly labelled claims of a slot that are reason enough
     * @param minLabels labelled claims of a slot that was never trained
     * @param minEarlyLabels newly labelled claims of a slot without which no other reason counts
     * @param schedule time since the last training began; zero for no schedule
     * @param checkInterval time between looks
     * @param retryAfter time after a failed training
     */
    record Rules(
            int minNewLabels,
            int minLabels,
            int minEarlyLabels,
            Duration schedule,
            Duration checkInterval,
            Duration retryAfter) {

        boolean isEnough(int fresh, boolean trainedBefore) {
            return fresh >= minNewLabels && (trainedBefore || fresh >= minLabels);
        }

        int greatestCount() {
            return Math.max(Math.max(minNewLabels, minLabels), minEarlyLabels);
        }

        /** Why a slot should be trained now; empty when it should not. */
        Optional<TrainingRun.Cause> cause(Signs signs) {
            if (isEnough(signs.fresh(), signs.trainedBefore())) {
                return Optional.of(TrainingRun.Cause.LABELS);
            }
            if (!signs.trainedBefore() || signs.fresh() < minEarlyLabels) {
                return Optional.empty();
            }
            if (signs.isFailing()) {
                return Optional.of(TrainingRun.Cause.LIVE_ERROR);
            }
            if (signs.isDrifted()) {
                return Optional.of(TrainingRun.Cause.DRIFT);
            }
            return isLongAgo(signs.sinceLast()) ? Optional.of(TrainingRun.Cause.SCHEDULE) : Optional.empty();
        }

        private boolean isLongAgo(Duration sinceLast) {
            return !schedule.isZero() && sinceLast.compareTo(schedule) >= 0;
        }
    }

    /**
     * What speaks for a training of a slot.
     *
     * @param fresh newly labelled claims
     * @param trainedBefore whether any run has seen its labels
     * @param isFailing whether its champion breaks its bounds on settled claims
     * @param isDrifted whether features or estimates have drifted since its champion learned
     * @param sinceLast time since the last run began; zero without one
     */
    record Signs(int fresh, boolean trainedBefore, boolean isFailing, boolean isDrifted, Duration sinceLast) {}

    /**
     * What they look at.
     *
     * @param learnedTo time of the last label that each champion learned from
     * @param failing slots whose champion breaks its bounds
     */
    record Sources(
            NewLabels newLabels,
            DriftWatch drift,
            Supplier<Map<SlotName, Instant>> learnedTo,
            Supplier<Set<SlotName>> failing,
            TrainingRuns runs) {}

    Triggers(Sources sources, Rules rules, LearningMeters meters) {
        this.sources = sources;
        this.rules = rules;
        this.meters = meters;
    }

    /** What is due now; nothing until it is time for the next look. */
    List<Task> due(Instant now) {
        if (now.isBefore(nextLook)) {
            return List.of();
        }
        nextLook = now.plus(rules.checkInterval());
        Map<SlotName, Integer> fresh = sources.newLabels().count();
        Map<SlotName, DriftReport> drift =
                sources.drift().look(sources.learnedTo().get());
        meters.newLabels(fresh);
        meters.drift(drift);
        List<Task> due = new ArrayList<>();
        fresh.forEach((slot, labels) -> rules.cause(signs(slot, labels, drift.get(slot), now))
                .filter(cause -> !failedLately(slot, now))
                .ifPresent(cause -> due.add(Task.byItself(slot, cause))));
        return due;
    }

    /** Labels were read for a training: only what came later is new. */
    void trained(SlotName slot, Map<Integer, Long> readUpTo) {
        sources.newLabels().trained(slot, readUpTo);
    }

    /** Every slot that has any label. */
    Set<SlotName> slots() {
        return sources.newLabels().count().keySet();
    }

    private Signs signs(SlotName slot, int fresh, @Nullable DriftReport drift, Instant now) {
        return new Signs(
                fresh,
                sources.newLabels().trainedBefore(slot),
                sources.failing().get().contains(slot),
                drift != null && !drift.drifted().isEmpty(),
                sources.runs()
                        .last(slot)
                        .map(run -> Duration.between(run.startedAt(), now))
                        .orElse(Duration.ZERO));
    }

    private boolean failedLately(SlotName slot, Instant now) {
        return sources.runs()
                .last(slot)
                .filter(run -> run.state() == RunState.FAILED)
                .flatMap(TrainingRun::finishedAt)
                .filter(at -> now.isBefore(at.plus(rules.retryAfter())))
                .isPresent();
    }
}
