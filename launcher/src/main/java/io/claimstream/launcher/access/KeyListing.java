package io.claimstream.launcher.access;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.OfflineKeys;
import io.claimstream.ingest.PseudonymKey;
import io.claimstream.launcher.access.KeysCommand.Kind;
import io.claimstream.model.KeyFiles;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.pseudonym.PseudonymKeyFiles;
import io.claimstream.platform.pseudonym.PseudonymKeyMissingException;
import io.claimstream.platform.pseudonym.PseudonymKeys;
import io.claimstream.platform.seal.FileKeyEncryptionKeys;
import io.claimstream.platform.seal.KeyEncryptionKeyMissingException;
import io.claimstream.platform.seal.KeyRotation;
import io.claimstream.retrain.SigningKeys;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Keys as lines: {@code uses} counts what hangs on each, {@code isHere} says whether this machine has its file. */
final class KeyListing {

    private final FileKeyEncryptionKeys encryption;
    private final PseudonymKeyFiles pseudonyms;
    private final Path signing;

    KeyListing(Settings settings) {
        this.encryption = FileKeyEncryptionKeys.of(settings);
        this.pseudonyms = PseudonymKey.files(settings);
        this.signing = SigningKeys.folder(settings);
    }

    /** Every key; the ones that are used first. */
    ArrayNode of(OfflineKeys keys) {
        ArrayNode lines = JsonNodeFactory.instance.arrayNode();
        List<KeyRotation.Key> wrapping = keys.encryption();
        wrapping.forEach(it -> lines.add(line(
                        Kind.ENCRYPTION,
                        it.kekId(),
                        state(it.number(), wrapping.get(0).number()))
                .put("number", it.number())
                .put("createdAt", it.createdAt().toString())
                .put("uses", it.wraps())
                .put("isHere", isHere(it.kekId()))));
        List<PseudonymKeys.Key> looked = keys.pseudonyms();
        looked.forEach(it -> lines.add(pseudonymKey(it, looked.get(0).number())));
        KeyFiles.files(signing).stream()
                .filter(it -> it.getFileName().toString().endsWith(".pub"))
                .forEach(it -> lines.add(signingKey(it)));
        return lines;
    }

    /** The file of a key that is not used yet. */
    ObjectNode prepared(Kind kind, int number) {
        Path file = kind == Kind.HMAC ? pseudonyms.path(number) : encryption.path(number);
        return JsonNodeFactory.instance
                .objectNode()
                .put("kind", word(kind))
                .put("number", number)
                .put("file", file.toString());
    }

    private ObjectNode pseudonymKey(PseudonymKeys.Key key, int last) {
        ObjectNode line = line(
                        Kind.HMAC, key.keyId(), key.retiredAt().isPresent() ? "retired" : state(key.number(), last))
                .put("number", key.number())
                .put("createdAt", key.createdAt().toString())
                .put("uses", key.rows())
                .put("isHere", isHere(key));
        return key.computes() ? line.put("computes", true) : line;
    }

    private ObjectNode signingKey(Path file) {
        String keyId = KeyFiles.idOf(file).orElse("unreadable");
        boolean isCurrent = KeyFiles.signing(signing).filter(keyId::equals).isPresent();
        return line(Kind.SIGNING, keyId, isCurrent ? "current" : "trusted").put("isHere", true);
    }

    private boolean isHere(String kekId) {
        try {
            var unused = encryption.key(kekId);
            return true;
        } catch (KeyEncryptionKeyMissingException e) {
            return false;
        }
    }

    private boolean isHere(PseudonymKeys.Key key) {
        try {
            byte[] unused = pseudonyms.key(key.number(), key.keyId());
            return true;
        } catch (PseudonymKeyMissingException e) {
            return false;
        }
    }

    private static ObjectNode line(Kind kind, String keyId, String state) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("kind", word(kind))
                .put("keyId", keyId)
                .put("state", state);
    }

    private static String state(int number, int last) {
        return number == last ? "current" : "earlier";
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
