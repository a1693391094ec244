package io.claimstream.launcher.offline;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.claimstream.launcher.command.BadInputException;
import io.claimstream.launcher.command.CommonOptions;
import io.claimstream.launcher.instance.InstanceSettings;
import io.claimstream.launcher.instance.RegistryClients;
import io.claimstream.launcher.instance.Services;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.service.ExitCode;
import io.claimstream.schemas.serde.EventSerdes;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code claimstream recompute}. */
@Command(
        name = "recompute",
        mixinStandardHelpOptions = true,
        description = {
            "Makes past scores again from the features, model, calibration and engine that they name, all read from the log, and",
            "compares them byte for byte; the time of scoring is taken over. Ends with 1 when any differs or cannot be made again. Scores of",
            "erased claimants are answered with the receipt and counted apart; one that was asked for by its id ends with 5."
        })
public final class RecomputeCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Which which = new Which();

    /** What to recompute. */
    static final class Which {

        @Option(names = "--score", paramLabel = "ID", description = "Id of a score, such as s_ and 26 characters.")
        private String score = "";

        @Option(names = "--all", description = "Every score of claims.scored.v1, counted.")
        private boolean all;

        @Option(
                names = "--rescored",
                description = "Every score of claims.rescored.v1, counted: shadows, and scores asked for once more.")
        private boolean rescored;
    }

    @Override
    public Integer call() {
        Settings settings = InstanceSettings.pointedAtInstance(common.settings(Services.settings()));
        EventSerdes serdes = new EventSerdes(RegistryClients.of(settings));
        try (Recompute recompute = new Recompute(settings, serdes, common.progress())) {
            return ((which.all || which.rescored) ? counted(recompute) : one(recompute)).number();
        }
    }

    private ExitCode counted(Recompute recompute) {
        RecomputeTotals totals = new RecomputeTotals();
        if (which.rescored) {
            recompute.withoutEffect(totals::add);
        } else {
            recompute.all(totals::add);
        }
        common.printer().object(totals.toJson());
        return totals.differences() == 0 ? ExitCode.DONE : ExitCode.BUG;
    }

    private ExitCode one(Recompute recompute) {
        List<Finding> findings = recompute.one(which.score);
        if (findings.isEmpty()) {
            throw new BadInputException("Expected score '" + which.score
                    + "' on claims.scored.v1 or claims.rescored.v1, but it is not there.");
        }
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        findings.forEach(finding -> rows.add(finding.toJson()));
        common.printer().list(rows);
        if (!findings.stream().allMatch(finding -> finding.isEqual() || finding.isErased())) {
            return ExitCode.BUG;
        }
        return findings.stream().anyMatch(Finding::isErased) ? ExitCode.ERASED : ExitCode.DONE;
    }
}
