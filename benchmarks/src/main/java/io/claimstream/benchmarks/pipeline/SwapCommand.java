package io.claimstream.benchmarks.pipeline;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
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
        SwapReport report = OwnProcess.measure(
                SwapRun.class,
                LIMIT_MINUTES,
                List.of(Integer.toString(isQuick ? 100 : 1_000), Double.toString(rate)),
                directory -> new JsonMapper()
                        .readValue(directory.resolve(SwapRun.RESULT).toFile(), SwapReport.class));
        System.out.print(report.toTable());
        System.out.println(report.toJson());
        return report.goals().met() ? 0 : 1;
    }
}
