package io.claimstream.launcher.access;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.OfflineKeys;
import io.claimstream.feedback.privacy.ReceiptKey;
import io.claimstream.ingest.PseudonymKey;
import io.claimstream.launcher.access.KeysCommand.Kind;
import io.claimstream.ledger.LedgerKeys;
import io.claimstream.model.KeyFiles;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.pseudonym.PseudonymKeyFiles;
import io.claimstream.platform.pseudonym.PseudonymKeyMissingException;
import io.claimstream.platform.pseudonym.PseudonymKeys;
import io.claimstream.platform.seal.FileKeyEncryptionKeys;
import io.claimstream.platform.seal.KeyEncryptionKeyMissingException;
import io.claimstream.platform.seal.KeyEncryptionKeys;
import io.claimstream.platform.seal.KeyRotation;
import io.claimstream.retrain.SigningKeys;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Keys as lines: {@code uses} counts what hangs on each, {@code isHere} says whether this machine has its file; of a key of a key management service, whether it has the {@code address} and a client.
 */
final class KeyListing {

    private final KeyEncryptionKeys encryption;
    private final FileKeyEncryptionKeys encryptionFiles;
    private final PseudonymKeyFiles pseudonyms;
    private final Path signing;
    private final Path ledger;
    private final Path receipts;

    KeyListing(Settings settings) {
        this.encryption = KeyEncryptionKeys.of(settings);
        this.encryptionFiles = FileKeyEncryptionKeys.of(settings);
        this.pseudonyms = PseudonymKey.files(settings);
        this.signing = SigningKeys.folder(settings);
        this.ledger = LedgerKeys.folder(settings);
        this.receipts = settings.dataPath("secrets");
    }

    /** Every key; the ones that are used first. */
    ArrayNode of(OfflineKeys keys) {
        ArrayNode lines = JsonNodeFactory.instance.arrayNode();
        List<KeyRotation.Key> wrapping = keys.encryption();
        wrapping.forEach(it -> lines.add(placed(
                it.kekId(),
                line(
                                Kind.ENCRYPTION,
                                it.kekId(),
                                state(it.number(), wrapping.get(0).number()))
                        .put("number", it.number())
                        .put("createdAt", it.createdAt().toString())
                        .put("uses", it.wraps()))));
        unused(wrapping).forEach(it -> lines.add(placed(it, line(Kind.ENCRYPTION, it, "unused"))));
        List<PseudonymKeys.Key> looked = keys.pseudonyms();
        looked.forEach(it -> lines.add(pseudonymKey(it, looked.get(0).number())));
        KeyFiles.files(signing).stream()
                .filter(it -> it.getFileName().toString().endsWith(".pub"))
                .forEach(it -> lines.add(signingKey(it)));
        LedgerKeys.files(ledger).stream()
                .filter(it -> it.getFileName().toString().endsWith(".pub"))
                .forEach(it -> lines.add(ledgerKey(it)));
        ReceiptKey.idIn(receipts)
                .ifPresent(it -> lines.add(line("receipt", it, "current").put("isHere", ReceiptKey.canSign(receipts))));
        return lines;
    }

    /** The file of a key to look up by that is not used yet. */
    ObjectNode prepared(int number) {
        return prepared(Kind.HMAC, number).put("file", pseudonyms.path(number).toString());
    }

    /** The file or the address of a key to encrypt with that is not used yet. */
    ObjectNode prepared(KeyRotation.Next next) {
        ObjectNode line = prepared(Kind.ENCRYPTION, next.number());
        String address = encryption.addresses().get(next.kekId());
        return address == null
                ? line.put("file", encryptionFiles.path(next.number()).toString())
                : line.put("address", address);
    }

    private static ObjectNode prepared(Kind kind, int number) {
        return JsonNodeFactory.instance.objectNode().put("kind", word(kind)).put("number", number);
    }

    /** Keys of a key management service that were not taken yet, in the order in which they will be. */
    private List<String> unused(List<KeyRotation.Key> entered) {
        return encryption.addresses().keySet().stream()
                .filter(id -> entered.stream().noneMatch(it -> it.kekId().equals(id)))
                .toList();
    }

    private ObjectNode placed(String kekId, ObjectNode line) {
        String address = encryption.addresses().get(kekId);
        line.put("isHere", isHere(kekId));
        return address == null ? line : line.put("address", address);
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

    /** Of an earlier key nothing but the public file is kept; of the current one a machine that only verifies has no more either. */
    private ObjectNode ledgerKey(Path file) {
        String keyId = LedgerKeys.idOf(file).orElse("unreadable");
        boolean isCurrent = LedgerKeys.signing(ledger).filter(keyId::equals).isPresent();
        return line("ledger", keyId, isCurrent ? "current" : "trusted")
                .put("isHere", !isCurrent || LedgerKeys.canSign(ledger));
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
        return line(word(kind), keyId, state);
    }

    private static ObjectNode line(String kind, String keyId, String state) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("kind", kind)
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
