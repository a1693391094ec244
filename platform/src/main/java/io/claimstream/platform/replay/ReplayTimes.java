package io.claimstream.platform.replay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a consumer of raw bytes the records that were put back with the time at which they first came, where the broker wrote another over it. What it cannot prove
 * keeps the broker's time, and so does what says a later one. Used by the consumer's thread only.
 */
public final class ReplayTimes implements ConsumerInterceptor<byte[], byte[]> {

    private static final Logger LOGGER = LoggerFactory.getLogger(ReplayTimes.class);
    private static final String CONFIG = "claimstream.replay.proof.instance";

    private @Nullable ReplayProof proof;

    /** What a consumer is configured with to have it. */
    public static Map<String, Object> properties(ReplayProof proof) {
        return Map.of(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG, ReplayTimes.class.getName(), CONFIG, proof);
    }

    @Override
    public void configure(Map<String, ?> configs) {
        proof = (ReplayProof) Objects.requireNonNull(configs.get(CONFIG), CONFIG);
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
        boolean isAnyReplay = false;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            isAnyReplay |= isStamped(record);
        }
        if (!isAnyReplay) {
            return records;
        }
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> timed = new HashMap<>();
        for (TopicPartition partition : records.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> ofPartition = new ArrayList<>();
            records.records(partition).forEach(record -> ofPartition.add(isStamped(record) ? timed(record) : record));
            timed.put(partition, ofPartition);
        }
        return new ConsumerRecords<>(timed, records.nextOffsets());
    }

    /** On other topics a copy bears the time of its original already. */
    private static boolean isStamped(ConsumerRecord<byte[], byte[]> record) {
        return record.timestampType() == TimestampType.LOG_APPEND_TIME && ReplayProof.isReplay(record.headers());
    }

    private ConsumerRecord<byte[], byte[]> timed(ConsumerRecord<byte[], byte[]> record) {
        OptionalLong time = Objects.requireNonNull(proof).time(record.topic(), record.headers(), record.value());
        if (time.isEmpty()) {
            LOGGER.atWarn()
                    .addKeyValue("topic", record.topic())
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .log("a record says that it was put back, but the key of this service does not prove it");
        }
        return time.isEmpty() || time.getAsLong() >= record.timestamp() ? record : at(time.getAsLong(), record);
    }

    private static ConsumerRecord<byte[], byte[]> at(long time, ConsumerRecord<byte[], byte[]> record) {
        return new ConsumerRecord<>(
                record.topic(),
                record.partition(),
                record.offset(),
                time,
                record.timestampType(),
                record.serializedKeySize(),
                record.serializedValueSize(),
                record.key(),
                record.value(),
                record.headers(),
                record.leaderEpoch());
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public void close() {}
}
