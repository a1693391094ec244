package io.claimstream.feedback.access;

import io.claimstream.feedback.access.KeyRecord.Scope;
import io.claimstream.feedback.access.KeyRecord.Secret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The tables of API keys and their secrets. */
final class KeyTable {

    private static final String VALID = "select k.key_id, k.role, k.insurer, k.last_used_at, s.person"
            + " from record_api_key_secret s join record_api_key k on k.key_id = s.key_id"
            + " where s.key_hash = :hash and k.revoked_at is null"
            + " and (k.expires_at is null or k.expires_at > :now) and (s.expires_at is null or s.expires_at > :now)";

    private KeyTable() {}

    /**
     * A key that was presented and is taken.
     *
     * @param lastUsedAt when it was presented before; null for never
     * @param person who was shown the text; null when nobody knows
     */
    record Valid(String keyId, Scope scope, @Nullable Instant lastUsedAt, @Nullable String person) {}

    /** The key whose text was presented, when it is taken at this time. */
    static Optional<Valid> valid(Handle handle, ApiKey presented, Instant now) {
        return handle.createQuery(VALID)
                .bind("hash", presented.hash())
                .bind("now", utc(now))
                .map((row, context) ->
                        new Valid(text(row, "key_id"), scope(row), time(row, "last_used_at"), row.getString("person")))
                .findOne();
    }

    static void used(Handle handle, String keyId, Instant now) {
        handle.createUpdate("update record_api_key set last_used_at = :now where key_id = :id")
                .bind("now", utc(now))
                .bind("id", keyId)
                .execute();
    }

    static boolean isEmpty(Handle handle) {
        return handle.createQuery("select count(*) from record_api_key")
                        .mapTo(Long.class)
                        .one()
                == 0;
    }

    static void insert(Handle handle, ApiKey key, NewKey wanted, Maker by, Instant now) {
        handle.createUpdate(
                        "insert into record_api_key (key_id, name, role, insurer, created_at, created_by, expires_at)"
                                + " values (:id, :name, :role, :insurer, :at, :by, :expires)")
                .bind("id", key.id())
                .bind("name", wanted.name())
                .bind("role", wanted.scope().role().name())
                .bind("insurer", wanted.scope().insurer())
                .bind("at", utc(now))
                .bind("by", by.name())
                .bind("expires", wanted.expiresAt() == null ? null : utc(wanted.expiresAt()))
                .execute();
        addSecret(handle, key.id(), key, by, now);
    }

    static void addSecret(Handle handle, String keyId, ApiKey secret, Maker by, Instant now) {
        handle.createUpdate("insert into record_api_key_secret (key_hash, key_id, created_at, person)"
                        + " values (:hash, :id, :at, :person)")
                .bind("person", by.person())
                .bind("hash", secret.hash())
                .bind("id", keyId)
                .bind("at", utc(now))
                .execute();
    }

    /** Has the texts of a key end at a time, unless they end before it. */
    static void endSecrets(Handle handle, String keyId, Instant at) {
        handle.createUpdate("update record_api_key_secret set expires_at = :at"
                        + " where key_id = :id and (expires_at is null or expires_at > :at)")
                .bind("at", utc(at))
                .bind("id", keyId)
                .execute();
    }

    static void revoke(Handle handle, String keyId, Instant now) {
        handle.createUpdate("update record_api_key set revoked_at = :now where key_id = :id")
                .bind("now", utc(now))
                .bind("id", keyId)
                .execute();
    }

    /** Keeps others from changing the key until the transaction ends. */
    static void lock(Handle handle, String keyId) {
        var unused = handle.createQuery("select key_id from record_api_key where key_id = :id for update")
                .bind("id", keyId)
                .mapTo(String.class)
                .findOne();
    }

    static Optional<KeyRecord> find(Handle handle, String keyId) {
        return handle.createQuery("select * from record_api_key where key_id = :id")
                .bind("id", keyId)
                .map((row, context) -> key(handle, row))
                .findOne();
    }

    static List<KeyRecord> page(Handle handle, @Nullable String insurer, String after, int limit) {
        String whose = insurer == null ? "" : " and insurer = :insurer";
        Query query = handle.createQuery(
                        "select * from record_api_key where key_id > :after" + whose + " order by key_id limit :limit")
                .bind("after", after)
                .bind("limit", limit);
        if (insurer != null) {
            query.bind("insurer", insurer);
        }
        return query.map((row, context) -> key(handle, row)).list();
    }

    /** Keys whose text was shown to a person, the newest first. */
    static List<KeyRecord> shownTo(Handle handle, String person, int limit) {
        return handle.createQuery("select * from record_api_key where key_id in"
                        + " (select key_id from record_api_key_secret where person = :person)"
                        + " order by created_at desc, key_id limit :limit")
                .bind("person", person)
                .bind("limit", limit)
                .map((row, context) -> key(handle, row))
                .list();
    }

    /** Whom the texts of a key were shown to. */
    static Set<String> persons(Handle handle, String keyId) {
        return handle.createQuery("select distinct person from record_api_key_secret"
                        + " where key_id = :id and person is not null")
                .bind("id", keyId)
                .mapTo(String.class)
                .collect(Collectors.toSet());
    }

    /** Whom the texts of a key were shown to, with a blank text for nobody known. */
    static Set<String> shown(Handle handle, String keyId) {
        return handle.createQuery("select distinct coalesce(person, '') from record_api_key_secret where key_id = :id")
                .bind("id", keyId)
                .mapTo(String.class)
                .collect(Collectors.toSet());
    }

    private static KeyRecord key(Handle handle, ResultSet row) throws SQLException {
        String keyId = text(row, "key_id");
        return new KeyRecord(
                keyId,
                text(row, "name"),
                scope(row),
                Objects.requireNonNull(time(row, "created_at")),
                text(row, "created_by"),
                time(row, "expires_at"),
                time(row, "last_used_at"),
                time(row, "revoked_at"),
                secrets(handle, keyId));
    }

    private static List<Secret> secrets(Handle handle, String keyId) {
        return handle.createQuery("select created_at, expires_at, person from record_api_key_secret where key_id = :id"
                        + " order by created_at, key_hash")
                .bind("id", keyId)
                .map((row, context) -> new Secret(
                        Objects.requireNonNull(time(row, "created_at")),
                        time(row, "expires_at"),
                        row.getString("person")))
                .list();
    }

    private static Scope scope(ResultSet row) throws SQLException {
        return new Scope(Role.valueOf(text(row, "role")), row.getString("insurer"));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getString(column), column);
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant time) {
        return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }
}
