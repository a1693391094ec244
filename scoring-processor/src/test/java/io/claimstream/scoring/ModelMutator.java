package io.claimstream.scoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Damages artifacts, by byte and by structure. The same seed does the same damage. Not thread-safe. */
final class ModelMutator {

    private static final JsonMapper JSON = new JsonMapper();
    /** What XGBoost writes, what it does not, and what makes native code fall. */
    private static final List<String> TEXTS = List.of(
            "",
            "0",
            "1",
            "-1",
            "nan",
            "inf",
            "1e40",
            "[7.9E0]",
            "2147483647",
            "dart",
            "gblinear",
            "multi:softmax",
            "reg:logistic");

    private static final List<Number> NUMBERS =
            List.of(0, 1, -1, 2, 3, 7, 64, 255, Integer.MAX_VALUE, Integer.MIN_VALUE, 1L << 40, 0.5, -1e30, 1e30);

    private final SplittableRandom random;

    ModelMutator(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** One to three changes of single bytes, runs of bytes or the length. */
    byte[] bytes(byte[] artifact) {
        byte[] changed = artifact.clone();
        for (int i = 0, changes = 1 + random.nextInt(3); i < changes && changed.length > 0; i++) {
            changed = changeBytes(changed);
        }
        return changed;
    }

    private byte[] changeBytes(byte[] artifact) {
        int at = random.nextInt(artifact.length);
        int length = Math.min(1 + random.nextInt(8), artifact.length - at);
        byte[] changed = artifact.clone();
        switch (random.nextInt(6)) {
            case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> changed[at] = (byte) random.nextInt(256);
            case 2 -> Arrays.fill(changed, at, at + length, (byte) (random.nextBoolean() ? 0xff : 0x7f));
            case 3 -> changed = Arrays.copyOf(artifact, at);
            case 4 -> changed = without(artifact, at, length);
            default -> System.arraycopy(artifact, at, changed, random.nextInt(artifact.length - length + 1), length);
        }
        return changed;
    }

    private static byte[] without(byte[] artifact, int at, int length) {
        byte[] shorter = Arrays.copyOf(artifact, artifact.length - length);
        System.arraycopy(artifact, at + length, shorter, at, artifact.length - at - length);
        return shorter;
    }

    /** One or two changes of fields, elements and values of an artifact in JSON. */
    byte[] structure(byte[] json) throws IOException {
        JsonNode root = JSON.readTree(json);
        for (int i = 0, changes = 1 + random.nextInt(2); i < changes; i++) {
            List<JsonNode> containers = new ArrayList<>();
            collect(root, containers);
            change(containers.get(random.nextInt(containers.size())));
        }
        return JSON.writeValueAsBytes(root);
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode() && !node.isEmpty()) {
            containers.add(node);
            node.forEach(child -> collect(child, containers));
        }
    }

    private void change(JsonNode container) {
        if (container instanceof ArrayNode array) {
            changeElement(array);
        } else if (container instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = names.get(random.nextInt(names.size()));
            if (random.nextInt(4) == 0) {
                object.remove(name);
            } else {
                object.set(name, other(object.get(name)));
            }
        }
    }

    private void changeElement(ArrayNode array) {
        int at = random.nextInt(array.size());
        switch (random.nextInt(5)) {
            case 0 -> array.remove(at);
            case 1 -> array.insert(at, array.get(at).deepCopy());
            case 2 -> {
                JsonNode moved = array.get(at);
                int with = random.nextInt(array.size());
                array.set(at, array.get(with));
                array.set(with, moved);
            }
            default -> array.set(at, other(array.get(at)));
        }
    }

    private JsonNode other(JsonNode value) {
        JsonNodeFactory make = JsonNodeFactory.instance;
        if (random.nextInt(8) == 0) {
            return random.nextBoolean() ? make.nullNode() : make.arrayNode();
        }
        if (value.isNumber()) {
            Number number = NUMBERS.get(random.nextInt(NUMBERS.size()));
            return random.nextBoolean()
                    ? make.numberNode(value.asDouble() + (random.nextBoolean() ? 1 : -1))
                    : make.numberNode(number.doubleValue());
        }
        return make.textNode(TEXTS.get(random.nextInt(TEXTS.size())));
    }
}
