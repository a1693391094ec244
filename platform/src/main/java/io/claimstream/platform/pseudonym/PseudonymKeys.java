package io.claimstream.platform.pseudonym;

import io.claimstream.platform.pseudonym.PseudonymKeyTable.Row;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The keys that references are looked up by: lists them, has another one come after the last, and retires earlier ones. Pseudonyms stay as they are. Safe beside running services,
 * which go on with the other key within a second.
 */
public final class PseudonymKeys {

    /** The table that tells their order. */
    public static final String TABLE = "record_pseudonym_key";

    private final PseudonymKeyTable table;
    private final PseudonymTable rows;
    private final PseudonymKeyFiles files;
    private final Clock clock;

    public PseudonymKeys(Jdbi jdbi, PseudonymKeyFiles files, Clock clock) {
        this.table = new PseudonymKeyTable(jdbi);
        this.rows = new PseudonymTable(jdbi);
        this.files = files;
        this.clock = clock;
    }

    /**
     * A key.
     *
     * @param number its place in the order, from 1; new rows come under the last one
     * @param computes whether it gives pseudonyms to those who have none yet, since it did so before there were rows
     * @param retiredAt empty while it is looked under
     * @param rows pseudonyms that are found by it alone
     */
    public record Key(
            int number, String keyId, boolean computes, Instant createdAt, Optional<Instant> retiredAt, long rows) {}

    /** What was refused, in words for people. */
    public static final class RefusedException extends RuntimeException {

        RefusedException(String message) {
            super(message);
        }
    }

    /**
     * Every key there is or was, the last one first; none before the first claim.
     *
     * @throws io.claimstream.platform.database.DatabaseUnavailableException when the database is away
     */
    public List<Key> all() {
        return table.all().stream().map(this::key).toList();
    }

    /**
     * Looks whether every key that is not retired is here.
     *
     * @param handle sees the table
     * @throws PseudonymKeyMissingException when one is not
     */
    public static void require(Handle handle, PseudonymKeyFiles files) {
        for (Row row : PseudonymKeyTable.all(handle)) {
            if (row.retiredAt().isEmpty()) {
                byte[] unused = files.key(row.number(), row.keyId());
            }
        }
    }

    private Key key(Row row) {
        return new Key(
                row.number(), row.keyId(), row.computes(), row.createdAt(), row.retiredAt(), rows.count(row.number()));
    }

    /**
     * Makes the file of the next key without using it, so that it can be copied to other machines first. Asked again it is the same one. Before the first claim that is the first key.
     *
     * @return its number
     * @throws PseudonymKeyMissingException when it cannot be made here
     */
    public int prepare() {
        List<Row> all = table.all();
        int next = all.isEmpty() ? 1 : all.get(0).number() + 1;
        String unused = files.create(next);
        return next;
    }

    /**
     * Has another key come after the last, from its file where there is one already. Rows come under it with the next claim of whom they are about; until then they are found by the
     * earlier one.
     *
     * @return the keys as they are then
     * @throws RefusedException when there is none yet, or somebody else rotates at this moment
     * @throws PseudonymKeyMissingException when it cannot be made here
     * @throws io.claimstream.platform.database.DatabaseUnavailableException when the database is away
     */
    public List<Key> rotate() {
        int last = last().number();
        String next = files.create(last + 1);
        if (table.all().stream().anyMatch(it -> it.keyId().equals(next))) {
            throw new RefusedException("Expected another key in the file " + files.path(last + 1)
                    + ", but it has the same as an earlier one.");
        }
        if (!table.insertAfter(last, next, clock.instant())) {
            throw new RefusedException(
                    "Expected nobody else to rotate at this moment; 'keys list' tells what is there.");
        }
        return all();
    }

    /** The key that new rows come under. */
    public Key last() {
        List<Row> all = table.all();
        if (all.isEmpty()) {
            throw new RefusedException(
                    "Expected a key that was used, but there is none yet: claim-ingest takes the first with its first claim.");
        }
        return key(all.get(0));
    }

    /**
     * Looks under a key no more. Its file may be deleted then.
     *
     * @param isLossMeant whether those who are found by it alone are to lose their pseudonym, and so their history
     * @throws RefusedException when it is the last one, or unknown, or rows hang on it and no loss is meant
     * @throws io.claimstream.platform.database.DatabaseUnavailableException when the database is away
     */
    public Key retire(String keyId, boolean isLossMeant) {
        Key key = all().stream()
                .filter(it -> it.keyId().equals(keyId))
                .findFirst()
                .orElseThrow(
                        () -> new RefusedException("Expected a key that 'keys list' shows, but got '" + keyId + "'."));
        if (key.retiredAt().isPresent()) {
            return key;
        }
        if (key.number() == last().number()) {
            throw new RefusedException("Expected an earlier key, but new rows come under " + keyId + "; rotate first.");
        }
        if (!isLossMeant && (key.rows() > 0 || key.computes())) {
            throw new RefusedException(loss(key));
        }
        table.retire(key.number(), clock.instant());
        return key;
    }

    private static String loss(Key key) {
        String rows = key.rows() + " pseudonyms are found by " + key.keyId()
                + " alone, for no claim with them came after the rotation";
        String unseen = ", and it alone tells those of before there were rows";
        return "Expected that nobody loses a history, but " + rows + (key.computes() ? unseen : "")
                + ". Wait, or say that it is meant.";
    }
}
