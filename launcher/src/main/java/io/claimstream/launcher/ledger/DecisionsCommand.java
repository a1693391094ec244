package io.claimstream.launcher.ledger;

import io.claimstream.launcher.command.CommonOptions;
import io.claimstream.platform.service.ExitCode;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code claimstream audit decisions}. */
@Command(
        name = "decisions",
        mixinStandardHelpOptions = true,
        description =
                "Lists entries of the ledger of decisions in the order in which they were known, such as all decisions of a model in a time. Reads the whole ledger.")
public final class DecisionsCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Option(
            names = "--model",
            paramLabel = "VERSION",
            description = "Only scores by this model, such as m-0123456789ab.")
    private Optional<String> model = Optional.empty();

    @Option(names = "--insurer", paramLabel = "INSURER", description = "Only claims of this insurer.")
    private Optional<String> insurer = Optional.empty();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Known at this time or later, such as 2026-03-01T00:00:00Z.")
    private Instant from = Instant.MIN;

    @Option(names = "--to", paramLabel = "TIME", description = "Known before this time.")
    private Instant to = Instant.MAX;

    @Override
    public Integer call() {
        Entries.print(common, Entries.read(common, new Selection(model, insurer, Optional.empty(), from, to)));
        return ExitCode.DONE.number();
    }
}
