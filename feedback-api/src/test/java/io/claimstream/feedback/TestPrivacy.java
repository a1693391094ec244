package io.claimstream.feedback;

import io.claimstream.event.RecordRef;
import io.claimstream.event.SubjectErased;
import io.claimstream.feedback.approval.Approvals;
import io.claimstream.feedback.audit.AuditTrail;
import io.claimstream.feedback.privacy.ErasureWorld;
import io.claimstream.feedback.privacy.Privacy;
import io.claimstream.feedback.privacy.ReceiptKey;
import io.claimstream.feedback.view.JdbiReadModel;
import io.claimstream.platform.database.Database;
import io.claimstream.platform.seal.FileKeyEncryptionKeys;
import io.claimstream.platform.seal.Subject;
import io.claimstream.platform.seal.SubjectKeys;
import io.claimstream.platform.secret.SecretFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Jdbi;

/** Erasing on a database, without Kafka: what was told is remembered. */
public final class TestPrivacy {

    private TestPrivacy() {}

    /** A Kafka that has read everything. */
    public static final class World implements ErasureWorld {

        /** What was told, in order. */
        public final List<SubjectErased> told = new ArrayList<>();

        /** Whether feature-stream is behind. */
        public volatile boolean isBehind;

        @Override
        public RecordRef tell(SubjectErased erased) {
            told.add(erased);
            return new RecordRef(0, told.size() - 1L);
        }

        @Override
        public Map<TopicPartition, Long> ends(String topic) {
            return Map.of();
        }

        @Override
        public boolean isInReadModel(Map<TopicPartition, Long> ends) {
            return true;
        }

        @Override
        public boolean hasErasures() {
            return true;
        }

        @Override
        public boolean isInHistories(Map<TopicPartition, Long> ends) {
            return !isBehind;
        }
    }

    /** Gives claimants their pseudonyms, as claim-ingest does; without one an erasure takes this database for the wrong one, and waits. */
    public static void know(Jdbi jdbi, Subject... claimants) {
        jdbi.useHandle(handle -> {
            handle.execute("insert into record_pseudonym_key (number, key_id, computes, created_at)"
                    + " values (1, 'k', false, current_timestamp)");
            for (Subject claimant : claimants) {
                handle.execute(
                        "insert into record_pseudonym (lookup, key_number, kind, insurer, pseudonym, made_under, created_at)"
                                + " values (?, 1, 'CLAIMANT', ?, ?, 1, current_timestamp)",
                        "lookup of " + claimant.pseudonym(),
                        claimant.insurer(),
                        claimant.pseudonym());
            }
        });
    }

    public static Privacy of(Database database, Clock clock) {
        return of(database, clock, new World());
    }

    public static Privacy of(Database database, Clock clock, World world) {
        try {
            SecretFiles secrets = new SecretFiles(Files.createTempDirectory("privacy"));
            AuditTrail audit = new AuditTrail(database.jdbi(), clock);
            return Privacy.of(
                    new Privacy.Parts(
                            database.jdbi(),
                            audit,
                            new Approvals(database.jdbi(), audit, clock, true),
                            new SubjectKeys(database.jdbi(), new FileKeyEncryptionKeys(secrets), clock),
                            new JdbiReadModel(database.jdbi())),
                    world,
                    () -> ReceiptKey.of(secrets),
                    clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
