package io.claimstream.feedback.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.claimstream.feedback.Facts;
import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Caller.Kind;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.events.EventKind;
import io.claimstream.feedback.events.FeedEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class EventRoutesTest {

    private final Map<String, Caller> callers = new ConcurrentHashMap<>(Map.of(
            "all", new Caller("key:k_1", Role.ADMINISTRATOR),
            "acme", new Caller("key:k_2", Role.PRODUCER, Facts.INSURER, Kind.KEY)));
    private final ApiUnderTest api = new ApiUnderTest(
            it -> TestAccess.of(it.database(), it.clock(), presented -> Optional.ofNullable(callers.get(presented))));
    private final List<InputStream> opened = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (InputStream body : opened) {
            body.close();
        }
        api.close();
    }

    @Test
    void shouldStreamWhatHappensAndGoOnWhereItWas() throws Exception {
        // Given
        Stream first = open("/v1/events", "all", "");
        String opening = first.frame();

        // When
        api.log().append(event("acme", 1));
        String told = first.event();
        first.close();
        api.log().append(event("acme", 2));
        Stream again = open("/v1/events", "all", id(told));

        // Then
        assertThat(first.answer.headers().firstValue("Content-Type")).contains("text/event-stream");
        assertThat(first.answer.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(first.answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(opening).contains("retry: 2000").startsWith("id: ");
        assertThat(told).contains("event: score\ndata: {\"n\":1}\n");
        assertThat(again.frame()).isEqualTo("retry: 2000\n");
        assertThat(again.event()).contains("data: {\"n\":2}\n");
    }

    @Test
    void shouldTellAnInsurerOnlyWhatIsItsOwn() throws Exception {
        // Given
        Stream stream = open("/v1/events?kinds=score", "acme", "");
        stream.frame();

        // When
        api.log().append(event("other", 1));
        api.log().append(event("acme", 2));

        // Then
        assertThat(stream.event()).contains("{\"n\":2}");
    }

    @Test
    void shouldBeatWhenNothingHappens() throws Exception {
        // Given
        Stream stream = open("/v1/events", "all", "");
        stream.frame();

        // Then
        assertThat(stream.frame()).isEqualTo(": beat\n");
    }

    @Test
    void shouldEndWhenTheKeyDoes() throws Exception {
        // Given
        callers.put("passing", new Caller("key:k_3", Role.ADJUSTER));
        Stream stream = open("/v1/events", "passing", "");
        stream.frame();

        // When
        callers.remove("passing");

        // Then
        assertThat(stream.untilItsEnd()).allMatch(it -> it.startsWith(": beat"));
        await().until(() -> api.feed().size() == 0);
    }

    @Test
    void shouldForgetAClientThatIsGone() throws Exception {
        // Given
        Stream stream = open("/v1/events", "all", "");
        stream.frame();

        // When
        stream.close();

        // Then
        await().until(() -> api.feed().size() == 0);
    }

    /** The API under test has 8 threads; streams must hold none of them. */
    @Test
    void shouldHoldNoThread() throws Exception {
        // Given
        for (int i = 0; i < 10; i++) {
            callers.put("k" + i, new Caller("key:" + i, Role.ADJUSTER));
            open("/v1/events", "k" + i, "").frame();
        }

        // When
        HttpResponse<String> answer = api.get("/v1/me", "all");
        HttpResponse<String> refused = api.get("/v1/events", "all");

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(ApiUnderTest.code(refused)).isEqualTo("TOO_BUSY");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void shouldRefuseWhatIsNoKindOrNoIdOrNotForProducers() throws Exception {
        assertThat(ApiUnderTest.code(api.get("/v1/events?kinds=score,weather", "all")))
                .isEqualTo("BAD_REQUEST");
        assertThat(ApiUnderTest.code(api.get("/v1/events?kinds=model", "acme"))).isEqualTo("FORBIDDEN");
        assertThat(ApiUnderTest.code(api.send(
                        api.request("/v1/events").header("X-Api-Key", "all").header("Last-Event-ID", "7"))))
                .isEqualTo("INVALID_HEADER");
        assertThat(api.feed().size()).isZero();
    }

    @Test
    void shouldAnswerHeadWithoutAStream() throws Exception {
        // When
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        api.request("/v1/events")
                                .header("X-Api-Key", "all")
                                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofString());

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(api.feed().size()).isZero();
    }

    @Test
    void shouldEndStreamsWhenItStops() throws Exception {
        // Given
        Stream stream = open("/v1/events", "all", "");
        stream.frame();

        // When
        api.close();

        // Then
        assertThat(stream.untilItsEnd()).allMatch(it -> it.startsWith(": beat"));
    }

    private static FeedEvent event(String insurer, int number) {
        return new FeedEvent(EventKind.SCORE, insurer, "{\"n\":" + number + "}");
    }

    private static String id(String frame) {
        return frame.lines()
                .filter(it -> it.startsWith("id: "))
                .map(it -> it.substring(4))
                .findFirst()
                .orElseThrow();
    }

    private Stream open(String path, String key, String after) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + path))
                .header("X-Api-Key", key)
                .header("Accept-Encoding", "gzip");
        if (!after.isEmpty()) {
            request.header("Last-Event-ID", after);
        }
        HttpResponse<InputStream> answer =
                HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        opened.add(answer.body());
        return new Stream(answer);
    }

    private static final class Stream {

        private final HttpResponse<InputStream> answer;
        private final BufferedReader lines;

        Stream(HttpResponse<InputStream> answer) {
            this.answer = answer;
            this.lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
        }

        /** What comes next, whatever it is. */
        String frame() {
            return next().orElseThrow();
        }

        /** The next event. */
        String event() {
            String frame = frame();
            while (!frame.contains("event: ")) {
                frame = frame();
            }
            return frame;
        }

        List<String> untilItsEnd() {
            List<String> frames = new ArrayList<>();
            for (Optional<String> next = next(); next.isPresent(); next = next()) {
                frames.add(next.get());
            }
            return frames;
        }

        void close() throws IOException {
            answer.body().close();
        }

        private Optional<String> next() {
            StringBuilder frame = new StringBuilder();
            try {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.isEmpty()) {
                        return Optional.of(frame.toString());
                    }
                    frame.append(line).append('\n');
                }
                return Optional.empty();
            } catch (IOException e) {
                throw new UncheckedIOException("Expected a frame after: " + frame, e);
            }
        }
    }
}
