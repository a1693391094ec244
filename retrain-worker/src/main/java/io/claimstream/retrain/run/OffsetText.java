package io.claimstream.retrain.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.TreeMap;

/** Offsets by partition as JSON: {@code {"0":1200,"1":1187}}. */
final class OffsetText {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<TreeMap<Integer, Long>> OFFSETS = new TypeReference<>() {};

    private OffsetText() {}

    static String print(Map<Integer, Long> offsets) {
        try {
            return JSON.writeValueAsString(new TreeMap<>(offsets));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Expected offsets by partition", e);
        }
    }

    static Map<Integer, Long> parse(String text) {
        try {
            return JSON.readValue(text, OFFSETS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected offsets by partition in record_training_run.labelled", e);
        }
    }
}
