package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer that says what went wrong (RFC 9457). Never holds a stack trace or what the caller sent.
 *
 * @param code stable code
 * @param detail what was expected here, in plain words
 * @param fields places in the body, where places are meant
 * @param link where to go on, or null
 */
public record Problem(ProblemCode code, String detail, List<Field> fields, @Nullable String link) {

    /** Media type of a problem. */
    static final String MEDIA_TYPE = "application/problem+json";

    /**
     * A place in the body that is wrong.
     *
     * @param pointer JSON Pointer; empty for the whole body
     * @param code stable code
     * @param expected what was expected there
     */
    public record Field(String pointer, String code, String expected) {}

    public Problem {
        fields = List.copyOf(fields);
    }

    static Problem of(ProblemCode code, String detail) {
        return new Problem(code, detail, List.of(), null);
    }

    static Problem of(ProblemCode code, List<Field> fields) {
        return new Problem(code, "Expected another form in the places listed.", fields, null);
    }

    /** The same about a part of the body: every place stands below a pointer. */
    Problem below(String pointer) {
        List<Field> moved = fields.stream()
                .map(it -> new Field(pointer + it.pointer(), it.code(), it.expected()))
                .toList();
        return new Problem(code, detail, moved, link);
    }

    Problem withLink(String target) {
        return new Problem(code, detail, fields, target);
    }

    ObjectNode toJson(String traceId) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", code.type())
                .put("title", code.title())
                .put("status", code.status())
                .put("code", code.name())
                .put("detail", detail)
                .put("traceId", traceId);
        if (!fields.isEmpty()) {
            var problems = json.putArray("problems");
            fields.forEach(field -> problems.addObject()
                    .put("pointer", field.pointer())
                    .put("code", field.code())
                    .put("expected", field.expected()));
        }
        if (link != null) {
            json.put("link", link);
        }
        return json;
    }
}
