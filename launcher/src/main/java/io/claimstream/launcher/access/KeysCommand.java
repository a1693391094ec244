package io.claimstream.launcher.access;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.OfflineKeys;
import io.claimstream.ingest.PseudonymKey;
import io.claimstream.launcher.command.CommonOptions;
import io.claimstream.launcher.command.OutsideWorldException;
import io.claimstream.launcher.command.Progress;
import io.claimstream.launcher.command.WrongUseException;
import io.claimstream.launcher.instance.OfflineDatabase;
import io.claimstream.launcher.instance.Services;
import io.claimstream.model.KeyFiles;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.pseudonym.PseudonymKeyFiles;
import io.claimstream.platform.pseudonym.PseudonymKeyMissingException;
import io.claimstream.platform.pseudonym.PseudonymKeys;
import io.claimstream.platform.seal.KeyEncryptionKeyMissingException;
import io.claimstream.platform.seal.KeyEncryptionKeys;
import io.claimstream.platform.seal.KeyRotation;
import io.claimstream.platform.service.ExitCode;
import io.claimstream.retrain.SigningKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code claimstream keys}. */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description = {
            "Keys of this installation: those that wrap the keys of persons, those that pseudonyms are looked up by, and those that models, the ledger of decisions and receipts of erasures are signed with.",
            "What asks the database opens it itself: that of the data directory, while no instance runs there, or the one of database.url, beside running services."
        })
public final class KeysCommand implements Runnable {

    private static final String STOP = "Stop the instance first.";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Expected 'keys list', 'keys create', 'keys rotate', 'keys retire' or 'keys backup'.");
    }

    /** What a key is for. */
    enum Kind {
        ENCRYPTION,
        HMAC,
        SIGNING
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists the keys: which one is used, what hangs on each, and whether its file is here.")
    int list(@Mixin CommonOptions common) {
        common.printer().list(asked(common, (settings, keys) -> new KeyListing(settings).of(keys)));
        return ExitCode.DONE.number();
    }

    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = {
                "Makes the file of a key without using it: of the next one to encrypt with or to look up by, so that it can be copied to other machines before 'keys rotate'",
                "takes it; of the first one to sign with. What is there already stays as it is. With encryption.key.uris it tries the next of those keys instead."
            })
    int create(
            @Mixin CommonOptions common,
            @Parameters(paramLabel = "encryption|hmac|signing", description = "Which key.") Kind kind) {
        common.printer()
                .object(
                        switch (kind) {
                            case ENCRYPTION ->
                                asked(common, (settings, keys) -> new KeyListing(settings)
                                        .prepared(keys.prepareEncryption()));
                            case HMAC ->
                                asked(common, (settings, keys) -> new KeyListing(settings)
                                        .prepared(keys.preparePseudonyms()));
                            case SIGNING -> firstToSign(common);
                        });
        return ExitCode.DONE.number();
    }

    @Command(
            name = "rotate",
            mixinStandardHelpOptions = true,
            description = {
                "Makes another key, or takes the one that 'keys create' made, and goes on with it.",
                "encryption: it wraps the key of every person anew; what is sealed stays as it is. Cut short, run it again: it goes on. The earlier key stays among the"
                        + " secrets, for backups of the database. With encryption.key.uris the next key of those takes its place.",
                "hmac: pseudonyms are looked up by it. They stay as they are, so that no history is lost; each comes under it with the next claim, and until then is found by"
                        + " the earlier key, which is kept.",
                "signing: models are signed with it from now on. The earlier public key stays, so that what it signed is trusted; its private key is gone."
            })
    int rotate(
            @Mixin CommonOptions common,
            @Parameters(paramLabel = "encryption|hmac|signing", description = "Which key.") Kind kind,
            @Option(names = "--dry-run", description = "Say what would be done, and do nothing.") boolean isDry) {
        common.printer()
                .object(
                        switch (kind) {
                            case ENCRYPTION -> encryption(common, isDry);
                            case HMAC -> hmac(common, isDry);
                            case SIGNING -> signing(common, isDry);
                        });
        return ExitCode.DONE.number();
    }

    @Command(
            name = "retire",
            mixinStandardHelpOptions = true,
            description = {
                "Has pseudonyms looked up by an earlier key no more; its file may be deleted then.",
                "Refuses while some are found by it alone, since a person whose pseudonym is not found gets another and loses the history."
            })
    int retire(
            @Mixin CommonOptions common,
            @Parameters(paramLabel = "KEY", description = "Id of the key, such as k-1f00c0ffee42.") String keyId,
            @Option(
                            names = "--lose-histories",
                            description = "Retire it although some are found by it alone: they become strangers.")
                    boolean isLossMeant) {
        PseudonymKeys.Key key = asked(common, (settings, keys) -> keys.retirePseudonyms(keyId, isLossMeant));
        common.printer()
                .object(JsonNodeFactory.instance
                        .objectNode()
                        .put("keyId", key.keyId())
                        .put("number", key.number())
                        .put("lost", key.rows()));
        return ExitCode.DONE.number();
    }

    @Command(
            name = "backup",
            mixinStandardHelpOptions = true,
            description = {
                "Copies the files of all these keys into a directory, wherever settings have them, for their owner only. It asks no database.",
                "Keep it apart from backups of the database: with both, everything opens. To bring a key back, copy its file to where 'keys list' misses it.",
                "Keys of a key management service (encryption.key.uris) stay there: it says which."
            })
    int backup(
            @Mixin CommonOptions common,
            @Parameters(paramLabel = "DIRECTORY", description = "Where to; made when it is not there.")
                    Path directory) {
        Settings settings = common.settings(Services.settings());
        KeyEncryptionKeys.of(settings).addresses().forEach((id, address) -> common.progress()
                .say("not copied: " + id + ", which stays at " + address));
        common.printer().list(new KeyBackup(settings).into(directory));
        return ExitCode.DONE.number();
    }

    private static ObjectNode encryption(CommonOptions common, boolean isDry) {
        if (isDry) {
            return asked(common, (settings, keys) -> {
                List<KeyRotation.Key> all = keys.encryption();
                long wraps = all.stream().mapToLong(KeyRotation.Key::wraps).sum();
                return JsonNodeFactory.instance
                        .objectNode()
                        .put("dryRun", true)
                        .put("number", all.isEmpty() ? 1 : all.get(0).number() + 1)
                        .put("toRewrap", wraps);
            });
        }
        KeyRotation.Done done = asked(common, (settings, keys) -> rewrapped(keys, common.progress()));
        return JsonNodeFactory.instance
                .objectNode()
                .put("kekId", done.kekId())
                .put("resumed", done.resumed())
                .put("rewrapped", done.rewrapped());
    }

    private static KeyRotation.Done rewrapped(OfflineKeys keys, Progress progress) {
        try (Progress.Task task = progress.task("keys wrapped", 0)) {
            return keys.rotateEncryption((done, total) -> task.at(done, "of " + total));
        }
    }

    private static ObjectNode hmac(CommonOptions common, boolean isDry) {
        List<PseudonymKeys.Key> all =
                asked(common, (settings, keys) -> isDry ? keys.pseudonyms() : keys.rotatePseudonyms());
        if (all.isEmpty()) {
            throw new WrongUseException(
                    "Expected a key that was used, but there is none yet: claim-ingest takes the first with its first claim.");
        }
        PseudonymKeyFiles files = PseudonymKey.files(common.settings(Services.settings()));
        PseudonymKeys.Key last = all.get(0);
        int number = isDry ? last.number() + 1 : last.number();
        long toMove = all.stream().mapToLong(PseudonymKeys.Key::rows).sum();
        if (!isDry) {
            common.progress()
                    .say("copy " + files.path(number)
                            + " to every machine with claim-ingest that has it not yet: claims wait there until then");
        }
        ObjectNode told = JsonNodeFactory.instance.objectNode();
        if (isDry) {
            told.put("dryRun", true).put("prepared", files.exists(number));
        } else {
            told.put("keyId", last.keyId());
        }
        return told.put("number", number)
                .put("file", files.path(number).toString())
                .put("underEarlierKeys", toMove);
    }

    private static ObjectNode signing(CommonOptions common, boolean isDry) {
        Path folder = SigningKeys.folder(common.settings(Services.settings()));
        if (!Files.isDirectory(folder)) {
            throw new OutsideWorldException("Expected keys in '" + folder
                    + "', but there is no such directory; '--data-dir' or retrain.signing.key.dir names another.");
        }
        ObjectNode told = JsonNodeFactory.instance.objectNode();
        if (isDry) {
            return told.put("dryRun", true)
                    .put("earlierKeyId", KeyFiles.signing(folder).orElse(null))
                    .put("folder", folder.toString());
        }
        String keyId = KeyFiles.rotate(folder);
        common.progress().say("copy the new model-signing.pub to every directory of trusted keys that is not this one");
        return told.put("keyId", keyId).put("folder", folder.toString());
    }

    private static ObjectNode firstToSign(CommonOptions common) {
        Path folder = SigningKeys.folder(common.settings(Services.settings()));
        return JsonNodeFactory.instance
                .objectNode()
                .put("keyId", KeyFiles.signer(folder).keyId())
                .put("folder", folder.toString());
    }

    /** Asks the database, and tells what it refuses in its words. */
    private static <R> R asked(CommonOptions common, BiFunction<Settings, OfflineKeys, R> question) {
        return OfflineDatabase.ask(common, STOP, settings -> {
            try (OfflineKeys keys = OfflineKeys.open(settings, PseudonymKey.files(settings), Clock.systemUTC())) {
                return question.apply(settings, keys);
            } catch (KeyEncryptionKeyMissingException | PseudonymKeyMissingException e) {
                throw new OutsideWorldException(Objects.requireNonNullElse(e.getMessage(), "Expected a key."));
            } catch (PseudonymKeys.RefusedException e) {
                throw new WrongUseException(Objects.requireNonNullElse(e.getMessage(), "Expected another key."));
            }
        });
    }
}
