package io.claimstream.benchmarks.engine;

import io.claimstream.benchmarks.booster.BoosterSize;
import io.claimstream.benchmarks.booster.SyntheticBooster;
import io.claimstream.benchmarks.engine.EngineReport.Case;
import io.claimstream.benchmarks.engine.EngineReport.Pair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the compiled engine against XGBoost4J. */
@Command(
        name = "engine",
        mixinStandardHelpOptions = true,
        description = "The compiled engine against XGBoost4J, one row at a time on one thread.")
public final class EngineCommand implements Callable<Integer> {

    private static final List<String> BENCHMARKS =
            List.of("predictCompiled", "predictXgboost", "explainCompiled", "explainXgboost");

    @Option(names = "--quick", description = "Shorter runs, one JVM each: about three minutes.")
    private boolean isQuick;

    @Option(
            names = "--trees",
            split = ",",
            defaultValue = "100,300,500",
            description = "Numbers of trees, by comma (default: ${DEFAULT-VALUE}).")
    private List<Integer> trees = List.of();

    @Option(
            names = "--depths",
            split = ",",
            defaultValue = "4,6,8",
            description = "Depths of trees, by comma (default: ${DEFAULT-VALUE}).")
    private List<Integer> depths = List.of();

    @Override
    public Integer call() throws IOException, RunnerException {
        Path folder = Files.createTempDirectory("claimstream-benchmark-");
        try {
            List<Case> cases = new ArrayList<>();
            for (BoosterSize size : sizes()) {
                System.err.println("measuring " + size.trees() + " trees of depth " + size.depth());
                Files.write(size.in(folder), SyntheticBooster.train(EngineBenchmark.FEATURES, size));
                cases.add(measure(size, folder));
            }
            EngineReport report = EngineReport.of(isQuick, cases);
            System.out.print(report.toTable());
            System.out.println(report.toJson());
            return report.goals().met() ? 0 : 1;
        } finally {
            delete(folder);
        }
    }

    private List<BoosterSize> sizes() {
        return trees.stream()
                .flatMap(count -> depths.stream().map(depth -> new BoosterSize(count, depth)))
                .toList();
    }

    private Case measure(BoosterSize size, Path folder) throws RunnerException {
        double[] micros = new double[BENCHMARKS.size()];
        for (int i = 0; i < micros.length; i++) {
            micros[i] = micros(BENCHMARKS.get(i), size, folder);
        }
        return new Case(size.trees(), size.depth(), Pair.of(micros[0], micros[1]), Pair.of(micros[2], micros[3]));
    }

    private double micros(String benchmark, BoosterSize size, Path folder) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(EngineBenchmark.class.getName() + "." + benchmark + "$")
                .param("folder", folder.toString())
                .param("trees", Integer.toString(size.trees()))
                .param("depth", Integer.toString(size.depth()))
                .jvmArgs("-Xmx1g", "-XX:+UseSerialGC")
                .threads(1)
                .forks(isQuick ? 1 : 2)
                .warmupIterations(isQuick ? 2 : 4)
                .warmupTime(TimeValue.milliseconds(isQuick ? 500 : 1_000))
                .measurementIterations(isQuick ? 3 : 5)
                .measurementTime(TimeValue.milliseconds(isQuick ? 300 : 1_000))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        Collection<RunResult> results = new Runner(options.build()).run();
        double micros = results.iterator().next().getPrimaryResult().getScore();
        System.err.printf("  %s %.2f us a row%n", benchmark, micros);
        return micros;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
