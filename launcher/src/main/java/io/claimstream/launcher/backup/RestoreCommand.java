package io.claimstream.launcher.backup;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.claimstream.launcher.command.CommonOptions;
import io.claimstream.launcher.command.OutsideWorldException;
import io.claimstream.launcher.instance.Services;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.service.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code claimstream restore}. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = {
            "Brings a backup back into an empty database and data directory, after comparing it with its checksums; refuses where there is anything already.",
            "Start the services afterwards, on the topics of the time: they make the views again."
        })
public final class RestoreCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "FILE", description = "File that 'backup' wrote.")
    private Path file = Path.of("");

    @Override
    public Integer call() throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new OutsideWorldException("Expected a backup, but there is no file '" + file + "'.");
        }
        Settings settings = common.settings(Services.settings());
        Restore.Done done = new Restore(settings).restore(file);
        common.progress()
                .say("the settings of the time of the backup, without secrets, are in " + done.configuration());
        common.progress()
                .say(
                        "erasures after the backup are not in it: keys and pseudonyms of persons erased since then are back, and must be destroyed again");
        common.printer()
                .object(JsonNodeFactory.instance
                        .objectNode()
                        .put("rows", done.rows())
                        .put("files", done.files())
                        .put("configuration", done.configuration().toString()));
        return ExitCode.DONE.number();
    }
}
