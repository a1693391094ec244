package io.claimstream.schemas.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.schemas.json.EventJsonException.Code;
import io.claimstream.schemas.json.EventJsonException.Problem;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * Generated records to plain JSON and back, by their Avro schema. Absent values are left out; amounts are exact JSON numbers,
 * times ISO-8601 in UTC down to the microsecond, enumerations text, bytes base64, numbers that are not finite the texts
 * {@code NaN}, {@code Infinity}, {@code -Infinity}. Thread-safe.
 */
public final class EventJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .disable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private EventJson() {}

    /** A record as JSON, its fields in the order of the schema. */
    public static ObjectNode toJson(SpecificRecord event) {
        return EventJsonWriter.write(event);
    }

    /**
     * The record that a JSON object stands for. Numbers should come from {@link #parse}, which keeps decimals exact; a time
     * finer than a microsecond is cut.
     *
     * @throws EventJsonException naming every problem found, at most 100
     */
    public static <T extends SpecificRecord> T fromJson(JsonNode json, Class<T> type) {
        return new EventJsonReader().read(json, type);
    }

    /**
     * Reads JSON text so that no digit of an amount is lost. Refuses a name given twice and anything after the first value.
     *
     * @throws EventJsonException with the one problem {@link Code#MALFORMED}
     */
    public static JsonNode parse(String text) {
        try {
            JsonNode json = MAPPER.readTree(text);
            if (json.isMissingNode()) {
                throw malformed("JSON, but nothing was sent");
            }
            return json;
        } catch (JsonProcessingException e) {
            throw malformed("JSON" + place(e));
        }
    }

    /** JSON text on one line, amounts with all their decimals. */
    public static String format(JsonNode json) {
        try {
            return MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected a JSON tree to have a text form.", e);
        }
    }

    /** The place only: the exception's message would hold pieces of the text. Too deep a nesting comes without a place. */
    private static String place(JsonProcessingException e) {
        JsonLocation location = e.getLocation();
        return location == null
                ? " of a sane depth and with numbers of a sane length"
                : "; it breaks off or goes wrong in line %d, column %d"
                        .formatted(location.getLineNr(), location.getColumnNr());
    }

    private static EventJsonException malformed(String expected) {
        return new EventJsonException(List.of(new Problem("", expected, Code.MALFORMED)));
    }
}
