package io.claimstream.model.upload;

import io.claimstream.model.FeatureSchema;
import io.claimstream.model.ModelJson;
import io.claimstream.model.ProtectedNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The names of the columns that a booster was trained on, in its order: a JSON array, or one a line. Pure. */
public final class FeatureNames {

    /** Part of an upload. */
    public static final String PART = "features";

    private static final int LISTED = 20;

    private FeatureNames() {}

    /**
     * Reads the names and checks that they are those of a feature set, each once, in whatever order.
     *
     * @throws UploadRefusedException with {@code PROTECTED_FEATURE}, {@code UNKNOWN_FEATURE}, {@code MISSING_FEATURE}, {@code
     *     REPEATED_FEATURE} or {@code WRONG_FORM}
     */
    public static List<String> read(byte[] file, FeatureSchema schema) {
        List<String> names = parse(new String(file, StandardCharsets.UTF_8).strip());
        require(
                names.stream().filter(ProtectedNames::isProtected).toList(),
                "PROTECTED_FEATURE",
                "no protected attribute among the features: no model may learn from");
        Set<String> seen = new HashSet<>();
        require(
                names.stream().filter(name -> !seen.add(name)).toList(),
                "REPEATED_FEATURE",
                "every feature once, not twice");
        require(
                names.stream().filter(name -> !schema.names().contains(name)).toList(),
                "UNKNOWN_FEATURE",
                "features of the feature set " + schema.version() + ", which has no");
        require(
                schema.names().stream().filter(name -> !seen.contains(name)).toList(),
                "MISSING_FEATURE",
                "all " + schema.size() + " features of the feature set " + schema.version() + ", but there is no");
        return names;
    }

    /** Names as an order of places: where each column of the booster stands in the feature set. */
    static int[] places(List<String> names, FeatureSchema schema) {
        return names.stream().mapToInt(schema.names()::indexOf).toArray();
    }

    private static List<String> parse(String text) {
        if (!text.startsWith("[")) {
            return text.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
        }
        try {
            return List.of(ModelJson.read(text.getBytes(StandardCharsets.UTF_8), String[].class));
        } catch (IOException | NullPointerException e) {
            // Without Jackson's message, which quotes the input; a null among the names is no name either.
            throw new UploadRefusedException(PART, "WRONG_FORM", "a JSON array of names, or one name a line");
        }
    }

    private static void require(List<String> found, String code, String expected) {
        if (!found.isEmpty()) {
            List<String> listed = new ArrayList<>();
            for (String name : found.subList(0, Math.min(LISTED, found.size()))) {
                listed.add(plain(name));
            }
            String more = found.size() > LISTED ? " and " + (found.size() - LISTED) + " more" : "";
            throw new UploadRefusedException(PART, code, expected + " " + String.join(", ", listed) + more);
        }
    }

    /** A name fit for a message. */
    private static String plain(String name) {
        String plain = name.replaceAll("[^A-Za-z0-9_.:-]", "?");
        return plain.substring(0, Math.min(60, plain.length()));
    }
}
