package io.claimstream.model.training;

import io.claimstream.model.FeatureSchema;
import io.claimstream.model.ForeignTrial;
import io.claimstream.model.GoldenRow;
import io.claimstream.model.ReasonMoney;
import io.claimstream.model.Sha256;
import io.claimstream.model.TrainingParameters;
import io.claimstream.model.artifact.BoosterArtifact;
import io.claimstream.model.artifact.ModelRefusedException;
import io.claimstream.model.artifact.Objective;
import io.claimstream.model.artifact.Refusal;
import io.claimstream.model.artifact.Refusal.Code;
import io.claimstream.model.doubt.Difficulty;
import io.claimstream.model.engine.CompiledEngine;
import io.claimstream.model.upload.UploadPackage;
import io.claimstream.model.upload.UploadRefusedException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a throw-away process runs to try a model that was made elsewhere, and to learn what a training learns beside the booster: how hard claims are
 * for it, and what it has to beat. Arguments: input and output folder, see {@link TrainingFiles}; the input has {@value #UPLOAD} too. Exit codes:
 * 0 done, {@value #NO} refused with code and reason on standard output, 2 wrong use; anything else is a no as well.
 */
public final class UploadMain {

    /** Exit code of a refusal. */
    public static final int NO = 3;

    /** The upload in the input folder. */
    public static final String UPLOAD = "upload.bin";

    private static final int WRONG_USE = 2;

    /** Their margins are no logarithms of an amount, whatever they were trained on. */
    private static final Set<Objective> NO_LOGARITHMS =
            Set.of(Objective.SQUARED_LOG_ERROR, Objective.LOGISTIC, Objective.LOGISTIC_REGRESSION);

    private UploadMain() {}

    public static void main(String[] args) throws IOException {
        int code = run(args, System.out, System.err);
        System.out.flush();
        // halt, not exit: a damaged booster must not be touched again by finalizers or shutdown hooks.
        Runtime.getRuntime().halt(code);
    }

    static int run(String[] args, PrintStream out, PrintStream err) throws IOException {
        if (args.length != 2) {
            err.println("Expected an input and an output folder.");
            return WRONG_USE;
        }
        Optional<Refusal> refusal = refuse(Path.of(args[0]), Path.of(args[1]));
        refusal.ifPresent(no -> out.println(no.code() + ": " + no.detail()));
        return refusal.isPresent() ? NO : 0;
    }

    private static Optional<Refusal> refuse(Path input, Path output) throws IOException {
        try {
            return take(input, output);
        } catch (ModelRefusedException e) {
            return Optional.of(e.refusal());
        } catch (UploadRefusedException e) {
            return Optional.of(new Refusal(Code.WRONG_FEATURES, e.part() + ": expected " + e.expected()));
        }
    }

    private static Optional<Refusal> take(Path input, Path output) throws IOException {
        long start = System.nanoTime();
        Dataset rows = TrainingFiles.readDataset(input);
        FeatureSchema schema = rows.schema();
        UploadPackage upload = UploadPackage.parse(Files.readAllBytes(input.resolve(UPLOAD)));
        BoosterArtifact booster = upload.booster(schema);
        if (NO_LOGARITHMS.contains(booster.forest().objective())) {
            return Optional.of(new Refusal(
                    Code.UNSUPPORTED,
                    "expected an objective whose margin is the logarithm of the settlement, but it is "
                            + booster.forest().objective().text()));
        }
        byte[] artifact = booster.normalised();
        List<GoldenRow> golden = upload.golden(schema);
        Optional<Refusal> refusal = ForeignTrial.refuse(artifact, schema.size(), golden);
        if (refusal.isPresent()) {
            return refusal;
        }
        float[] margins = margins(artifact, rows);
        if (areMoney(margins)) {
            return Optional.of(new Refusal(
                    Code.WRONG_FEATURES,
                    "its margins look like amounts: it has to be trained on the natural logarithm of the settlement"));
        }
        TrainingParameters parameters = TrainingFiles.readParameters(input);
        TrainingFiles.writeOutput(
                output,
                new TrainedModel(artifact, difficulty(margins, rows, parameters))
                        .beside(Baselines.grow(rows, parameters)),
                new TrainingResult(
                        rows.size(),
                        booster.forest().trees().size(),
                        rmse(margins, rows),
                        Sha256.hex(artifact),
                        (System.nanoTime() - start) / 1_000_000));
        return Optional.empty();
    }

    private static float[] margins(byte[] artifact, Dataset rows) {
        try (CompiledEngine engine = CompiledEngine.load(artifact, rows.schema().size())) {
            return engine.margins(rows.values(), rows.size());
        }
    }

    private static boolean areMoney(float[] margins) {
        float[] sorted = margins.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2] > ReasonMoney.MAX_MARGIN;
    }

    /** Where the model learned from these rows it misses less than it will, everywhere alike: what is learned is which claims are harder. */
    private static Difficulty difficulty(float[] margins, Dataset rows, TrainingParameters parameters) {
        double[] residuals = new double[margins.length];
        for (int i = 0; i < residuals.length; i++) {
            residuals[i] = Math.abs(residual(margins, rows, i));
        }
        return DifficultyFit.fit(
                Trainer.valuesToLearnFrom(rows, parameters), rows.schema().size(), residuals);
    }

    private static double rmse(float[] margins, Dataset rows) {
        double squares = 0;
        for (int i = 0; i < margins.length; i++) {
            squares += residual(margins, rows, i) * residual(margins, rows, i);
        }
        return Math.sqrt(squares / margins.length);
    }

    private static double residual(float[] margins, Dataset rows, int row) {
        return StrictMath.log(rows.row(row).label()) - margins[row];
    }
}
