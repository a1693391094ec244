package io.claimstream.feedback.view;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jdbi.v3.core.Jdbi;

/** One attempt of a projection: takes up where the database stands and reads until something fails. Not thread-safe. */
final class ProjectionRun {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final long ADMIN_SECONDS = 10;

    private final Parts parts;
    private final Progress progress;
    private final Map<TopicPartition, Long> known = new HashMap<>();
    private final Map<TopicPartition, Long> counted = new HashMap<>();
    private final Optional<ClaimIndex> index;
    private final MeterPlace meter;
    private final Map<TopicPartition, Long> begins = new HashMap<>();
    private final Map<TopicPartition, Long> targets = new HashMap<>();
    private boolean begun;

    /** What does not change from one attempt to the next. */
    record Parts(
            List<TopicReader> readers,
            Jdbi jdbi,
            Admin admin,
            Runnable prepare,
            Arrivals arrivals,
            Projection.ScoreListener scores,
            boolean isIndexed) {

        List<String> topics() {
            return readers.stream().map(TopicReader::topic).distinct().toList();
        }

        /** Every table that the projection writes. */
        List<String> tables() {
            Stream<String> index = isIndexed ? ClaimTable.TABLES.stream() : Stream.empty();
            return Stream.concat(readers.stream().map(TopicReader::table), index)
                    .distinct()
                    .toList();
        }
    }

    /** The rows of one topic, ready to be written. */
    private record Written(TopicReader reader, List<Row> rows, List<Contribution> counts) {

        Set<ClaimKey> claims() {
            return rows.stream().flatMap(row -> row.claim().stream()).collect(Collectors.toSet());
        }
    }

    ProjectionRun(Parts parts, Progress progress) {
        this.parts = parts;
        this.progress = progress;
        this.meter = new MeterPlace(parts.jdbi());
        this.index = parts.isIndexed() ? Optional.of(new ClaimIndex(parts.jdbi(), System::nanoTime)) : Optional.empty();
    }

    boolean begun() {
        return begun;
    }

    void begin(Consumer<byte[], byte[]> consumer) {
        parts.prepare().run();
        List<TopicPartition> partitions = partitions(consumer);
        known.putAll(OffsetTable.read(parts.jdbi(), parts.topics()));
        index.ifPresent(it -> it.goBack(known, parts.topics()));
        meter.goBack(known);
        counted.putAll(OffsetTable.readCounted(parts.jdbi(), parts.topics()));
        consumer.assign(partitions);
        partitions.forEach(partition -> consumer.seek(partition, known.getOrDefault(partition, 0L)));
        begins.putAll(consumer.beginningOffsets(partitions));
        targets.putAll(ends(partitions));
        report(consumer);
        begun = true;
    }

    void step(Consumer<byte[], byte[]> consumer) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        boolean catchesUp = !progress.state().caughtUp();
        List<ClaimKey> due = index.map(it -> it.due(catchesUp)).orElse(List.of());
        if (!records.isEmpty() || !due.isEmpty()) {
            write(records, due);
        }
        report(consumer);
    }

    /** Writes rows of records, and sums up claims of earlier ones: what is committed together costs one write of each page. */
    private void write(ConsumerRecords<byte[], byte[]> records, List<ClaimKey> due) {
        // Decoding may ask the schema registry: do it before the transaction, not in it.
        List<Written> written =
                parts.readers().stream().map(reader -> written(reader, records)).toList();
        TallySheet counts = new TallySheet();
        written.forEach(part -> counts.add(part.counts()));
        Map<TopicPartition, Long> next = records.nextOffsets().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
        parts.scores().came(records.records(Topics.CLAIMS_SCORED.name()));
        parts.jdbi().useTransaction(handle -> {
            OffsetTable.move(handle, known, next);
            meter.write(handle, next);
            written.forEach(part -> part.reader().write(handle, part.rows()));
            written.stream()
                    .filter(part -> LateRevisions.isOf(part.reader()))
                    .forEach(part -> LateRevisions.mark(handle, part.rows()));
            counts.write(handle);
            index.ifPresent(it -> it.write(handle, due, known));
        });
        known.putAll(next);
        next.forEach((partition, offset) -> counted.merge(partition, offset, Math::max));
        if (progress.state().caughtUp()) {
            // What is read again, or late, says nothing of how fast scores are seen.
            parts.readers().forEach(reader -> reader.committed(records.records(reader.topic())));
        }
        written.forEach(part -> index.ifPresent(it -> it.changed(part.reader().topic(), part.claims())));
        parts.arrivals()
                .accept(written.stream().flatMap(part -> part.claims().stream()).collect(Collectors.toSet()));
    }

    private Written written(TopicReader reader, ConsumerRecords<byte[], byte[]> records) {
        TopicReader.Read read = reader.read(records.records(reader.topic()), this::isNew);
        return new Written(reader, read.rows(), read.counts());
    }

    private boolean isNew(ConsumerRecord<byte[], byte[]> record) {
        return record.offset() >= counted.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L);
    }

    private void report(Consumer<byte[], byte[]> consumer) {
        Map<TopicPartition, Long> positions =
                consumer.assignment().stream().collect(Collectors.toMap(it -> it, consumer::position));
        progress.moved(begins, positions, targets);
    }

    private List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
        return parts.topics().stream()
                .flatMap(topic -> partitions(consumer, topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    private static List<PartitionInfo> partitions(Consumer<byte[], byte[]> consumer, String topic) {
        List<PartitionInfo> partitions = consumer.partitionsFor(topic);
        if (partitions == null || partitions.isEmpty()) {
            throw new IllegalStateException("Expected the topic " + topic + ", but there is none yet.");
        }
        return partitions;
    }

    /**
     * The high watermarks, not the last stable offsets that a reader of committed records sees: someone else's open transaction
     * would hide feedback that was acknowledged before a crash, and it would be recorded twice.
     */
    private Map<TopicPartition, Long> ends(List<TopicPartition> partitions) {
        Map<TopicPartition, OffsetSpec> latest =
                partitions.stream().collect(Collectors.toMap(it -> it, it -> OffsetSpec.latest()));
        try {
            return parts.admin().listOffsets(latest).all().get(ADMIN_SECONDS, TimeUnit.SECONDS).entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, entry -> entry.getValue().offset()));
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("Expected to learn the ends of " + parts.topics() + ".", e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
