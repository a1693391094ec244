package io.claimstream.platform.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/**
 * The tables {@code record_*}, with what no topic holds: as lines of JSON, the same from H2 and from PostgreSQL. The tables {@code view_*} are made again from the
 * topics. Thread-safe.
 */
public final class RecordTables {

    private final Jdbi jdbi;

    public RecordTables(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Where the rows of a table go, one after the other. */
    public interface Sink {

        /** Takes the rows of a table, which the given work writes. */
        void take(String table, Rows rows) throws IOException;
    }

    /** Writes the rows of a table. */
    public interface Rows {

        /** Leaves the stream open. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** Where the rows of a table come from. */
    public interface Source {

        /** Rows as they were written; the caller closes it. */
        InputStream open(String table) throws IOException;
    }

    /**
     * Writes every table as it is at one moment. Writers are not kept waiting.
     *
     * @return how many rows each had, by the order of their names
     * @throws IOException when they cannot be written
     */
    public Map<String, Long> export(Sink sink) throws IOException {
        return jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, handle -> {
            Map<String, Long> counts = new TreeMap<>();
            for (RecordTable table : RecordCatalogue.of(handle)) {
                sink.take(table.name(), out -> counts.put(table.name(), table.write(handle, out)));
            }
            return counts;
        });
    }

    /** Tables that have rows already, those of the views among them; nothing may be loaded then. */
    public List<String> filled() {
        return jdbi.withHandle(handle -> {
            List<String> filled = new ArrayList<>();
            for (RecordTable table : RecordCatalogue.of(handle)) {
                if (count(handle, table.name()) > 0) {
                    filled.add(table.name());
                }
            }
            if (count(handle, "view_offset") > 0) {
                filled.add("view_offset");
            }
            return filled;
        });
    }

    /**
     * Loads tables, all or none.
     *
     * @param tables those that the source has
     * @param check looks at the database when all rows are there, before they are kept; what it throws keeps them out
     * @return how many rows were loaded
     * @throws IOException when the source cannot be read
     * @throws UnknownTableException when the database has no such table, or no such column
     */
    public long load(List<String> tables, Source source, Consumer<Handle> check) throws IOException {
        return jdbi.inTransaction(handle -> {
            List<RecordTable> known = RecordCatalogue.of(handle);
            UnknownTableException.requireKnown(tables, known);
            long rows = 0;
            for (RecordTable table : known) {
                if (tables.contains(table.name())) {
                    try (InputStream in = source.open(table.name())) {
                        rows += table.read(handle, in);
                    }
                }
            }
            check.accept(handle);
            // Last, for H2 keeps what was done before such a statement.
            known.forEach(it -> it.goOn(handle));
            return rows;
        });
    }

    private static long count(Handle handle, String table) {
        return handle.createQuery("select count(*) from " + table)
                .mapTo(Long.class)
                .one();
    }
}
