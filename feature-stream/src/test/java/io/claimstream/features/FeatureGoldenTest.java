package io.claimstream.features;

import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import io.claimstream.schemas.serde.EventSerdes;
import io.claimstream.testkit.GoldenFile;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class FeatureGoldenTest {

    @Test
    void shouldKeepTheTopologyAsReleased() {
        // Given
        FeatureTopology topology = new FeatureTopology(
                new EventSerdes(new InMemorySchemaRegistry()),
                FeatureRules.V1,
                new FeatureMetrics(new SimpleMeterRegistry(), Clock.systemUTC()));

        // When
        String described = topology.get().describe().toString();

        // Then
        GoldenFile.of("topology.txt", FeatureGoldenTest.class).assertHolds(described);
    }
}
