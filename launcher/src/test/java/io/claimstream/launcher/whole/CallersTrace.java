package io.claimstream.launcher.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The trace that a caller began, and what is to become of it in a whole instance. */
final class CallersTrace {

    /** A ratio of noting within which the trace is: its id ends in a small number. */
    static final String SHARE = "0.00001";

    private static final String ID = "0af7651916cd43dd000000000000319c";
    private static final String CALLER = "b7ad6b7169203331";

    /** The header {@code traceparent} of its requests and records. */
    static final String PLACE = "00-" + ID + "-" + CALLER + "-01";

    private static final ObjectMapper JSON = new ObjectMapper();

    private CallersTrace() {}

    /** Each step follows from the one before, the first from the caller's own. */
    static void shouldReachFromSubmissionToFeedback(SpanCollector spans) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            List<SpanCollector.Noted> noted = spans.spans(ID);
            List<String> ids = new ArrayList<>(List.of(CALLER));
            noted.forEach(span -> ids.add(span.id()));
            assertThat(noted).allSatisfy(span -> assertThat(ids).contains(span.parent()));
            assertThat(way(noted, "publish claims.feedback.v1"))
                    .containsExactly(
                            "publish claims.feedback.v1",
                            "score-claim",
                            "gather-snapshots",
                            "take-snapshot",
                            "note-revision",
                            "decide-outcome",
                            "publish claims.submitted.v1");
        });
    }

    /** Names of a span, of the one that it follows from, and so on to the first. */
    private static List<String> way(List<SpanCollector.Noted> noted, String last) {
        Map<String, SpanCollector.Noted> byId = noted.stream()
                .collect(Collectors.toMap(SpanCollector.Noted::id, Function.identity(), (one, same) -> one));
        List<String> names = new ArrayList<>();
        SpanCollector.@Nullable Noted at =
                noted.stream().filter(it -> it.name().equals(last)).findFirst().orElse(null);
        while (at != null) {
            names.add(at.name());
            at = byId.get(at.parent());
        }
        return names;
    }

    static void shouldBeCounted(Map<String, Integer> ports) throws Exception {
        URI metrics = URI.create("http://127.0.0.1:" + ports.get("scoring.management.port") + "/metrics");
        assertThat(HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
                        .body())
                .containsPattern("claimstream_tracing_spans_total\\{outcome=\"sent\"} [1-9]")
                .containsPattern("claimstream_tracing_spans_total\\{outcome=\"failed\"} 0")
                .containsPattern("claimstream_tracing_spans_total\\{outcome=\"dropped\"} 0");
    }

    /** @param log of an instance that logs JSON and has met rubbish of the caller */
    static void shouldBeOnTheLineOfADeadLetter(String log) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : log.lines().filter(it -> it.startsWith("{")).toList()) {
            lines.add(JSON.readTree(line));
        }
        assertThat(lines)
                .filteredOn(line -> line.path("message").asText().equals("dead letter"))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.path("traceId").asText()).isEqualTo(ID));
    }
}
