package io.claimstream.platform.backup;

import java.util.List;

/** What is to be loaded has no place in the database. */
public final class UnknownTableException extends RuntimeException {

    UnknownTableException(String what) {
        super("Expected a place for " + what + " in the database, but it has none.");
    }

    static void requireKnown(List<String> tables, List<RecordTable> known) {
        for (String table : tables) {
            if (known.stream().noneMatch(it -> it.name().equals(table))) {
                throw new UnknownTableException("the table " + table);
            }
        }
    }
}
