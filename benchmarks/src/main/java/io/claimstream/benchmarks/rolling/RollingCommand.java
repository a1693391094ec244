package io.claimstream.benchmarks.rolling;

import io.claimstream.benchmarks.cluster.Fleet;
import io.claimstream.launcher.command.Progress;
import io.claimstream.launcher.instance.QuietLogs;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Restarts instances one after the other, and looks how long nothing comes. */
@Command(
        name = "rolling",
        mixinStandardHelpOptions = true,
        description = {
            "Three brokers and three instances of a service, each a process of its own, under load; the instances are restarted one after",
            "the other, as an upgrade does. How long no score comes on each partition meanwhile, and whether anything is lost or doubled."
        })
public final class RollingCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--service",
            paramLabel = "NAME",
            defaultValue = Fleet.SCORING,
            description =
                    "Whose instances: " + Fleet.FEATURES + " or " + Fleet.SCORING + " (default: ${DEFAULT-VALUE}).")
    private String service = "";

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "How often each is restarted (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "60",
            description = "Submissions, opinions and settlements a second (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!List.of(Fleet.FEATURES, Fleet.SCORING).contains(service) || rounds < 1 || rate <= 0) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Expected --service " + Fleet.FEATURES + " or " + Fleet.SCORING
                            + ", --rounds of 1 or more, and a --rate above 0.");
        }
        Path directory = Files.createTempDirectory("claimstream-rolling-");
        boolean met = false;
        try {
            RollingReport report = run(new RollingPlan(service, rounds, rate), directory);
            met = report.met();
            System.out.print(report.toTable());
            System.out.println(report.toJson());
        } finally {
            if (met) {
                delete(directory);
            } else {
                System.err.println("Not met. Logs are in " + directory.resolve("logs") + ".");
            }
        }
        return met ? 0 : 1;
    }

    private static RollingReport run(RollingPlan plan, Path directory) throws InterruptedException {
        Progress progress = Progress.onStandardError(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        QuietLogs.apply();
        progress.say("starting three brokers, a controller, the registry, the database and the services");
        Path registry = Path.of(System.getProperty("claimstream.home", ".."), "launcher", "target", "registry");
        try (RollingRun run = new RollingRun(plan, directory, registry, progress)) {
            return run.play();
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
