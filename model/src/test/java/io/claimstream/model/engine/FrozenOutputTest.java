package io.claimstream.model.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A score names its engine version and must be recomputed to the bit by it for ever. Where this fails, the engine needs a new version and
 * a file of its own, and the old engine stays (docs/audit.md). Only for a version that was never released: {@code -Dgolden.accept=true}.
 */
class FrozenOutputTest {

    /** The versions whose bits are ours to keep; those of XGBoost4J are kept by pinning its jar. */
    static Stream<String> ownVersions() {
        return EngineReleases.shipped().versions().stream().filter(version -> version.startsWith("compiled/"));
    }

    @ParameterizedTest
    @MethodSource("ownVersions")
    void shouldGiveTheBitsOfItsVersion(String version) throws IOException {
        FrozenOutput output =
                FrozenOutput.of(version, EngineReleases.shipped().find(version).orElseThrow());
        if (Boolean.getBoolean("golden.accept")) {
            output.accept();
        }

        assertThat(output.found())
                .as("mvn test -pl model -Dtest=FrozenOutputTest -Dtest.jvm.args=-Dgolden.accept=true accepts")
                .isEqualTo(FrozenOutput.frozen(version));
    }
}
