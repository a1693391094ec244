package io.claimstream.feedback;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.access.Token;
import io.claimstream.feedback.audit.AuditAction;
import io.claimstream.feedback.audit.AuditEntry.States;
import io.claimstream.feedback.audit.AuditTrail;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.database.Database;
import io.claimstream.platform.pseudonym.PseudonymKeyFiles;
import io.claimstream.platform.pseudonym.PseudonymKeys;
import io.claimstream.platform.seal.KeyEncryptionKeys;
import io.claimstream.platform.seal.KeyRotation;
import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/**
 * Keys that the database tells the order of, in the database itself. In the audit trail stands {@code offline}. Every question ends in a
 * {@link io.claimstream.platform.database.DatabaseUnavailableException} when the database cannot be reached, or another process has it.
 */
public final class OfflineKeys implements AutoCloseable {

    private static final Caller OFFLINE = new Caller("offline", Role.ADMINISTRATOR);

    private final Database database;
    private final Clock clock;
    private final KeyRotation encryption;
    private final PseudonymKeys pseudonyms;

    private OfflineKeys(Database database, Settings settings, PseudonymKeyFiles files, Clock clock) {
        this.database = database;
        this.clock = clock;
        Jdbi jdbi = database.jdbi();
        this.encryption = new KeyRotation(jdbi, KeyEncryptionKeys.of(settings), clock);
        this.pseudonyms = new PseudonymKeys(jdbi, files, clock);
    }

    /**
     * Opens the database that the settings name.
     *
     * @param files keys that pseudonyms are looked up by
     */
    public static OfflineKeys open(Settings settings, PseudonymKeyFiles files, Clock clock) {
        return new OfflineKeys(Database.open(settings), settings, files, clock);
    }

    /** Keys that wrap the keys of persons, the last one first. */
    public List<KeyRotation.Key> encryption() {
        return encryption.all();
    }

    /** Keys that pseudonyms are looked up by, the last one first. */
    public List<PseudonymKeys.Key> pseudonyms() {
        return pseudonyms.all();
    }

    /**
     * Makes the next key that wraps, without using it.
     *
     * @throws io.claimstream.platform.seal.KeyEncryptionKeyMissingException when it cannot be made here
     */
    public KeyRotation.Next prepareEncryption() {
        return encryption.prepare();
    }

    /**
     * Makes the next key that pseudonyms are looked up by, without using it.
     *
     * @return its number
     * @throws io.claimstream.platform.pseudonym.PseudonymKeyMissingException when it cannot be made here
     */
    public int preparePseudonyms() {
        return pseudonyms.prepare();
    }

    /**
     * Has another key wrap the keys of persons, or brings to its end what was cut short.
     *
     * @param listener told how far it is
     * @throws io.claimstream.platform.seal.KeyEncryptionKeyMissingException when a key that still wraps some is not here
     */
    public KeyRotation.Done rotateEncryption(KeyRotation.Listener listener) {
        KeyRotation.Done done = encryption.rotate(listener);
        note(
                AuditAction.ENCRYPTION_KEY_ROTATED,
                "encryption-keys/" + done.kekId(),
                state().put("kekId", done.kekId()).put("rewrapped", done.rewrapped()));
        return done;
    }

    /** Has pseudonyms looked up by another key. Throws as {@link PseudonymKeys#rotate}. */
    public List<PseudonymKeys.Key> rotatePseudonyms() {
        List<PseudonymKeys.Key> keys = pseudonyms.rotate();
        PseudonymKeys.Key now = keys.get(0);
        note(
                AuditAction.PSEUDONYM_KEY_ROTATED,
                "pseudonym-keys/" + now.keyId(),
                state().put("keyId", now.keyId()).put("number", now.number()));
        return keys;
    }

    /** Has pseudonyms looked up by a key no more. Throws as {@link PseudonymKeys#retire}. */
    public PseudonymKeys.Key retirePseudonyms(String keyId, boolean isLossMeant) {
        PseudonymKeys.Key key = pseudonyms.retire(keyId, isLossMeant);
        if (key.retiredAt().isEmpty()) {
            note(
                    AuditAction.PSEUDONYM_KEY_RETIRED,
                    "pseudonym-keys/" + keyId,
                    state().put("keyId", keyId).put("lost", key.rows()));
        }
        return key;
    }

    private void note(AuditAction action, String resource, ObjectNode state) {
        Act act = new Act(OFFLINE, Token.random("").shortHash());
        new AuditTrail(database.jdbi(), clock).addAfterwards(act.done(action, resource, null, States.made(state)));
    }

    private static ObjectNode state() {
        return JsonNodeFactory.instance.objectNode();
    }

    @Override
    public void close() {
        database.close();
    }
}
