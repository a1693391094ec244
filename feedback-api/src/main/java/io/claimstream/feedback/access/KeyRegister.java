package io.claimstream.feedback.access;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.access.KeyRecord.State;
import io.claimstream.feedback.audit.AuditAction;
import io.claimstream.feedback.audit.AuditEntry.States;
import io.claimstream.feedback.audit.AuditTrail;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Makes, rotates and revokes API keys. Each change and its entry in the audit trail are one transaction. A key of an insurer that the caller does
 * not serve is to the caller as if it were not there. Thread-safe.
 */
public final class KeyRegister {

    private final Jdbi jdbi;
    private final AuditTrail audit;
    private final Clock clock;

    public KeyRegister(Jdbi jdbi, AuditTrail audit, Clock clock) {
        this.jdbi = jdbi;
        this.audit = audit;
        this.clock = clock;
    }

    /** Makes a key. */
    public IssuedKey create(Act act, NewKey wanted) {
        ApiKey key = ApiKey.random();
        KeyRecord made = jdbi.inTransaction(handle -> {
            KeyTable.insert(handle, key, wanted, Maker.of(act), now());
            audit.add(
                    handle,
                    act.done(
                            AuditAction.API_KEY_CREATED,
                            address(key.id()),
                            wanted.scope().insurer(),
                            States.made(state(wanted.scope(), wanted.expiresAt()))));
            return KeyTable.find(handle, key.id()).orElseThrow();
        });
        return new IssuedKey(made, key.text());
    }

    /**
     * Keys that the caller may see, in the order of their ids.
     *
     * @param after the id of the last key seen; blank to begin
     * @param limit the most to answer with
     */
    public List<KeyRecord> list(Caller caller, String after, int limit) {
        return jdbi.withHandle(handle -> KeyTable.page(handle, caller.insurer(), after, limit));
    }

    /**
     * Keys that count as the caller, whose texts they were shown; the newest first.
     *
     * @param limit the most to answer with
     */
    public List<KeyRecord> shownTo(Caller caller, int limit) {
        String person = caller.person();
        return person == null ? List.of() : jdbi.withHandle(handle -> KeyTable.shownTo(handle, person, limit));
    }

    /** A key that the caller may see. */
    public Optional<KeyRecord> find(Caller caller, String keyId) {
        return jdbi.withHandle(handle -> seen(handle, caller, keyId));
    }

    /** The persons whom the texts of a key were shown to, also those that have ended; none for a key of nobody, or for none. */
    public Set<String> persons(String keyId) {
        return jdbi.withHandle(handle -> KeyTable.persons(handle, keyId));
    }

    /** The one person whom every text of a key was shown to; empty for a key of nobody, of several, or for none. */
    public Optional<String> onlyPerson(String keyId) {
        Set<String> shown = jdbi.withHandle(handle -> KeyTable.shown(handle, keyId));
        return shown.size() == 1 ? shown.stream().findFirst().filter(it -> !it.isEmpty()) : Optional.empty();
    }

    /** What a key is let in for now; empty for one that has ended, or never was. */
    public Optional<KeyRecord.Scope> scope(String keyId) {
        return jdbi.withHandle(handle -> KeyTable.find(handle, keyId))
                .filter(key -> key.state(clock.instant()) == State.ACTIVE)
                .map(KeyRecord::scope);
    }

    /**
     * Gives a key a new text; those before it are taken a while longer.
     *
     * @param overlap how long; zero for not at all
     * @return the key; without a text when it has ended, and nothing was done; empty when there is none
     */
    public Optional<Rotation> rotate(Act act, String keyId, Duration overlap) {
        return jdbi.inTransaction(handle -> {
            KeyTable.lock(handle, keyId);
            return seen(handle, act.caller(), keyId).map(key -> rotate(handle, act, key, overlap));
        });
    }

    /**
     * What came of a rotation.
     *
     * @param issued the key with its new text; null when the key has ended already
     */
    public record Rotation(@Nullable IssuedKey issued) {}

    private Rotation rotate(Handle handle, Act act, KeyRecord key, Duration overlap) {
        Instant now = now();
        if (key.state(now) != State.ACTIVE) {
            return new Rotation(null);
        }
        ApiKey next = ApiKey.random();
        Instant until = now.plus(overlap);
        KeyTable.endSecrets(handle, key.keyId(), until);
        KeyTable.addSecret(handle, key.keyId(), next, Maker.of(act), now);
        audit.add(
                handle,
                act.done(
                        AuditAction.API_KEY_ROTATED,
                        address(key.keyId()),
                        key.scope().insurer(),
                        States.made(JsonNodeFactory.instance.objectNode().put("oldSecretsUntil", until.toString()))));
        return new Rotation(new IssuedKey(KeyTable.find(handle, key.keyId()).orElseThrow(), next.text()));
    }

    /**
     * Takes a key back; once it was, nothing changes.
     *
     * @return whether there is such a key
     */
    public boolean revoke(Act act, String keyId) {
        return jdbi.inTransaction(handle -> {
            KeyTable.lock(handle, keyId);
            Optional<KeyRecord> key = seen(handle, act.caller(), keyId);
            key.filter(it -> it.revokedAt() == null).ifPresent(it -> revoke(handle, act, it));
            return key.isPresent();
        });
    }

    private void revoke(Handle handle, Act act, KeyRecord key) {
        KeyTable.revoke(handle, key.keyId(), now());
        audit.add(
                handle,
                act.done(
                        AuditAction.API_KEY_REVOKED,
                        address(key.keyId()),
                        key.scope().insurer(),
                        new States(state(key.scope(), key.expiresAt()), null)));
    }

    private static Optional<KeyRecord> seen(Handle handle, Caller caller, String keyId) {
        return KeyTable.find(handle, keyId)
                .filter(key -> caller.serves(key.scope().insurer()));
    }

    /** The name of a key stays out: it may be a person's. */
    private static ObjectNode state(KeyRecord.Scope scope, @Nullable Instant expiresAt) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("role", scope.role().name());
        if (scope.insurer() != null) {
            json.put("insurer", scope.insurer());
        }
        if (expiresAt != null) {
            json.put("expiresAt", expiresAt.toString());
        }
        return json;
    }

    private static String address(String keyId) {
        return "/v1/api-keys/" + keyId;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
