package io.claimstream.benchmarks.pipeline;

import com.fasterxml.jackson.databind.json.JsonMapper;
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

/** Measures what a swap of models costs the claims. */
@Command(
        name = "swap",
        mixinStandardHelpOptions = true,
        description = {
            "Swaps two models under load: the pause of each swap, the delay from deployment to service, and whether every score",
            "comes out alike when it is made again. All services on, exactly once."
        })
public final class SwapCommand implements Callable<Integer> {

    private static final int LIMIT_MINUTES = 30;

    @Option(names = "--quick", description = "100 swaps instead of 1,000: about two minutes.")
    private boolean isQuick;

    @Option(
            names = "--rate",
            defaultValue = "200",
            description = "Claims a second meanwhile (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("claimstream-benchmark-");
        try {
            run(directory);
            SwapReport report =
                    new JsonMapper().readValue(directory.resolve(SwapRun.RESULT).toFile(), SwapReport.class);
            System.out.print(report.toTable());
            System.out.println(report.toJson());
            return report.goals().met() ? 0 : 1;
        } finally {
            delete(directory);
        }
    }

    private void run(Path directory) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1500m",
                        "-XX:+UseSerialGC",
                        "-Dclaimstream.home=" + System.getProperty("claimstream.home"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SwapRun.class.getName(),
                        directory.toString(),
                        Integer.toString(isQuick ? 100 : 1_000),
                        Double.toString(rate))
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.INHERIT)
                .start();
        try {
            if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IllegalStateException("Expected swaps to be measured; the messages are above.");
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
