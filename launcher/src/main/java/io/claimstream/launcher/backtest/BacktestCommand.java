package io.claimstream.launcher.backtest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.launcher.command.BadInputException;
import io.claimstream.launcher.command.CommonOptions;
import io.claimstream.launcher.command.OutputFormat;
import io.claimstream.launcher.instance.InstanceSettings;
import io.claimstream.launcher.instance.RegistryClients;
import io.claimstream.launcher.instance.Services;
import io.claimstream.launcher.offline.EvidenceLog;
import io.claimstream.launcher.offline.OfflineModel;
import io.claimstream.launcher.offline.OfflineModels;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.service.ExitCode;
import io.claimstream.schemas.serde.EventSerdes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code claimstream backtest}. */
@Command(
        name = "backtest",
        mixinStandardHelpOptions = true,
        description = {
            "Estimates claims of the past again with another model, from the features that were scored then, and puts the estimates beside",
            "what was decided: claims changed, money moved, and errors where claims are settled that the model has not learned from.",
            "Reads the log and writes to no topic."
        })
public final class BacktestCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Option(
            names = "--model",
            required = true,
            paramLabel = "DIR|VERSION",
            description = "Directory written by 'train', or a version such as m-0123456789ab.")
    private String model = "";

    @Option(
            names = "--from",
            paramLabel = "TIME",
            defaultValue = "",
            description = "Claims scored at or after this day or instant, UTC. Default: from the beginning of the log.")
    private String from = "";

    @Option(
            names = "--to",
            paramLabel = "TIME",
            defaultValue = "",
            description = "Claims scored before this day or instant, UTC. Default: to the end of the log.")
    private String to = "";

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "CSV file with a line for each claim; replaced when there.")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        Window window = Window.of(from, to);
        Settings settings = InstanceSettings.pointedAtInstance(common.settings(Services.settings()));
        BacktestResult result = run(settings, window);
        if (result.claims().isEmpty()) {
            throw new BadInputException("Expected claims scored in that time that " + result.model()
                    + " is for, but of "
                    + result.leftOut().claims() + " claims there is none"
                    + (result.leftOut().erased().isEmpty()
                            ? "."
                            : "; " + result.leftOut().erased().size() + " are erased, receipt "
                                    + String.join(", ", result.leftOut().receipts()) + "."));
        }
        if (out != null) {
            ClaimLines.write(out, result.claims());
        }
        print(result);
        return ExitCode.DONE.number();
    }

    private BacktestResult run(Settings settings, Window window) {
        EventSerdes serdes = new EventSerdes(RegistryClients.of(settings));
        try (OfflineModel opened = new OfflineModels(settings, common.progress()).open(model);
                EvidenceLog log = new EvidenceLog(settings)) {
            return new Backtest(log, serdes, opened, common.progress()).run(window);
        }
    }

    private void print(BacktestResult result) {
        ObjectNode summary = result.summary();
        if (common.output() == OutputFormat.JSON) {
            summary.set("slices", result.table());
            common.printer().object(summary);
        } else {
            common.printer().object(summary);
            common.printer().list(result.table());
        }
    }
}
