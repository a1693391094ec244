package io.claimstream.feedback.page.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.feedback.audit.AuditEntry.States;
import io.claimstream.feedback.page.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How something was before and after, field by field. */
public final class Changes {

    private Changes() {}

    /**
     * A field.
     *
     * @param name where it stands, such as limits 1 amount
     * @param before how it was; a dash where it was not there
     * @param after how it is then; likewise
     * @param isChanged whether they differ
     */
    public record Change(String name, String before, String after, boolean isChanged) {}

    /** Every field of either state, in the order of the later one. */
    static List<Change> of(States states) {
        Map<String, String> before = flat(states.before());
        Map<String, String> after = flat(states.after());
        Set<String> names = new LinkedHashSet<>(after.keySet());
        names.addAll(before.keySet());
        List<Change> changes = new ArrayList<>();
        for (String name : names) {
            String was = Objects.requireNonNullElse(before.get(name), Reader.NONE);
            String is = Objects.requireNonNullElse(after.get(name), Reader.NONE);
            changes.add(new Change(name, was, is, !was.equals(is)));
        }
        return changes;
    }

    /** A state in one line. */
    static String line(@Nullable JsonNode state) {
        return flat(state).entrySet().stream()
                .map(it -> it.getKey() + " " + it.getValue())
                .collect(Collectors.joining(", "));
    }

    private static Map<String, String> flat(@Nullable JsonNode state) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (state != null) {
            flatten("", state, fields);
        }
        return fields;
    }

    private static void flatten(String name, JsonNode node, Map<String, String> fields) {
        if (node.isObject()) {
            node.properties().forEach(it -> flatten(below(name, it.getKey()), it.getValue(), fields));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                flatten(below(name, Integer.toString(i + 1)), node.get(i), fields);
            }
        } else if (!node.isNull()) {
            fields.put(name, node.isNumber() ? node.decimalValue().toPlainString() : node.asText());
        }
    }

    private static String below(String name, String part) {
        return name.isEmpty() ? part : name + " " + part;
    }
}
