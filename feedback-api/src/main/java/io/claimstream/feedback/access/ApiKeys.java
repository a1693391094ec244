package io.claimstream.feedback.access;

import io.claimstream.platform.secret.SecretFiles;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The API keys: those in the database, and the one of the command line on this machine. Thread-safe. */
public final class ApiKeys implements Gate {

    /** Name of the command line's key among the secrets. */
    public static final String CLI_SECRET = "cli.key";

    private static final String CLI = "cli";

    private final Jdbi jdbi;
    private final String cliKeyHash;

    /** What the database keeps of a key. */
    private record Kept(String hash, Role role) {}

    private ApiKeys(Jdbi jdbi, String cliKeyHash) {
        this.jdbi = jdbi;
        this.cliKeyHash = cliKeyHash;
    }

    /** Keys from the database and the secret files; the command line's key is made when there is none. */
    public static ApiKeys open(Jdbi jdbi, SecretFiles secrets) {
        byte[] key = secrets.orCreate(CLI_SECRET, () -> ApiKey.random().text().getBytes(StandardCharsets.US_ASCII));
        return new ApiKeys(jdbi, new ApiKey(new String(key, StandardCharsets.US_ASCII).strip()).hash());
    }

    /** Makes the administrator's key when the database holds no key at all. The text is nowhere else: show it once. */
    public Optional<String> makeFirst(Clock clock) {
        return jdbi.inTransaction(handle -> {
            if (anyKey(handle)) {
                return Optional.empty();
            }
            ApiKey key = ApiKey.random();
            handle.createUpdate("insert into record_api_key (key_id, name, key_hash, role, created_at)"
                            + " values (:id, :name, :hash, :role, :at)")
                    .bind("id", key.id())
                    .bind("name", "administrator")
                    .bind("hash", key.hash())
                    .bind("role", Role.ADMINISTRATOR.name())
                    .bind("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                    .execute();
            return Optional.of(key.text());
        });
    }

    @Override
    public Optional<Caller> caller(String presented) {
        if (!ApiKey.hasForm(presented)) {
            return Optional.empty();
        }
        ApiKey key = new ApiKey(presented);
        if (key.hasHash(cliKeyHash)) {
            return Optional.of(new Caller(CLI, Role.ADMINISTRATOR));
        }
        return kept(key.id())
                .filter(kept -> key.hasHash(kept.hash()))
                .map(kept -> new Caller("key:" + key.id(), kept.role()));
    }

    private Optional<Kept> kept(String id) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select key_hash, role from record_api_key where key_id = :id")
                        .bind("id", id)
                        .map((row, context) -> new Kept(row.getString("key_hash"), Role.valueOf(row.getString("role"))))
                        .findOne());
    }

    private static boolean anyKey(Handle handle) {
        return handle.createQuery("select count(*) from record_api_key")
                        .mapTo(Long.class)
                        .one()
                > 0;
    }
}
