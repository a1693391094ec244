package io.claimstream.launcher.privacy;

import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.ClaimRejected;
import io.claimstream.event.EntityKind;
import io.claimstream.event.ScorePurpose;
import io.claimstream.launcher.audit.TopicTail;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.registry.SchemaRegistry;
import io.claimstream.schemas.registry.UnknownSchemaException;
import io.claimstream.schemas.serde.DecodingException;
import io.claimstream.schemas.serde.EventSerdes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Counts the records that name one claimant on each topic, from the topics alone, read committed from the beginning. Shares nothing with the export but the topics: neither tables nor
 * places. What has an id of its own counts once, however often it was sent. Holds the claimant's own identities in memory. Not thread-safe.
 */
final class SubjectCount {

    private final Map<String, ?> connection;
    private final EventSerdes serdes;
    private final LetterContents letters;
    private final Map<String, ClaimLine> claims = new HashMap<>();
    private final Set<String> acceptedFrom = new HashSet<>();
    private final Set<String> words = new HashSet<>();
    private final Set<String> ownSubmissions = new HashSet<>();
    private String insurer = "";
    private String subject = "";

    /**
     * Connects to nothing yet.
     *
     * @param connection Kafka client properties, at least {@code bootstrap.servers}
     * @param registry where the schemas of the records are
     */
    SubjectCount(Map<String, ?> connection, SchemaRegistry registry) {
        this.connection = connection;
        this.serdes = new EventSerdes(registry);
        this.letters = new LetterContents(registry);
    }

    /**
     * Reads every topic that can name a claimant. Once.
     *
     * @return records by topic, zeros included
     * @throws org.apache.kafka.common.KafkaException when the brokers cannot be asked
     */
    Map<String, Long> count(String ofInsurer, String pseudonym) {
        this.insurer = ofInsurer;
        this.subject = pseudonym;
        Map<String, Long> counts = new HashMap<>();
        // Accepted claims say which revisions are the claimant's: everything else follows from these.
        counts.put(Topics.CLAIMS_ACCEPTED.name(), records(Topics.CLAIMS_ACCEPTED, this::accepted));
        records(Topics.CLAIMS_ACCEPTED, this::acceptedOfAnother);
        Set<String> refused = new HashSet<>();
        records(Topics.CLAIMS_REJECTED, (record, it) -> {
            boolean isNew = line(it.getInsurer(), it.getClaimId()) != null && refused.add(from(it));
            return isNew ? from(it) : null;
        });
        long named = records(Topics.CLAIMS_SUBMITTED, (record, it) -> {
            boolean isOwn = it.getInsurer().equals(insurer) && acceptedFrom.contains(place(record));
            return isOwn && words.add(it.getClaimant()) ? place(record) : null;
        });
        counts.put(Topics.CLAIMS_SUBMITTED.name(), records(Topics.CLAIMS_SUBMITTED, (record, it) -> {
            boolean isOwn = named > 0
                    ? it.getInsurer().equals(insurer) && words.contains(it.getClaimant())
                    : isOwn(it.getInsurer(), it.getClaimId(), it.getRevision()) && !refused.contains(place(record));
            return isOwn && ownSubmissions.add(place(record)) ? place(record) : null;
        }));
        counts.put(
                Topics.CLAIMS_REJECTED.name(),
                records(
                        Topics.CLAIMS_REJECTED,
                        (record, it) -> isAbout(it.getInsurer(), it.getClaimId(), it.getRevision(), record.timestamp())
                                        || ownSubmissions.contains(from(it))
                                ? from(it)
                                : null));
        derived(counts);
        return counts;
    }

    private void derived(Map<String, Long> counts) {
        put(
                counts,
                Topics.CLAIMS_PROTECTED,
                (record, it) -> isOwn(it.getInsurer(), it.getClaimId(), it.getRevision()) ? place(record) : null);
        put(counts, Topics.CLAIMS_HISTORY, (record, it) -> {
            boolean isOwn = it.getEntityKind() == EntityKind.CLAIMANT
                    ? isSubject(it.getInsurer(), it.getEntity())
                    : isOwn(it.getInsurer(), it.getClaimId(), it.getRevision());
            return isOwn ? place(record) : null;
        });
        put(
                counts,
                Topics.CLAIMS_FEATURES,
                (record, it) -> isSubject(it.getInsurer(), it.getClaimantPseudonym()) ? place(record) : null);
        put(
                counts,
                Topics.CLAIMS_LABELLED,
                (record, it) -> isSubject(it.getInsurer(), it.getClaimantPseudonym()) ? place(record) : null);
        put(counts, Topics.CLAIMS_SCORED, (record, it) -> {
            boolean isOwn = isOwn(it.getInsurer(), it.getClaimId(), it.getRevision());
            return isOwn && it.getPurpose() == ScorePurpose.LIVE ? it.getScoreId() : null;
        });
        put(
                counts,
                Topics.CLAIMS_RESCORED,
                (record, it) -> isOwn(it.getInsurer(), it.getClaimId(), it.getRevision()) ? place(record) : null);
        put(
                counts,
                Topics.CLAIMS_RESCORE_REQUESTS,
                (record, it) -> isOwn(it.getInsurer(), it.getClaimId(), it.getRevision()) ? it.getRequestId() : null);
        put(
                counts,
                Topics.CLAIMS_RESCORE_REFUSALS,
                (record, it) -> isOwn(it.getInsurer(), it.getClaimId(), it.getRevision()) ? it.getRequestId() : null);
        // Sent twice it counts once, and as what it was the first time.
        Set<String> seen = new HashSet<>();
        put(counts, Topics.CLAIMS_FEEDBACK, (record, it) -> {
            boolean isFirst = line(it.getInsurer(), it.getClaimId()) != null && seen.add(it.getFeedbackId());
            boolean isOwn = isFirst
                    && isAbout(
                            it.getInsurer(), it.getClaimId(), it.getRevision().orElse(null), record.timestamp());
            return isOwn ? it.getFeedbackId() : null;
        });
        // Told again after a crash it counts once.
        put(
                counts,
                Topics.CLAIMS_CONTESTS,
                (record, it) -> isOwn(it.getInsurer(), it.getClaimId(), it.getRevision()) ? it.getContestId() : null);
        put(counts, Topics.CLAIMS_APPROVALS, (record, it) -> {
            boolean isOwn = isAbout(
                    it.getInsurer(),
                    it.getClaimId(),
                    it.getRevision().orElse(null),
                    it.getAskedAt().toEpochMilli());
            return isOwn ? it.getApprovalId() : null;
        });
        counts.put(Topics.CLAIMS_DEAD.name(), letters());
    }

    private @Nullable String accepted(ConsumerRecord<byte[], byte[]> record, ClaimAccepted claim) {
        if (!isSubject(claim.getInsurer(), claim.getClaimantPseudonym())) {
            return null;
        }
        claims.computeIfAbsent(claim.getInsurer() + "|" + claim.getClaimId(), it -> new ClaimLine())
                .accepted(claim.getRevision(), true, record.timestamp());
        acceptedFrom.add(
                claim.getSubmitted().getPartition() + "@" + claim.getSubmitted().getOffset());
        return place(record);
    }

    private @Nullable String acceptedOfAnother(ConsumerRecord<byte[], byte[]> record, ClaimAccepted claim) {
        @Nullable ClaimLine line = line(claim.getInsurer(), claim.getClaimId());
        if (line == null || isSubject(claim.getInsurer(), claim.getClaimantPseudonym())) {
            return null;
        }
        line.accepted(claim.getRevision(), false, record.timestamp());
        return place(record);
    }

    private static String from(ClaimRejected claim) {
        return claim.getSubmitted().getPartition() + "@" + claim.getSubmitted().getOffset();
    }

    private long letters() {
        Set<String> own = new HashSet<>();
        read(Topics.CLAIMS_DEAD, record -> letters.of(record.value()).ifPresent(it -> {
            if (it.insurer().equals(insurer) && isNamed(it, record.timestamp())) {
                own.add(place(record));
            }
        }));
        return own.size();
    }

    private boolean isNamed(LetterContents.Named named, long at) {
        if (named.claimant() != null) {
            @Nullable Integer revision = named.revision();
            return words.isEmpty()
                    ? revision != null && isOwn(named.insurer(), named.claimId(), revision)
                    : words.contains(named.claimant());
        }
        return named.pseudonym() == null
                ? isAbout(named.insurer(), named.claimId(), named.revision(), at)
                : subject.equals(named.pseudonym());
    }

    private <V extends SpecificRecord> void put(
            Map<String, Long> counts,
            Topic<V> topic,
            BiFunction<ConsumerRecord<byte[], byte[]>, V, @Nullable String> idOf) {
        counts.put(topic.name(), records(topic, idOf));
    }

    /** How many different ids the records of a topic have that are the claimant's. */
    private <V extends SpecificRecord> long records(
            Topic<V> topic, BiFunction<ConsumerRecord<byte[], byte[]>, V, @Nullable String> idOf) {
        Set<String> ids = new HashSet<>();
        Deserializer<V> values = serdes.of(topic).deserializer();
        read(topic, record -> {
            @Nullable String id = decoded(topic, values, record, idOf);
            if (id != null) {
                ids.add(id);
            }
        });
        return ids.size();
    }

    private static <V extends SpecificRecord> @Nullable String decoded(
            Topic<V> topic,
            Deserializer<V> values,
            ConsumerRecord<byte[], byte[]> record,
            BiFunction<ConsumerRecord<byte[], byte[]>, V, @Nullable String> idOf) {
        try {
            return record.value() == null ? null : idOf.apply(record, values.deserialize(topic.name(), record.value()));
        } catch (DecodingException | UnknownSchemaException e) {
            // What nobody can read names nobody.
            return null;
        }
    }

    private void read(Topic<?> topic, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> records) {
        try (TopicTail tail = new TopicTail(connection, List.of(topic.name()))) {
            tail.readToEnd(records);
        }
    }

    private boolean isSubject(String ofInsurer, String pseudonym) {
        return ofInsurer.equals(insurer) && pseudonym.equals(subject);
    }

    private @Nullable ClaimLine line(String ofInsurer, String claimId) {
        return claims.get(ofInsurer + "|" + claimId);
    }

    private boolean isOwn(String ofInsurer, String claimId, int revision) {
        @Nullable ClaimLine line = line(ofInsurer, claimId);
        return line != null && line.isOwn(revision);
    }

    private boolean isAbout(String ofInsurer, String claimId, @Nullable Integer revision, long at) {
        @Nullable ClaimLine line = line(ofInsurer, claimId);
        return line != null && line.isAbout(revision, at);
    }

    private static String place(ConsumerRecord<byte[], byte[]> record) {
        return record.partition() + "@" + record.offset();
    }
}
