package io.claimstream.launcher.access;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.claimstream.feedback.OfflineRotation;
import io.claimstream.launcher.command.CommonOptions;
import io.claimstream.launcher.command.OutsideWorldException;
import io.claimstream.launcher.command.Progress;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.seal.KeyEncryptionKeyMissingException;
import io.claimstream.platform.seal.KeyRotation;
import io.claimstream.platform.service.ExitCode;
import java.time.Clock;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code claimstream encryption-keys}. */
@Command(
        name = "encryption-keys",
        mixinStandardHelpOptions = true,
        description = "The keys that wrap the keys of persons, with which personal data and notes are sealed.")
public final class EncryptionKeysCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Expected 'encryption-keys rotate'.");
    }

    @Command(
            name = "rotate",
            mixinStandardHelpOptions = true,
            description = {
                "Makes another key and wraps the key of every person with it. What is sealed stays as it is. Cut short, run it again: it goes on.",
                "It opens the database itself: that of the data directory, while no instance runs there, or the one of database.url, beside running services.",
                "The earlier key stays among the secrets, for backups of the database."
            })
    int rotate(@Mixin CommonOptions common) {
        KeyRotation.Done done = OfflineDatabase.ask(
                common, "Stop the instance first.", settings -> rotated(settings, common.progress()));
        common.printer()
                .object(JsonNodeFactory.instance
                        .objectNode()
                        .put("kekId", done.kekId())
                        .put("resumed", done.resumed())
                        .put("rewrapped", done.rewrapped()));
        return ExitCode.DONE.number();
    }

    private static KeyRotation.Done rotated(Settings settings, Progress progress) {
        try (Progress.Task task = progress.task("keys wrapped", 0)) {
            return OfflineRotation.rotate(settings, Clock.systemUTC(), (done, total) -> task.at(done, "of " + total));
        } catch (KeyEncryptionKeyMissingException e) {
            throw new OutsideWorldException(Objects.requireNonNullElse(e.getMessage(), "Expected a key."));
        }
    }
}
