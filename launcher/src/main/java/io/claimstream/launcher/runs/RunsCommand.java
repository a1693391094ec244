package io.claimstream.launcher.runs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.launcher.command.CommonOptions;
import io.claimstream.launcher.command.OutputFormat;
import io.claimstream.launcher.command.OutsideWorldException;
import io.claimstream.launcher.instance.ApiAccess;
import io.claimstream.launcher.instance.InstanceApi;
import io.claimstream.launcher.instance.InstanceFile;
import io.claimstream.launcher.instance.Services;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.service.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code claimstream runs}. */
@Command(
        name = "runs",
        mixinStandardHelpOptions = true,
        description =
                "Training runs of the running instance: lists them, compares two, and writes them to a file, with parameters, metrics,"
                        + " dataset and code version.")
public final class RunsCommand implements Runnable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Function<CommonOptions, InstanceApi> opened;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** The command on the instance that runs on the data directory. */
    public RunsCommand() {
        this(RunsCommand::open);
    }

    RunsCommand(Function<CommonOptions, InstanceApi> opened) {
        this.opened = opened;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Expected 'runs list', 'runs compare' or 'runs export'.");
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists training runs, the newest first.")
    int list(@Mixin CommonOptions common) throws InterruptedException {
        List<ObjectNode> runs = Runs.all(opened.apply(common));
        if (common.output() == OutputFormat.JSON) {
            ArrayNode all = JsonNodeFactory.instance.arrayNode();
            common.printer().list(all.addAll(runs));
        } else {
            common.printer().list(Runs.table(runs));
        }
        return ExitCode.DONE.number();
    }

    @Command(
            name = "compare",
            mixinStandardHelpOptions = true,
            description = "Shows two runs side by side; what differs is marked.")
    int compare(
            @Mixin CommonOptions common,
            @Parameters(paramLabel = "RUN", description = "Id of a run, its beginning, or the version that it trained.")
                    String first,
            @Parameters(paramLabel = "RUN", description = "The other run.") String second)
            throws InterruptedException {
        List<ObjectNode> runs = Runs.all(opened.apply(common));
        ArrayNode compared = Runs.compare(Runs.find(runs, first), Runs.find(runs, second));
        if (common.output() == OutputFormat.TABLE) {
            compared.forEach(
                    row -> ((ObjectNode) row).put("differs", row.path("differs").asBoolean() ? "*" : ""));
        }
        common.printer().list(compared);
        return ExitCode.DONE.number();
    }

    @Command(name = "export", mixinStandardHelpOptions = true, description = "Writes training runs to a file.")
    int export(
            @Mixin CommonOptions common,
            @Option(
                            names = "--format",
                            paramLabel = "csv|json",
                            defaultValue = "csv",
                            description = "Form of the file. Default: ${DEFAULT-VALUE}.")
                    RunsFile.Format format,
            @Option(
                            names = "--out",
                            required = true,
                            paramLabel = "FILE",
                            description = "File of the runs; replaced when there.")
                    Path out)
            throws IOException, InterruptedException {
        List<ObjectNode> runs = Runs.all(opened.apply(common));
        RunsFile.write(runs, format, out);
        common.printer()
                .object(JsonNodeFactory.instance
                        .objectNode()
                        .put("runs", runs.size())
                        .put("file", out.toString()));
        return ExitCode.DONE.number();
    }

    private static InstanceApi open(CommonOptions common) {
        Settings settings = common.settings(Services.settings());
        Path dataDir = settings.get(CommonSettings.DATA_DIR);
        return new InstanceFile(dataDir)
                .read()
                .map(addresses -> new InstanceApi(ApiAccess.of(settings, addresses.api()), PATIENCE))
                .orElseThrow(() -> new OutsideWorldException("Expected a running instance on '" + dataDir
                        + "', but there is none. Start one with './claimstream up'."));
    }
}
