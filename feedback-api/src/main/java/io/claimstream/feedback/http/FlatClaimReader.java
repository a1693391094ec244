package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.domain.importing.CellProblem;
import io.claimstream.domain.importing.MotorInjuryRow;
import io.claimstream.domain.importing.RowOutcome;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.feedback.http.Problem.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads a claim from a flat JSON object whose names are the columns of a motor injury file. What a cell says is for {@link MotorInjuryRow} to tell. */
final class FlatClaimReader {

    private static final String EXPECTED = "Expected ";

    private FlatClaimReader() {}

    /**
     * The first revision of a motor injury claim, in pounds.
     *
     * @param insurer whose claim it is
     * @throws ProblemException naming every place that cannot be read, by the flat names
     */
    static ClaimSubmitted read(JsonNode json, String insurer) {
        if (!json.isObject()) {
            throw invalid(List.of(new Field("", "WRONG_TYPE", "an object")));
        }
        List<Field> fields = new ArrayList<>();
        Map<String, String> cells = cells(json, fields);
        MotorInjuryRow.missingColumns(cells.keySet())
                .forEach(column -> fields.add(new Field(pointer(column), "MISSING", "the column; null when unknown")));
        MotorInjuryRow.unknownColumns(cells.keySet())
                .forEach(name -> fields.add(new Field(pointer(name), "UNKNOWN_FIELD", "only names of columns")));
        if (!fields.isEmpty()) {
            throw invalid(fields);
        }
        Function<RowOutcome.Unreadable, ClaimSubmitted> unreadable = it -> {
            throw invalid(it.problems().stream().map(FlatClaimReader::field).toList());
        };
        return MotorInjuryRow.read(cells, 1, insurer).fold(RowOutcome.Read::claim, unreadable);
    }

    /** Place of a column in the body. */
    static String pointer(String column) {
        return "/" + column.replace("~", "~0").replace("/", "~1");
    }

    private static Map<String, String> cells(JsonNode json, List<Field> fields) {
        Map<String, String> cells = new HashMap<>();
        for (Map.Entry<String, JsonNode> member : json.properties()) {
            JsonNode value = member.getValue();
            if (value.isContainerNode()) {
                fields.add(new Field(pointer(member.getKey()), "WRONG_TYPE", "a text, a number, true, false or null"));
            }
            cells.put(member.getKey(), text(value));
        }
        return cells;
    }

    private static String text(JsonNode value) {
        if (value.isBoolean()) {
            return value.booleanValue() ? "Yes" : "No";
        }
        return value.isNull() ? "" : value.asText();
    }

    private static Field field(CellProblem problem) {
        String reason = problem.reason();
        return new Field(
                pointer(problem.column()),
                "BAD_VALUE",
                reason.startsWith(EXPECTED) ? reason.substring(EXPECTED.length()) : reason);
    }

    private static ProblemException invalid(List<Field> fields) {
        return new ProblemException(Problem.of(ProblemCode.INVALID_BODY, fields));
    }
}
