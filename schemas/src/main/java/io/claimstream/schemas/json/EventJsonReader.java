package io.claimstream.schemas.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.schemas.TrustedEvents;
import io.claimstream.schemas.json.EventJsonException.Code;
import io.claimstream.schemas.json.EventJsonException.Problem;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Reads one JSON tree and gathers its problems. For one use. */
final class EventJsonReader {

    private static final int PROBLEM_LIMIT = 100;

    static {
        TrustedEvents.trust();
    }

    private final List<Problem> problems = new ArrayList<>();

    <T extends SpecificRecord> T read(JsonNode json, Class<T> type) {
        @Nullable Object event = value(json, SpecificData.get().getSchema(type), "");
        if (!problems.isEmpty() || event == null) {
            throw new EventJsonException(problems);
        }
        return type.cast(event);
    }

    /** The value of a place, or null after a problem there. */
    private @Nullable Object value(JsonNode json, Schema schema, String pointer) {
        return switch (schema.getType()) {
            case UNION -> json.isNull() ? null : value(json, otherThanNull(schema), pointer);
            case RECORD -> record(json, schema, pointer);
            case ARRAY -> array(json, schema, pointer);
            default -> scalar(json, schema, pointer);
        };
    }

    private @Nullable Object record(JsonNode json, Schema schema, String pointer) {
        if (!json.isObject()) {
            return problem(pointer, "an object", json.isNull() ? Code.MISSING : Code.WRONG_TYPE);
        }
        SpecificRecord event =
                (SpecificRecord) SpecificData.newInstance(SpecificData.get().getClass(schema), schema);
        for (Schema.Field field : schema.getFields()) {
            @Nullable Object value = field(json, field, pointer + "/" + field.name());
            if (value != null) {
                event.put(field.pos(), value);
            }
        }
        for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (schema.getField(name) == null) {
                problem(pointer + "/" + escaped(name), "no such field", Code.UNKNOWN_FIELD);
            }
        }
        return event;
    }

    private @Nullable Object field(JsonNode object, Schema.Field field, String pointer) {
        JsonNode json = object.get(field.name());
        if (json != null) {
            return value(json, field.schema(), pointer);
        }
        if (field.hasDefaultValue()) {
            return SpecificData.getForSchema(field.schema()).getDefaultValue(field);
        }
        return problem(pointer, "a value", Code.MISSING);
    }

    private @Nullable Object array(JsonNode json, Schema schema, String pointer) {
        if (!json.isArray()) {
            return problem(pointer, "a list", json.isNull() ? Code.MISSING : Code.WRONG_TYPE);
        }
        List<@Nullable Object> items = new ArrayList<>();
        for (int i = 0; i < json.size() && problems.size() < PROBLEM_LIMIT; i++) {
            items.add(value(json.get(i), schema.getElementType(), pointer + "/" + i));
        }
        return items;
    }

    private @Nullable Object scalar(JsonNode json, Schema schema, String pointer) {
        if (json.isNull()) {
            return problem(pointer, "a value", Code.MISSING);
        }
        try {
            return JsonScalars.read(json, schema);
        } catch (JsonScalars.Mismatch mismatch) {
            return problem(pointer, mismatch.expected(), mismatch.code());
        }
    }

    private @Nullable Object problem(String pointer, String expected, Code code) {
        if (problems.size() < PROBLEM_LIMIT) {
            problems.add(new Problem(pointer, expected, code));
        }
        return null;
    }

    private static Schema otherThanNull(Schema union) {
        return union.getTypes().stream()
                .filter(branch -> branch.getType() != Schema.Type.NULL)
                .findFirst()
                .orElseThrow();
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
