package io.claimstream.platform.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.claimstream.schemas.registry.RegistryUnavailableException;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.internals.StreamsConfigUtils.ProcessingMode;
import org.apache.kafka.streams.processor.internals.StreamsProducer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorldFailureTest {

    private static final String ABORTED = "Kafka aborted a transaction";

    @Test
    void shouldTellTheWorldFromABug() {
        assertThat(WorldFailure.cause(new IllegalStateException(new RegistryUnavailableException("x", null))))
                .contains("the schema registry cannot be reached");
        assertThat(WorldFailure.cause(new TimeoutException("x"))).contains("Kafka does not answer (TimeoutException)");
        assertThat(WorldFailure.cause(new IllegalStateException("Jane Doe"))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("lost")
    void shouldStartAfreshWhenATransactionIsLostAtItsCommit(RuntimeException lost, String cause) {
        // Given
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
        producer.commitTransactionException = lost;

        // When
        Throwable failure = catchThrowable(() -> commit(producer));

        // Then
        assertThat(failure).isInstanceOf(KafkaException.class);
        assertThat(WorldFailure.cause(failure)).contains(cause);
    }

    static Stream<Object[]> lost() {
        return Stream.of(
                new Object[] {new TransactionAbortableException("x"), ABORTED},
                new Object[] {new TransactionAbortedException(), ABORTED},
                new Object[] {new InvalidTxnStateException("x"), ABORTED},
                new Object[] {new ProducerFencedException("x"), ABORTED},
                new Object[] {inErrorState(new ProducerFencedException("x")), ABORTED},
                new Object[] {inErrorState(new CommitFailedException("x")), ABORTED},
                new Object[] {inErrorState(new OutOfOrderSequenceException("x")), ABORTED},
                new Object[] {new KafkaException("Unhandled error in EndTxnResponse: x"), ABORTED},
                new Object[] {inErrorState(new TimeoutException("x")), "Kafka does not answer (TimeoutException)"},
                new Object[] {new TimeoutException("x"), "Kafka does not answer (TimeoutException)"});
    }

    @ParameterizedTest
    @MethodSource("ours")
    void shouldEndWithWhatTryingAgainDoesNotMend(RuntimeException ours) {
        assertThat(WorldFailure.cause(new StreamsException("Error encountered trying to commit a transaction", ours)))
                .isEmpty();
    }

    static Stream<RuntimeException> ours() {
        return Stream.of(
                new SerializationException("Jane Doe"),
                new RecordTooLargeException("x"),
                new ConfigException("x"),
                new FencedInstanceIdException("x"),
                new IllegalStateException("x"));
    }

    /** As Kafka Streams commits. */
    private static void commit(MockProducer<byte[], byte[]> producer) {
        new StreamsProducer(producer, ProcessingMode.EXACTLY_ONCE_V2, Time.SYSTEM, new LogContext())
                .commitTransaction(Map.of(), new MockConsumer<byte[], byte[]>("none").groupMetadata());
    }

    private static KafkaException inErrorState(RuntimeException cause) {
        return new KafkaException("Cannot execute transactional method because we are in an error state", cause);
    }
}
