package io.claimstream.platform.seal;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import io.claimstream.platform.seal.SubjectKeyTable.Row;
import io.claimstream.platform.seal.SubjectKeyTable.Wrapping;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Jdbi;

/**
 * Has another key wrap the keys of persons. Their keys stay as they are, so that what is sealed needs no rewriting. Cut short, it goes on from where it stood
 * when it is begun again. The earlier key is kept: a process may have asked for it just before, and backups of the database need it. Safe beside running
 * services.
 */
public final class KeyRotation {

    private static final int AT_ONCE = 500;

    private final SubjectKeyTable table;
    private final KeyEncryptionKeys keks;
    private final Clock clock;

    public KeyRotation(Jdbi jdbi, KeyEncryptionKeys keks, Clock clock) {
        this.table = new SubjectKeyTable(jdbi);
        this.keks = keks;
        this.clock = clock;
    }

    /**
     * What was done.
     *
     * @param kekId the key that wraps now
     * @param resumed whether an earlier rotation was brought to its end, and no other key made
     * @param rewrapped keys of persons that were wrapped anew
     */
    public record Done(String kekId, boolean resumed, long rewrapped) {}

    /**
     * A key that wraps, or did.
     *
     * @param number its place in the order, from 1; the last one wraps now
     * @param wraps keys of persons that it wraps
     */
    public record Key(int number, String kekId, Instant createdAt, long wraps) {}

    /**
     * Every key there is, the last one first; none before the first is needed.
     *
     * @throws io.claimstream.platform.database.DatabaseUnavailableException when the database is away
     */
    public List<Key> all() {
        return table.wrapping().stream()
                .map(it -> new Key(it.number(), it.kekId(), table.createdAt(it), table.count(it.kekId())))
                .toList();
    }

    /**
     * A key that does not wrap yet.
     *
     * @param number its place in the order
     */
    public record Next(int number, String kekId) {}

    /**
     * Makes the next key without using it, so that it can be copied to other machines first. Asked again it is the same one.
     *
     * @throws KeyEncryptionKeyMissingException when it cannot be made here
     */
    public Next prepare() {
        return next(table.wrapping());
    }

    private Next next(List<Wrapping> all) {
        int number = all.isEmpty() ? 1 : all.get(0).number() + 1;
        return new Next(
                number, keks.create(number, all.stream().map(Wrapping::kekId).toList()));
    }

    /** Told how far it is. */
    public interface Listener {

        /**
         * So many are done.
         *
         * @param total as many as there were at the beginning; more may have come since
         */
        void at(long done, long total);
    }

    /**
     * Makes another key wrap, or goes on with what was cut short.
     *
     * @throws KeyEncryptionKeyMissingException when a key that still wraps some is not here
     * @throws io.claimstream.platform.database.DatabaseUnavailableException when the database is away
     */
    public Done rotate(Listener listener) {
        List<Wrapping> all = table.wrapping();
        boolean isResumed = older(all).stream().anyMatch(it -> table.count(it.kekId()) > 0);
        if (!isResumed) {
            requireWhatWraps(all);
            Next next = next(all);
            // Somebody else who rotates at once makes the same number: one of the two is entered, and both use it.
            table.insert(new Wrapping(next.number(), next.kekId()), clock.instant());
            all = table.wrapping();
        }
        String newest = all.get(0).kekId();
        return new Done(newest, isResumed, rewrapAll(older(all), newest, listener));
    }

    /** Before another is entered, with which everybody wraps from then on: without these the rotation could not come to its end. */
    private void requireWhatWraps(List<Wrapping> all) {
        for (Wrapping one : all) {
            if (table.count(one.kekId()) > 0) {
                Aead unused = keks.key(one.kekId());
            }
        }
    }

    private static List<Wrapping> older(List<Wrapping> all) {
        return all.isEmpty() ? all : all.subList(1, all.size());
    }

    private long rewrapAll(List<Wrapping> older, String newest, Listener listener) {
        long total = older.stream().mapToLong(it -> table.count(it.kekId())).sum();
        long done = 0;
        for (Wrapping old : older) {
            List<Row> rows = table.wrappedBy(old.kekId(), AT_ONCE);
            while (!rows.isEmpty()) {
                table.rewrap(rows.stream().map(row -> rewrapped(row, newest)).toList());
                done += rows.size();
                listener.at(done, total);
                rows = table.wrappedBy(old.kekId(), AT_ONCE);
            }
        }
        return done;
    }

    private Row rewrapped(Row row, String newest) {
        byte[] context = Context.ofKey(row.subject(), row.keyId());
        KeysetHandle keyset = Keysets.unwrap(
                Objects.requireNonNull(row.wrapped()), keks.key(Objects.requireNonNull(row.kekId())), context);
        return new Row(row.subject(), row.keyId(), Keysets.wrap(keyset, keks.key(newest), context), newest);
    }
}
