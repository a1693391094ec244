package io.claimstream.benchmarks.pipeline;

import java.io.IOException;
import java.util.concurrent.Callable;
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
        Plan plan = isQuick ? new Plan(30_000, 2, 10_000, rate, 15, 30) : new Plan(30_000, 3, 15_000, rate, 30, 60);
        PipelineReport report = PipelineReport.of(
                isQuick,
                PipelineProcess.measure(Mode.PASS_THROUGH, plan),
                PipelineProcess.measure(Mode.CONSTANT, plan),
                model(plan));
        System.out.print(report.toTable());
        System.out.println(report.toJson());
        return report.goals().met() ? 0 : 1;
    }

    private Measured model(Plan plan) throws IOException, InterruptedException {
        return isProfiled
                ? PipelineProcess.profile(Mode.MODEL, plan, profile -> System.out.print(profile.toTable()))
                : PipelineProcess.measure(Mode.MODEL, plan);
    }
}
