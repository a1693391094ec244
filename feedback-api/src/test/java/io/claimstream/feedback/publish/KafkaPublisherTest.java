package io.claimstream.feedback.publish;

import static io.claimstream.testkit.Claims.aClaim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.RecordRef;
import io.claimstream.feedback.FeedbackMetrics;
import io.claimstream.platform.trace.Tracing;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import io.claimstream.schemas.registry.RegistryUnavailableException;
import io.claimstream.schemas.registry.SchemaRegistry;
import io.claimstream.schemas.serde.EventSerdes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.Schema;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class KafkaPublisherTest {

    private static final ClaimSubmitted CLAIM = aClaim().build();

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());

    @Test
    void shouldCompleteOnlyWhenKafkaAcknowledges() {
        // Given
        CompletableFuture<RecordRef> answer =
                publisher(new InMemorySchemaRegistry(), 1).publish(Topics.CLAIMS_SUBMITTED, "acme|c-1", CLAIM);
        boolean before = answer.isDone();

        // When
        producer.completeNext();

        // Then
        assertThat(before).isFalse();
        assertThat(answer).isCompletedWithValue(new RecordRef(0, 0L));
    }

    @Test
    void shouldSayThatKafkaIsAway() {
        // Given
        CompletableFuture<RecordRef> answer =
                publisher(new InMemorySchemaRegistry(), 1).publish(Topics.CLAIMS_SUBMITTED, "acme|c-1", CLAIM);

        // When
        producer.errorNext(new TimeoutException("expired"));

        // Then
        assertThatThrownBy(answer::join).hasCauseInstanceOf(PublishException.class);
    }

    @Test
    void shouldRefuseMoreThanMayWait() {
        // Given
        KafkaPublisher publisher = publisher(new InMemorySchemaRegistry(), 1);
        CompletableFuture<RecordRef> first = publisher.publish(Topics.CLAIMS_SUBMITTED, "acme|c-1", CLAIM);

        // When
        CompletableFuture<RecordRef> second = publisher.publish(Topics.CLAIMS_SUBMITTED, "acme|c-2", CLAIM);
        producer.completeNext();
        CompletableFuture<RecordRef> third = publisher.publish(Topics.CLAIMS_SUBMITTED, "acme|c-3", CLAIM);

        // Then
        assertThat(first).isCompleted();
        assertThat(second).isCompletedExceptionally();
        assertThat(third).isNotDone();
    }

    @Test
    void shouldGiveItsPlaceBackWhenTheRegistryIsAway() {
        // Given
        KafkaPublisher publisher = publisher(new AwayRegistry(), 1);

        // When
        CompletableFuture<RecordRef> first = publisher.publish(Topics.CLAIMS_SUBMITTED, "acme|c-1", CLAIM);
        CompletableFuture<RecordRef> second = publisher.publish(Topics.CLAIMS_SUBMITTED, "acme|c-1", CLAIM);

        // Then
        assertThatThrownBy(first::join).hasCauseInstanceOf(PublishException.class);
        assertThatThrownBy(second::join).cause().isInstanceOfSatisfying(PublishException.class, e -> assertThat(
                        e.reason())
                .isEqualTo(PublishException.Cause.UNAVAILABLE));
    }

    private KafkaPublisher publisher(SchemaRegistry registry, int maxWaiting) {
        return new KafkaPublisher(
                producer,
                new EventSerdes(registry),
                new FeedbackMetrics(new SimpleMeterRegistry(), Clock.systemUTC()),
                new ClaimTraces(Tracing.off()),
                maxWaiting);
    }

    private static final class AwayRegistry implements SchemaRegistry {

        @Override
        public int register(String subject, Schema schema) {
            throw new RegistryUnavailableException("away", null);
        }

        @Override
        public Registered latest(String subject) {
            throw new RegistryUnavailableException("away", null);
        }

        @Override
        public int idOf(String subject, Schema schema) {
            throw new RegistryUnavailableException("away", null);
        }

        @Override
        public Schema byId(int id) {
            throw new RegistryUnavailableException("away", null);
        }
    }
}
