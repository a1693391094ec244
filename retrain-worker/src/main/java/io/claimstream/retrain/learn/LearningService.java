package io.claimstream.retrain.learn;

import io.claimstream.domain.feature.FeatureSetV1;
import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.ModelCommandKind;
import io.claimstream.model.FeatureSchema;
import io.claimstream.model.KeyFiles;
import io.claimstream.model.ModelVerifier;
import io.claimstream.model.training.TrainerCode;
import io.claimstream.model.training.TrainingProgress;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.database.Database;
import io.claimstream.platform.service.Health;
import io.claimstream.platform.service.Service;
import io.claimstream.platform.service.ServiceContext;
import io.claimstream.platform.streams.FailureBackoff;
import io.claimstream.platform.streams.FailureText;
import io.claimstream.platform.topic.TopicAdmin;
import io.claimstream.retrain.RetrainConfig;
import io.claimstream.retrain.calibrate.Calibrations;
import io.claimstream.retrain.dataset.DatasetReader;
import io.claimstream.retrain.dataset.NewLabels;
import io.claimstream.retrain.drift.DriftWatch;
import io.claimstream.retrain.log.CommittedLog;
import io.claimstream.retrain.log.ErasureLog;
import io.claimstream.retrain.publish.ModelPublisher;
import io.claimstream.retrain.publish.ModelTopics;
import io.claimstream.retrain.publish.Uploads;
import io.claimstream.retrain.report.CandidateGates;
import io.claimstream.retrain.report.CandidateReports;
import io.claimstream.retrain.report.DriverGroups;
import io.claimstream.retrain.run.TrainingRun;
import io.claimstream.retrain.run.TrainingRuns;
import io.claimstream.retrain.shadow.TrialTable;
import io.claimstream.retrain.shadow.Trials;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.serde.EventSerdes;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The learning loop in a thread of its own. It waits for its turn, works while it has it, and starts afresh after a failure of the
 * world; a bug ends it. Thread-safe.
 */
public final class LearningService implements Service {

    private static final Logger LOGGER = LoggerFactory.getLogger(LearningService.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long CLOSE_MILLIS = 9_000;

    private final ServiceContext context;
    private final RetrainConfig config;
    private final LearningMeters meters;
    private final FailureBackoff backoff;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final AtomicReference<String> initialRefused = new AtomicReference<>("");
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    public LearningService(ServiceContext context, RetrainConfig config, LearningMeters meters) {
        this.context = context;
        this.config = config;
        this.meters = meters;
        this.backoff = new FailureBackoff(context.clock());
        this.thread = new Thread(this::run, "retrain-learning");
        thread.setDaemon(true);
    }

    @Override
    public String name() {
        return "learning";
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public Health health() {
        if (stopped.isCompletedExceptionally()) {
            return Health.of(Health.Check.failed(name(), "a bug ended the learning loop; the log says where"));
        }
        Health health = Health.of(backoff.cause()
                .map(cause -> Health.Check.waiting(name(), cause))
                .orElseGet(() -> Health.Check.up(name())));
        String refused = Objects.requireNonNull(initialRefused.get());
        return refused.isEmpty() ? health : health.and(Health.of(Health.Check.degraded("initial-model", refused)));
    }

    @Override
    public CompletionStage<Void> stopped() {
        return stopped;
    }

    /** Ends the loop and, if one is under way, the training; its run is closed as interrupted by the next turn. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stopped.complete(null);
    }

    private void run() {
        while (!isClosing()) {
            try {
                learn();
            } catch (RuntimeException e) {
                Optional<String> cause = LearningFailure.cause(e);
                if (cause.isEmpty()) {
                    LOGGER.atError().addKeyValue("error", FailureText.of(e)).log("learning loop failed");
                    stopped.completeExceptionally(e);
                    return;
                }
                pause(cause.get());
            }
        }
    }

    private void learn() {
        Settings settings = context.settings();
        if (settings.get(CommonSettings.TOPICS_CREATE)) {
            try (TopicAdmin admin = TopicAdmin.of(settings)) {
                admin.ensure(Topics.ALL);
            }
        }
        try (Database database = openDatabase();
                CommandQueue commands = new CommandQueue(settings, context.serdes())) {
            TrainingRuns runs = new TrainingRuns(database.jdbi());
            TrialTable trials = new TrialTable(database.jdbi());
            while (!isClosing()) {
                if (commands.hasTurn()) {
                    takeTurn(commands, runs, trials);
                } else {
                    commands.poll(POLL, true).ifPresent(commands::putBack);
                }
            }
        }
    }

    private void takeTurn(CommandQueue commands, TrainingRuns runs, TrialTable trials) {
        LOGGER.atInfo().log("turn taken");
        try (LearningTurn turn = turn(commands, runs, trials)) {
            commands.beginTurn();
            turn.closeBooks();
            while (!isClosing() && commands.hasTurn()) {
                turn.step(commands.poll(POLL, turn.hasRoom()));
            }
        }
    }

    private LearningTurn turn(CommandQueue commands, TrainingRuns runs, TrialTable trials) {
        Settings settings = context.settings();
        EventSerdes serdes = context.serdes();
        ModelTopics topics = new ModelTopics(settings, serdes);
        CommittedLog<ClaimLabelled> labelled = CommittedLog.of(settings, serdes, Topics.CLAIMS_LABELLED);
        ErasureLog erased = ErasureLog.of(settings, serdes);
        FeatureSchema schema = new FeatureSchema(FeatureSetV1.VERSION, FeatureSetV1.NAMES);
        TrainingRunner.Tools tools = new TrainingRunner.Tools(
                new DatasetReader(labelled, erased, schema),
                training(),
                new Champion(topics, config.keys(), schema),
                new CandidateReports(DriverGroups.of(settings, serdes), TrainerCode.version()),
                new CandidateGates(config.gates(), System::nanoTime),
                () -> KeyFiles.signer(config.keys()),
                runs);
        MoveDesk moves = new MoveDesk(topics, config.trial().promotion(), context.clock());
        ModelPublisher publisher = ModelPublisher.open(settings, serdes);
        ModelVerifier verifier = new ModelVerifier(KeyFiles.trusted(config.keys()));
        Calibrations calibrations = new Calibrations(
                new Calibrations.Logs(labelled, erased),
                topics,
                verifier,
                new Calibrations.Rules(config.calibrateEvery(), config.bounds()));
        Trials tried = new Trials(
                Trials.Logs.of(settings, serdes),
                topics,
                verifier,
                config.trial().alpha());
        Runnable moved = () -> {
            calibrations.championsChanged();
            tried.changed();
            meters.moved(topics.champions());
        };
        return new LearningTurn(
                new LearningTurn.Tools(
                        commands,
                        moves,
                        publisher,
                        topics,
                        runs,
                        triggers(labelled, calibrations, runs),
                        watch(new ChampionWatch.Tools(calibrations, moves, publisher, moved)),
                        new ChallengerWatch(
                                new ChallengerWatch.Tools(tried, moves, publisher, trials, meters, moved),
                                config.trial(),
                                config.checkInterval(),
                                context.clock()),
                        initial(topics, publisher, schema, moved),
                        task -> () -> runner(task, tools).run(task.slot(), task.cause()),
                        moved),
                config.promotionDelay(),
                meters,
                context.clock());
    }

    private TrainingRunner runner(Task task, TrainingRunner.Tools tools) {
        TrainingRunner.Limits limits = new TrainingRunner.Limits(config.parameters(), config.minLabels());
        Uploads uploads = new Uploads(context.settings(), context.serdes());
        UploadTraining.Means means = new UploadTraining.Means(config.work(), config.heapMegabytes(), config.timeout());
        return new TrainingRunner(
                task.command()
                        .filter(command -> command.getKind() == ModelCommandKind.UPLOAD)
                        .map(command -> tools.with(new UploadTraining(uploads, command, means)))
                        .orElse(tools),
                limits,
                context.clock());
    }

    private Triggers triggers(CommittedLog<ClaimLabelled> labelled, Calibrations calibrations, TrainingRuns runs) {
        Triggers.Rules rules = new Triggers.Rules(
                config.minNewLabels(),
                config.minLabels(),
                config.early().minNewLabels(),
                config.early().schedule(),
                config.checkInterval(),
                config.retryAfter());
        NewLabels newLabels = new NewLabels(labelled, rules.greatestCount(), slot -> runs.lastThatUsedLabels(slot)
                .map(TrainingRun::labelled)
                .orElse(Map.of()));
        DriftWatch drift = new DriftWatch(
                CommittedLog.of(context.settings(), context.serdes(), Topics.MODELS_DRIFT),
                config.early().drift());
        return new Triggers(
                new Triggers.Sources(newLabels, drift, calibrations::learnedTo, calibrations::failing, runs),
                rules,
                meters);
    }

    private InitialModel initial(ModelTopics topics, ModelPublisher publisher, FeatureSchema schema, Runnable moved) {
        initialRefused.set("");
        return new InitialModel(
                config.initialModel().map(name -> new InitialSource(name, config.keys(), topics, schema)),
                topics,
                publisher,
                new InitialModel.Manners(config.promotionDelay(), context.clock(), initialRefused::set, moved));
    }

    private ChampionWatch watch(ChampionWatch.Tools tools) {
        return new ChampionWatch(
                tools,
                new ChampionWatch.Rules(config.checkInterval(), config.rollsBackByItself()),
                meters,
                context.clock());
    }

    private Training training() {
        Training training =
                new TrainerProcess(config.work(), config.heapMegabytes(), config.timeout(), this::tellProgress);
        training.clean();
        return training;
    }

    private void tellProgress(TrainingProgress progress) {
        meters.progress((double) progress.round() / progress.rounds());
    }

    private Database openDatabase() {
        try {
            return Database.open(context.settings());
        } catch (RuntimeException e) {
            throw new JdbiException("Expected to open the database.", e) {};
        }
    }

    private void pause(String cause) {
        backoff.failed(cause);
        LOGGER.atWarn().addKeyValue("cause", cause).log("learning waits");
        try {
            if (closing.await(backoff.pause().toMillis(), TimeUnit.MILLISECONDS)) {
                LOGGER.atDebug().log("pause ended by close");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }
}
