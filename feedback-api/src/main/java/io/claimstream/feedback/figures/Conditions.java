package io.claimstream.feedback.figures;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Conditions that all hold, and the question that is asked under them. Values are bound, never written into the SQL. Not thread-safe. */
final class Conditions {

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();

    static Conditions of(Scope scope) {
        return new Conditions()
                .isIfGiven("insurer", scope.insurer())
                .isIfGiven("line_of_business", scope.lineOfBusiness())
                .isIfGiven("currency", scope.currency());
    }

    Conditions is(String column, String value) {
        conditions.add(column + " = :" + column);
        values.put(column, value);
        return this;
    }

    Conditions isIfGiven(String column, @Nullable String value) {
        return value == null ? this : is(column, value);
    }

    Conditions and(String condition) {
        conditions.add(condition);
        return this;
    }

    /**
     * Sums of some days.
     *
     * @param columns the first is the day, {@code as on_day}
     * @param what the only kind of record asked for; blank for every row
     */
    List<SumRow> query(Handle handle, String columns, String table, Days days, String what) {
        String day = columns.substring(0, columns.indexOf(" as on_day"));
        List<String> all = new ArrayList<>(conditions);
        all.add(day + " >= :from and " + day + " <= :to");
        if (!what.isEmpty()) {
            all.add("what = '" + what + "'");
        }
        Map<String, Object> bound = new LinkedHashMap<>(values);
        bound.put("from", days.from());
        bound.put("to", days.to());
        return query(handle, columns, table, all, bound);
    }

    /** Sums over the table. */
    List<SumRow> query(Handle handle, String columns, String table) {
        return query(handle, columns, table, conditions, values);
    }

    private static List<SumRow> query(
            Handle handle, String columns, String table, List<String> conditions, Map<String, Object> values) {
        String grouped = columns.contains("sum(")
                ? " group by " + columns.substring(0, columns.indexOf(", sum(")).replace(" as on_day", "")
                : "";
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        return handle.createQuery("select " + columns + " from " + table + where + grouped)
                .bindMap(values)
                .map((row, context) -> SumRow.read(row))
                .list();
    }
}
