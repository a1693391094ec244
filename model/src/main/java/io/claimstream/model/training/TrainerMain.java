package io.claimstream.model.training;

import io.claimstream.model.Sha256;
import io.claimstream.model.TrainingParameters;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a training process runs. Arguments: input and output folder, see {@link TrainingFiles}. Tells its progress on standard
 * output, see {@link TrainingProgress}. Exit codes: 0 done, 2 wrong use, 3 bad input, 1 a bug.
 */
public final class TrainerMain {

    private static final int WRONG_USE = 2;
    private static final int BAD_INPUT = 3;

    private TrainerMain() {}

    public static void main(String[] args) throws IOException {
        int code = run(args, System.out, System.err);
        if (code != 0) {
            System.exit(code);
        }
    }

    static int run(String[] args, PrintStream out, PrintStream err) throws IOException {
        if (args.length != 2) {
            err.println("Expected an input and an output folder.");
            return WRONG_USE;
        }
        try {
            train(Path.of(args[0]), Path.of(args[1]), out);
            return 0;
        } catch (DatasetFormatException e) {
            err.println(e.getMessage());
            return BAD_INPUT;
        }
    }

    private static void train(Path input, Path output, PrintStream out) throws IOException {
        long start = System.nanoTime();
        Dataset dataset = TrainingFiles.readDataset(input);
        TrainingParameters parameters = TrainingFiles.readParameters(input);
        double[] lastRmse = {Double.NaN};
        TrainedModel trained = new Trainer(parameters).trainWithDifficulty(dataset, (round, rounds, rmse) -> {
            if (round <= parameters.rounds()) {
                lastRmse[0] = rmse;
            }
            long left = millisSince(start) * (rounds - round) / round;
            out.println(new TrainingProgress(round, rounds, rmse, left).toLine());
            out.flush();
        });
        TrainingFiles.writeOutput(
                output,
                trained.beside(Baselines.grow(dataset, parameters)),
                new TrainingResult(
                        dataset.size(),
                        parameters.rounds(),
                        lastRmse[0],
                        Sha256.hex(trained.artifact()),
                        millisSince(start)));
    }

    private static long millisSince(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }
}
