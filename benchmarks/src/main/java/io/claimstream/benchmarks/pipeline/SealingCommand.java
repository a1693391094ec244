package io.claimstream.benchmarks.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures what it costs to keep personal data apart. */
@Command(
        name = "sealing",
        mixinStandardHelpOptions = true,
        description = {
            "Claims a second with personal data and, in turn, the same claims without; then where the time goes with it.",
            "At most 15 % are wanted for sealing, the keys of persons and pseudonyms. All services on, exactly once."
        })
public final class SealingCommand implements Callable<Integer> {

    @Option(names = "--quick", description = "Fewer claims: about ten minutes.")
    private boolean isQuick;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Plan plan = isQuick ? Plan.ofThroughput(15_000, 2, 10_000) : Plan.ofThroughput(30_000, 3, 15_000);
        // In this order a machine that gets slower, or faster, favours neither.
        Measured first = PipelineProcess.measure(Mode.MODEL, plan);
        List<Measured> without = List.of(
                PipelineProcess.measure(Mode.NOTHING_SEALED, plan), PipelineProcess.measure(Mode.NOTHING_SEALED, plan));
        List<Measured> with = List.of(first, PipelineProcess.measure(Mode.MODEL, plan));
        List<Profile> profiles = new ArrayList<>();
        Measured unused = PipelineProcess.profile(Mode.MODEL, plan, profiles::add);
        SealingReport report = SealingReport.of(with, without, profiles.get(0).minimisingShare());
        System.out.print(report.toTable());
        System.out.println(report.toJson());
        return report.goals().met() ? 0 : 1;
    }
}
