package io.claimstream.platform.seal;

import io.claimstream.platform.database.Outage;
import io.claimstream.platform.database.UniqueViolation;
import io.claimstream.platform.destruction.Destructions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** The tables of keys. Every question may end in a {@link io.claimstream.platform.database.DatabaseUnavailableException}. Thread-safe. */
final class SubjectKeyTable {

    private final Jdbi jdbi;

    SubjectKeyTable(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * A row.
     *
     * @param wrapped the wrapped key; null once it is destroyed
     */
    // The bytes are passed from the database to Tink and back, never compared.
    @SuppressWarnings("ArrayRecordComponent")
    record Row(Subject subject, String keyId, byte @Nullable [] wrapped, @Nullable String kekId) {}

    /**
     * A key that wraps.
     *
     * @param number its place in the order, from 1
     */
    record Wrapping(int number, String kekId) {}

    Optional<Row> find(Subject subject) {
        return ask(handle -> handle.createQuery(
                        "select * from record_subject_key where insurer = :insurer and subject = :subject")
                .bind("insurer", subject.insurer())
                .bind("subject", subject.pseudonym())
                .map((row, context) -> row(row))
                .findOne());
    }

    /** The rows of several persons, of those who have one. */
    List<Row> find(List<Subject> subjects) {
        Map<String, List<String>> byInsurer = subjects.stream()
                .collect(Collectors.groupingBy(
                        Subject::insurer, Collectors.mapping(Subject::pseudonym, Collectors.toList())));
        return ask(handle -> byInsurer.entrySet().stream()
                .flatMap(it -> ofInsurer(handle, it.getKey(), it.getValue()).stream())
                .toList());
    }

    private static List<Row> ofInsurer(Handle handle, String insurer, List<String> pseudonyms) {
        return handle.createQuery("select k.* from unnest(cast(:subjects as varchar array)) as s(pseudonym)"
                        + " join record_subject_key k on k.insurer = :insurer and k.subject = s.pseudonym")
                .bind("insurer", insurer)
                .bindArray("subjects", String.class, pseudonyms)
                .map((row, context) -> row(row))
                .list();
    }

    /** Adds keys in one transaction; false, and none added, when one of the persons has one already, or had. */
    boolean insert(List<Row> rows, Instant now) {
        return inserted(handle -> handle.inTransaction(it -> insert(it, rows, utc(now))));
    }

    private static int insert(Handle handle, List<Row> rows, OffsetDateTime now) {
        PreparedBatch batch = handle.prepareBatch("insert into record_subject_key"
                + " (insurer, subject, key_id, wrapped_key, kek_id, created_at)"
                + " values (:insurer, :subject, :id, :wrapped, :kek, :now)");
        rows.forEach(row -> batch.bind("insurer", row.subject().insurer())
                .bind("subject", row.subject().pseudonym())
                .bind("id", row.keyId())
                .bind("wrapped", text(Objects.requireNonNull(row.wrapped())))
                .bind("kek", row.kekId())
                .bind("now", now)
                .add());
        return batch.execute().length;
    }

    /** Adds the mark of a key that is destroyed before it was made; false when there is a row already. */
    boolean insertDestroyed(Subject subject, String keyId, Instant now) {
        return inserted(handle -> destroying(handle, it -> it.createUpdate("insert into record_subject_key"
                        + " (insurer, subject, key_id, created_at, destroyed_at)"
                        + " values (:insurer, :subject, :id, :now, :now)")
                .bind("insurer", subject.insurer())
                .bind("subject", subject.pseudonym())
                .bind("id", keyId)
                .bind("now", utc(now))
                .execute()));
    }

    /** Destroys a key that is there. */
    void destroy(Subject subject, Instant now) {
        ask(handle -> destroying(handle, it -> it.createUpdate(
                        "update record_subject_key set wrapped_key = null, kek_id = null,"
                                + " destroyed_at = :now where insurer = :insurer and subject = :subject and destroyed_at is null")
                .bind("now", utc(now))
                .bind("insurer", subject.insurer())
                .bind("subject", subject.pseudonym())
                .execute()));
    }

    /** In one transaction with what tells every process of it. */
    private static int destroying(Handle handle, ToIntFunction<Handle> statement) {
        return handle.inTransaction(it -> {
            int rows = statement.applyAsInt(it);
            if (rows > 0) {
                Destructions.raise(it);
            }
            return rows;
        });
    }

    /** Every key that wraps or did, the last one first. */
    List<Wrapping> wrapping() {
        return ask(handle -> handle.createQuery("select number, kek_id from record_encryption_key order by number desc")
                .map((row, context) -> new Wrapping(row.getInt("number"), text(row, "kek_id")))
                .list());
    }

    /** When a key that wraps was entered. */
    Instant createdAt(Wrapping wrapping) {
        return ask(handle -> handle.createQuery("select created_at from record_encryption_key where number = :number")
                .bind("number", wrapping.number())
                .mapTo(OffsetDateTime.class)
                .one()
                .toInstant());
    }

    /** Has another key wrap from now on; false when somebody was first. */
    boolean insert(Wrapping wrapping, Instant now) {
        return inserted(handle -> handle.createUpdate(
                        "insert into record_encryption_key (number, kek_id, created_at) values (:number, :id, :now)")
                .bind("number", wrapping.number())
                .bind("id", wrapping.kekId())
                .bind("now", utc(now))
                .execute());
    }

    /** How many keys of persons a key wraps. */
    long count(String kekId) {
        return ask(handle -> handle.createQuery("select count(*) from record_subject_key where kek_id = :kek")
                .bind("kek", kekId)
                .mapTo(Long.class)
                .one());
    }

    /** Some of the keys that a key wraps. */
    List<Row> wrappedBy(String kekId, int limit) {
        return ask(handle -> handle.createQuery("select * from record_subject_key where kek_id = :kek limit :limit")
                .bind("kek", kekId)
                .bind("limit", limit)
                .map((row, context) -> row(row))
                .list());
    }

    /**
     * Writes keys as they are wrapped now, in one transaction; one that was destroyed meanwhile stays so. Processes read them anew: how long one is remembered hangs on what wraps
     * it.
     */
    void rewrap(List<Row> rows) {
        ask(handle -> handle.inTransaction(it -> {
            PreparedBatch batch = it.prepareBatch("update record_subject_key set wrapped_key = :wrapped, kek_id = :kek"
                    + " where insurer = :insurer and subject = :subject and destroyed_at is null");
            rows.forEach(row -> batch.bind("wrapped", text(Objects.requireNonNull(row.wrapped())))
                    .bind("kek", row.kekId())
                    .bind("insurer", row.subject().insurer())
                    .bind("subject", row.subject().pseudonym())
                    .add());
            int[] updated = batch.execute();
            Destructions.raise(it);
            return updated;
        }));
    }

    private boolean inserted(Function<Handle, Integer> insert) {
        try {
            return jdbi.withHandle(insert::apply) > 0;
        } catch (JdbiException e) {
            if (UniqueViolation.caused(e)) {
                return false;
            }
            throw Outage.told(e);
        }
    }

    private <R> R ask(Function<Handle, R> question) {
        try {
            return jdbi.withHandle(question::apply);
        } catch (JdbiException e) {
            throw Outage.told(e);
        }
    }

    private static Row row(ResultSet row) throws SQLException {
        String wrapped = row.getString("wrapped_key");
        return new Row(
                new Subject(text(row, "insurer"), text(row, "subject")),
                text(row, "key_id"),
                wrapped == null ? null : Base64.getDecoder().decode(wrapped),
                row.getString("kek_id"));
    }

    private static String text(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getString(column), column);
    }

    private static OffsetDateTime utc(Instant time) {
        return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }
}
