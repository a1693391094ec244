package io.claimstream.benchmarks.pipeline;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the pipeline as a whole. */
@Command(
        name = "pipeline",
        mixinStandardHelpOptions = true,
        description = {
            "Claims a second and latency from submitted to scored: all services on, exactly once, explanations on.",
            "Beside it the same with a model that is next to nothing, and a bare copy of bytes over as many hops."
        })
public final class PipelineCommand implements Callable<Integer> {

    private static final int LIMIT_MINUTES = 15;
    private static final String RECORDING = "recording.jfr";

    @Option(names = "--quick", description = "Fewer claims: about five minutes.")
    private boolean isQuick;

    @Option(
            names = "--rate",
            defaultValue = "500",
            description = "Claims a second at which latency is measured (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(names = "--profile", description = "Also tell where the time goes with 300 trees, from a flight recording.")
    private boolean isProfiled;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Plan plan = isQuick ? new Plan(30_000, 2, 10_000, rate, 30) : new Plan(30_000, 3, 15_000, rate, 60);
        PipelineReport report = PipelineReport.of(
                isQuick, measure(Mode.PASS_THROUGH, plan), measure(Mode.CONSTANT, plan), measure(Mode.MODEL, plan));
        System.out.print(report.toTable());
        System.out.println(report.toJson());
        return report.goals().met() ? 0 : 1;
    }

    private Measured measure(Mode mode, Plan plan) throws IOException, InterruptedException {
        System.err.println("measuring " + mode);
        Path directory = Files.createTempDirectory("claimstream-benchmark-");
        try {
            Process process = start(mode, plan, directory);
            try {
                if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                    throw new IllegalStateException("Expected " + mode + " to be measured; its messages are above.");
                }
            } finally {
                process.destroyForcibly();
            }
            if (isProfiled(mode)) {
                System.out.print(Profile.of(directory.resolve(RECORDING)).toTable());
            }
            return new JsonMapper()
                    .readValue(directory.resolve(PipelineRun.RESULT).toFile(), Measured.class);
        } finally {
            delete(directory);
        }
    }

    private boolean isProfiled(Mode mode) {
        return isProfiled && mode == Mode.MODEL;
    }

    private Process start(Mode mode, Plan plan, Path directory) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms1500m",
                "-Xmx1500m",
                "-XX:NewRatio=1",
                "-XX:+UseSerialGC",
                "-Dclaimstream.home=" + System.getProperty("claimstream.home"),
                "-cp",
                System.getProperty("java.class.path"),
                PipelineRun.class.getName(),
                mode.name(),
                directory.toString(),
                Integer.toString(plan.warmUp()),
                Integer.toString(plan.parts()),
                Integer.toString(plan.claims()),
                Double.toString(plan.perSecond()),
                Integer.toString(plan.seconds())));
        if (isProfiled(mode)) {
            command.add(1, "-XX:StartFlightRecording=settings=profile,filename=" + directory.resolve(RECORDING));
        }
        return new ProcessBuilder(command)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.INHERIT)
                .start();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
