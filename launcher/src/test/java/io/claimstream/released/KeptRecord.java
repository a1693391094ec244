package io.claimstream.released;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** A record as a release wrote it, byte for byte. Its arrays are shared and must not be changed. */
public final class KeptRecord {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final byte @Nullable [] key;
    private final long timestamp;
    private final Map<String, byte[]> headers;
    private final byte @Nullable [] value;

    private KeptRecord(byte @Nullable [] key, long timestamp, Map<String, byte[]> headers, byte @Nullable [] value) {
        this.key = key;
        this.timestamp = timestamp;
        this.headers = headers;
        this.value = value;
    }

    /** Milliseconds since 1970. */
    long timestamp() {
        return timestamp;
    }

    /** Values by name. */
    Map<String, byte[]> headers() {
        return headers;
    }

    /** Null for a record without one. */
    public byte @Nullable [] value() {
        return value;
    }

    /** A record as it was read. */
    public static KeptRecord of(ConsumerRecord<byte @Nullable [], byte @Nullable []> read) {
        Map<String, byte[]> headers = new TreeMap<>();
        for (Header header : read.headers()) {
            headers.put(header.key(), header.value());
        }
        return new KeptRecord(read.key(), read.timestamp(), headers, read.value());
    }

    /** The value, which must be there. */
    byte[] content() {
        return Objects.requireNonNull(value);
    }

    /** The same with another value. */
    KeptRecord with(byte[] other) {
        return new KeptRecord(key, timestamp, headers, other);
    }

    /** One line of JSON, with bytes in Base64. */
    String line() throws JsonProcessingException {
        ObjectNode line = JSON.createObjectNode();
        line.put("key", key).put("timestamp", timestamp);
        ArrayNode said = line.putArray("headers");
        headers.forEach((name, bytes) -> said.addObject().put("name", name).put("value", bytes));
        return JSON.writeValueAsString(line.put("value", value));
    }

    /** What {@link #line} wrote. */
    static KeptRecord parse(String line) throws IOException {
        JsonNode tree = JSON.readTree(line);
        Map<String, byte[]> headers = new TreeMap<>();
        for (JsonNode header : tree.path("headers")) {
            headers.put(header.path("name").asText(), header.path("value").binaryValue());
        }
        return new KeptRecord(
                bytes(tree.path("key")), tree.path("timestamp").asLong(), headers, bytes(tree.path("value")));
    }

    private static byte @Nullable [] bytes(JsonNode field) throws IOException {
        return field.isNull() ? null : field.binaryValue();
    }
}
