package io.claimstream.launcher.letters;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which letters are meant. */
final class LetterOptions {

    @Option(
            names = "--code",
            paramLabel = "CODE",
            description = "Only those that died of this, such as PROCESSING_FAILED.")
    private @Nullable String code;

    @Option(names = "--service", paramLabel = "NAME", description = "Only those that this service gave up on.")
    private @Nullable String service;

    @Option(names = "--topic", paramLabel = "NAME", description = "Only those that stood on this topic.")
    private @Nullable String topic;

    @Option(names = "--insurer", paramLabel = "NAME", description = "Only those of this insurer.")
    private @Nullable String insurer;

    /** As they stand in an address, behind other parameters. */
    String query() {
        StringBuilder query = new StringBuilder();
        values().forEach((name, value) ->
                query.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return query.toString();
    }

    ObjectNode body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        values().forEach(body::put);
        return body;
    }

    private Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        put(values, "code", code);
        put(values, "service", service);
        put(values, "topic", topic);
        put(values, "insurer", insurer);
        return values;
    }

    private static void put(Map<String, String> values, String name, @Nullable String value) {
        if (value != null) {
            values.put(name, value);
        }
    }
}
