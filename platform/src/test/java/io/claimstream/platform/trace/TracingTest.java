package io.claimstream.platform.trace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.sun.management.ThreadMXBean;
import com.sun.net.httpserver.HttpServer;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

class TracingTest {

    private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
    private static final String PLACE = "00-" + TRACE_ID + "-b7ad6b7169203331-01";
    private static final String NOT_NOTED = "00-" + TRACE_ID + "-b7ad6b7169203331-00";

    private final Collected spans = new Collected();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Tracing tracing = Tracing.to(spans, 1, "a-service");

    @Test
    void shouldPassOnAPlaceAndNothingElseWhenSwitchedOff() {
        // Given
        Headers headers = headers(PLACE).add("claimant", ascii("Jane")).add("tracestate", ascii("a=Jane"));

        // When
        Headers following;
        try (Step step = Tracing.off().begin("decide", Optional::empty, headers)) {
            following = step.headers();
            assertThat(MDC.get("traceId")).isEqualTo(TRACE_ID);
        }

        // Then
        assertThat(following).singleElement().satisfies(header -> {
            assertThat(header.key()).isEqualTo("traceparent");
            assertThat(new String(header.value(), US_ASCII)).isEqualTo(PLACE);
        });
        assertThat(TraceHeader.only(headers)).isEqualTo(following);
        assertThat(MDC.get("traceId")).isNull();
    }

    @Test
    void shouldAddNothingWhenSwitchedOff() throws Exception {
        // Given
        List<Headers> following = new ArrayList<>();
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        Tracing off = Tracing.of(Settings.of(CommonSettings.ALL, Map.of()), "a-service", meters);

        // When
        try (Step step = off.begin("decide", Optional::empty, new RecordHeaders())) {
            following.add(step.headers());
        }
        RequestTrace.of(null).during(() -> {
            try (Step step = off.publish("topic", Optional.empty())) {
                following.add(step.headers());
            }
        });

        // Then
        assertThat(following).hasSize(2).allSatisfy(headers -> assertThat(headers)
                .isEmpty());
        assertThat(off.isOn()).isFalse();
        assertThat(meters.getMeters()).isEmpty();
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> !before.contains(thread))
                .noneMatch(thread -> thread.getName().startsWith("BatchSpanProcessor"));
    }

    @Test
    void shouldAllocateNothingForARecordWhenSwitchedOff() {
        // Given
        int records = 10_000;
        Tracing off = Tracing.off();
        Supplier<Optional<RecordMetadata>> at = () -> Optional.of(new Place("a-topic", 3, 14));
        Headers headers = new RecordHeaders().add("origin", ascii("a-topic"));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        boolean isTraced = traced(off, at, headers);

        // When
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < records; i++) {
            isTraced |= traced(off, at, headers);
        }
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;

        // Then
        assertThat(isTraced).isFalse();
        assertThat(bytes).isLessThan(records);
    }

    private static boolean traced(Tracing tracing, Supplier<Optional<RecordMetadata>> at, Headers headers) {
        try (Step begun = tracing.begin("decide", at, headers);
                Step followed = tracing.follow("score", at, headers)) {
            return begun.isTraced() || followed.isTraced();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Jane Doe",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0af7651916cd43dd8448eb211c80319X-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-zz",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b716920333é-01",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-Jane"
            })
    void shouldLeaveBehindWhatIsNoPlace(String text) {
        assertThat(TraceHeader.only(headers(text))).isEmpty();
        assertThat(TraceHeader.traceId(headers(text))).isEmpty();
        assertThat(RequestTrace.of(text).traceId()).matches("[0-9a-f]{32}").isNotEqualTo(TRACE_ID);
    }

    @Test
    void shouldNoteAStepInTheTraceOfItsRecord() {
        // When
        Headers following;
        try (Step step = tracing.follow("score", () -> Optional.of(new Place("a-topic", 3, 14)), headers(PLACE))) {
            following = step.headers(headers(PLACE).add("other", ascii("kept")));
        }

        // Then
        SpanData span = spans.only();
        assertThat(span.getTraceId()).isEqualTo(TRACE_ID);
        assertThat(span.getParentSpanId()).isEqualTo("b7ad6b7169203331");
        assertThat(span.getResource().getAttribute(AttributeKey.stringKey("service.name")))
                .isEqualTo("a-service");
        Map<String, Object> told = new HashMap<>();
        span.getAttributes().forEach((key, value) -> told.put(key.getKey(), value));
        assertThat(told)
                .isEqualTo(Map.of(
                        "messaging.system", "kafka",
                        "messaging.destination.name", "a-topic",
                        "messaging.destination.partition.id", "3",
                        "messaging.kafka.offset", 14L));
        assertThat(text(following)).isEqualTo("00-" + TRACE_ID + "-" + span.getSpanId() + "-01");
        assertThat(following.lastHeader("other")).isNotNull();
        assertThat(following.toArray()).hasSize(2);
    }

    @Test
    void shouldBeginATraceWhereOneMayBegin() {
        // When
        try (Step followed = tracing.follow("score", Optional::empty, new RecordHeaders())) {
            assertThat(followed.headers()).isEmpty();
        }
        try (Step begun = tracing.begin("decide", Optional::empty, new RecordHeaders())) {
            assertThat(TraceHeader.traceId(begun.headers())).isPresent();
        }

        // Then
        assertThat(spans.only().getParentSpanContext().isValid()).isFalse();
    }

    @Test
    void shouldNoteNoMoreThanItsShareWhateverTheCallerSays() {
        // Given
        Tracing none = Tracing.to(spans, 0, "a-service");

        // When
        none.begin("begun here", Optional::empty, new RecordHeaders()).close();
        none.begin("not noted there", Optional::empty, headers(NOT_NOTED)).close();
        Headers following;
        try (Step step = none.begin("noted there", Optional::empty, headers(PLACE))) {
            following = step.headers();
        }

        // Then
        assertThat(spans.ended).isEmpty();
        assertThat(text(following)).startsWith("00-" + TRACE_ID).endsWith("-00");
    }

    @Test
    void shouldLeaveOutWhatTheCallerDoesNotNote() {
        // When
        tracing.begin("not noted there", Optional::empty, headers(NOT_NOTED)).close();
        tracing.begin("noted there", Optional::empty, headers(PLACE)).close();

        // Then
        assertThat(spans.only().getName()).isEqualTo("noted there");
    }

    @Test
    void shouldAgreeWithOtherServicesOfTheSameShare() {
        // Given
        Tracing first = Tracing.to(spans, 0.5, "first");
        Tracing second = Tracing.to(spans, 0.5, "second");

        // When
        for (int i = 0; i < 200; i++) {
            try (Step step = first.begin("first", Optional::empty, new RecordHeaders())) {
                second.follow("second", Optional::empty, step.headers()).close();
            }
        }

        // Then
        Map<String, Long> spansOfTrace =
                spans.ended.stream().collect(Collectors.groupingBy(SpanData::getTraceId, Collectors.counting()));
        assertThat(spansOfTrace).hasSizeBetween(40, 160);
        assertThat(spansOfTrace.values()).containsOnly(2L);
    }

    @Test
    void shouldMarkAStepThatFailsByItsClassAlone() {
        // Given
        RuntimeException failure = new IllegalStateException("wrapped", new ArithmeticException("Jane Doe"));

        // When
        Throwable thrown = catchThrowable(
                () -> tracing.follow("score", Optional::empty, headers(PLACE)).run(step -> {
                    throw failure;
                }));

        // Then
        assertThat(thrown).isSameAs(failure);
        SpanData span = spans.only();
        assertThat(span.getStatus()).isEqualTo(StatusData.error());
        assertThat(span.getAttributes().get(AttributeKey.stringKey("error.type")))
                .isEqualTo("java.lang.ArithmeticException");
        assertThat(span.getEvents()).isEmpty();
        assertThat(span.toString()).doesNotContain("Jane");
        assertThat(MDC.get("traceId")).isNull();
    }

    @Test
    void shouldMarkNoStepThatSucceeds() {
        // When
        tracing.follow("score", Optional::empty, headers(PLACE)).run(Step::headers);

        // Then
        assertThat(spans.only().getStatus()).isEqualTo(StatusData.unset());
    }

    @Test
    void shouldFailAsBeforeWhenSwitchedOff() {
        // Given
        RuntimeException failure = new IllegalStateException("a bug");

        // When
        Throwable untraced = catchThrowable(() -> Tracing.off()
                .follow("score", Optional::empty, new RecordHeaders())
                .run(step -> {
                    throw failure;
                }));

        // Then
        assertThat(untraced).isSameAs(failure);
    }

    @Test
    void shouldBeginATraceWithTheIdThatTheCallerIsTold() throws Exception {
        // Given
        RequestTrace request = RequestTrace.of(null);

        // When
        request.during(() -> {
            assertThat(MDC.get("traceId")).isEqualTo(request.traceId());
            tracing.publish("a-topic", Optional.empty()).close();
        });

        // Then
        assertThat(spans.only().getTraceId()).isEqualTo(request.traceId());
        assertThat(MDC.get("traceId")).isNull();
    }

    @Test
    void shouldFollowFromItsCauseAndBeLinkedToTheRequest() throws Exception {
        // Given
        Headers cause = headers("00-11111111111111111111111111111111-2222222222222222-01");

        // When
        RequestTrace.of(PLACE)
                .during(() -> tracing.publish("a-topic", Optional.of(cause)).close());

        // Then
        SpanData span = spans.only();
        assertThat(span.getTraceId()).isEqualTo("11111111111111111111111111111111");
        assertThat(span.getLinks())
                .extracting(LinkData::getSpanContext)
                .extracting(SpanContext::getTraceId)
                .containsExactly(TRACE_ID);
    }

    @Test
    void shouldSendSpansToTheCollectorThatIsSet() throws Exception {
        // Given
        List<String> received = new CopyOnWriteArrayList<>();
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        String endpoint = "http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/traces";
        Settings settings = Settings.of(CommonSettings.ALL, Map.of("tracing.endpoint", endpoint));

        // When
        try (Tracing sending = Tracing.of(settings, "a-service", meters)) {
            sending.follow("score-claim", Optional::empty, headers(PLACE)).close();
        }

        // Then
        await().atMost(Duration.ofSeconds(10)).until(() -> !received.isEmpty());
        assertThat(received).singleElement().asString().contains("score-claim", "a-service");
        assertThat(meters.get("claimstream.tracing.spans")
                        .tag("outcome", "sent")
                        .counter()
                        .count())
                .isEqualTo(1);
        collector.stop(0);
    }

    private static Headers headers(String place) {
        return new RecordHeaders().add("traceparent", ascii(place));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }

    private static String text(Headers headers) {
        return new String(headers.lastHeader("traceparent").value(), US_ASCII);
    }

    private record Place(String topic, int partition, long offset) implements RecordMetadata {}

    /** Keeps what ended. */
    private static final class Collected implements SpanProcessor {

        private final List<SpanData> ended = new CopyOnWriteArrayList<>();

        SpanData only() {
            assertThat(ended).hasSize(1);
            return ended.get(0);
        }

        @Override
        public void onStart(Context parent, ReadWriteSpan span) {}

        @Override
        public boolean isStartRequired() {
            return false;
        }

        @Override
        public void onEnd(ReadableSpan span) {
            if (span.getSpanContext().isSampled()) {
                ended.add(span.toSpanData());
            }
        }

        @Override
        public boolean isEndRequired() {
            return true;
        }
    }
}
