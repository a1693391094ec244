package io.claimstream.retrain.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;

class LearningFailureTest {

    @Test
    void shouldStartAfreshWhenADecisionCannotBeCommitted() {
        assertThat(LearningFailure.cause(commit(new TimeoutException("x"))))
                .contains("Kafka does not answer (TimeoutException)");
        assertThat(LearningFailure.cause(commit(new ProducerFencedException("x"))))
                .contains("Kafka aborted a transaction");
        assertThat(LearningFailure.cause(commit(new KafkaException("x", new TimeoutException("x")))))
                .contains("Kafka does not answer (TimeoutException)");
        assertThat(LearningFailure.cause(commit(new RecordTooLargeException("x"))))
                .contains("Kafka refuses (RecordTooLargeException)");
    }

    @Test
    void shouldStartAfreshWithoutTheDatabaseAndEndWithABug() {
        assertThat(LearningFailure.cause(new JdbiException("x") {})).contains("the database does not answer");
        assertThat(LearningFailure.cause(new IllegalStateException("Jane Doe"))).isEmpty();
    }

    private static RuntimeException commit(RuntimeException failure) {
        MockProducer<byte[], byte[]> producer =
                new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
        producer.beginTransaction();
        producer.commitTransactionException = failure;
        return catchThrowableOfType(RuntimeException.class, producer::commitTransaction);
    }
}
