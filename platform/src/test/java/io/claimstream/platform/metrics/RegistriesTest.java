package io.claimstream.platform.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;

class RegistriesTest {

    private final PrometheusMeterRegistry registry = Registries.create();

    @Test
    void shouldTakeOurMetersAndThoseOfKafkaThatSomebodyLooksAt() {
        // When
        registry.counter("claimstream.anything", "outcome", "good").increment();
        registry.counter("kafka.consumer.coordinator.rebalance.total", "client.id", "c")
                .increment();
        registry.counter("kafka.consumer.node.request.total", "client.id", "c", "node.id", "n")
                .increment();

        // Then
        assertThat(registry.scrape())
                .contains(
                        "claimstream_anything_total{outcome=\"good\"} 1.0",
                        "kafka_consumer_coordinator_rebalance_total")
                .doesNotContain("kafka_consumer_node");
    }

    @Test
    void shouldShowATopicOnce() {
        // When
        registry.gauge("kafka.consumer.fetch.manager.records.lag", Tags.of("topic", "claims.scored.v1"), 3);
        registry.gauge("kafka.consumer.fetch.manager.records.lag", Tags.of("topic", "claims_scored_v1"), 3);

        // Then
        assertThat(registry.scrape())
                .contains("kafka_consumer_fetch_manager_records_lag{topic=\"claims.scored.v1\"} 3.0")
                .doesNotContain("claims_scored_v1");
    }
}
