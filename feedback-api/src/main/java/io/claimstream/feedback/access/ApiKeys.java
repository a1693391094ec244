package io.claimstream.feedback.access;

import io.claimstream.feedback.access.Caller.Kind;
import io.claimstream.feedback.access.KeyTable.Valid;
import io.claimstream.platform.secret.SecretFiles;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The API keys: those in the database, and the one of the command line on this machine. Thread-safe. */
public final class ApiKeys implements Gate {

    /** Name of the command line's key among the secrets. */
    public static final String CLI_SECRET = "cli.key";

    /** How far behind "last used" may be: a busy key must not write a row for every request. */
    static final Duration USE_TOLD_EVERY = Duration.ofMinutes(1);

    private static final String CLI = "cli";

    private final Jdbi jdbi;
    private final String cliKeyHash;
    private final Clock clock;

    private ApiKeys(Jdbi jdbi, String cliKeyHash, Clock clock) {
        this.jdbi = jdbi;
        this.cliKeyHash = cliKeyHash;
        this.clock = clock;
    }

    /** Keys from the database and the secret files; the command line's key is made when there is none. */
    public static ApiKeys open(Jdbi jdbi, SecretFiles secrets, Clock clock) {
        return new ApiKeys(jdbi, new ApiKey(ofCommandLine(secrets)).hash(), clock);
    }

    /** The command line's key, which is made when there is none. */
    public static String ofCommandLine(SecretFiles secrets) {
        byte[] key = secrets.orCreate(CLI_SECRET, () -> ApiKey.random().text().getBytes(StandardCharsets.US_ASCII));
        return new String(key, StandardCharsets.US_ASCII).strip();
    }

    /** Makes the administrator's key when the database holds no key at all. The text is nowhere else: show it once. */
    public Optional<String> makeFirst() {
        return jdbi.inTransaction(handle -> {
            if (!KeyTable.isEmpty(handle)) {
                return Optional.empty();
            }
            ApiKey key = ApiKey.random();
            NewKey first = new NewKey("administrator", new KeyRecord.Scope(Role.ADMINISTRATOR, null), null);
            KeyTable.insert(handle, key, first, new Maker("first start", null), now());
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
        return jdbi.withHandle(handle -> {
            Instant now = now();
            Optional<Valid> valid = KeyTable.valid(handle, key, now);
            valid.filter(it -> isToldAgain(it, now)).ifPresent(it -> KeyTable.used(handle, it.keyId(), now));
            return valid.map(it -> new Caller(
                    "key:" + it.keyId(), it.scope().role(), it.scope().insurer(), Kind.KEY, it.person()));
        });
    }

    private static boolean isToldAgain(Valid key, Instant now) {
        Instant last = key.lastUsedAt();
        return last == null || !now.isBefore(last.plus(USE_TOLD_EVERY));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
