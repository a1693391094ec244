package io.claimstream.feedback.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.statement.Query;

/** Conditions on claims that all hold, and the values in them. Not thread-safe. */
final class ClaimConditions {

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();

    /** A column that has this value. */
    void is(String column, String value) {
        with(column + " = :" + column, column, value);
    }

    void with(String condition, String name, Object value) {
        conditions.add(condition);
        values.put(name, value);
    }

    void and(String condition) {
        conditions.add(condition);
    }

    /** A value that a condition names besides its own. */
    void value(String name, Object value) {
        values.put(name, value);
    }

    /** As they stand behind a where. */
    String sql() {
        return String.join(" and ", conditions);
    }

    /** The question with the values. */
    Query bind(Query query) {
        return query.bindMap(values);
    }
}
