package io.claimstream.launcher.billing;

import io.claimstream.event.ClaimScored;
import io.claimstream.event.ScorePurpose;
import io.claimstream.launcher.audit.TopicTail;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.registry.SchemaRegistry;
import io.claimstream.schemas.serde.DecodingException;
import io.claimstream.schemas.serde.EventSerdes;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Counts the scores of one insurer by month from the topic alone, read committed from the beginning: each revision once, in the month (UTC) of the Kafka timestamp of its
 * first live score. Shares nothing with the meter of the database but the topic. Holds the identity of each revision of the insurer in memory. Not thread-safe.
 */
final class ScoreRecount implements AutoCloseable {

    private final String insurer;
    private final TopicTail tail;
    private final Deserializer<ClaimScored> values;
    private final Set<String> revisions = new HashSet<>();
    private final Map<YearMonth, Long> months = new HashMap<>();

    /**
     * Connects; nothing is read yet.
     *
     * @param connection Kafka client properties, at least {@code bootstrap.servers}
     * @param registry where the schema of the records is
     */
    ScoreRecount(Map<String, ?> connection, SchemaRegistry registry, String insurer) {
        this.insurer = insurer;
        this.values = new EventSerdes(registry).of(Topics.CLAIMS_SCORED).deserializer();
        this.tail = new TopicTail(connection, List.of(Topics.CLAIMS_SCORED.name()));
    }

    /**
     * Reads what was written since the last call, and says how many scores a month has.
     *
     * @throws org.apache.kafka.common.KafkaException when the brokers cannot be asked
     */
    long count(YearMonth month) {
        tail.readToEnd(this::take);
        return months.getOrDefault(month, 0L);
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        ClaimScored score;
        try {
            score = values.deserialize(record.topic(), record.value());
        } catch (DecodingException e) {
            // What nobody can read is on no bill.
            return;
        }
        boolean isBilled =
                score.getPurpose() == ScorePurpose.LIVE && score.getInsurer().equals(insurer);
        if (isBilled && revisions.add(score.getRevision() + "|" + score.getClaimId())) {
            months.merge(
                    YearMonth.from(Instant.ofEpochMilli(record.timestamp()).atZone(ZoneOffset.UTC)), 1L, Long::sum);
        }
    }

    @Override
    public void close() {
        tail.close();
    }
}
