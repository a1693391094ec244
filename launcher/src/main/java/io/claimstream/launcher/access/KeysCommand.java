package io.claimstream.launcher.access;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.OfflineRotation;
import io.claimstream.launcher.command.CommonOptions;
import io.claimstream.launcher.command.OutsideWorldException;
import io.claimstream.launcher.command.Progress;
import io.claimstream.launcher.instance.OfflineDatabase;
import io.claimstream.launcher.instance.Services;
import io.claimstream.model.KeyFiles;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.seal.KeyEncryptionKeyMissingException;
import io.claimstream.platform.seal.KeyRotation;
import io.claimstream.platform.service.ExitCode;
import io.claimstream.retrain.SigningKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code claimstream keys}. */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description =
                "Keys of this installation: those that wrap the keys of persons, and the one that models are signed with.")
public final class KeysCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Expected 'keys rotate encryption' or 'keys rotate signing'.");
    }

    /** What a key is for. */
    enum Kind {
        ENCRYPTION,
        SIGNING
    }

    @Command(
            name = "rotate",
            mixinStandardHelpOptions = true,
            description = {
                "Makes another key, and goes on with it.",
                "encryption: it wraps the key of every person anew; what is sealed stays as it is. Cut short, run it again: it goes on. It opens the database itself:"
                        + " that of the data directory, while no instance runs there, or the one of database.url, beside running services. The earlier key stays among"
                        + " the secrets, for backups of the database.",
                "signing: models are signed with it from now on. The earlier public key stays, so that what it signed is trusted; its private key is gone."
            })
    int rotate(
            @Mixin CommonOptions common,
            @Parameters(paramLabel = "encryption|signing", description = "Which key.") Kind kind) {
        common.printer().object(kind == Kind.ENCRYPTION ? encryption(common) : signing(common));
        return ExitCode.DONE.number();
    }

    private static ObjectNode encryption(CommonOptions common) {
        KeyRotation.Done done = OfflineDatabase.ask(
                common, "Stop the instance first.", settings -> rotated(settings, common.progress()));
        return JsonNodeFactory.instance
                .objectNode()
                .put("kekId", done.kekId())
                .put("resumed", done.resumed())
                .put("rewrapped", done.rewrapped());
    }

    private static ObjectNode signing(CommonOptions common) {
        Path folder = SigningKeys.folder(common.settings(Services.settings()));
        if (!Files.isDirectory(folder)) {
            throw new OutsideWorldException("Expected keys in '" + folder
                    + "', but there is no such directory; '--data-dir' or retrain.signing.key.dir names another.");
        }
        String keyId = KeyFiles.rotate(folder);
        common.progress().say("copy the new model-signing.pub to every directory of trusted keys that is not this one");
        return JsonNodeFactory.instance.objectNode().put("keyId", keyId).put("folder", folder.toString());
    }

    private static KeyRotation.Done rotated(Settings settings, Progress progress) {
        try (Progress.Task task = progress.task("keys wrapped", 0)) {
            return OfflineRotation.rotate(settings, Clock.systemUTC(), (done, total) -> task.at(done, "of " + total));
        } catch (KeyEncryptionKeyMissingException e) {
            throw new OutsideWorldException(Objects.requireNonNullElse(e.getMessage(), "Expected a key."));
        }
    }
}
