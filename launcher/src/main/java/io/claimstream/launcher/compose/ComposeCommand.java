package io.claimstream.launcher.compose;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.claimstream.launcher.command.CommonOptions;
import io.claimstream.launcher.command.OutsideWorldException;
import io.claimstream.platform.service.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code claimstream compose}. */
@Command(
        name = "compose",
        mixinStandardHelpOptions = true,
        description = "What infra/compose and infra/kubernetes need before they start.")
public final class ComposeCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Expected 'compose init'.");
    }

    @Command(
            name = "init",
            mixinStandardHelpOptions = true,
            description = {
                "Makes passwords and keys, each in a file, in a directory that only you can enter.",
                "What is there already stays as it is. Keep the directory safe: without its keys, sealed data cannot be read."
            })
    int init(
            @Mixin CommonOptions common,
            @Option(
                            names = "--to",
                            paramLabel = "DIR",
                            defaultValue = "infra/compose/secrets",
                            description = "Where to. Default: ${DEFAULT-VALUE}.")
                    Path directory) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        try {
            new ComposeSecrets(directory).make().forEach(made -> rows.addObject()
                    .put("file", made.file().toString())
                    .put("state", made.isNew() ? "made" : "kept")
                    .put("what", made.what()));
        } catch (IOException e) {
            throw new OutsideWorldException("Expected to write into " + directory + ", but " + e + ".");
        }
        common.printer().list(rows);
        return ExitCode.DONE.number();
    }
}
