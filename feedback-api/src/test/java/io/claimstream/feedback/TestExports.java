package io.claimstream.feedback;

import io.claimstream.event.RecordRef;
import io.claimstream.feedback.audit.AuditTrail;
import io.claimstream.feedback.export.Exports;
import io.claimstream.feedback.export.SubjectLog;
import io.claimstream.feedback.http.PrivacyPorts;
import io.claimstream.feedback.privacy.Privacy;
import io.claimstream.feedback.retention.RetentionPeriods;
import io.claimstream.feedback.retention.RetentionReport;
import io.claimstream.feedback.view.ReadModel;
import io.claimstream.platform.database.Database;
import io.claimstream.platform.seal.Sealer;
import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import io.claimstream.schemas.serde.EventSerdes;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jdbi.v3.core.Jdbi;

/** Exports of personal data with a log in memory. */
public final class TestExports implements SubjectLog {

    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();

    /** Nothing stands on this log. */
    public static PrivacyPorts of(Database database, Clock clock, ReadModel readModel) {
        return of(database, clock, readModel, TestPrivacy.of(database, clock));
    }

    /** Nothing stands on this log, and claimants are erased by somebody. */
    public static PrivacyPorts of(Database database, Clock clock, ReadModel readModel, Privacy privacy) {
        return new PrivacyPorts(
                new TestExports()
                        .exports(database.jdbi(), clock, readModel, new EventSerdes(new InMemorySchemaRegistry())),
                new RetentionReport(database.jdbi(), clock, RetentionPeriods.BY_DEFAULT),
                privacy);
    }

    /** Exports of what stands on this log and in a database. */
    public Exports exports(Jdbi jdbi, Clock clock, ReadModel readModel, EventSerdes serdes) {
        return new Exports(
                jdbi,
                new AuditTrail(jdbi, clock),
                clock,
                new Exports.Sources(() -> this, serdes, new Sealer(TestReview.keys(jdbi, clock)), readModel));
    }

    /** Puts a record where it can be read. */
    public void put(ConsumerRecord<byte[], byte[]> record) {
        records.add(record);
    }

    /** Takes one away. */
    public void remove(String topic, long offset) {
        records.removeIf(it -> it.topic().equals(topic) && it.offset() == offset);
    }

    /** Every record of a topic. */
    public List<ConsumerRecord<byte[], byte[]>> of(String topic) {
        return records.stream().filter(it -> it.topic().equals(topic)).toList();
    }

    @Override
    public Optional<byte[]> at(String topic, RecordRef place) {
        return of(topic).stream()
                .filter(it -> it.partition() == place.getPartition() && it.offset() == place.getOffset())
                .map(ConsumerRecord::value)
                .findFirst();
    }

    @Override
    public void scan(String topic, Instant since, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        of(topic).stream().filter(it -> it.timestamp() >= since.toEpochMilli()).forEach(taker);
    }

    @Override
    public void close() {}
}
