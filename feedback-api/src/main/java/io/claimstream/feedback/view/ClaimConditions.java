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
    private final Map<String, List<String>> lists = new LinkedHashMap<>();

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

    /** Texts that the table is asked with. */
    void list(String name, List<String> texts) {
        lists.put(name, texts);
    }

    /** As they stand behind a where. */
    String sql() {
        return String.join(" and ", conditions);
    }

    /** The question with the values. */
    Query bind(Query query) {
        lists.forEach((name, texts) -> query.bindArray(name, String.class, texts));
        return query.bindMap(values);
    }
}
