package io.claimstream.model.artifact;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a booster written as JSON into the same form as {@link UbjReader}: arrays that XGBoost types in UBJ become typed arrays
 * here too. Nesting, texts and numbers are bounded, a field twice is refused. Not thread-safe; one for each artifact.
 */
final class JsonReader {

    private static final int MAX_DEPTH = 32;
    private static final int MAX_TEXT = 1 << 20;
    private static final int MAX_NUMBER = 64;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_TEXT)
                    .maxNumberLength(MAX_NUMBER)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            // XGBoost writes them where a node has no number; whoever needs a number refuses them.
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final JsonParser parser;

    private JsonReader(JsonParser parser) {
        this.parser = parser;
    }

    /** The whole of the bytes, UTF-8, as one value. */
    static Object read(byte[] bytes) throws IOException {
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            JsonReader reader = new JsonReader(parser);
            parser.nextToken();
            Object value = reader.value("");
            if (parser.nextToken() != null) {
                throw new IOException("bytes follow the end");
            }
            return value;
        }
    }

    private Object value(String name) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new IOException("it ends too early");
        }
        return switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array(name);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> number();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw new IOException("it has a value that XGBoost does not write");
        };
    }

    private Map<String, Object> object() throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            fields.put(name, value(name));
        }
        return fields;
    }

    private Object array(String name) throws IOException {
        return switch (name) {
            case "base_weights", "loss_changes", "split_conditions", "sum_hessian" -> floats();
            case "categories", "categories_nodes", "left_children", "parents", "right_children", "split_indices" ->
                ints();
            case "categories_segments", "categories_sizes" -> longs();
            case "default_left", "split_type" -> bytes();
            default -> list();
        };
    }

    private List<Object> list() throws IOException {
        List<Object> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(value(""));
        }
        return values;
    }

    private float[] floats() throws IOException {
        float[] values = new float[16];
        int count = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values = count == values.length ? Arrays.copyOf(values, 2 * count) : values;
            values[count++] = number();
        }
        return Arrays.copyOf(values, count);
    }

    private int[] ints() throws IOException {
        int[] values = new int[16];
        int count = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values = count == values.length ? Arrays.copyOf(values, 2 * count) : values;
            values[count++] = parser.getIntValue();
        }
        return Arrays.copyOf(values, count);
    }

    private long[] longs() throws IOException {
        List<Long> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(parser.getLongValue());
        }
        return values.stream().mapToLong(Long::longValue).toArray();
    }

    private UbjReader.Bytes bytes() throws IOException {
        List<Byte> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            // Old versions write a flag as true or false.
            boolean isFlag = parser.currentToken().isBoolean();
            values.add(isFlag ? (byte) (parser.getBooleanValue() ? 1 : 0) : parser.getByteValue());
        }
        return new UbjReader.Bytes(values);
    }

    /** Rounded once, from the text: through a double it would be rounded twice, and XGBoost rounds once. */
    private float number() throws IOException {
        if (parser.currentToken() == null || !parser.currentToken().isNumeric()) {
            throw new IOException("it has something else where a number belongs");
        }
        return Float.parseFloat(parser.getText());
    }
}
