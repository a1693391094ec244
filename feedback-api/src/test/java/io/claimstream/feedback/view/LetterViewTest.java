package io.claimstream.feedback.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.feedback.Facts;
import io.claimstream.feedback.FeedbackMetrics;
import io.claimstream.feedback.H2Database;
import io.claimstream.feedback.LetterRows;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.audit.AuditTrail;
import io.claimstream.feedback.letter.Letter;
import io.claimstream.feedback.letter.LetterFilter;
import io.claimstream.feedback.letter.Letters;
import io.claimstream.platform.deadletter.DeadLetterDeserializationHandler;
import io.claimstream.platform.deadletter.DeadLetterProcessingHandler;
import io.claimstream.platform.deadletter.DeadLetters;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.TrustedEvents;
import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import io.claimstream.schemas.serde.EventSerdes;
import io.claimstream.testkit.Claims;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.internals.DefaultErrorHandlerContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Dead letters as the handlers of our services make them, read from their topic into the list that operators see. */
class LetterViewTest {

    static {
        TrustedEvents.trust();
    }

    @RegisterExtension
    static final H2Database DATABASE = new H2Database();

    private static final String SUBMITTED = Topics.CLAIMS_SUBMITTED.name();
    private static final Instant DIED = Facts.NOW.plusSeconds(90);
    private static final Caller OPERATOR = new Caller("user:u_op", Role.OPERATOR);

    private final EventSerdes serdes = new EventSerdes(new InMemorySchemaRegistry());
    private final Map<String, Object> configs =
            Map.of(DeadLetters.CONFIG, new DeadLetters("claim-ingest", new SimpleMeterRegistry(), origin -> {}));

    @BeforeEach
    void empty() {
        LetterRows.empty(DATABASE.jdbi());
    }

    @Test
    void shouldListALetterOfAClaimWithItsIdentityAndNothingElseOfIt() {
        // Given
        byte[] claim = submission();

        // When
        project(7, processingFailed(claim));

        // Then
        Letter letter = onlyLetter();
        assertThat(letter.id()).hasToString("1-7");
        assertThat(letter.source()).isEqualTo(new Letter.Source(SUBMITTED, 2, 41, Facts.NOW));
        assertThat(letter.cause())
                .isEqualTo(new Letter.Cause("PROCESSING_FAILED", "claim-ingest", "java.lang.IllegalStateException"));
        assertThat(letter.diedAt()).isEqualTo(DIED);
        assertThat(letter.bytes()).isEqualTo(claim.length);
        assertThat(letter.claim()).isEqualTo(new Letter.About("acme", "c-1", 1));
        String row = DATABASE.jdbi().withHandle(handle -> handle.createQuery("select * from view_letter")
                .mapToMap()
                .one()
                .toString());
        assertThat(row)
                .doesNotContain(Claims.aClaim("c-1").build().getPolicy())
                .doesNotContain("a name that must not leave");
    }

    @Test
    void shouldListALetterOfBytesThatNobodyCanRead() {
        // When
        project(8, undecodable("<script>".getBytes(StandardCharsets.UTF_8)));

        // Then
        Letter letter = onlyLetter();
        assertThat(letter.cause().code()).isEqualTo("MALFORMED_BODY");
        assertThat(letter.source()).isEqualTo(new Letter.Source(SUBMITTED, 2, 41, Facts.NOW));
        assertThat(letter.bytes()).isEqualTo(8);
        assertThat(letter.claim()).isNull();
    }

    @Test
    void shouldListALetterThatIsReadAgainOnce() {
        // When
        project(7, processingFailed(submission()));
        project(7, processingFailed(submission()));

        // Then
        assertThat(letters()).hasSize(1);
    }

    @Test
    void shouldPassOverWhatIsNoLetterOfOurs() {
        // When
        project(9, new ProducerRecord<>(Topics.CLAIMS_DEAD.name(), submission()));

        // Then
        assertThat(letters()).isEmpty();
    }

    private byte[] submission() {
        return serdes.of(Topics.CLAIMS_SUBMITTED)
                .serializer()
                .serialize(SUBMITTED, Claims.aClaim("c-1").withInsurer("acme").build());
    }

    private ProducerRecord<byte[], byte[]> processingFailed(byte[] value) {
        DeadLetterProcessingHandler handler = new DeadLetterProcessingHandler();
        handler.configure(configs);
        return handler.handleError(
                        at(value),
                        new Record<>("key", "value", Facts.NOW.toEpochMilli()),
                        new IllegalStateException("a name that must not leave"))
                .deadLetterQueueRecords()
                .get(0);
    }

    private ProducerRecord<byte[], byte[]> undecodable(byte[] value) {
        DeadLetterDeserializationHandler handler = new DeadLetterDeserializationHandler();
        handler.configure(configs);
        return handler.handleError(
                        at(value),
                        new ConsumerRecord<>(SUBMITTED, 2, 41, new byte[0], value),
                        new IllegalArgumentException("of another form"))
                .deadLetterQueueRecords()
                .get(0);
    }

    private static ErrorHandlerContext at(byte[] value) {
        return new DefaultErrorHandlerContext(
                null,
                SUBMITTED,
                2,
                41,
                new RecordHeaders(),
                "validate",
                new TaskId(0, 2),
                Facts.NOW.toEpochMilli(),
                new byte[0],
                value);
    }

    /** Reads a letter as it stands at an offset of partition 1. */
    private void project(long offset, ProducerRecord<byte[], byte[]> letter) {
        TopicReader reader =
                TopicReader.ofLetters(serdes, new FeedbackMetrics(new SimpleMeterRegistry(), Clock.systemUTC()));
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(
                letter.topic(),
                1,
                offset,
                DIED.toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                letter.value().length,
                letter.key(),
                letter.value(),
                letter.headers(),
                Optional.empty());
        DATABASE.jdbi().useTransaction(handle -> reader.write(handle, reader.rows(List.of(record))));
    }

    private static Letter onlyLetter() {
        assertThat(letters()).hasSize(1);
        return letters().get(0);
    }

    private static List<Letter> letters() {
        return new Letters(
                        DATABASE.jdbi(),
                        new AuditTrail(DATABASE.jdbi(), Clock.systemUTC()),
                        Clock.fixed(DIED, ZoneOffset.UTC),
                        () -> {})
                .page(OPERATOR, new LetterFilter(null, null, null, null, null, null, null), null, 9);
    }
}
