package io.claimstream.benchmarks.train;

import io.claimstream.benchmarks.report.JsonLine;
import io.claimstream.model.TrainingParameters;
import io.claimstream.model.training.TrainingFiles;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures what a training takes. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description =
                "Trains on a million made-up claims in a process of its own, as live training does: time and memory.")
public final class TrainCommand implements Callable<Integer> {

    private static final int MILLION = 1_000_000;
    private static final int QUICK_ROWS = 50_000;
    private static final int FEATURES = 60;
    private static final long SEED = 7;
    private static final int HEAP_MEBIBYTES = 1_200;
    private static final int LIMIT_MINUTES = 60;

    @Option(names = "--quick", description = "50,000 claims instead of a million: about half a minute.")
    private boolean isQuick;

    @Option(names = "--rows", description = "Number of claims; 0 for what the other options say.", defaultValue = "0")
    private int rows;

    @Option(names = "--trees", description = "Number of trees (default: ${DEFAULT-VALUE}).", defaultValue = "300")
    private int trees;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("claimstream-benchmark-");
        try {
            Path in = folder.resolve("in");
            Path out = folder.resolve("out");
            int count = rows > 0 ? rows : isQuick ? QUICK_ROWS : MILLION;
            System.err.println("making " + count + " claims up");
            TrainingFiles.writeInput(
                    in,
                    SyntheticClaims.of(count, FEATURES, SEED),
                    TrainingParameters.defaults().withRounds(trees));
            train(in, out);
            TrainReport report = TrainReport.of(
                    TrainingFiles.readResult(out),
                    FEATURES,
                    Long.parseLong(Files.readString(out.resolve(TrainRun.PEAK))));
            System.out.print(report.toTable());
            System.out.println(JsonLine.of(report));
            return report.goals().met() ? 0 : 1;
        } finally {
            delete(folder);
        }
    }

    private static void train(Path in, Path out) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + HEAP_MEBIBYTES + "m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TrainRun.class.getName(),
                        in.toString(),
                        out.toString())
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.INHERIT);
        builder.environment().put("OMP_NUM_THREADS", "1");
        builder.environment().put("OMP_WAIT_POLICY", "PASSIVE");
        Process process = builder.start();
        try {
            if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IllegalStateException("Expected the training to end well; the messages are above.");
            }
        } finally {
            process.destroyForcibly();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
