package io.claimstream.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.platform.service.Health;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ManagementEndpointTest {

    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final AtomicReference<Health> health = new AtomicReference<>(Health.of(Health.Check.up("part")));
    private final ManagementEndpoint endpoint = new ManagementEndpoint("127.0.0.1", 0, meters::scrape, health::get);

    @BeforeEach
    void start() {
        endpoint.start();
    }

    @AfterEach
    void close() {
        endpoint.close();
    }

    @Test
    void shouldSayThatAServiceIsLiveAndReady() throws Exception {
        assertThat(get("/livez").statusCode()).isEqualTo(200);
        assertThat(get("/readyz").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldSayWhyAServiceIsNotReady() throws Exception {
        // Given
        health.set(Health.of(Health.Check.waiting("part", "restoring \"x\"")));

        // When
        HttpResponse<String> response = get("/readyz");

        // Then
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body())
                .isEqualTo("{\"live\":true,\"ready\":false,\"checks\":"
                        + "[{\"name\":\"part\",\"status\":\"waiting\",\"detail\":\"restoring \\\"x\\\"\"}]}");
        assertThat(get("/livez").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldBeReadyAndSayWhatIsNotAsItShould() throws Exception {
        // Given
        health.set(Health.of(Health.Check.degraded("part", "an older model")));

        // When
        HttpResponse<String> response = get("/readyz");

        // Then
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("\"status\":\"degraded\",\"detail\":\"an older model\"");
    }

    @Test
    void shouldHaveStartedOnceItWasReadyAndStayThatWay() throws Exception {
        // Given
        health.set(Health.of(Health.Check.waiting("part", "restoring")));
        int restoring = get("/startupz").statusCode();
        health.set(Health.of(Health.Check.up("part")));
        int ready = get("/startupz").statusCode();
        health.set(Health.of(Health.Check.waiting("part", "the broker is away")));

        // When / Then
        assertThat(restoring).isEqualTo(503);
        assertThat(ready).isEqualTo(200);
        assertThat(get("/startupz").statusCode()).isEqualTo(200);
        assertThat(get("/readyz").statusCode()).isEqualTo(503);
    }

    @Test
    void shouldSayThatAServiceHasFailed() throws Exception {
        // Given
        health.set(Health.of(Health.Check.failed("part", "a bug")));

        // When / Then
        assertThat(get("/livez").statusCode()).isEqualTo(503);
    }

    @Test
    void shouldServeMetrics() throws Exception {
        // Given
        meters.counter("claims.seen").increment(3);

        // When / Then
        assertThat(get("/metrics").body()).contains("claims_seen_total 3.0");
    }

    @Test
    void shouldSayClearlyThatAPortIsTaken() {
        // Given
        ManagementEndpoint second = new ManagementEndpoint("127.0.0.1", endpoint.port(), meters::scrape, health::get);

        // When / Then
        assertThatThrownBy(second::start)
                .isInstanceOf(PortTakenException.class)
                .hasMessageContaining("127.0.0.1:" + endpoint.port());
        second.close();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + endpoint.port() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
