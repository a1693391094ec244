package io.claimstream.launcher.ledger;

import io.claimstream.event.DecisionEntry;
import io.claimstream.launcher.command.BadInputException;
import io.claimstream.launcher.command.CommonOptions;
import io.claimstream.launcher.command.WrongUseException;
import io.claimstream.platform.service.ExitCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code claimstream audit story}. */
@Command(
        name = "story",
        mixinStandardHelpOptions = true,
        description = {
            "Tells everything that was decided on one claim, in the order in which it was known: scores, scores done again, what was said of them, what second persons declined, and how contests ended.",
            "Reads the whole ledger. Ends with 3 when it has nothing of the claim."
        })
public final class StoryCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "INSURER/CLAIM", description = "Insurer and claim id, such as acme/c-1.")
    private String claim = "";

    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            description = "Only what was known at this time, such as 2026-03-01T09:30:00Z.")
    private Instant asOf = Instant.MAX;

    @Override
    public Integer call() {
        int slash = claim.indexOf('/');
        if (slash < 1 || slash == claim.length() - 1) {
            throw new WrongUseException("Expected a claim as INSURER/CLAIM, but got '" + claim + "'.");
        }
        Instant before = asOf.equals(Instant.MAX) ? asOf : asOf.plusNanos(1);
        List<DecisionEntry> entries = Entries.read(
                common,
                new Selection(
                        Optional.empty(),
                        Optional.of(claim.substring(0, slash)),
                        Optional.of(claim.substring(slash + 1)),
                        Instant.MIN,
                        before));
        if (entries.isEmpty()) {
            throw new BadInputException("Expected decisions on claim '" + claim + "', but the ledger has none"
                    + (asOf.equals(Instant.MAX) ? "." : " that was known then."));
        }
        Entries.print(common, entries);
        return ExitCode.DONE.number();
    }
}
