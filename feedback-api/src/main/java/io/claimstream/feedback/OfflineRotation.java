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
import io.claimstream.platform.seal.FileKeyEncryptionKeys;
import io.claimstream.platform.seal.KeyRotation;
import java.time.Clock;

/** Has another key wrap the keys of persons, in the database itself. In the audit trail stands {@code offline}. */
public final class OfflineRotation {

    private static final Caller OFFLINE = new Caller("offline", Role.ADMINISTRATOR);

    private OfflineRotation() {}

    /**
     * Rotates, or brings to its end what was cut short.
     *
     * @param listener told how far it is
     * @throws io.claimstream.platform.database.DatabaseUnavailableException when the database cannot be reached, or another process has it
     * @throws io.claimstream.platform.seal.KeyEncryptionKeyMissingException when a key that still wraps some is not here
     */
    public static KeyRotation.Done rotate(Settings settings, Clock clock, KeyRotation.Listener listener) {
        try (Database database = Database.open(settings)) {
            KeyRotation.Done done =
                    new KeyRotation(database.jdbi(), FileKeyEncryptionKeys.of(settings), clock).rotate(listener);
            ObjectNode state = JsonNodeFactory.instance
                    .objectNode()
                    .put("kekId", done.kekId())
                    .put("rewrapped", done.rewrapped());
            Act act = new Act(OFFLINE, Token.random("").shortHash());
            new AuditTrail(database.jdbi(), clock)
                    .addAfterwards(act.done(
                            AuditAction.ENCRYPTION_KEY_ROTATED,
                            "encryption-keys/" + done.kekId(),
                            null,
                            States.made(state)));
            return done;
        }
    }
}
