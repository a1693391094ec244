package io.claimstream.platform.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.platform.metrics.Registries;
import io.claimstream.platform.service.Health.Check;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ServiceScrapeTest {

    private final PrometheusMeterRegistry meters = Registries.create();
    private final AtomicReference<Health> health =
            new AtomicReference<>(Health.of(Check.up("streams"), Check.waiting("kafka", "it does not answer")));
    private final ServiceScrape scrape = new ServiceScrape(meters, health::get);

    @Test
    void shouldTellTheHealthOfEachPart() {
        assertThat(scrape.get())
                .contains(
                        "claimstream_ready 0.0",
                        "claimstream_health{check=\"streams\"} 0.0",
                        "claimstream_health{check=\"kafka\"} 2.0")
                .doesNotContain("does not answer");
    }

    @Test
    void shouldTellItAsItIsNow() {
        // Given
        String unused = scrape.get();

        // When
        health.set(Health.of(Check.failed("streams", "a bug"), Check.degraded("models", "an older one")));
        String failed = scrape.get();
        health.set(Health.of(Check.up("streams")));
        String up = scrape.get();

        // Then
        assertThat(failed)
                .contains(
                        "claimstream_ready 0.0",
                        "claimstream_health{check=\"streams\"} 3.0",
                        "claimstream_health{check=\"models\"} 1.0")
                .doesNotContain("kafka");
        assertThat(up)
                .contains("claimstream_ready 1.0", "claimstream_health{check=\"streams\"} 0.0")
                .doesNotContain("models");
    }
}
