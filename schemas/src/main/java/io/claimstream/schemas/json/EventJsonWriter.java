package io.claimstream.schemas.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.FloatNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** A record as a JSON tree. The values of a generated record say by their Java class how they are written. */
final class EventJsonWriter {

    private EventJsonWriter() {}

    static ObjectNode write(SpecificRecord event) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (Schema.Field field : event.getSchema().getFields()) {
            @Nullable Object value = event.get(field.pos());
            if (value != null) {
                object.set(field.name(), node(value));
            }
        }
        return object;
    }

    private static JsonNode node(Object value) {
        if (value instanceof SpecificRecord nested) {
            return write(nested);
        }
        if (value instanceof List<?> items) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode(items.size());
            items.forEach(item -> array.add(node(item)));
            return array;
        }
        if (value instanceof ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            return BinaryNode.valueOf(copy);
        }
        return value instanceof Number number ? number(number) : text(value);
    }

    private static JsonNode number(Number value) {
        if (value instanceof BigDecimal decimal) {
            return DecimalNode.valueOf(decimal);
        }
        if (value instanceof Integer whole) {
            return IntNode.valueOf(whole);
        }
        if (value instanceof Long whole) {
            return LongNode.valueOf(whole);
        }
        if (!Double.isFinite(value.doubleValue())) {
            return TextNode.valueOf(value.toString());
        }
        return value instanceof Float number ? FloatNode.valueOf(number) : DoubleNode.valueOf(value.doubleValue());
    }

    private static JsonNode text(Object value) {
        if (value instanceof Boolean bool) {
            return BooleanNode.valueOf(bool);
        }
        if (value instanceof CharSequence || value instanceof Enum<?> || value instanceof Instant) {
            return TextNode.valueOf(value.toString());
        }
        throw new IllegalStateException("Expected no value of " + value.getClass() + " in an event.");
    }
}
