package io.claimstream.retrain.learn;

import io.claimstream.model.ChunkAssembly;
import io.claimstream.model.LoadedModel;
import io.claimstream.model.ModelBundle;
import io.claimstream.model.ModelJson;
import io.claimstream.model.ModelSigner;
import io.claimstream.model.TrainingParameters;
import io.claimstream.model.artifact.ModelRefusedException;
import io.claimstream.model.evaluation.EvaluationReport;
import io.claimstream.model.gate.Gates;
import io.claimstream.model.training.Candidate;
import io.claimstream.model.training.Split;
import io.claimstream.model.training.TrainedModel;
import io.claimstream.model.training.TrainerCode;
import io.claimstream.platform.streams.FailureText;
import io.claimstream.platform.streams.WorldFailure;
import io.claimstream.retrain.dataset.DatasetReader;
import io.claimstream.retrain.dataset.LabelledDataset;
import io.claimstream.retrain.report.CandidateGates;
import io.claimstream.retrain.report.CandidateReports;
import io.claimstream.retrain.report.NewModel;
import io.claimstream.retrain.run.Recipe;
import io.claimstream.retrain.run.RunProgress;
import io.claimstream.retrain.run.RunProgress.Phase;
import io.claimstream.retrain.run.RunState;
import io.claimstream.retrain.run.SlotName;
import io.claimstream.retrain.run.TrainingRun;
import io.claimstream.retrain.run.TrainingRuns;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;

/** One training run from the log to the verdict. Publishes nothing. Used by one thread at a time. */
final class TrainingRunner {

    private static final int LONGEST_REASON = 2_000;

    private final DatasetReader datasets;
    private final Training training;
    private final Champion champions;
    private final CandidateReports reports;
    private final CandidateGates gates;
    private final Supplier<ModelSigner> signer;
    private final TrainingRuns runs;
    private final RunProgress progress;
    private final Limits limits;
    private final Clock clock;

    /**
     * @param parameters what models are trained with
     * @param minLabels usable labels below which nothing is trained
     */
    record Limits(TrainingParameters parameters, int minLabels) {

        Recipe recipe() {
            return new Recipe(new String(ModelJson.bytes(parameters), StandardCharsets.UTF_8), TrainerCode.version());
        }
    }

    /** Everything that a run needs. */
    record Tools(
            DatasetReader datasets,
            Training training,
            Champion champions,
            CandidateReports reports,
            CandidateGates gates,
            Supplier<ModelSigner> signer,
            TrainingRuns runs,
            RunProgress progress) {

        /** The same with another way to come by a model. */
        Tools with(Training other) {
            return new Tools(datasets, other, champions, reports, gates, signer, runs, progress);
        }
    }

    TrainingRunner(Tools tools, Limits limits, Clock clock) {
        this.datasets = tools.datasets();
        this.training = tools.training();
        this.champions = tools.champions();
        this.reports = tools.reports();
        this.gates = tools.gates();
        this.signer = tools.signer();
        this.runs = tools.runs();
        this.progress = tools.progress();
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Runs. Failures of the training itself are a verdict; those of the world are thrown.
     *
     * @throws InterruptedException when the thread is interrupted; the run stays unfinished
     */
    Verdict run(SlotName slot, TrainingRun.Cause cause) throws InterruptedException {
        TrainingRun begun = TrainingRun.begun("r-" + UUID.randomUUID(), slot, cause, limits.recipe(), clock.instant());
        runs.save(begun);
        progress.phase(begun.id(), Phase.READING);
        LabelledDataset dataset = datasets.read(slot);
        TrainingRun run = begun.withDataset(dataset.upTo(), dataset.manifest());
        runs.save(run);
        if (run.rows() < limits.minLabels()) {
            return Verdict.untrained(run.ended(RunState.TOO_FEW, tooFew(run), clock.instant()));
        }
        try {
            return train(run, dataset);
        } catch (TrainingFailedException e) {
            return failed(run, e.why());
        } catch (RuntimeException e) {
            if (isWorld(e)) {
                throw e;
            }
            // A bug in one training must not end the labelling beside it; its place, not its message, is told.
            return failed(run, "a bug, " + FailureText.of(e));
        }
    }

    private static boolean isWorld(RuntimeException failure) {
        return failure instanceof KafkaException || WorldFailure.cause(failure).isPresent();
    }

    private Verdict failed(TrainingRun run, String why) {
        String reason = "Failed: " + why + ".";
        return Verdict.untrained(run.ended(
                RunState.FAILED, reason.substring(0, Math.min(reason.length(), LONGEST_REASON)), clock.instant()));
    }

    private Verdict train(TrainingRun run, LabelledDataset dataset) throws InterruptedException {
        Split split = Split.byLabelTime(dataset.rows());
        progress.phase(run.id(), Phase.TRAINING);
        TrainedModel trained = training.train(run.id(), split.train(), limits.parameters());
        progress.phase(run.id(), Phase.MEASURING);
        Training.Made made = training.made(trained, dataset.rows(), limits.parameters());
        Candidate candidate = Candidate.of(
                split,
                trained,
                new Candidate.Origin(
                        run.slot().toEvent(),
                        made.parameters(),
                        dataset.exclusions(),
                        dataset.offsets(),
                        dataset.erasures(),
                        made.upload().orElse(null)));
        ModelBundle bundle = signer.get().sign(candidate.manifest(), trained.artifact());
        checkSize(bundle);
        Verdict.Trained measured =
                measured(run.slot(), new NewModel(bundle, candidate, dataset, split, trained.baselines()));
        requireNobodyErased(dataset);
        return Verdict.of(
                run.withModel(
                        bundle.version(),
                        measured.comparison().toJson(measured.report().gates())),
                measured,
                clock.instant());
    }

    /**
     * As late as can be: an erasure that is told after this takes longer to end than the model to be published, so its receipt names the version.
     * The labels count as not seen, so the next run has them without those of who was erased.
     */
    private void requireNobodyErased(LabelledDataset dataset) {
        int erased = datasets.erasedSince(dataset);
        if (erased > 0) {
            throw new TrainingFailedException(
                    "ERASED_MEANWHILE, the claimants of " + erased
                            + " claims that it learned from were erased while it ran; nothing is published, and another run begins without them");
        }
    }

    /** No scorer would take it. */
    private static void checkSize(ModelBundle bundle) {
        try {
            ChunkAssembly.checkSize(bundle.chunkCount());
        } catch (ModelRefusedException e) {
            throw new TrainingFailedException(
                    e.refusal().code() + ", " + e.refusal().detail());
        }
    }

    private Verdict.Trained measured(SlotName slot, NewModel made) throws InterruptedException {
        Optional<LoadedModel> champion = champions.load(slot);
        try {
            Comparison comparison = Comparison.of(made.dataset(), made.split(), made.candidate(), champion);
            EvaluationReport report = report(made, comparison, champion);
            return new Verdict.Trained(made, comparison, report, Gates.decide(report.gates()));
        } finally {
            champion.ifPresent(model -> model.engine().close());
        }
    }

    private EvaluationReport report(NewModel made, Comparison comparison, Optional<LoadedModel> champion)
            throws InterruptedException {
        LoadedModel model = champions.load(made.bundle());
        try {
            EvaluationReport report = reports.of(made, model, champion)
                    .orElseThrow(() -> new TrainingFailedException("the model can score none of the rows held out"));
            return gates.judge(made, model, report, comparison.better(model.version(), report.comparisons()));
        } finally {
            model.engine().close();
        }
    }

    private String tooFew(TrainingRun run) {
        return "Too few labels: " + run.rows() + " usable, and nothing is trained below " + limits.minLabels() + ".";
    }
}
