package io.claimstream.launcher.backup;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.claimstream.launcher.command.CommonOptions;
import io.claimstream.launcher.command.OutsideWorldException;
import io.claimstream.launcher.command.Progress;
import io.claimstream.launcher.command.WrongUseException;
import io.claimstream.launcher.instance.OfflineDatabase;
import io.claimstream.platform.service.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code claimstream backup}. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = {
            "Writes what no topic holds into one file: record tables, keys, models that were in service, configuration without secrets. Topics are not in it.",
            "It opens the database itself: that of the data directory, while no instance runs there, or the one of database.url, beside running services, as it is at one moment."
        })
public final class BackupCommand implements Callable<Integer> {

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "FILE", description = "File to write, such as claimstream.zip. It must not be there yet.")
    private Path file = Path.of("");

    @Option(
            names = "--with-encryption-keys",
            description =
                    "Put the files of keys in that wrap the keys of persons. Whoever has the backup can then open all that they wrap. Keys of a key management service stay there.")
    private boolean withEncryptionKeys;

    @Override
    public Integer call() {
        requireNew();
        Progress progress = common.progress();
        Manifest manifest = OfflineDatabase.ask(common, "Stop the instance first.", settings -> {
            try {
                return new Backup(settings, Clock.systemUTC()).write(file, withEncryptionKeys);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        progress.say(
                withEncryptionKeys
                        ? "the file opens everything that is sealed, except what a key management service has wrapped: keep it like a key"
                        : "without encryption keys: keep copies of the files encryption-key-* elsewhere, for nothing that is sealed opens without them");
        manifest.keptElsewhere()
                .forEach((key, place) -> progress.say("not in the backup: " + place + ", which " + key + " names"));
        common.printer()
                .object(JsonNodeFactory.instance
                        .objectNode()
                        .put("file", file.toString())
                        .put("bytes", file.toFile().length())
                        .put("tablesVersion", manifest.tablesVersion())
                        .put(
                                "rows",
                                manifest.rows().values().stream()
                                        .mapToLong(Long::longValue)
                                        .sum())
                        .put("entries", manifest.entries().size())
                        .put("encryptionKeys", withEncryptionKeys));
        return ExitCode.DONE.number();
    }

    private void requireNew() {
        if (Files.exists(file)) {
            throw new WrongUseException("Expected a name of a new file, but '" + file + "' is there already.");
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new OutsideWorldException("Expected a directory for '" + file + "', but there is none.");
        }
    }
}
