package io.claimstream.feedback.view;

import static io.claimstream.feedback.view.Column.day;
import static io.claimstream.feedback.view.Column.id;
import static io.claimstream.feedback.view.Column.number;
import static io.claimstream.feedback.view.Column.sum;
import static io.claimstream.feedback.view.Column.text;

import java.math.BigDecimal;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Tables of sums. Each row is a sum over claims or records, and nothing but added to. Immutable and thread-safe. */
// Columns are records of texts, and an upsert holds nothing but SQL, which Error Prone cannot know.
@SuppressWarnings("ImmutableEnumChecker")
enum Tally {
    WAITING(
            "view_tally_waiting",
            List.of(id("insurer"), id("line_of_business"), text("currency", 10), day("submitted_on"), day("due_on")),
            List.of(number("claims"), number("with_interval"), sum("money_at_risk"))),
    ANSWERED(
            "view_tally_answered",
            List.of(
                    day("answered_on"),
                    id("insurer"),
                    id("line_of_business"),
                    text("currency", 10),
                    id("model_version")),
            List.of(number("accepted"), number("corrected"))),
    SETTLED(
            "view_tally_settled",
            List.of(
                    day("settled_on"),
                    id("insurer"),
                    id("line_of_business"),
                    text("currency", 10),
                    id("model_version")),
            List.of(
                    number("claims"),
                    sum("estimated"),
                    sum("paid"),
                    sum("absolute_error"),
                    number("above_zero"),
                    sum("percentage_error"),
                    sum("signed_error"),
                    number("with_interval"),
                    number("covered"),
                    number("with_confidence"),
                    sum("confidence"),
                    number("within_ten"))),
    RECORDS(
            "view_tally_record",
            List.of(
                    day("ingested_on"),
                    text("what", 20),
                    id("insurer"),
                    id("line_of_business"),
                    text("currency", 10),
                    id("model_version")),
            List.of(number("records")));

    private final String table;
    private final List<Column> keys;
    private final List<Column> sums;
    private final Upsert upsert;

    Tally(String table, List<Column> keys, List<Column> sums) {
        this.table = table;
        this.keys = keys;
        this.sums = sums;
        this.upsert = Upsert.adding(table, keys, sums);
    }

    String table() {
        return table;
    }

    List<Column> keys() {
        return keys;
    }

    List<Column> sums() {
        return sums;
    }

    /** A row that adds sums to a key. */
    Row row(List<Object> key, List<BigDecimal> amounts) {
        Row row = new Row();
        for (int i = 0; i < keys.size(); i++) {
            row.with(keys.get(i).name(), key.get(i));
        }
        for (int i = 0; i < sums.size(); i++) {
            row.with(sums.get(i).name(), amounts.get(i));
        }
        return row;
    }

    /** Adds within the handle's transaction. */
    void add(Handle handle, List<Row> rows) {
        upsert.write(handle, rows);
    }
}
