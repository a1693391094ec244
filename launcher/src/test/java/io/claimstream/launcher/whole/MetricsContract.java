package io.claimstream.launcher.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Holds what a live instance shows against docs/metrics.md. Some metrics come and go with what they tell of, so it looks more than once. */
final class MetricsContract {

    private static final int MOST_SERIES = 2_000;
    private static final Pattern CLAIM = Pattern.compile(".*row-[0-9a-f]{32}.*");
    private static final Pattern SUBMITTED = Pattern.compile("claimstream_ingest_submitted_total");
    private static final Pattern OUTCOMES = Pattern.compile("claimstream_ingest_outcomes_total\\{.*}");

    private static final Pattern LATENCIES = Pattern.compile("claimstream_latency_seconds_count\\{.*}");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, URI> endpoints = new LinkedHashMap<>();
    private final MetricsPage page = new MetricsPage();

    /** @param ports of the instance */
    MetricsContract(Map<String, Integer> ports) {
        Map.of(
                        "claim-ingest", "ingest.management.port",
                        "feature-stream", "features.management.port",
                        "scoring-processor", "scoring.management.port",
                        "retrain-worker", "retrain.management.port",
                        "decision-ledger", "ledger.management.port",
                        "feedback-api", "api.port")
                .forEach((service, port) -> endpoints.put(
                        service,
                        URI.create("http://localhost:" + Objects.requireNonNull(ports.get(port)) + "/metrics")));
    }

    /** Looks at every service, and answers what they show now. */
    Map<String, Scrape> look() throws IOException, InterruptedException {
        Map<String, Scrape> now = new TreeMap<>();
        for (Map.Entry<String, URI> endpoint : endpoints.entrySet()) {
            Scrape scrape = Scrape.of(text(endpoint.getValue()));
            page.add(endpoint.getKey(), scrape);
            now.put(endpoint.getKey(), scrape);
        }
        return now;
    }

    /** Whether all is there that the page says, and nothing else; claims have come since an earlier look. */
    void assertHolds(Map<String, Scrape> earlier) throws Exception {
        if (Boolean.getBoolean("golden.accept")) {
            look();
            page.accept();
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            look();
            return page.differences().stream().noneMatch(it -> it.startsWith("-"));
        });
        assertThat(page.differences())
                .as(
                        "docs/metrics.md is not what a live instance shows: - is lost, + is new. If that is meant, tell those who build"
                                + " alerts and dashboards on it, and accept it with the command at the top of the page")
                .isEmpty();
        Map<String, Scrape> now = look();
        assertFew(now);
        for (String service : Set.of("claim-ingest", "feature-stream", "feedback-api")) {
            assertThat(own(now, service))
                    .as("series of " + service + " after more claims")
                    .isEqualTo(own(earlier, service));
        }
        assertThatSubmissionsAddUp();
    }

    private static void assertFew(Map<String, Scrape> now) {
        now.forEach((service, scrape) ->
                assertThat(scrape.values()).as("labels of " + service).noneMatch(CLAIM.asMatchPredicate()));
        Map<String, Integer> counts = new TreeMap<>();
        now.forEach((service, scrape) -> counts.put(service, scrape.series().size()));
        System.out.println("series by service: " + counts);
        assertThat(counts.values().stream().mapToInt(it -> it).sum())
                .as("series of all services together: " + counts)
                .isLessThan(MOST_SERIES);
    }

    /** When nothing is on its way. */
    private void assertThatSubmissionsAddUp() throws IOException, InterruptedException {
        String ingest = text(Objects.requireNonNull(endpoints.get("claim-ingest")));
        assertThat(sum(ingest, SUBMITTED)).isPositive().isEqualTo(sum(ingest, OUTCOMES));
        for (String service : Set.of("claim-ingest", "feature-stream", "scoring-processor", "feedback-api")) {
            assertThat(sum(text(Objects.requireNonNull(endpoints.get(service))), LATENCIES))
                    .as("claims whose latency " + service + " measured")
                    .isPositive();
        }
    }

    private static double sum(String scrape, Pattern series) {
        return scrape.lines()
                .filter(line -> !line.startsWith("#"))
                .filter(line ->
                        series.matcher(line.substring(0, line.lastIndexOf(' '))).matches())
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static Set<String> own(Map<String, Scrape> scrapes, String service) {
        return Objects.requireNonNull(scrapes.get(service)).own();
    }

    private String text(URI endpoint) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(endpoint).build(), BodyHandlers.ofString())
                .body();
    }
}
