package io.claimstream.model.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a version of an engine makes of boosters written by Python's XGBoost, as the bits of floats.
 *
 * @param version the version
 * @param found a line for each row: booster, margin, contributions, base
 */
record FrozenOutput(String version, List<String> found) {

    private static final Path FOLDER = Path.of("src/test/resources/boosters");
    private static final List<String> BOOSTERS =
            List.of("squarederror-3.2.ubj", "parallel-3.2.json", "deep-3.2.ubj", "gamma-3.2.json", "logistic-2.1.json");

    static FrozenOutput of(String version, EngineLoader loader) throws IOException {
        List<String> found = new ArrayList<>();
        for (String name : BOOSTERS) {
            try (ScoringEngine engine = loader.load(PythonBoostersTest.read(name), PythonBoostersTest.FEATURES)) {
                for (JsonNode expected : new JsonMapper().readTree(PythonBoostersTest.read(name + ".expected.json"))) {
                    found.add(name + " " + bits(engine, PythonBoostersTest.row(expected.get("row"))));
                }
            }
        }
        return new FrozenOutput(version, found);
    }

    /** The lines as they were when the version was released. */
    static List<String> frozen(String version) throws IOException {
        return Files.readAllLines(file(version), StandardCharsets.UTF_8);
    }

    /** Freezes these lines. */
    void accept() throws IOException {
        Files.writeString(file(version), String.join("\n", found) + "\n", StandardCharsets.UTF_8);
    }

    private static Path file(String version) {
        return FOLDER.resolve(version.replace('/', '-') + ".bits");
    }

    private static String bits(ScoringEngine engine, float[] row) {
        float[] contributions = new float[row.length + 1];
        List<Float> all = new ArrayList<>(List.of(engine.explain(row, contributions)));
        for (float contribution : contributions) {
            all.add(contribution);
        }
        return all.stream()
                .map(value -> Integer.toHexString(Float.floatToRawIntBits(value)))
                .collect(Collectors.joining(" "));
    }
}
