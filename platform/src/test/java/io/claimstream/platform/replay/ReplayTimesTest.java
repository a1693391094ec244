package io.claimstream.platform.replay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class ReplayTimesTest {

    private static final TopicPartition PARTITION = new TopicPartition("t", 0);
    private static final byte[] VALUE = "v".getBytes(UTF_8);
    private static final long BROKER = 5_000;
    private static final long FIRST = 1_000;

    private final ReplayProof proof = new ReplayProof(() -> new byte[32]);

    @Test
    void shouldGiveTheTimeAtWhichItFirstCame() {
        assertThat(timeOf(marked(proof, "t", FIRST), TimestampType.LOG_APPEND_TIME))
                .isEqualTo(FIRST);
    }

    @Test
    void shouldKeepTheTimeOfTheBroker() {
        // Given
        ReplayProof others = new ReplayProof(() -> new byte[] {1});
        Headers withoutProof = new RecordHeaders();
        withoutProof.add(ReplayProof.OF, "1-1".getBytes(UTF_8)).add(ReplayProof.TIME, "1000".getBytes(UTF_8));
        Headers otherTime = marked(proof, "t", FIRST);
        otherTime.remove(ReplayProof.TIME).add(ReplayProof.TIME, "900".getBytes(UTF_8));
        Headers otherLetter = marked(proof, "t", FIRST);
        otherLetter.remove(ReplayProof.OF).add(ReplayProof.OF, "1-2".getBytes(UTF_8));
        Headers otherValue = new RecordHeaders();
        proof.mark(otherValue, "t", "1-1", FIRST, "w".getBytes(UTF_8));

        // Then
        assertThat(List.of(
                        new RecordHeaders(),
                        withoutProof,
                        otherTime,
                        otherLetter,
                        otherValue,
                        marked(others, "t", FIRST),
                        marked(proof, "another", FIRST),
                        marked(proof, "t", BROKER + 1)))
                .allSatisfy(headers -> assertThat(timeOf(headers, TimestampType.LOG_APPEND_TIME))
                        .isEqualTo(BROKER));
        assertThat(timeOf(marked(proof, "t", FIRST), TimestampType.CREATE_TIME)).isEqualTo(BROKER);
    }

    @Test
    void shouldHandEverythingElseOn() {
        // Given
        ConsumerRecords<byte[], byte[]> records = new ConsumerRecords<>(
                Map.of(
                        PARTITION,
                        List.of(
                                record(7, new RecordHeaders(), TimestampType.LOG_APPEND_TIME),
                                record(8, marked(proof, "t", FIRST), TimestampType.LOG_APPEND_TIME))),
                Map.of(PARTITION, new OffsetAndMetadata(9)));

        // When
        ConsumerRecords<byte[], byte[]> timed = interceptor().onConsume(records);

        // Then
        assertThat(timed.nextOffsets()).isEqualTo(records.nextOffsets());
        assertThat(timed.records(PARTITION))
                .extracting(ConsumerRecord::offset, ConsumerRecord::timestamp, ConsumerRecord::value)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(7L, BROKER, VALUE),
                        org.assertj.core.groups.Tuple.tuple(8L, FIRST, VALUE));
    }

    private static Headers marked(ReplayProof proof, String topic, long time) {
        Headers headers = new RecordHeaders();
        proof.mark(headers, topic, "1-1", time, VALUE);
        return headers;
    }

    private long timeOf(Headers headers, TimestampType type) {
        ConsumerRecords<byte[], byte[]> records =
                new ConsumerRecords<>(Map.of(PARTITION, List.of(record(7, headers, type))), Map.of());
        return interceptor().onConsume(records).iterator().next().timestamp();
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, Headers headers, TimestampType type) {
        return new ConsumerRecord<>("t", 0, offset, BROKER, type, 0, 1, null, VALUE, headers, Optional.empty());
    }

    private ReplayTimes interceptor() {
        ReplayTimes times = new ReplayTimes();
        times.configure(ReplayTimes.properties(proof));
        return times;
    }
}
