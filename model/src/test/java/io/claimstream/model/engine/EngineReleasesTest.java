package io.claimstream.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class EngineReleasesTest {

    private static final String BOOSTER = "deep-3.2.ubj";

    @Test
    void shouldShipEveryVersionThatWasEverReleased() {
        // Only ever add to this list: scores that name these are to be made again for ever.
        assertThat(EngineReleases.shipped().versions()).contains("compiled/1", "xgboost4j-3.0.4/1");
    }

    @Test
    void shouldLoadIntoTheVersionThatIsNamed() throws IOException {
        byte[] artifact = PythonBoostersTest.read(BOOSTER);

        for (String version : EngineReleases.shipped().versions()) {
            try (ScoringEngine engine = load(EngineReleases.shipped(), version, artifact)) {
                assertThat(engine.version()).isEqualTo(version);
            }
        }
        assertThat(EngineReleases.shipped().find("compiled/0")).isEmpty();
    }

    @Test
    void shouldKnowWhichRunNativeCode() {
        assertThat(EngineReleases.shipped().isNative("xgboost4j-3.0.4/1")).isTrue();
        assertThat(EngineReleases.shipped().isNative("compiled/1")).isFalse();
    }

    @Test
    void shouldScoreByTheNewestOfAKind() throws IOException {
        byte[] artifact = PythonBoostersTest.read(BOOSTER);

        try (ScoringEngine compiled = EngineKind.COMPILED.load(artifact, PythonBoostersTest.FEATURES);
                ScoringEngine reference = EngineKind.XGBOOST4J.load(artifact, PythonBoostersTest.FEATURES)) {
            assertThat(compiled.version()).isEqualTo(CompiledEngine.VERSION);
            assertThat(reference.version()).isEqualTo(XgboostEngine.VERSION);
        }
    }

    @Test
    void shouldGiveTheBitsOfAReleaseWhenALaterOneIsAdded() throws IOException {
        // Given
        EngineReleases later = EngineReleases.shipped().with("compiled/2", LaterEngine::load);

        // When
        FrozenOutput released =
                FrozenOutput.of("compiled/1", later.find("compiled/1").orElseThrow());
        FrozenOutput added =
                FrozenOutput.of("compiled/2", later.find("compiled/2").orElseThrow());

        // Then
        assertThat(released.found()).isEqualTo(FrozenOutput.frozen("compiled/1"));
        assertThat(added.found()).isNotEqualTo(FrozenOutput.frozen("compiled/1"));
    }

    @Test
    void shouldNotReleaseAVersionAgain() {
        assertThatThrownBy(() -> EngineReleases.shipped().with("compiled/1", LaterEngine::load))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("compiled/1");
    }

    private static ScoringEngine load(EngineReleases releases, String version, byte[] artifact) {
        return releases.find(version).orElseThrow().load(artifact, PythonBoostersTest.FEATURES);
    }

    /** What a next version might be: margins one unit in the last place away. */
    private record LaterEngine(CompiledEngine engine) implements ScoringEngine {

        static ScoringEngine load(byte[] artifact, int features) {
            return new LaterEngine(CompiledEngine.load(artifact, features));
        }

        @Override
        public String version() {
            return "compiled/2";
        }

        @Override
        public float margin(float[] row) {
            return Math.nextUp(engine.margin(row));
        }

        @Override
        public float[] margins(float[] rows, int count) {
            float[] margins = engine.margins(rows, count);
            for (int i = 0; i < count; i++) {
                margins[i] = Math.nextUp(margins[i]);
            }
            return margins;
        }

        @Override
        public Explanation explain(float[] row) {
            float[] contributions = new float[row.length + 1];
            return new Explanation(explain(row, contributions), contributions);
        }

        @Override
        public float explain(float[] row, float[] contributions) {
            return Math.nextUp(engine.explain(row, contributions));
        }

        @Override
        public void close() {
            engine.close();
        }
    }
}
