package io.claimstream.feedback.privacy;

import io.claimstream.platform.database.UniqueViolation;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/** The key that receipts are signed with here, and the fingerprints of those that sign on the same database. Thread-safe. */
final class ReceiptKeys {

    private static final String LAST =
            "select key_id from record_receipt_key order by first_used_at desc, key_id desc limit 1";

    private final Jdbi jdbi;
    private final Supplier<ReceiptKey> key;
    private final Clock clock;
    private final AtomicReference<@Nullable String> opened = new AtomicReference<>();

    /** @param key reads the key, or makes it */
    ReceiptKeys(Jdbi jdbi, Supplier<ReceiptKey> key, Clock clock) {
        this.jdbi = jdbi;
        this.key = key;
        this.clock = clock;
    }

    /**
     * The key, whose fingerprint the database has from now on.
     *
     * @throws ReceiptKeyUnavailableException when it can be neither read nor made
     */
    ReceiptKey open() {
        ReceiptKey current = key.get();
        if (!current.keyId().equals(opened.get())) {
            note(current.keyId());
            opened.set(current.keyId());
        }
        return current;
    }

    /** What is wrong when another machine began to sign with another key since this one did; empty when nothing is, or nothing was signed here. */
    Optional<String> conflict() {
        return Optional.ofNullable(opened.get()).flatMap(mine -> jdbi.withHandle(
                        handle -> handle.createQuery(LAST).mapTo(String.class).findOne())
                .filter(last -> !last.equals(mine))
                .map(last -> "receipts are signed with key " + mine + " here and with " + last
                        + " elsewhere: machines that share a database need the same " + ReceiptKey.SECRET));
    }

    private void note(String keyId) {
        try {
            jdbi.useHandle(handle -> handle.createUpdate("insert into record_receipt_key (key_id, first_used_at)"
                            + " select cast(:id as varchar), cast(:at as timestamp with time zone)"
                            + " where not exists (select 1 from record_receipt_key where key_id = :id)")
                    .bind("id", keyId)
                    .bind("at", ErasureTable.utc(clock.instant().truncatedTo(ChronoUnit.MICROS)))
                    .execute());
        } catch (UnableToExecuteStatementException e) {
            if (!UniqueViolation.caused(e)) {
                throw e;
            }
        }
    }
}
