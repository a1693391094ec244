package io.claimstream.feedback.view;

import io.claimstream.feedback.FeedbackMetrics;
import io.claimstream.feedback.FeedbackMetrics.Projected;
import io.claimstream.schemas.serde.DecodingException;
import io.claimstream.schemas.serde.EventSerdes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes rows of the records of one topic. Not thread-safe. */
final class TopicReader<V extends SpecificRecord> {

    private static final Logger LOGGER = LoggerFactory.getLogger(TopicReader.class);

    private final TopicView<V> view;
    private final Deserializer<V> deserializer;
    private final FeedbackMetrics metrics;

    TopicReader(TopicView<V> view, EventSerdes serdes, FeedbackMetrics metrics) {
        this.view = view;
        this.deserializer = serdes.of(view.topic()).deserializer();
        this.metrics = metrics;
    }

    String topic() {
        return view.topic().name();
    }

    /**
     * The rows of some records. A record that cannot be decoded is passed over here: the stage that answers for the topic makes
     * a dead letter of it.
     */
    List<Row> rows(Iterable<ConsumerRecord<byte[], byte[]>> records) {
        List<Row> rows = new ArrayList<>();
        int read = 0;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            read++;
            row(record).ifPresent(rows::add);
        }
        metrics.projected(topic(), Projected.READ, read);
        metrics.projected(topic(), Projected.WRITTEN, rows.size());
        return rows;
    }

    void write(Handle handle, List<Row> rows) {
        view.upsert().write(handle, rows);
    }

    private Optional<Row> row(ConsumerRecord<byte[], byte[]> record) {
        V value;
        try {
            value = deserializer.deserialize(record.topic(), record.value());
        } catch (DecodingException e) {
            return passOver(record, Projected.UNDECODABLE);
        }
        Optional<Row> row = view.row()
                .apply(new Seen<>(
                        record.partition(), record.offset(), Instant.ofEpochMilli(record.timestamp()), value));
        if (row.isEmpty()) {
            metrics.projected(topic(), Projected.LEFT_OUT, 1);
            return row;
        }
        return row.filter(view.upsert()::takes).or(() -> passOver(record, Projected.UNFIT));
    }

    private Optional<Row> passOver(ConsumerRecord<byte[], byte[]> record, Projected outcome) {
        metrics.projected(topic(), outcome, 1);
        LOGGER.atWarn()
                .addKeyValue("topic", record.topic())
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .addKeyValue("outcome", outcome)
                .log("record not in the read model");
        return Optional.empty();
    }
}
