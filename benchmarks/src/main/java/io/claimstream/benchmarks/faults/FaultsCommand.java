package io.claimstream.benchmarks.faults;

import io.claimstream.launcher.command.Progress;
import io.claimstream.launcher.instance.QuietLogs;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Breaks processes and looks whether anything was lost. */
@Command(
        name = "faults",
        mixinStandardHelpOptions = true,
        description = {
            "Three brokers and every service as a process of its own, under load; processes are killed, frozen and taken away one",
            "after another. After each nothing may be lost, doubled, out of order or different when it is made again."
        })
public final class FaultsCommand implements Callable<Integer> {

    private static final int QUICK_ROUNDS = 5;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "50", description = "Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--quick", description = "Five rounds.")
    private boolean isQuick;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "100",
            description = "Submissions, opinions and settlements a second (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Override
    public Integer call() throws IOException, InterruptedException {
        FaultsPlan plan = new FaultsPlan(seed, isQuick ? QUICK_ROUNDS : rounds, rate);
        Path directory = Files.createTempDirectory("claimstream-faults-");
        boolean isWell = false;
        try {
            FaultsReport report = run(plan, directory);
            isWell = report.isWell();
            System.out.print(report.toTable());
            System.out.println(report.toJson());
        } finally {
            if (isWell) {
                delete(directory);
            } else {
                System.err.println("Not well. Logs are in " + directory.resolve("logs")
                        + "; repeat with: benchmarks/run faults --seed " + seed + " --rounds " + plan.rounds());
            }
        }
        return isWell ? 0 : 1;
    }

    /** Runs and reports; every process has ended afterwards. */
    static FaultsReport run(FaultsPlan plan, Path directory) throws InterruptedException {
        Progress progress = Progress.onStandardError(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        QuietLogs.apply();
        progress.say("seed " + plan.seed()
                + "; starting three brokers, a controller, the registry, the database and the services");
        Path registry = Path.of(System.getProperty("claimstream.home", ".."), "launcher", "target", "registry");
        try (FaultsRun run = new FaultsRun(plan, directory, registry, progress)) {
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
