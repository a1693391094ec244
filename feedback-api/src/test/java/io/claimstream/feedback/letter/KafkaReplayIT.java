package io.claimstream.feedback.letter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.claimstream.feedback.Facts;
import io.claimstream.feedback.H2Database;
import io.claimstream.feedback.LetterRows;
import io.claimstream.feedback.TestClock;
import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.audit.AuditTrail;
import io.claimstream.feedback.letter.Replay.State;
import io.claimstream.feedback.publish.KafkaPublisher;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.deadletter.DeadLetterHeaders;
import io.claimstream.platform.kafka.KafkaClients;
import io.claimstream.platform.replay.ReplayProof;
import io.claimstream.platform.replay.ReplayTimes;
import io.claimstream.schemas.Topics;
import io.claimstream.testkit.kafka.KafkaExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Letters put back on a real broker. */
class KafkaReplayIT {

    @RegisterExtension
    static final KafkaExtension KAFKA = new KafkaExtension();

    @RegisterExtension
    static final H2Database DATABASE = new H2Database();

    private static final String SUBMITTED = Topics.CLAIMS_SUBMITTED.name();
    private static final Act ACT = new Act(new Caller("user:u_op", Role.OPERATOR), "t-1");
    private static final Duration PUBLISH = Duration.ofSeconds(4);

    private final Instant first = Instant.now().minus(Duration.ofDays(5));
    private final TestClock clock = new TestClock();
    private final ReplayProof proof;

    KafkaReplayIT(@TempDir Path data) {
        this.proof = ReplayProof.of(Settings.of(CommonSettings.ALL, Map.of("data.dir", data.toString())));
    }

    @BeforeEach
    void empty() {
        LetterRows.empty(DATABASE.jdbi());
    }

    @Test
    void shouldPutALetterBackWithTheTimeAtWhichItFirstCame() {
        // Given
        LetterId letter = letter("one");

        // When
        ask(letter);
        runner(this::log).replayWaiting();

        // Then
        ConsumerRecord<byte[], byte[]> copy = copies("one").get(0);
        assertThat(copies("one")).hasSize(1);
        assertThat(copy.partition()).isEqualTo(2);
        assertThat(copy.timestamp()).isEqualTo(first.toEpochMilli());
        assertThat(copy.key()).isEqualTo("k".getBytes(UTF_8));
        assertThat(sent(letter).offset()).isEqualTo(copy.offset());
    }

    @Test
    void shouldFindWhatWasWrittenAlthoughSomebodyElseSaysTheSame() {
        // Given
        LetterId letter = letter("two");
        ask(letter);
        runner(() -> new CutOff(log(), () -> forge(letter))).replayWaiting();
        assertThat(replay(letter).state()).isEqualTo(State.WAITING);
        clock.pass(Duration.ofMinutes(10));

        // When
        runner(this::log).replayWaiting();

        // Then
        assertThat(copies("two")).hasSize(1);
        assertThat(sent(letter).offset()).isEqualTo(copies("two").get(0).offset());
    }

    @Test
    void shouldSayHowFarASearchCame() {
        // Given
        LetterId letter = letter("four");
        ask(letter);
        runner(this::log).replayWaiting();
        ConsumerRecord<byte[], byte[]> written = copies("four").get(0);
        ProducerRecord<byte[], byte[]> copy =
                new ProducerRecord<>(SUBMITTED, 2, null, written.key(), written.value(), written.headers());
        ProducerRecord<byte[], byte[]> never = new ProducerRecord<>(SUBMITTED, 2, written.key(), written.value());

        // When
        List<ReplayLog.Search> searches = new ArrayList<>();
        try (KafkaReplayLog log =
                new KafkaReplayLog(client(), () -> KafkaPublisher.producer(client(), PUBLISH), Duration.ZERO)) {
            await().until(() -> {
                searches.add(log.find(copy, 0));
                return searches.get(searches.size() - 1).isDone();
            });
            ReplayLog.Search end = await().until(() -> log.find(never, 0), ReplayLog.Search::isDone);

            // Then
            assertThat(end.place()).isEmpty();
            assertThat(end.next()).isEqualTo(log.end(new TopicPartition(SUBMITTED, 2)));
        }
        assertThat(searches.get(searches.size() - 1).place()).hasValue(written.offset());
    }

    @Test
    void shouldSayThatALetterIsGone() {
        // Given
        LetterId letter = letter("three");
        LetterId never = new LetterId(letter.partition(), letter.offset() + 1_000);
        row(never);

        // When
        ask(never);
        runner(this::log).replayWaiting();

        // Then
        assertThat(replay(never).state()).isEqualTo(State.GONE);
    }

    /** A dead letter of a submission, on the topic and in the view. */
    private LetterId letter(String value) {
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(Topics.CLAIMS_DEAD.name(), 1, "k".getBytes(UTF_8), value.getBytes(UTF_8));
        Map.of(
                        DeadLetterHeaders.TOPIC,
                        SUBMITTED,
                        DeadLetterHeaders.PARTITION,
                        "2",
                        DeadLetterHeaders.TIMESTAMP,
                        Long.toString(first.toEpochMilli()))
                .forEach((name, text) -> letter.headers().add(name, text.getBytes(UTF_8)));
        LetterId id = new LetterId(1, write(letter));
        row(id);
        return id;
    }

    private static void row(LetterId id) {
        LetterRows.letter(jdbi(), id.offset(), SUBMITTED, "claim-ingest", Facts.NOW, "acme");
    }

    /** Upstream writes the header of a copy. */
    private static void forge(LetterId letter) {
        ProducerRecord<byte[], byte[]> forged = new ProducerRecord<>(SUBMITTED, 2, null, "forged".getBytes(UTF_8));
        forged.headers().add(ReplayProof.OF, letter.toString().getBytes(UTF_8));
        write(forged);
    }

    private static long write(ProducerRecord<byte[], byte[]> record) {
        try (Producer<byte[], byte[]> producer =
                KAFKA.get().producer(new ByteArraySerializer(), new ByteArraySerializer())) {
            return KafkaClients.await(producer.send(record)).offset();
        }
    }

    private void ask(LetterId id) {
        Letters letters = letters();
        letters.replay(ACT, letters.find(ACT.caller(), id).orElseThrow());
    }

    private Replay replay(LetterId id) {
        return letters().find(ACT.caller(), id).flatMap(Letter::asked).orElseThrow();
    }

    private Replay.Sent sent(LetterId id) {
        return Objects.requireNonNull(replay(id).sent());
    }

    private Letters letters() {
        return new Letters(jdbi(), new AuditTrail(jdbi(), clock), clock, () -> {});
    }

    private ReplayRunner runner(Supplier<ReplayLog> logs) {
        return new ReplayRunner(jdbi(), clock, PUBLISH, proof, logs);
    }

    private KafkaReplayLog log() {
        return new KafkaReplayLog(client(), () -> KafkaPublisher.producer(client(), PUBLISH));
    }

    /** What a service of ours reads with a value. */
    private List<ConsumerRecord<byte[], byte[]>> copies(String value) {
        TopicPartition partition = new TopicPartition(SUBMITTED, 2);
        Properties client = client();
        client.putAll(ReplayTimes.properties(proof));
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
            }
            return found.stream()
                    .filter(it -> new String(it.value(), UTF_8).equals(value))
                    .toList();
        }
    }

    /** Writes after something else, and hears nothing of it. */
    private record CutOff(ReplayLog log, Runnable before) implements ReplayLog {

        @Override
        public Optional<ConsumerRecord<byte[], byte[]>> letter(LetterId id) {
            return log.letter(id);
        }

        @Override
        public long end(TopicPartition partition) {
            return log.end(partition);
        }

        @Override
        public Search find(ProducerRecord<byte[], byte[]> copy, long from) {
            return log.find(copy, from);
        }

        @Override
        public long send(ProducerRecord<byte[], byte[]> record) {
            before.run();
            log.send(record);
            throw new TimeoutException("no acknowledgement");
        }

        @Override
        public void close() {
            log.close();
        }
    }

    private static Jdbi jdbi() {
        return DATABASE.jdbi();
    }

    private static Properties client() {
        Properties client = new Properties();
        client.put("bootstrap.servers", KAFKA.get().bootstrapServers());
        return client;
    }
}
