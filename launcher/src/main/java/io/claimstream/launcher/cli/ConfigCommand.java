package io.claimstream.launcher.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.claimstream.launcher.command.CommonOptions;
import io.claimstream.launcher.instance.Services;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.service.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code claimstream config}. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = "Lists every setting, its value and where it came from. Secrets are masked.")
final class ConfigCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Option(names = "--markdown", description = "Print the reference of all settings instead: docs/configuration.md.")
    private boolean markdown;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (markdown) {
            spec.commandLine().getOut().print(ConfigurationDocument.text());
            spec.commandLine().getOut().flush();
        } else {
            common.printer().list(rows(common.settings(Services.settings())));
        }
        return ExitCode.DONE.number();
    }

    private static ArrayNode rows(Settings settings) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        settings.entries().forEach(entry -> rows.addObject()
                .put("key", entry.key())
                .put("value", entry.value())
                .put("source", entry.source())
                .put("meaning", entry.meaning()));
        return rows;
    }
}
