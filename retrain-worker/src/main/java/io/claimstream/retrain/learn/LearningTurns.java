package io.claimstream.retrain.learn;

import io.claimstream.domain.feature.FeatureSetV1;
import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.ModelCommandKind;
import io.claimstream.model.FeatureSchema;
import io.claimstream.model.KeyFiles;
import io.claimstream.model.ModelVerifier;
import io.claimstream.model.training.TrainerCode;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.service.ServiceContext;
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
import io.claimstream.retrain.run.RunProgress;
import io.claimstream.retrain.run.TrainingRun;
import io.claimstream.retrain.run.TrainingRuns;
import io.claimstream.retrain.shadow.TrialTable;
import io.claimstream.retrain.shadow.Trials;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.serde.EventSerdes;
import java.util.Map;
import java.util.function.Consumer;

/** Puts together what a turn of the learning loop works with, from the settings. Used by the thread of the loop alone. */
final class LearningTurns {

    private final ServiceContext context;
    private final RetrainConfig config;
    private final LearningMeters meters;
    private final Consumer<String> initialRefused;

    /**
     * @param initialRefused told why the initial model was refused; the empty text when it was not
     */
    LearningTurns(
            ServiceContext context, RetrainConfig config, LearningMeters meters, Consumer<String> initialRefused) {
        this.context = context;
        this.config = config;
        this.meters = meters;
        this.initialRefused = initialRefused;
    }

    /** A turn, with nothing done yet; to be closed. */
    LearningTurn begin(CommandQueue commands, TrainingRuns runs, TrialTable trials) {
        Settings settings = context.settings();
        EventSerdes serdes = context.serdes();
        ModelTopics topics = new ModelTopics(settings, serdes);
        CommittedLog<ClaimLabelled> labelled = CommittedLog.of(settings, serdes, Topics.CLAIMS_LABELLED);
        ErasureLog erased = ErasureLog.of(settings, serdes);
        FeatureSchema schema = new FeatureSchema(FeatureSetV1.VERSION, FeatureSetV1.NAMES);
        RunProgress progress = runs.progress(context.clock());
        TrainingRunner.Tools tools = new TrainingRunner.Tools(
                new DatasetReader(labelled, erased, schema),
                training(progress),
                new Champion(topics, config.keys(), schema),
                new CandidateReports(DriverGroups.of(settings, serdes), TrainerCode.version()),
                new CandidateGates(config.gates(), System::nanoTime),
                () -> KeyFiles.signer(config.keys()),
                runs,
                progress);
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
        initialRefused.accept("");
        return new InitialModel(
                config.initialModel().map(name -> new InitialSource(name, config.keys(), topics, schema)),
                topics,
                publisher,
                new InitialModel.Manners(config.promotionDelay(), context.clock(), initialRefused, moved));
    }

    private ChampionWatch watch(ChampionWatch.Tools tools) {
        return new ChampionWatch(
                tools,
                new ChampionWatch.Rules(config.checkInterval(), config.rollsBackByItself()),
                meters,
                context.clock());
    }

    private Training training(RunProgress progress) {
        Training training = new TrainerProcess(config.work(), config.heapMegabytes(), config.timeout(), now -> {
            meters.progress((double) now.round() / now.rounds());
            progress.trained(now);
        });
        training.clean();
        return training;
    }
}
