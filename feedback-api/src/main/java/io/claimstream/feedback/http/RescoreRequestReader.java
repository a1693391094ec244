package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.desk.RescoreDesk.Ask;
import io.claimstream.feedback.http.Problem.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a request to score once more from JSON and finds all that is wrong with its form at once. */
final class RescoreRequestReader {

    private static final Set<String> FIELDS = Set.of("reason", "version");
    private static final Pattern VERSION = Pattern.compile("baseline|m-[0-9a-f]{12}");
    private static final int REASON_CHARACTERS = 500;

    private final List<Field> wrong = new ArrayList<>();

    private RescoreRequestReader() {}

    /**
     * What a JSON object asks for.
     *
     * @param actor who asks
     * @throws ProblemException naming every place that is wrong
     */
    static Ask read(JsonNode json, String actor) {
        return new RescoreRequestReader().ask(json, actor);
    }

    private Ask ask(JsonNode json, String actor) {
        if (!(json instanceof ObjectNode)) {
            throw invalid(List.of(new Field("", "WRONG_TYPE", "an object")));
        }
        json.fieldNames().forEachRemaining(field -> {
            if (!FIELDS.contains(field)) {
                String pointer = "/" + field.replace("~", "~0").replace("/", "~1");
                wrong.add(new Field(pointer, "UNKNOWN_FIELD", "one of the documented fields"));
            }
        });
        Ask ask = new Ask(version(json.path("version")), reason(json.path("reason")), null, actor);
        if (!wrong.isEmpty()) {
            throw invalid(wrong);
        }
        return ask;
    }

    private @Nullable String version(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (!node.isTextual() || !VERSION.matcher(node.textValue()).matches()) {
            wrong.add(new Field(
                    "/version",
                    node.isTextual() ? "WRONG_FORM" : "WRONG_TYPE",
                    "a version such as m-0f3c5a9d1e27, or baseline"));
        }
        return node.asText();
    }

    private String reason(JsonNode node) {
        if (!node.isTextual()) {
            wrong.add(new Field("/reason", node.isMissingNode() ? "MISSING" : "WRONG_TYPE", "why, in plain words"));
            return "";
        }
        String reason = node.textValue().strip();
        if (reason.isEmpty()) {
            wrong.add(new Field("/reason", "TEXT_BLANK", "why, in plain words"));
        } else if (reason.length() > REASON_CHARACTERS) {
            wrong.add(new Field("/reason", "TOO_LONG", "at most " + REASON_CHARACTERS + " characters"));
        }
        return reason;
    }

    private static ProblemException invalid(List<Field> fields) {
        return new ProblemException(Problem.of(ProblemCode.INVALID_BODY, fields));
    }
}
