package io.claimstream.benchmarks.search;

import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The indexes of a table, but for its key. They are taken away while rows are made up and made again behind them, from whatever the
 * migrations made: a million rows in no order of any index make an embedded database write the pages of six indexes over and over.
 */
final class TableIndexes {

    private final List<String> names;
    private final List<String> statements;

    private TableIndexes(List<String> names, List<String> statements) {
        this.names = names;
        this.statements = statements;
    }

    static TableIndexes of(Handle handle, Dialect dialect, String table) {
        return new TableIndexes(
                texts(handle, dialect.indexNames(table)),
                texts(handle, dialect.indexStatements(table)).stream()
                        .filter(it -> it.startsWith("CREATE INDEX"))
                        .toList());
    }

    void takeAway(Handle handle) {
        names.forEach(it -> handle.execute("drop index " + it));
    }

    /** @throws IllegalStateException when not every index that was taken away can be made again */
    void makeAgain(Handle handle) {
        if (statements.size() != names.size()) {
            throw new IllegalStateException("of " + names + " there are only " + statements);
        }
        statements.forEach(handle::execute);
    }

    private static List<String> texts(Handle handle, String sql) {
        return handle.createQuery(sql).mapTo(String.class).list();
    }
}
