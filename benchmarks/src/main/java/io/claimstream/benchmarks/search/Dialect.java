package io.claimstream.benchmarks.search;

/** What H2 and PostgreSQL write differently when they make rows up. */
enum Dialect {
    H2(
            "system_range(:from, :to) as n(x)",
            "dateadd('SECOND', %2$s, %1$s)",
            "cast(stringtoutf8(%s) as bytea)",
            "select index_name from information_schema.indexes where table_name = upper('%s') and index_type_name = 'INDEX'",
            "script nodata nosettings table %s"),
    POSTGRESQL(
            "generate_series(:from, :to) as n(x)",
            "%1$s + cast(%2$s as bigint) * interval '1 second'",
            "convert_to(%s, 'UTF8')",
            "select indexname from pg_indexes where tablename = '%s' and indexname not like '%%pkey'",
            "select indexdef from pg_indexes where tablename = '%s' and indexname not like '%%pkey'");

    private final String numbers;
    private final String later;
    private final String bytes;
    private final String indexNames;
    private final String indexStatements;

    Dialect(String numbers, String later, String bytes, String indexNames, String indexStatements) {
        this.numbers = numbers;
        this.later = later;
        this.bytes = bytes;
        this.indexNames = indexNames;
        this.indexStatements = indexStatements;
    }

    /** Asks for the names of the indexes of a table, but for the key's. */
    String indexNames(String table) {
        return indexNames.formatted(table);
    }

    /** Asks for the statements that make these indexes, among others. */
    String indexStatements(String table) {
        return indexStatements.formatted(table);
    }

    /** The numbers x from one to another, both included. */
    String numbers() {
        return numbers;
    }

    /** A time that is some seconds later. */
    String later(String time, String seconds) {
        return "(" + later.formatted(time, seconds) + ")";
    }

    /** The bytes of a text. */
    String bytes(String text) {
        return bytes.formatted(text);
    }
}
