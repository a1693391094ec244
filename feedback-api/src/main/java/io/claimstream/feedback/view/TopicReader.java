package io.claimstream.feedback.view;

import io.claimstream.feedback.FeedbackMetrics;
import io.claimstream.feedback.FeedbackMetrics.Projected;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.serde.DecodingException;
import io.claimstream.schemas.serde.EventSerdes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes rows of the records of one topic. Not thread-safe. */
final class TopicReader {

    private static final Logger LOGGER = LoggerFactory.getLogger(TopicReader.class);

    private final String topic;
    private final Upsert upsert;
    private final Function<ConsumerRecord<byte[], byte[]>, Optional<Row>> rowOf;
    private final FeedbackMetrics metrics;
    private final boolean isCounting;

    /** @param isCounting whether what it reads is counted: of several readers of a topic, one */
    private TopicReader(
            String topic,
            Upsert upsert,
            Function<ConsumerRecord<byte[], byte[]>, Optional<Row>> rowOf,
            FeedbackMetrics metrics,
            boolean isCounting) {
        this.topic = topic;
        this.upsert = upsert;
        this.rowOf = rowOf;
        this.metrics = metrics;
        this.isCounting = isCounting;
        if (isCounting) {
            metrics.projects(topic);
        }
    }

    /** A reader of events. */
    static <V extends SpecificRecord> TopicReader of(TopicView<V> view, EventSerdes serdes, FeedbackMetrics metrics) {
        return of(view, serdes, metrics, true);
    }

    /** A reader of events that another reader counts. */
    static <V extends SpecificRecord> TopicReader beside(
            TopicView<V> view, EventSerdes serdes, FeedbackMetrics metrics) {
        return of(view, serdes, metrics, false);
    }

    private static <V extends SpecificRecord> TopicReader of(
            TopicView<V> view, EventSerdes serdes, FeedbackMetrics metrics, boolean isCounting) {
        Deserializer<V> values = serdes.of(view.topic()).deserializer();
        return new TopicReader(
                view.topic().name(),
                view.upsert(),
                record -> view.row().apply(seen(record, values.deserialize(record.topic(), record.value()))),
                metrics,
                isCounting);
    }

    /** The reader of dead letters that end a claim on its way to a score; their value is whatever bytes died. */
    static TopicReader ofDeadLetters(EventSerdes serdes, FeedbackMetrics metrics) {
        DeadLetterView view = new DeadLetterView(serdes);
        return new TopicReader(Topics.CLAIMS_DEAD.name(), DeadLetterView.UPSERT, view::row, metrics, true);
    }

    /** The reader of every dead letter, beside the one that counts them. */
    static TopicReader ofLetters(EventSerdes serdes, FeedbackMetrics metrics) {
        LetterView view = new LetterView(serdes);
        return new TopicReader(Topics.CLAIMS_DEAD.name(), LetterView.UPSERT, view::row, metrics, false);
    }

    String topic() {
        return topic;
    }

    /** The table of its rows. */
    String table() {
        return upsert.table();
    }

    /**
     * The rows of some records. A record that cannot be decoded is passed over here: the stage that answers for the topic makes
     * a dead letter of it.
     */
    List<Row> rows(Iterable<ConsumerRecord<byte[], byte[]>> records) {
        return read(records, record -> false).rows();
    }

    /**
     * What some records say.
     *
     * @param rows their rows
     * @param counts what they add to the tally of records
     */
    record Read(List<Row> rows, List<Contribution> counts) {}

    /**
     * The rows of some records, as {@link #rows}, and what those add to the tally that are not counted yet.
     *
     * @param isNew whether a record is not counted yet
     */
    Read read(Iterable<ConsumerRecord<byte[], byte[]>> records, Predicate<ConsumerRecord<byte[], byte[]>> isNew) {
        List<Row> rows = new ArrayList<>();
        List<Contribution> counts = new ArrayList<>();
        int read = 0;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            read++;
            Optional<Row> row = row(record);
            row.ifPresent(rows::add);
            if (isCounting && isNew.test(record)) {
                Counted.of(record, row).ifPresent(counts::add);
            }
        }
        count(Projected.READ, read);
        count(Projected.WRITTEN, rows.size());
        return new Read(rows, counts);
    }

    /** Records were written, and what was written is committed. */
    void committed(Iterable<ConsumerRecord<byte[], byte[]>> records) {
        if (isCounting && topic.equals(Topics.CLAIMS_SCORED.name())) {
            records.forEach(record -> metrics.shown(record.timestamp()));
        }
    }

    void write(Handle handle, List<Row> rows) {
        upsert.write(handle, rows);
    }

    private Optional<Row> row(ConsumerRecord<byte[], byte[]> record) {
        Optional<Row> row;
        try {
            row = rowOf.apply(record);
        } catch (DecodingException e) {
            return passOver(record, Projected.UNDECODABLE);
        }
        if (row.isEmpty()) {
            count(Projected.LEFT_OUT, 1);
            return row;
        }
        return row.filter(upsert::takes).or(() -> passOver(record, Projected.UNFIT));
    }

    private static <V> Seen<V> seen(ConsumerRecord<byte[], byte[]> record, V value) {
        return new Seen<>(record.partition(), record.offset(), Instant.ofEpochMilli(record.timestamp()), value);
    }

    private void count(Projected outcome, int records) {
        if (isCounting) {
            metrics.projected(topic, outcome, records);
        }
    }

    private Optional<Row> passOver(ConsumerRecord<byte[], byte[]> record, Projected outcome) {
        count(outcome, 1);
        LOGGER.atWarn()
                .addKeyValue("topic", record.topic())
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .addKeyValue("outcome", outcome)
                .log("record not in the read model");
        return Optional.empty();
    }
}
