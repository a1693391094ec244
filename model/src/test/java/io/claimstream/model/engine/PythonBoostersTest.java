package io.claimstream.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.claimstream.model.artifact.ModelRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Boosters of several versions of Python XGBoost; src/test/resources/boosters/README.md says how they were made. */
class PythonBoostersTest {

    static final int FEATURES = 6;

    private static final Path FOLDER = Path.of("src/test/resources/boosters");

    @ParameterizedTest
    @CsvSource({
        "squarederror-1.7.ubj", "squarederror-2.1.ubj", "squarederror-3.2.ubj",
        "logistic-1.7.json", "logistic-2.1.json", "logistic-3.2.json",
        "gamma-1.7.json", "gamma-2.1.json", "gamma-3.2.json",
        "tweedie-1.7.ubj", "tweedie-2.1.ubj", "tweedie-3.2.ubj",
        "pruned-1.7.json", "pruned-2.1.json", "pruned-3.2.json",
        "parallel-1.7.json", "parallel-2.1.json", "parallel-3.2.json",
        "deep-1.7.ubj", "deep-2.1.ubj", "deep-3.2.ubj",
    })
    void shouldScoreWhatPythonTrained(String name) throws IOException {
        byte[] artifact = read(name);
        CompiledEngine engine = CompiledEngine.load(artifact, FEATURES);

        try (XgboostEngine reference = XgboostEngine.load(artifact, FEATURES)) {
            for (JsonNode expected : new JsonMapper().readTree(read(name + ".expected.json"))) {
                float[] row = row(expected.get("row"));
                Agreement.check(reference, engine, row);
                assertThat(engine.margin(row)).isEqualTo(expected.get("margin").floatValue());
                checkContributions(engine, row, expected.get("contributions"));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "dart-2.1.json, 'dart'", "dart-3.2.json, 'dart'",
        "gblinear-2.1.json, 'gblinear'", "gblinear-3.2.json, 'gblinear'",
        "one-output-per-tree-2.1.json, several outputs", "one-output-per-tree-3.2.json, several outputs",
        "multi-output-tree-2.1.json, several outputs", "multi-output-tree-3.2.json, several outputs",
    })
    void shouldRefuseByName(String name, String said) throws IOException {
        byte[] artifact = read(name);

        assertThatThrownBy(() -> CompiledEngine.load(artifact, FEATURES))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("UNSUPPORTED")
                .hasMessageContaining(said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"categorical-2.1.ubj", "categorical-3.2.ubj"})
    void shouldRefuseCategories(String name) throws IOException {
        byte[] artifact = read(name);

        assertThatThrownBy(() -> CompiledEngine.load(artifact, 1))
                .isInstanceOf(ModelRefusedException.class)
                .hasMessageContaining("UNSUPPORTED")
                .hasMessageContaining("categorical");
    }

    static byte[] read(String name) throws IOException {
        return Files.readAllBytes(FOLDER.resolve(name));
    }

    static float[] row(JsonNode values) {
        float[] row = new float[values.size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = values.get(i).isNull() ? Float.NaN : values.get(i).floatValue();
        }
        return row;
    }

    private static void checkContributions(CompiledEngine engine, float[] row, JsonNode expected) {
        float[] found = new float[FEATURES + 1];
        engine.explain(row, found);
        for (int i = 0; i < found.length; i++) {
            double contribution = expected.get(i).doubleValue();
            assertThat((double) found[i]).isCloseTo(contribution, within(1e-4 * Math.abs(contribution) + 1e-6));
        }
    }
}
