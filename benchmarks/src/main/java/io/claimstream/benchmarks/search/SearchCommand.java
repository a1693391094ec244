package io.claimstream.benchmarks.search;

import io.claimstream.benchmarks.report.JsonLine;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.database.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures lists of claims, the review queue and figures. */
@Command(
        name = "search",
        mixinStandardHelpOptions = true,
        description =
                "Lists a million claims, the review queue and figures in the embedded database and in PostgreSQL, while some claims change.")
public final class SearchCommand implements Callable<Integer> {

    private static final int MILLION = 1_000_000;
    private static final int QUICK_CLAIMS = 20_000;
    private static final int TIMES = 1_000;
    private static final int QUICK_TIMES = 50;
    private static final long SEED = 7;

    @Option(names = "--quick", description = "20,000 claims instead of a million: some seconds.")
    private boolean isQuick;

    @Option(names = "--database", description = "Which: ${COMPLETION-CANDIDATES}; both when not given.")
    private @Nullable Dialect only;

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<SearchReport> reports = new ArrayList<>();
        for (Dialect dialect : only == null ? List.of(Dialect.values()) : List.of(only)) {
            SearchReport report = dialect == Dialect.H2 ? inH2() : inPostgres();
            System.out.print(report.toTable());
            reports.add(report);
        }
        SearchReports all = SearchReports.of(reports);
        System.out.println(JsonLine.of(all));
        return all.met() ? 0 : 1;
    }

    private SearchReport inH2() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("claimstream-benchmark-");
        try {
            return measure(Dialect.H2, Map.of(CommonSettings.DATA_DIR.key(), folder.toString()));
        } finally {
            delete(folder);
        }
    }

    private SearchReport inPostgres() throws IOException, InterruptedException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            return measure(
                    Dialect.POSTGRESQL,
                    Map.of(
                            CommonSettings.DATABASE_URL.key(),
                            postgres.getJdbcUrl("postgres", "postgres"),
                            CommonSettings.DATABASE_USER.key(),
                            "postgres"));
        }
    }

    private SearchReport measure(Dialect dialect, Map<String, String> settings) throws InterruptedException {
        int claims = isQuick ? QUICK_CLAIMS : MILLION;
        try (Database database = Database.open(Settings.of(CommonSettings.ALL, settings))) {
            System.err.println("making " + claims + " claims up");
            ManyClaims.fill(database.jdbi(), dialect, claims);
            return new SearchRun(database.jdbi(), claims, SEED).measure(dialect, isQuick ? QUICK_TIMES : TIMES);
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
