package io.claimstream.model.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * A score names its engine version and must be recomputed to the bit by it for ever. Where this fails, the engine needs a new version and
 * a file of its own, and the old engine stays. Only for a version that was never released: {@code -Dgolden.accept=true}.
 */
class FrozenOutputTest {

    private static final Path FROZEN = Path.of("src/test/resources/boosters/compiled-1.bits");
    private static final List<String> BOOSTERS =
            List.of("squarederror-3.2.ubj", "parallel-3.2.json", "deep-3.2.ubj", "gamma-3.2.json", "logistic-2.1.json");

    @Test
    void shouldGiveTheBitsOfItsVersion() throws IOException {
        List<String> found = new ArrayList<>();
        for (String name : BOOSTERS) {
            CompiledEngine engine = CompiledEngine.load(PythonBoostersTest.read(name), PythonBoostersTest.FEATURES);
            for (JsonNode expected : new JsonMapper().readTree(PythonBoostersTest.read(name + ".expected.json"))) {
                found.add(name + " " + bits(engine, PythonBoostersTest.row(expected.get("row"))));
            }
        }
        if (Boolean.getBoolean("golden.accept")) {
            Files.writeString(FROZEN, String.join("\n", found) + "\n", StandardCharsets.UTF_8);
        }

        assertThat(CompiledEngine.VERSION).isEqualTo("compiled/1");
        assertThat(found)
                .as("mvn test -pl model -Dtest=FrozenOutputTest -Dtest.jvm.args=-Dgolden.accept=true accepts")
                .isEqualTo(Files.readAllLines(FROZEN, StandardCharsets.UTF_8));
    }

    private static String bits(CompiledEngine engine, float[] row) {
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
