package io.claimstream.feedback.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.claimstream.feedback.TestClock;
import io.claimstream.feedback.TestLog;
import io.claimstream.feedback.contract.ContractClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventFeedTest {

    private static final Pattern ID = Pattern.compile("^id: (.+)$", Pattern.MULTILINE);
    private static final Pattern DATA = Pattern.compile("^data: (.+)$", Pattern.MULTILINE);

    private final TestLog log = new TestLog();
    private final EventFeed feed = log.feed(new TestClock());

    @BeforeEach
    void start() {
        feed.start();
    }

    @AfterEach
    void close() {
        feed.close();
    }

    @Test
    void shouldTellWhatHappensFromNowOn() {
        // Given
        log.append(event(0));
        Client client = client("a", null);
        client.awaitOpen();

        // When
        log.append(event(1));

        // Then
        assertThat(client.awaitData(1)).containsExactly("{\"n\":1}");
    }

    @Test
    void shouldGoOnAfterTheLastEventOnWhateverInstance() {
        // Given
        Client first = client("a", null);
        first.awaitOpen();
        log.append(event(1));
        first.awaitData(1);
        String last = first.lastId();
        first.stream.close();
        log.append(event(2));
        log.append(event(3));

        // When
        try (EventFeed other = log.feed(new TestClock())) {
            other.start();
            Client again = client(other, "a", last);
            List<String> missed = again.awaitData(2);
            log.append(event(4));

            // Then
            assertThat(missed).containsExactly("{\"n\":2}", "{\"n\":3}");
            assertThat(again.awaitData(3)).endsWith("{\"n\":4}");
        }
    }

    @Test
    void shouldTellALatecomerEverythingOnceWhileMoreHappens() {
        // Given
        Client first = client("a", null);
        first.awaitOpen();
        String begin = first.lastId();
        IntStream.range(0, 700).forEach(it -> log.append(event(it)));

        // When
        Client late = client("b", begin);
        IntStream.range(700, 900).forEach(it -> log.append(event(it)));

        // Then
        assertThat(late.awaitData(900))
                .containsExactlyElementsOf(IntStream.range(0, 900)
                        .mapToObj(it -> "{\"n\":" + it + "}")
                        .toList());
    }

    @Test
    void shouldSayThatItWasAwayForTooLong() {
        // Given
        Client first = client("a", null);
        first.awaitOpen();
        String begin = first.lastId();
        IntStream.range(0, 1_500).forEach(it -> log.append(event(it)));
        first.awaitData(1_500);

        // When
        Client late = client("b", begin);

        // Then
        List<String> told = late.awaitData(1_001);
        assertThat(told.get(0)).contains("\"reason\":\"late\"", "\"since\":\"2026-03-01T09:30:00Z\"");
        new ContractClient().requireValid("/components/schemas/DroppedEvent", told.get(0), "dropped");
        assertThat(told.get(1)).isEqualTo("{\"n\":500}");
        assertThat(told).endsWith("{\"n\":1499}");
    }

    @Test
    void shouldLoseTheOldestOfASlowClientAndSayHowMany() {
        // Given
        EventStream slow = open(feed, "a", null, () -> true);
        await().until(() -> slow.next() != null);
        Client quick = client("b", null);
        quick.awaitOpen();

        // When
        IntStream.range(0, 1_000).forEach(it -> log.append(event(it)));
        quick.awaitData(1_000);

        // Then
        List<String> told = new ArrayList<>();
        for (String text = slow.next(); text != null; text = slow.next()) {
            Matcher data = DATA.matcher(text);
            if (data.find()) {
                told.add(data.group(1));
            }
        }
        assertThat(told).hasSize(401);
        assertThat(told.get(0)).contains("\"reason\":\"slow\"", "\"events\":600");
        new ContractClient().requireValid("/components/schemas/DroppedEvent", told.get(0), "dropped");
        assertThat(told.get(1)).isEqualTo("{\"n\":600}");
    }

    @Test
    void shouldPutTheIdOnTheLastEventOfARecordOnly() {
        // Given
        Client client = client("a", null);
        client.awaitOpen();
        int before = client.ids.size();

        // When
        log.append(event(1), event(2));

        // Then
        client.awaitData(2);
        assertThat(client.ids).hasSize(before + 1);
    }

    @Test
    void shouldTellWhatStandsInNoLogWithoutAnId() {
        // Given
        Client client = client("a", null);
        client.awaitOpen();
        int before = client.ids.size();

        // When
        feed.publish(event(7));

        // Then
        assertThat(client.awaitData(1)).containsExactly("{\"n\":7}");
        assertThat(client.ids).hasSize(before);
    }

    @Test
    void shouldTellOnlyTheOwnInsurerAndTheKindsAskedFor() {
        // Given
        Audience audience = new Audience("acme", Set.of(EventKind.SCORE));

        // Then
        assertThat(audience.hears(new FeedEvent(EventKind.SCORE, "acme", "{}"))).isTrue();
        assertThat(audience.hears(new FeedEvent(EventKind.SCORE, null, "{}"))).isTrue();
        assertThat(audience.hears(new FeedEvent(EventKind.SCORE, "other", "{}")))
                .isFalse();
        assertThat(audience.hears(new FeedEvent(EventKind.QUEUE, "acme", "{}"))).isFalse();
    }

    @Test
    void shouldBeatWhileNothingHappensAndEndWhenTheCallerIsNotLetInAnyMore() {
        // Given
        AtomicBoolean admitted = new AtomicBoolean(true);
        Client client = new Client(open(feed, "a", null, admitted::get));
        await().until(() -> client.texts.contains(": beat\n\n"));

        // When
        admitted.set(false);

        // Then
        await().until(client.stream::isEnded);
        assertThat(feed.size()).isZero();
    }

    @Test
    void shouldEndWhenNobodyCanTellWhetherTheCallerIsLetIn() {
        // When
        EventStream stream = open(feed, "a", null, () -> {
            throw new IllegalStateException("Expected a database.");
        });

        // Then
        await().until(stream::isEnded);
    }

    @Test
    void shouldWaitForALogThatCannotBeRead() {
        // Given
        log.fail(1);
        Client client = client("a", null);

        // When
        client.awaitOpen();
        log.append(event(1));

        // Then
        assertThat(client.awaitData(1)).containsExactly("{\"n\":1}");
    }

    @Test
    void shouldRefuseTooManyStreams() {
        // Given
        IntStream.range(0, 3).forEach(it -> client("a", null));

        // Then
        assertThatThrownBy(() -> client("a", null)).isInstanceOf(TooManyStreamsException.class);
        IntStream.range(0, 7).forEach(it -> client("b" + it, null));
        assertThatThrownBy(() -> client("c", null)).isInstanceOf(TooManyStreamsException.class);
    }

    @Test
    void shouldEndEveryStreamAtTheEnd() {
        // Given
        Client client = client("a", null);

        // When
        feed.close();

        // Then
        assertThat(client.stream.isEnded()).isTrue();
        assertThatThrownBy(() -> client("a", null)).isInstanceOf(TooManyStreamsException.class);
    }

    private static FeedEvent event(int number) {
        return new FeedEvent(EventKind.SCORE, "acme", "{\"n\":" + number + "}");
    }

    private Client client(String caller, @Nullable String after) {
        return client(feed, caller, after);
    }

    private static Client client(EventFeed of, String caller, @Nullable String after) {
        return new Client(open(of, caller, after, () -> true));
    }

    private static EventStream open(EventFeed of, String caller, @Nullable String after, BooleanSupplier admitted) {
        return of.open(new EventStream.Terms(
                caller,
                new Audience(null, Set.of(EventKind.values())),
                after == null ? null : EventId.parse(after).orElseThrow(),
                admitted));
    }

    /** Takes everything as soon as it comes. */
    private static final class Client {

        private final EventStream stream;
        private final List<String> texts = new CopyOnWriteArrayList<>();
        private final List<String> ids = new CopyOnWriteArrayList<>();
        private final List<String> data = new CopyOnWriteArrayList<>();

        Client(EventStream stream) {
            this.stream = stream;
            stream.onNews(this::take);
        }

        private synchronized void take() {
            for (String text = stream.next(); text != null; text = stream.next()) {
                texts.add(text);
                Matcher id = ID.matcher(text);
                if (id.find()) {
                    ids.add(Objects.requireNonNull(id.group(1)));
                }
                Matcher found = DATA.matcher(text);
                if (found.find()) {
                    data.add(Objects.requireNonNull(found.group(1)));
                }
            }
        }

        void awaitOpen() {
            await().until(() -> !ids.isEmpty());
        }

        List<String> awaitData(int count) {
            await().until(() -> data.size() >= count);
            return List.copyOf(data);
        }

        String lastId() {
            return ids.get(ids.size() - 1);
        }
    }
}
