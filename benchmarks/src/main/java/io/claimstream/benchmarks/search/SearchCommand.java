package io.claimstream.benchmarks.search;

import io.claimstream.benchmarks.report.JsonLine;
import io.claimstream.feedback.view.JdbiReadModel;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.database.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures lists of claims. */
@Command(
        name = "search",
        mixinStandardHelpOptions = true,
        description = "Lists and searches a million claims in the embedded database, while some of them change.")
public final class SearchCommand implements Callable<Integer> {

    private static final int MILLION = 1_000_000;
    private static final int QUICK_CLAIMS = 20_000;
    private static final int QUESTIONS = 2_000;
    private static final int QUICK_QUESTIONS = 200;
    private static final long SEED = 7;

    @Option(names = "--quick", description = "20,000 claims instead of a million: some seconds.")
    private boolean isQuick;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("claimstream-benchmark-");
        int claims = isQuick ? QUICK_CLAIMS : MILLION;
        try (Database database = Database.open(
                Settings.of(CommonSettings.ALL, Map.of(CommonSettings.DATA_DIR.key(), folder.toString())))) {
            System.err.println("making " + claims + " claims up");
            ManyClaims.fill(database.jdbi(), claims);
            SearchReport report = new SearchRun(database.jdbi(), new JdbiReadModel(database.jdbi()), claims, SEED)
                    .measure(isQuick ? QUICK_QUESTIONS : QUESTIONS);
            System.out.print(report.toTable());
            System.out.println(JsonLine.of(report));
            return report.goals().met() ? 0 : 1;
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
