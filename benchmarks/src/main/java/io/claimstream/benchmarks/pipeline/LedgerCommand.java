package io.claimstream.benchmarks.pipeline;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how long scores that the ledger names take to be made again. */
@Command(
        name = "ledger",
        mixinStandardHelpOptions = true,
        description = {
            "Scores claims by a promoted model of 300 trees, verifies the ledger of decisions, and makes a sample of 1,000 scores",
            "again, one by one. All services on, exactly once."
        })
public final class LedgerCommand implements Callable<Integer> {

    private static final int LIMIT_MINUTES = 15;

    @Option(names = "--quick", description = "1,500 claims instead of 5,000; the sample is the same.")
    private boolean isQuick;

    @Override
    public Integer call() throws IOException, InterruptedException {
        LedgerReport report = OwnProcess.measure(
                LedgerRun.class,
                LIMIT_MINUTES,
                List.of(Integer.toString(isQuick ? 1_500 : 5_000)),
                directory -> new JsonMapper()
                        .readValue(directory.resolve(LedgerRun.RESULT).toFile(), LedgerReport.class));
        System.out.print(report.toTable());
        System.out.println(report.toJson());
        return report.goals().met() ? 0 : 1;
    }
}
