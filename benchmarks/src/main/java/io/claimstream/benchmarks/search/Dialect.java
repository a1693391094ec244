package io.claimstream.benchmarks.search;

/** What H2 and PostgreSQL write differently when they make rows up. */
enum Dialect {
    H2("system_range(:from, :to) as n(x)", "dateadd('SECOND', %2$s, %1$s)", "cast(stringtoutf8(%s) as bytea)"),
    POSTGRESQL(
            "generate_series(:from, :to) as n(x)",
            "%1$s + cast(%2$s as bigint) * interval '1 second'",
            "convert_to(%s, 'UTF8')");

    private final String numbers;
    private final String later;
    private final String bytes;

    Dialect(String numbers, String later, String bytes) {
        this.numbers = numbers;
        this.later = later;
        this.bytes = bytes;
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
