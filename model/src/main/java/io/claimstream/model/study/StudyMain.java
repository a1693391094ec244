package io.claimstream.model.study;

import io.claimstream.model.training.DatasetFormatException;
import io.claimstream.model.training.TrainingFiles;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * What the process of a study runs. Arguments: input and output folder, see {@link StudyFiles}. Tells its progress on standard output, see
 * {@link StudyProgress}. Exit codes: 0 done, 2 wrong use, 3 bad input, 1 a bug.
 */
public final class StudyMain {

    private static final int WRONG_USE = 2;
    private static final int BAD_INPUT = 3;

    private StudyMain() {}

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
        Path input = Path.of(args[0]);
        try {
            Study study = new Study(
                    TrainingFiles.readDataset(input),
                    TrainingFiles.readParameters(input),
                    StudyFiles.readRequest(input),
                    progress -> tell(progress, out),
                    System::nanoTime);
            StudyFiles.writeOutput(Path.of(args[1]), study.run());
            return 0;
        } catch (DatasetFormatException e) {
            err.println(e.getMessage());
            return BAD_INPUT;
        }
    }

    private static void tell(StudyProgress progress, PrintStream out) {
        out.println(progress.toLine());
        out.flush();
    }
}
