package io.claimstream.benchmarks.train;

import io.claimstream.benchmarks.pipeline.ScoringLatency;
import io.claimstream.benchmarks.report.JsonLine;
import io.claimstream.benchmarks.train.TrainReport.Beside;
import io.claimstream.model.TrainingParameters;
import io.claimstream.model.training.TrainingFiles;
import io.claimstream.platform.process.ChildJvm;
import io.claimstream.platform.process.ChildJvmSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures what a training takes. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description =
                "Trains on a million made-up claims in a process of its own, as live training does: time, memory, and what scoring"
                        + " suffers meanwhile.")
public final class TrainCommand implements Callable<Integer> {

    private static final int MILLION = 1_000_000;
    private static final int QUICK_ROWS = 50_000;
    private static final int FEATURES = 60;
    private static final long SEED = 7;
    private static final int HEAP_MEBIBYTES = 1_200;
    private static final Duration LIMIT = Duration.ofMinutes(90);

    @Option(names = "--quick", description = "50,000 claims instead of a million: about half a minute.")
    private boolean isQuick;

    @Option(names = "--rows", description = "Number of claims; 0 for what the other options say.", defaultValue = "0")
    private int rows;

    @Option(names = "--trees", description = "Number of trees (default: ${DEFAULT-VALUE}).", defaultValue = "300")
    private int trees;

    @Option(names = "--without-scoring", description = "Time and memory only.")
    private boolean isAlone;

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
            Optional<Beside> scoring = train(in, out);
            TrainReport report = TrainReport.of(
                    TrainingFiles.readResult(out),
                    FEATURES,
                    Long.parseLong(Files.readString(out.resolve(TrainRun.PEAK))),
                    scoring.orElse(null));
            System.out.print(report.toTable());
            System.out.println(JsonLine.of(report));
            return report.goals().met() ? 0 : 1;
        } finally {
            delete(folder);
        }
    }

    private Optional<Beside> train(Path in, Path out) throws IOException, InterruptedException {
        Optional<Alone> alone = isAlone ? Optional.empty() : Optional.of(Alone.measure());
        System.err.println("training");
        try (ChildJvm child = ChildJvm.start(spec(in, out), line -> {}, TrainCommand::say)) {
            Optional<Beside> beside = alone.isPresent() ? Optional.of(beside(alone.get(), child)) : Optional.empty();
            if (!child.await(LIMIT).equals(OptionalInt.of(0))) {
                throw new IllegalStateException("Expected the training to end well; the messages are above.");
            }
            return beside;
        }
    }

    private ChildJvmSpec spec(Path in, Path out) {
        ChildJvmSpec spec = ChildJvmSpec.of(TrainRun.class, in.toString(), out.toString())
                .withJvmArguments("-Xmx" + HEAP_MEBIBYTES + "m", "-XX:+UseSerialGC")
                .withEnvironment(Map.of("OMP_NUM_THREADS", "1", "OMP_WAIT_POLICY", "PASSIVE"));
        // Live training yields to the services; with none beside it, it would yield to whatever else the machine does
        // and might never end.
        return isAlone ? spec : spec.withLowPriority();
    }

    private static void say(String line) {
        System.err.println(line);
    }

    private static Beside beside(Alone alone, ChildJvm training) throws IOException, InterruptedException {
        double meanwhile = ScoringLatency.p99Millis(alone.perSecond());
        boolean isWhole = training.alive();
        return Beside.of(alone.perSecond(), alone.p99Millis(), meanwhile, isWhole);
    }

    /** Scoring with no training beside it. */
    private record Alone(double perSecond, double p99Millis) {

        static Alone measure() throws IOException, InterruptedException {
            double perSecond = ScoringLatency.steadyRate();
            return new Alone(perSecond, ScoringLatency.p99Millis(perSecond));
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
