package io.claimstream.feedback.view;

import static io.claimstream.feedback.Facts.INSURER;
import static io.claimstream.testkit.Claims.aClaim;

import io.claimstream.domain.claim.ScoreId;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.ClaimProtected;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.EntityKind;
import io.claimstream.event.FeedbackKind;
import io.claimstream.event.HistoryEvent;
import io.claimstream.event.LabelKind;
import io.claimstream.event.PersonalBlock;
import io.claimstream.event.RecordRef;
import io.claimstream.event.RescoreRefused;
import io.claimstream.event.RescoreRequest;
import io.claimstream.event.ScorePurpose;
import io.claimstream.event.Sealed;
import io.claimstream.event.SubjectErased;
import io.claimstream.feedback.Facts;
import io.claimstream.feedback.FeedbackMetrics;
import io.claimstream.feedback.TestExports;
import io.claimstream.feedback.TestReview;
import io.claimstream.feedback.export.Exports;
import io.claimstream.feedback.note.NoteColumns;
import io.claimstream.platform.deadletter.DeadLetterHeaders;
import io.claimstream.platform.seal.SealedField;
import io.claimstream.platform.seal.Sealer;
import io.claimstream.platform.seal.Subject;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import io.claimstream.schemas.serde.EventSerdes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Claimants with data of every kind, on a log in memory, in the read model and in tables. Not thread-safe. */
final class PlantedSubjects {

    private static final Clock CLOCK = Clock.fixed(Facts.NOW.plus(Duration.ofDays(1)), ZoneOffset.UTC);
    private static final List<String> TABLES = List.of(
            "view_claim_revision",
            "view_rejection",
            "view_letter",
            "view_score",
            "view_feedback",
            "view_model",
            "view_label",
            "view_erasure",
            "view_rescore_request",
            "view_rescore_refusal",
            "view_rescore",
            "record_approval",
            "record_contest_text",
            "record_contest",
            "record_exercise_claim",
            "record_exercise",
            "record_review_sample",
            "record_assignment",
            "record_batch_line",
            "record_batch",
            "record_erased_claim",
            "record_erasure",
            "record_legal_hold",
            "record_reasons_shown",
            "record_audit",
            "record_webhook_delivery",
            "record_webhook");

    private final EventSerdes serdes = new EventSerdes(new InMemorySchemaRegistry());
    private final FeedbackMetrics metrics = new FeedbackMetrics(new SimpleMeterRegistry(), Clock.systemUTC());
    private final TestExports log = new TestExports();
    private final Map<String, Map<String, Long>> counts = new HashMap<>();

    Exports exports(Jdbi jdbi) {
        return log.exports(jdbi, CLOCK, new JdbiReadModel(jdbi), serdes);
    }

    void empty(Jdbi jdbi) {
        jdbi.useHandle(handle -> TABLES.forEach(table -> handle.execute("delete from " + table)));
        put(jdbi, "", Topics.MODELS_VERSIONS, ModelViews.VERSIONS, 0, Facts.modelMadeFrom("m-1", 1_000));
        jdbi.useHandle(handle -> handle.execute(
                "insert into record_webhook (webhook_id, insurer, url, kinds, description, state, version,"
                        + " created_at, created_by, updated_at, failures, rests_until) values ('w-1', null,"
                        + " 'https://example.test/hook', 'score', 'd', 'ACTIVE', 1, current_timestamp, 'u',"
                        + " current_timestamp, 0, current_timestamp)"));
    }

    /** How many records of each topic were planted for a claimant. */
    Map<String, Long> counts(String tag) {
        return Objects.requireNonNull(counts.get(tag));
    }

    /** As an erasure stands when claims are answered with its receipt, and nothing of it is told on a topic yet. */
    void begunToErase(Jdbi jdbi, String tag) {
        jdbi.useHandle(handle -> {
            handle.execute(
                    "insert into record_erasure (erasure_id, insurer, claimant, reason, asked_by, asked_at,"
                            + " expires_at, state, decided_by, decided_at, receipt) values ('er_begun', ?, ?, 'r', 'u',"
                            + " current_timestamp, current_timestamp, 'CONFIRMED', 'v', current_timestamp, 9)",
                    INSURER,
                    "p-" + tag);
            handle.execute(
                    "insert into record_erased_claim (insurer, claim_id, erasure_id, receipt, revision) values (?, ?,"
                            + " 'er_begun', 'ER-000009', 1)",
                    INSURER,
                    "c-" + tag);
        });
    }

    /** Accepts a revision of a claim after its claimant was erased. */
    void acceptUnnamed(Jdbi jdbi, String tag, long from) {
        put(
                jdbi,
                tag,
                Topics.CLAIMS_ACCEPTED,
                ClaimViews.ACCEPTED,
                from,
                ClaimAccepted.newBuilder(aClaim("c-" + tag).withRevision(2).buildAccepted(new RecordRef(0, from)))
                        .setClaimantPseudonym("erased-" + tag)
                        .build());
    }

    void erase(Jdbi jdbi, String tag) {
        put(
                jdbi,
                "",
                Topics.PRIVACY_ERASURES,
                ModelViews.ERASURES,
                0,
                SubjectErased.newBuilder(Facts.erased("p-" + tag, "e-1")).build());
    }

    /** Plants one of everything, at offsets from a number on. */
    void plant(Jdbi jdbi, String tag, long from) {
        plant(jdbi, new Planted(tag, "c-" + tag.replaceAll("[^a-z]", ""), 1), from);
    }

    /** Plants one of everything for the second revision of somebody else's claim, which names the claimant of a tag. */
    void correct(Jdbi jdbi, String earlier, String tag, long from) {
        plant(jdbi, new Planted(tag, "c-" + earlier, 2), from);
    }

    /** Submits an accepted revision of a claimant's own claim once more. */
    void repeat(String tag, int revision, long offset) {
        byte[] value = encoded(Topics.CLAIMS_SUBMITTED, submitted(new Planted(tag, "c-" + tag, revision)));
        log.put(record(Topics.CLAIMS_SUBMITTED.name(), offset, value, new RecordHeaders()));
    }

    /** Submits the first revision of a claim once more for somebody else, and rejects that. */
    void conflict(Jdbi jdbi, String tag, String other, long offset) {
        byte[] value = encoded(Topics.CLAIMS_SUBMITTED, submitted(new Planted(other, "c-" + tag, 1)));
        log.put(record(Topics.CLAIMS_SUBMITTED.name(), offset, value, new RecordHeaders()));
        put(jdbi, tag, Topics.CLAIMS_REJECTED, ClaimViews.REJECTED, offset, Facts.rejection("c-" + tag, 1, offset));
    }

    /** Takes a record off the log, as retention does. */
    void expire(Topic<?> topic, long offset) {
        log.remove(topic.name(), offset);
    }

    /**
     * Whose data is planted.
     *
     * @param tag part of every text of theirs
     */
    private record Planted(String tag, String claimId, int revision) {}

    private void plant(Jdbi jdbi, Planted planted, long from) {
        String tag = planted.tag();
        String claimId = planted.claimId();
        int revision = planted.revision();
        Subject subject = new Subject(INSURER, "p-" + tag);
        Sealer sealer = new Sealer(TestReview.keys(jdbi, CLOCK));
        put(jdbi, tag, Topics.CLAIMS_SUBMITTED, ClaimViews.SUBMITTED, from, submitted(planted));
        put(jdbi, tag, Topics.CLAIMS_ACCEPTED, ClaimViews.ACCEPTED, from, accepted(planted, from, sealer));
        put(
                jdbi,
                tag,
                Topics.CLAIMS_PROTECTED,
                null,
                from,
                new ClaimProtected(INSURER, claimId, revision, 42, "Female", new RecordRef(0, from)));
        put(jdbi, tag, Topics.CLAIMS_FEATURES, null, from, features(planted, from));
        put(
                jdbi,
                tag,
                Topics.CLAIMS_SCORED,
                ClaimViews.SCORED,
                from,
                Facts.score(claimId, revision)
                        .setFeatures(new RecordRef(0, from))
                        .build());
        put(
                jdbi,
                tag,
                Topics.CLAIMS_RESCORED,
                RescoreViews.RESCORED,
                from,
                Facts.score(claimId, revision)
                        .setScoreId("shadow-" + tag)
                        .setPurpose(ScorePurpose.SHADOW)
                        .build());
        rescored(jdbi, planted, from);
        said(jdbi, planted, from, sealer, subject);
        history(jdbi, planted, from);
        rejected(jdbi, planted, from);
        died(planted, from);
        looked(jdbi, planted, from);
        tables(jdbi, planted);
        contested(jdbi, planted, sealer, subject);
    }

    private static ClaimSubmitted submitted(Planted planted) {
        return aClaim(planted.claimId())
                .withRevision(planted.revision())
                .withClaimant("Reference " + planted.tag())
                .withClaim(it -> it.setAccidentDescription("Text " + planted.tag()))
                .build();
    }

    private static ClaimAccepted accepted(Planted planted, long submitted, Sealer sealer) {
        String tag = planted.tag();
        Subject subject = new Subject(INSURER, "p-" + tag);
        return ClaimAccepted.newBuilder(aClaim(planted.claimId())
                        .withRevision(planted.revision())
                        .buildAccepted(new RecordRef(0, submitted)))
                .setClaimantPseudonym(subject.pseudonym())
                .setPersonal(sealer.seal(
                                subject,
                                SealedField.PERSONAL_BLOCK,
                                bytes(new PersonalBlock("Name " + tag, null, null, null)))
                        .orElseThrow())
                .build();
    }

    private static byte[] bytes(PersonalBlock block) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        try {
            new SpecificDatumWriter<PersonalBlock>(PersonalBlock.getClassSchema()).write(block, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static ClaimFeatures features(Planted planted, long accepted) {
        return ClaimFeatures.newBuilder()
                .setInsurer(INSURER)
                .setClaimId(planted.claimId())
                .setRevision(planted.revision())
                .setLineOfBusiness("MOTOR_INJURY")
                .setCurrency("GBP")
                .setEventTime(Facts.NOW)
                .setClaimantPseudonym("p-" + planted.tag())
                .setFeatureSet("v1")
                .setValues(List.of(1f, Float.NaN))
                .setUnseenCategories(List.of())
                .setSumOfHeads(new BigDecimal("1300.00"))
                .setAccepted(new RecordRef(0, accepted))
                .setSnapshots(List.of())
                .build();
    }

    private void rescored(Jdbi jdbi, Planted planted, long from) {
        String tag = planted.tag();
        String claimId = planted.claimId();
        int revision = planted.revision();
        String requestId = "q-" + tag;
        put(
                jdbi,
                tag,
                Topics.CLAIMS_RESCORE_REQUESTS,
                RescoreViews.REQUESTS,
                from,
                RescoreRequest.newBuilder()
                        .setRequestId(requestId)
                        .setInsurer(INSURER)
                        .setClaimId(claimId)
                        .setRevision(revision)
                        .setScoreId(Facts.scoreId(claimId, revision))
                        .setFeatures(new RecordRef(0, from))
                        .setReason("too high")
                        .setActor("key:k_1")
                        .setRequestedAt(Facts.NOW)
                        .build());
        put(
                jdbi,
                tag,
                Topics.CLAIMS_RESCORED,
                RescoreViews.RESCORED,
                from + 1,
                Facts.score(claimId, revision)
                        .setScoreId(ScoreId.rescore(requestId).text())
                        .setPurpose(ScorePurpose.RESCORE)
                        .build());
        put(
                jdbi,
                tag,
                Topics.CLAIMS_RESCORE_REFUSALS,
                RescoreViews.REFUSALS,
                from,
                new RescoreRefused(
                        requestId,
                        INSURER,
                        claimId,
                        revision,
                        Facts.scoreId(claimId, revision),
                        "FEATURES_GONE",
                        "Gone.",
                        Facts.NOW));
    }

    private void contested(Jdbi jdbi, Planted planted, Sealer sealer, Subject subject) {
        String tag = planted.tag();
        String claimId = planted.claimId();
        int revision = planted.revision();
        Sealed grounds = sealer.seal(
                        subject, SealedField.CONTEST_TEXT, ("Grounds " + tag).getBytes(StandardCharsets.UTF_8))
                .orElseThrow();
        jdbi.useHandle(handle -> {
            handle.execute(
                    "insert into record_contest (contest_id, insurer, claim_id, revision, score_id, channel,"
                            + " contested_by, state, version, received_at, due_at, opened_at, opened_by, outcome,"
                            + " answered_at, answered_by, told_at) values (?, ?, ?, ?, ?, 'LETTER', 'CLAIMANT', 'ANSWERED',"
                            + " 1, current_timestamp, current_timestamp, current_timestamp, 'user:u_1', 'UPHELD',"
                            + " current_timestamp, 'user:u_2', current_timestamp)",
                    "ct-" + tag,
                    INSURER,
                    claimId,
                    revision,
                    Facts.scoreId(claimId, revision));
            handle.execute(
                    "insert into record_contest_text (contest_id, number, kind, key_id, ciphertext, written_at,"
                            + " written_by) values (?, 1, 'GROUNDS', ?, ?, current_timestamp, 'user:u_1')",
                    "ct-" + tag,
                    grounds.getKeyId(),
                    NoteColumns.ciphertext(grounds));
            handle.execute(
                    "insert into record_review_sample (score_id, insurer, claim_id, policy, scored_at)"
                            + " values (?, ?, ?, 'policy:acme@1', current_timestamp)",
                    Facts.scoreId(claimId, revision),
                    INSURER,
                    claimId);
        });
        count(tag, Topics.CLAIMS_CONTESTS);
    }

    private void said(Jdbi jdbi, Planted planted, long from, Sealer sealer, Subject subject) {
        String tag = planted.tag();
        String claimId = planted.claimId();
        Sealed note = sealer.seal(subject, SealedField.FEEDBACK_NOTE, ("Note " + tag).getBytes(StandardCharsets.UTF_8))
                .orElseThrow();
        feedback(jdbi, tag, from, onScore("f-1-" + tag, planted, "user:u_1").setNote(note));
        feedback(jdbi, tag, from + 1, onScore("f-2-" + tag, planted, "policy:acme@1"));
        feedback(jdbi, tag, from + 2, Facts.settlement("f-3-" + tag, claimId));
        put(
                jdbi,
                tag,
                Topics.CLAIMS_LABELLED,
                ModelViews.LABELS,
                from,
                ClaimLabelled.newBuilder(Facts.label(claimId, "f-3-" + tag, LabelKind.SETTLED))
                        .setClaimantPseudonym("p-" + tag)
                        .build());
    }

    private static ClaimFeedback.Builder onScore(String id, Planted planted, String actor) {
        return Facts.settlement(id, planted.claimId())
                .setKind(FeedbackKind.ACCEPTED)
                .setAmount(null)
                .setRevision(planted.revision())
                .setScoreId(Facts.scoreId(planted.claimId(), planted.revision()))
                .setActor(actor);
    }

    private void feedback(Jdbi jdbi, String tag, long offset, ClaimFeedback.Builder feedback) {
        put(jdbi, tag, Topics.CLAIMS_FEEDBACK, ClaimViews.FEEDBACK, offset, feedback.build());
    }

    private void history(Jdbi jdbi, Planted planted, long from) {
        String tag = planted.tag();
        for (EntityKind kind : List.of(EntityKind.CLAIMANT, EntityKind.PROVIDER)) {
            put(
                    jdbi,
                    tag,
                    Topics.CLAIMS_HISTORY,
                    null,
                    kind == EntityKind.CLAIMANT ? from : from + 1,
                    new HistoryEvent(
                            kind,
                            kind == EntityKind.CLAIMANT ? "p-" + tag : "p-clinic",
                            "GBP",
                            INSURER,
                            planted.claimId(),
                            planted.revision(),
                            Facts.NOW,
                            null,
                            null,
                            true,
                            false));
        }
    }

    /** One of the claim, and one of a claim that was never accepted and names the claimant in the same words. */
    private void rejected(Jdbi jdbi, Planted planted, long from) {
        String tag = planted.tag();
        String stray = "stray-" + tag.replaceAll("[^a-z]", "");
        put(jdbi, tag, Topics.CLAIMS_SUBMITTED, ClaimViews.SUBMITTED, from + 1, submitted(new Planted(tag, stray, 1)));
        put(jdbi, tag, Topics.CLAIMS_REJECTED, ClaimViews.REJECTED, from, Facts.rejection(stray, 1, from + 1));
        put(
                jdbi,
                tag,
                Topics.CLAIMS_REJECTED,
                ClaimViews.REJECTED,
                from + 1,
                Facts.rejection(planted.claimId(), planted.revision() + 1, from + 2));
    }

    /** Somebody looks into what was rejected, into a dead letter, and has that put back; they name places only. */
    private static void looked(Jdbi jdbi, Planted planted, long from) {
        String place = "0-" + (from + 2);
        jdbi.useHandle(handle -> {
            handle.execute(
                    "insert into view_letter (letter_partition, letter_offset, source_topic, source_partition,"
                            + " source_offset, source_at, code, service, error, died_at, value_bytes, insurer, claim_id,"
                            + " revision) values (0, ?, 'claims.submitted.v1', 0, ?, current_timestamp, 'c', 's', 'e',"
                            + " current_timestamp, 1, 'acme', ?, ?)",
                    from + 2,
                    from + 2,
                    planted.claimId(),
                    planted.revision());
            for (String resource : List.of(
                    "/v1/rejections/" + place + "/contents",
                    "/v1/dead-letters/" + place + "/contents",
                    "/v1/dead-letters/" + place + "/replay")) {
                audited(handle, resource);
            }
        });
    }

    private static void audited(Handle handle, String resource) {
        handle.execute(
                "insert into record_audit (at, actor, action, resource, outcome, insurer, trace_id)"
                        + " values (current_timestamp, 'user:u_1', 'CONTEST_OPENED', ?, 'DONE', 'acme', 't')",
                resource);
    }

    private void died(Planted planted, long from) {
        RecordHeaders headers = new RecordHeaders();
        Map.of(
                        DeadLetterHeaders.CODE, "PROCESSING_FAILED",
                        DeadLetterHeaders.TOPIC, "claims.submitted.v1",
                        DeadLetterHeaders.SERVICE, "claim-ingest")
                .forEach((name, text) -> headers.add(name, text.getBytes(StandardCharsets.UTF_8)));
        byte[] value = encoded(Topics.CLAIMS_SUBMITTED, submitted(planted));
        log.put(record(Topics.CLAIMS_DEAD.name(), from, value, headers));
        count(planted.tag(), Topics.CLAIMS_DEAD);
    }

    private void tables(Jdbi jdbi, Planted planted) {
        String tag = planted.tag();
        String claimId = planted.claimId();
        int revision = planted.revision();
        String score = Facts.scoreId(claimId, revision);
        jdbi.useHandle(handle -> {
            handle.execute(
                    "insert into record_approval (approval_id, kind, line_of_business, currency, insurer, asked_by,"
                            + " asked_at, expires_at, state, subject, claim_id, score_id, decided_by, decided_at, told_at)"
                            + " values ('a-' || ?, 'ACCEPTED', 'MOTOR_INJURY', 'GBP', 'acme', 'user:u_1',"
                            + " current_timestamp, current_timestamp, 'DECLINED', 'DECISION', ?, ?, 'user:u_2',"
                            + " current_timestamp, current_timestamp)",
                    tag,
                    claimId,
                    score);
            handle.execute(
                    "insert into record_batch (batch_id, actor, format, body_hash, lines, begun_at, lease_until)"
                            + " values ('b-' || ?, 'key:k_1', 'CSV', '00', 1, current_timestamp, current_timestamp)",
                    tag);
            handle.execute(
                    "insert into record_batch_line (batch_id, line, insurer, claim_id, revision, content_hash)"
                            + " values ('b-' || ?, 1, 'acme', ?, ?, '00')",
                    tag,
                    claimId,
                    revision);
            handle.execute(
                    "insert into record_reasons_shown (actor, score_id, shown_at, complete)"
                            + " values ('user:u_' || ?, ?, current_timestamp, true)",
                    tag,
                    score);
            handle.execute(
                    "insert into record_exercise (exercise_id, insurer, person, asked_by, asked_at)"
                            + " values ('ex-' || ?, 'acme', 'user:u_' || ?, 'user:u_2', current_timestamp)",
                    tag,
                    tag);
            handle.execute(
                    "insert into record_exercise_claim (exercise_id, number, insurer, claim_id, revision, score_id, currency,"
                            + " planted, estimate, lower_end, upper_end, shown_estimate, shown_lower, shown_upper, paid)"
                            + " values ('ex-' || ?, 1, 'acme', ?, ?, ?, 'GBP', true, 1200, 900, 1600, 2400, 1800, 3200, 1250)",
                    tag,
                    claimId,
                    revision,
                    score);
            handle.execute(
                    "insert into record_audit (at, actor, action, resource, outcome, insurer, trace_id)"
                            + " values (?, 'user:u_' || ?, 'CLAIM_TAKEN', '/v1/queue/acme/' || ?, 'DONE', 'acme', 't')",
                    Facts.NOW.plusSeconds(200L * revision).atOffset(ZoneOffset.UTC),
                    tag,
                    claimId);
            handle.execute(
                    "insert into record_webhook_delivery (webhook_id, message_id, kind, body, state, attempts,"
                            + " created_at, next_at) values ('w-1', 'm-' || ?, 'score', ?, 'DONE', 1, current_timestamp,"
                            + " current_timestamp)",
                    tag,
                    "{\"data\":{\"insurer\":\"acme\",\"claimId\":\"%s\",\"revision\":%d,\"at\":\"%s\"}}"
                            .formatted(claimId, revision, tag));
            handle.execute(
                    "insert into record_legal_hold (hold_id, insurer, claimant, reason, set_by, set_at)"
                            + " values ('lh_' || ?, 'acme', 'p-' || ?, 'r', 'user:u_1', current_timestamp)",
                    tag,
                    tag);
            handle.execute(
                    "insert into record_erasure (erasure_id, insurer, claimant, reason, asked_by, asked_at,"
                            + " expires_at, state, decided_by, decided_at) values ('er_' || ?, 'acme', 'p-' || ?, 'r',"
                            + " 'user:u_1', current_timestamp, current_timestamp, 'DECLINED', 'user:u_2',"
                            + " current_timestamp)",
                    tag,
                    tag);
            for (String resource : List.of(
                    "/v1/contests/ct-" + tag, "/v1/privacy/holds/lh_" + tag, "/v1/privacy/erasures/er_" + tag)) {
                audited(handle, resource);
            }
            if (revision == 1) {
                handle.execute(
                        "insert into record_assignment (insurer, claim_id, version, assignee)"
                                + " values ('acme', ?, 1, 'user:u_' || ?)",
                        claimId,
                        tag);
            }
        });
        count(tag, Topics.CLAIMS_APPROVALS);
    }

    private <V extends SpecificRecord> void put(
            Jdbi jdbi, String tag, Topic<V> topic, @Nullable TopicView<V> view, long offset, V value) {
        ConsumerRecord<byte[], byte[]> record =
                record(topic.name(), offset, encoded(topic, value), new RecordHeaders());
        log.put(record);
        count(tag, topic);
        if (view != null) {
            TopicReader reader = TopicReader.of(view, serdes, metrics);
            jdbi.useTransaction(handle -> reader.write(handle, reader.rows(List.of(record))));
        }
    }

    private <V extends SpecificRecord> byte[] encoded(Topic<V> topic, V value) {
        return serdes.of(topic).serializer().serialize(topic.name(), value);
    }

    private void count(String tag, Topic<?> topic) {
        counts.computeIfAbsent(tag, key -> new HashMap<>()).merge(topic.name(), 1L, Long::sum);
    }

    private static ConsumerRecord<byte[], byte[]> record(
            String topic, long offset, byte[] value, RecordHeaders headers) {
        Instant at = Facts.NOW.plusSeconds(offset);
        return new ConsumerRecord<>(
                topic,
                0,
                offset,
                at.toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                value.length,
                new byte[0],
                value,
                headers,
                Optional.empty());
    }
}
