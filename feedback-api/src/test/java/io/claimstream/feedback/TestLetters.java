package io.claimstream.feedback;

import io.claimstream.event.RecordRef;
import io.claimstream.feedback.audit.AuditTrail;
import io.claimstream.feedback.http.LetterPorts;
import io.claimstream.feedback.letter.Contents;
import io.claimstream.feedback.letter.Letters;
import io.claimstream.feedback.letter.Rejections;
import io.claimstream.platform.database.Database;
import io.claimstream.platform.records.PlacedLog;
import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import io.claimstream.schemas.serde.EventSerdes;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What looking after unanswered records works with, with a log in memory. */
public final class TestLetters {

    private final Map<String, byte[]> records = new ConcurrentHashMap<>();
    private final EventSerdes serdes = new EventSerdes(new InMemorySchemaRegistry());

    /** Nothing stands on this log. */
    public static LetterPorts of(Database database, Clock clock) {
        return new TestLetters().ports(database, clock);
    }

    public EventSerdes serdes() {
        return serdes;
    }

    /** Puts a record where it can be read. */
    public void put(String topic, int partition, long offset, byte[] bytes) {
        records.put(topic + "-" + partition + "-" + offset, bytes);
    }

    public LetterPorts ports(Database database, Clock clock) {
        return new LetterPorts(
                new Letters(database.jdbi(), new AuditTrail(database.jdbi(), clock), clock, () -> {}),
                new Rejections(database.jdbi()),
                new Contents(Log::new, serdes));
    }

    private final class Log implements PlacedLog {

        @Override
        public Optional<byte[]> at(String topic, RecordRef place) {
            return Optional.ofNullable(records.get(topic + "-" + place.getPartition() + "-" + place.getOffset()));
        }

        @Override
        public void close() {}
    }
}
