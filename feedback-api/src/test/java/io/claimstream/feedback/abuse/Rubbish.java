package io.claimstream.feedback.abuse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes something wrong of what is right: texts, JSON, bytes. */
final class Rubbish {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "null",
            "0",
            "-1",
            "1e400",
            "../../etc/passwd",
            "' or '1'='1",
            "\"; drop table view_claim; --",
            "<script>alert(1)</script>",
            "${jndi:ldap://127.0.0.1/x}",
            "%00",
            "\u0000",
            "\u202e",
            "\ud83d\ude00",
            "é\u0301漢字",
            "x".repeat(300),
            "x".repeat(5_000),
            "9999-12-31T23:59:59Z",
            "+999999999-12-31T23:59:59Z",
            "NaN",
            "Infinity");

    private final Random random;

    Rubbish(Random random) {
        this.random = random;
    }

    /** A text that is hardly what anybody expects. */
    String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    /** A body that is no JSON, or hardly any. */
    byte[] bytes() {
        return switch (random.nextInt(7)) {
            case 0 -> new byte[0];
            case 1 -> "{".getBytes(StandardCharsets.UTF_8);
            case 2 -> "[".repeat(3_000).getBytes(StandardCharsets.UTF_8);
            case 3 -> ("{\"a\":".repeat(2_000) + "1" + "}".repeat(2_000)).getBytes(StandardCharsets.UTF_8);
            case 4 -> ("{\"amount\":1" + "0".repeat(3_000) + "}").getBytes(StandardCharsets.UTF_8);
            case 5 -> "x".repeat(400_000).getBytes(StandardCharsets.UTF_8);
            default -> {
                byte[] noise = new byte[random.nextInt(200)];
                random.nextBytes(noise);
                yield noise;
            }
        };
    }

    /** A copy with one place of it changed. */
    JsonNode changed(JsonNode json) {
        JsonNode copy = json.deepCopy();
        List<ObjectNode> objects = new ArrayList<>();
        collect(copy, objects);
        if (objects.isEmpty()) {
            return value();
        }
        ObjectNode object = objects.get(random.nextInt(objects.size()));
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        if (names.isEmpty() || random.nextInt(5) == 0) {
            object.set(text(), value());
        } else {
            String name = names.get(random.nextInt(names.size()));
            if (random.nextInt(4) == 0) {
                object.remove(name);
            } else {
                object.set(name, value());
            }
        }
        return copy;
    }

    private JsonNode value() {
        return switch (random.nextInt(9)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.booleanNode(random.nextBoolean());
            case 2 -> JSON.numberNode(random.nextLong());
            case 3 -> JSON.numberNode(new BigDecimal("1e-30"));
            case 4 -> JSON.numberNode(new BigDecimal("1e300"));
            case 5 -> JSON.numberNode(-0.0);
            case 6 -> JSON.arrayNode().add(text());
            case 7 -> JSON.objectNode().put("a", text());
            default -> JSON.textNode(text());
        };
    }

    private static void collect(JsonNode json, List<ObjectNode> objects) {
        if (json instanceof ObjectNode object) {
            objects.add(object);
        }
        if (json instanceof ObjectNode || json instanceof ArrayNode) {
            json.forEach(child -> collect(child, objects));
        }
    }
}
