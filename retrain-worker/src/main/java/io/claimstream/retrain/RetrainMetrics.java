package io.claimstream.retrain;

import io.claimstream.domain.drift.DriftReport;
import io.claimstream.domain.label.LabelFlag;
import io.claimstream.event.CalibrationRecord;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.LabelKind;
import io.claimstream.event.ScoredRevision;
import io.claimstream.retrain.learn.LearningMeters;
import io.claimstream.retrain.learn.RunSummary;
import io.claimstream.retrain.run.RunState;
import io.claimstream.retrain.run.SlotName;
import io.claimstream.retrain.shadow.Progress;
import io.claimstream.retrain.watch.Bound;
import io.claimstream.retrain.watch.Standing;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The meters of the retrain worker. Over the life of a process: runs begun and ended = published + challenging + refused + too few +
 * failed; an interrupted run is counted by none. Thread-safe.
 */
final class RetrainMetrics implements LabelMeter, LearningMeters {

    static final String LABELS = "claimstream.retrain.labels";
    static final String LABEL_FLAGS = "claimstream.retrain.label.flags";
    static final String RUNS = "claimstream.retrain.runs";
    static final String SECONDS = "claimstream.retrain.run";
    static final String PROGRESS = "claimstream.retrain.progress";
    static final String NEW_LABELS = "claimstream.retrain.new.labels";
    static final String CHAMPION = "claimstream.retrain.champion";
    static final String MAPE = "claimstream.retrain.mape";

    static final String COVERAGE = "claimstream.retrain.coverage";

    private static final List<RunState> ENDS =
            List.of(RunState.PUBLISHED, RunState.CHALLENGING, RunState.REFUSED, RunState.TOO_FEW, RunState.FAILED);

    private final MeterRegistry meters;
    private final AtomicReference<Double> progress = new AtomicReference<>(0.0);
    private final MultiGauge newLabels;
    private final MultiGauge champion;
    private final MultiGauge mape;
    private final MultiGauge coverage;
    private final WatchMeters watch;
    private final DriftMeters drift;
    private final TrialMeters trials;
    private final FeedbackMeters feedback;
    private final Map<SlotName, CalibrationRecord> calibrations = new TreeMap<>();
    private final Map<SlotName, RunSummary> lastMeasured = new TreeMap<>();
    private final Map<SlotName, String> champions = new TreeMap<>();

    RetrainMetrics(MeterRegistry meters) {
        this.meters = meters;
        newLabels = MultiGauge.builder(NEW_LABELS)
                .description("Claims labelled since the last training run, up to what sets off the next")
                .register(meters);
        champion = MultiGauge.builder(CHAMPION)
                .description("1 for the version published last by this process")
                .register(meters);
        mape = MultiGauge.builder(MAPE)
                .description(
                        "Error of champion, challenger and baseline on the same later claims, at the last training run")
                .register(meters);
        coverage = MultiGauge.builder(COVERAGE)
                .description("Share of the champion's settlements that its intervals covered, since its publication")
                .register(meters);
        watch = new WatchMeters(meters);
        drift = new DriftMeters(meters);
        trials = new TrialMeters(meters);
        feedback = new FeedbackMeters(meters);
        Gauge.builder(PROGRESS, progress, AtomicReference::get)
                .description("How far the training under way is, from 0 to 1; 1 after one, 0 before any")
                .register(meters);
        announce();
    }

    /** An increase from nothing to one is none to Prometheus, so that what counts is there from the start. */
    private void announce() {
        for (LabelKind kind : LabelKind.values()) {
            var unused = labels(kind.name());
        }
        for (LabelFlag flag : LabelFlag.values()) {
            var unused = flags(flag.name());
        }
        for (RunState end : ENDS) {
            var unused = runs(end.name());
        }
        var unused = runTime();
    }

    @Override
    public void heard(ClaimFeedback said, Collection<ScoredRevision> scored, Instant at) {
        feedback.heard(said, scored, at);
    }

    @Override
    public void written(ClaimLabelled label) {
        labels(label.getLabelKind().name()).increment();
        label.getFlags().orElse(List.of()).forEach(flag -> flags(flag).increment());
    }

    @Override
    public synchronized void newLabels(Map<SlotName, Integer> counts) {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        counts.forEach((slot, count) -> rows.add(MultiGauge.Row.of(tags(slot), count)));
        newLabels.register(rows, true);
    }

    @Override
    public void progress(double share) {
        progress.set(share);
    }

    @Override
    public synchronized void calibrated(CalibrationRecord record) {
        calibrations.put(
                new SlotName(
                        record.getSlot().getLineOfBusiness(), record.getSlot().getCurrency()),
                record);
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        calibrations.forEach((slot, it) -> rows.add(MultiGauge.Row.of(
                tags(slot).and("version", it.getModelVersion()), (double) it.getCovered() / it.getSettlements())));
        coverage.register(rows, true);
    }

    @Override
    public synchronized void finished(RunSummary run) {
        runs(run.state().name()).increment();
        runTime().record(run.took());
        run.promoted().ifPresent(version -> champions.put(run.slot(), version));
        if (run.challenger().isPresent()) {
            lastMeasured.put(run.slot(), run);
        }
        showChampions();
        showErrors();
    }

    @Override
    public synchronized void moved(Map<SlotName, String> now) {
        champions.clear();
        champions.putAll(now);
        showChampions();
    }

    @Override
    public void judged(Map<SlotName, Standing> standings) {
        watch.judged(standings);
    }

    @Override
    public void tried(Map<SlotName, Progress> challenges) {
        trials.show(challenges);
    }

    @Override
    public void drift(Map<SlotName, DriftReport> reports) {
        drift.show(reports);
    }

    @Override
    public void rolledBack(Bound broken) {
        watch.rolledBack(broken);
    }

    private Counter labels(String kind) {
        return Counter.builder(LABELS)
                .description("Labels written, withdrawals included")
                .tag("kind", kind)
                .register(meters);
    }

    /** Codes come from our own rules, so that there are never more than a few. */
    private Counter flags(String flag) {
        return Counter.builder(LABEL_FLAGS)
                .description("Doubts about labels as they were written; a label can carry several")
                .tag("flag", flag)
                .register(meters);
    }

    private Counter runs(String outcome) {
        return Counter.builder(RUNS)
                .description("Training runs that ended")
                .tag("outcome", outcome)
                .register(meters);
    }

    private Timer runTime() {
        return Timer.builder(SECONDS)
                .description("Time from the first read to the verdict")
                .register(meters);
    }

    private void showChampions() {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        champions.forEach(
                (slot, version) -> rows.add(MultiGauge.Row.of(tags(slot).and("version", version), 1)));
        champion.register(rows, true);
    }

    private void showErrors() {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        lastMeasured.forEach((slot, run) -> {
            // Once a challenger is promoted, its error is the champion's.
            boolean isPromoted = run.state() == RunState.PUBLISHED;
            addError(rows, slot, "champion", isPromoted ? run.challenger() : run.champion());
            addError(rows, slot, "challenger", run.challenger());
            addError(rows, slot, "baseline", run.baseline());
        });
        mape.register(rows, true);
    }

    private static void addError(List<MultiGauge.Row<?>> rows, SlotName slot, String who, Optional<Double> error) {
        error.ifPresent(it -> rows.add(MultiGauge.Row.of(tags(slot).and("who", who), it)));
    }

    private static Tags tags(SlotName slot) {
        return Tags.of("line", slot.lineOfBusiness(), "currency", slot.currency());
    }
}
