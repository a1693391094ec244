package io.claimstream.retrain;

import io.claimstream.domain.drift.DriftReport;
import io.claimstream.model.TrainingParameters;
import io.claimstream.model.gate.GateRules;
import io.claimstream.model.training.Split;
import io.claimstream.platform.config.Setting;
import io.claimstream.platform.config.Settings;
import io.claimstream.retrain.learn.TrialRules;
import io.claimstream.retrain.watch.Bounds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The configuration of the retrain worker.
 *
 * @param managementPort port of health and metrics; 0 takes any free one
 * @param minNewLabels newly labelled claims of a slot that set off a training
 * @param minLabels usable labelled claims of a slot below which nothing is trained
 * @param calibrateEvery settlements of a champion's claims after which its calibration is published anew
 * @param rollsBackByItself whether a champion that breaks its bounds is rolled back
 * @param bounds what a champion has to keep on settlements of its own claims
 * @param trial how challengers are tried
 * @param early when a training begins before labels are reason enough
 * @param gates limits of what a new model has to pass
 * @param checkInterval time between looks for reasons to train
 * @param promotionDelay time from the publication of a model to its promotion
 * @param retryAfter time after a failed training before labels set off another
 * @param timeout longest time that a training may take
 * @param heapMegabytes heap of the training process
 * @param parameters what models are trained with
 * @param keys directory of the keys that models are signed with
 * @param work directory of trainings under way
 * @param initialModel directory or version of the model that a slot begins with
 */
public record RetrainConfig(
        int managementPort,
        int minNewLabels,
        int minLabels,
        int calibrateEvery,
        boolean rollsBackByItself,
        Bounds bounds,
        TrialRules trial,
        Early early,
        GateRules gates,
        Duration checkInterval,
        Duration promotionDelay,
        Duration retryAfter,
        Duration timeout,
        int heapMegabytes,
        TrainingParameters parameters,
        Path keys,
        Path work,
        Optional<String> initialModel) {

    /**
     * When a training begins before labels are reason enough.
     *
     * @param minNewLabels newly labelled claims of a slot without which it does not
     * @param schedule time since the last training; zero for no schedule
     * @param drift what is drift
     */
    public record Early(int minNewLabels, Duration schedule, DriftReport.Limits drift) {}

    static final Setting<Integer> MANAGEMENT_PORT =
            Setting.integer("retrain.management.port", 9104, 0, 65535, "Port of retrain-worker's health and metrics.");

    static final Setting<Integer> MIN_NEW_LABELS = Setting.integer(
            "retrain.min-new-labels", 500, 1, 10_000_000, "Newly labelled claims of a slot that set off a training.");

    static final Setting<Integer> MIN_LABELS = Setting.integer(
            "retrain.min-labels",
            200,
            Split.MIN_ROWS,
            10_000_000,
            "Usable labelled claims of a slot below which nothing is trained, not even on command.");

    static final Setting<Integer> EARLY_MIN_NEW_LABELS = Setting.integer(
            "retrain.early.min-new-labels",
            100,
            1,
            10_000_000,
            "Newly labelled claims of a slot without which neither drift nor a champion out of its bounds nor the schedule sets off a training.");

    static final Setting<Duration> SCHEDULE = Setting.duration(
            "retrain.schedule.every",
            Duration.ofDays(7),
            Duration.ZERO,
            Duration.ofDays(3_650),
            "Time since the last training of a slot after which the next begins; 0s for no schedule.");

    static final Setting<Double> DRIFT_PSI = Setting.decimal(
            "retrain.drift.psi",
            DriftReport.Limits.USUAL.psi(),
            0.01,
            100,
            "Least population stability index of a feature, or of the estimates, that is drift.");

    static final Setting<Integer> DRIFT_MIN_CLAIMS = Setting.integer(
            "retrain.drift.min-claims",
            DriftReport.Limits.USUAL.values(),
            10,
            10_000_000,
            "Claims before and after the champion's training without which nothing is called drift.");

    static final Setting<Integer> CALIBRATE_EVERY = Setting.integer(
            "retrain.calibration.every",
            100,
            1,
            1_000_000,
            "Settlements of a champion's claims after which its calibration is published anew.");

    static final Setting<Boolean> ROLLBACK_AUTOMATIC = Setting.bool(
            "retrain.rollback.automatic",
            true,
            "Whether a champion that breaks its bounds on settled claims is rolled back, once for each version.");

    static final Setting<Double> ROLLBACK_ERROR_FACTOR = Setting.decimal(
            "retrain.rollback.error.factor",
            2,
            1,
            100,
            "A champion's live error may be this many times that on its holdout; an error below 0.05 is never too much.");

    static final Setting<Double> ROLLBACK_COVERAGE = Setting.decimal(
            "retrain.rollback.coverage",
            0.8,
            0.05,
            0.95,
            "Share of settlements that a champion's intervals have to cover.");

    static final Setting<Integer> ROLLBACK_EVIDENCE = Setting.integer(
            "retrain.rollback.evidence",
            100_000,
            100,
            1_000_000_000,
            "Least number of settlements, on average, from one false alarm to the next while a bound is kept.");

    static final Setting<Double> GATE_COVERAGE = Setting.decimal(
            "retrain.gate.coverage.allowance",
            0.02,
            0,
            0.8,
            "How far the share of settlements inside a new model's intervals may be below what they state, beside chance.");

    static final Setting<Double> GATE_COVERAGE_GROUP = Setting.decimal(
            "retrain.gate.coverage.group.allowance",
            0.1,
            0,
            0.8,
            "The same within each band of amounts that has 100 rows or more.");

    static final Setting<Double> GATE_COVERAGE_LEVEL = Setting.decimal(
            "retrain.gate.coverage.level",
            0.01,
            0.000_1,
            0.5,
            "Probability of refusing a new model for its coverage although that is within its allowance.");

    static final Setting<Double> GATE_SPEED = Setting.decimal(
            "retrain.gate.speed.ratio",
            4,
            0.01,
            1_000,
            "How many times as long as 300 trees of depth 6, timed beside it, a new model may take to score and explain a claim.");

    static final Setting<Duration> CHECK_INTERVAL = Setting.duration(
            "retrain.check.interval",
            Duration.ofSeconds(5),
            Duration.ofMillis(100),
            Duration.ofDays(1),
            "Time between looks for new labels.");

    static final Setting<Duration> PROMOTION_DELAY = Setting.duration(
            "retrain.promotion.delay",
            Duration.ofSeconds(5),
            Duration.ZERO,
            Duration.ofHours(1),
            "Time from the publication of a model to its promotion, in which scorers check and load it.");

    static final Setting<Duration> RETRY_AFTER = Setting.duration(
            "retrain.retry.after",
            Duration.ofMinutes(5),
            Duration.ofSeconds(1),
            Duration.ofDays(1),
            "Time after a failed training before labels set off another.");

    static final Setting<Duration> TIMEOUT = Setting.duration(
            "retrain.timeout",
            Duration.ofMinutes(30),
            Duration.ofSeconds(1),
            Duration.ofDays(1),
            "Longest time that a training may take.");

    static final Setting<Integer> HEAP_MEGABYTES = Setting.integer(
            "retrain.trainer.heap.megabytes", 1024, 128, 65_536, "Heap of the training process, in MiB.");

    static final Setting<Integer> ROUNDS =
            Setting.integer("retrain.rounds", TrainingParameters.defaults().rounds(), 1, 5_000, "Number of trees.");

    static final Setting<Integer> DEPTH = Setting.integer(
            "retrain.depth", TrainingParameters.defaults().maxDepth(), 1, 12, "Greatest depth of a tree.");

    static final Setting<Double> ETA = Setting.decimal(
            "retrain.eta",
            TrainingParameters.defaults().learningRate(),
            0.001,
            1.0,
            "Learning rate: the share of each tree that is added.");

    static final Setting<Integer> SEED = Setting.integer(
            "retrain.seed", TrainingParameters.defaults().seed(), 0, Integer.MAX_VALUE, "Seed of every draw.");

    static final Setting<Optional<Path>> KEYS = Setting.optionalPath(
            "retrain.signing.key.dir",
            "Directory of the key that models are signed with; in the data directory, and made there, when not set.");

    static final Setting<Optional<String>> INITIAL_MODEL = Setting.optionalText(
            "model.initial",
            "Directory of a model, or a published version, that its slot begins with while no model was ever in service there.");

    static final List<Setting<?>> SETTINGS = List.of(
            MANAGEMENT_PORT,
            MIN_NEW_LABELS,
            MIN_LABELS,
            EARLY_MIN_NEW_LABELS,
            SCHEDULE,
            DRIFT_PSI,
            DRIFT_MIN_CLAIMS,
            CALIBRATE_EVERY,
            ROLLBACK_AUTOMATIC,
            ROLLBACK_ERROR_FACTOR,
            ROLLBACK_COVERAGE,
            ROLLBACK_EVIDENCE,
            TrialSettings.PROMOTION,
            TrialSettings.ALPHA,
            TrialSettings.MOST_CLAIMS,
            TrialSettings.LONGEST,
            TrialSettings.CANARY_SHARE,
            TrialSettings.CANARY_SETTLEMENTS,
            GATE_COVERAGE,
            GATE_COVERAGE_GROUP,
            GATE_COVERAGE_LEVEL,
            GATE_SPEED,
            CHECK_INTERVAL,
            PROMOTION_DELAY,
            RETRY_AFTER,
            TIMEOUT,
            HEAP_MEGABYTES,
            ROUNDS,
            DEPTH,
            ETA,
            SEED,
            KEYS,
            INITIAL_MODEL);

    /** The configuration that the settings give. */
    public static RetrainConfig of(Settings settings) {
        return new RetrainConfig(
                settings.get(MANAGEMENT_PORT),
                settings.get(MIN_NEW_LABELS),
                settings.get(MIN_LABELS),
                settings.get(CALIBRATE_EVERY),
                settings.get(ROLLBACK_AUTOMATIC),
                new Bounds(
                        settings.get(ROLLBACK_ERROR_FACTOR),
                        settings.get(ROLLBACK_COVERAGE),
                        settings.get(ROLLBACK_EVIDENCE)),
                TrialSettings.of(settings),
                new Early(
                        settings.get(EARLY_MIN_NEW_LABELS),
                        settings.get(SCHEDULE),
                        new DriftReport.Limits(settings.get(DRIFT_PSI), settings.get(DRIFT_MIN_CLAIMS))),
                new GateRules(
                        settings.get(GATE_COVERAGE),
                        settings.get(GATE_COVERAGE_GROUP),
                        settings.get(GATE_COVERAGE_LEVEL),
                        settings.get(GATE_SPEED)),
                settings.get(CHECK_INTERVAL),
                settings.get(PROMOTION_DELAY),
                settings.get(RETRY_AFTER),
                settings.get(TIMEOUT),
                settings.get(HEAP_MEGABYTES),
                parameters(settings),
                SigningKeys.folder(settings),
                settings.dataPath("runs"),
                settings.get(INITIAL_MODEL));
    }

    private static TrainingParameters parameters(Settings settings) {
        TrainingParameters standard = TrainingParameters.defaults();
        return new TrainingParameters(
                settings.get(ROUNDS),
                settings.get(DEPTH),
                settings.get(ETA),
                standard.lambda(),
                standard.minChildWeight(),
                standard.subsample(),
                standard.columnSample(),
                standard.maxBins(),
                settings.get(SEED));
    }
}
