package io.claimstream.ingest;

import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import io.claimstream.schemas.serde.EventSerdes;
import io.claimstream.testkit.GoldenFile;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class IngestGoldenTest {

    @Test
    void shouldKeepTheTopologyAsReleased() {
        // Given
        IngestTopology topology = new IngestTopology(
                new EventSerdes(new InMemorySchemaRegistry()),
                () -> {
                    throw new AssertionError("Expected a description to need nobody.");
                },
                new IngestMetrics(new SimpleMeterRegistry(), Clock.systemUTC()),
                Stores.persistentKeyValueStore(IngestTopology.REVISIONS_BY_CLAIM));

        // When
        String described = topology.get().describe().toString();

        // Then
        GoldenFile.of("topology.txt", IngestGoldenTest.class).assertHolds(described);
    }
}
