package io.claimstream.benchmarks;

import io.claimstream.benchmarks.engine.EngineCommand;
import io.claimstream.benchmarks.faults.FaultsCommand;
import io.claimstream.benchmarks.pages.PagesCommand;
import io.claimstream.benchmarks.pages.PicturesCommand;
import io.claimstream.benchmarks.pipeline.LedgerCommand;
import io.claimstream.benchmarks.pipeline.PipelineCommand;
import io.claimstream.benchmarks.pipeline.SealingCommand;
import io.claimstream.benchmarks.pipeline.SwapCommand;
import io.claimstream.benchmarks.rolling.RollingCommand;
import io.claimstream.benchmarks.search.SearchCommand;
import io.claimstream.benchmarks.train.TrainCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. Exit codes: 0 goals met, 1 not met or a bug, 2 wrong use. */
@Command(
        name = "benchmarks/run",
        subcommands = {
            EngineCommand.class,
            PipelineCommand.class,
            SealingCommand.class,
            SwapCommand.class,
            LedgerCommand.class,
            FaultsCommand.class,
            RollingCommand.class,
            TrainCommand.class,
            SearchCommand.class,
            PagesCommand.class,
            PicturesCommand.class
        },
        mixinStandardHelpOptions = true,
        description = "Measures Claimstream.")
public final class BenchmarksMain implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Expected a benchmark, such as 'engine'.");
    }

    /** Runs a command and gives its exit code. */
    static int execute(String... args) {
        return new CommandLine(new BenchmarksMain()).execute(args);
    }

    public static void main(String[] args) {
        System.exit(execute(args));
    }
}
