package io.claimstream.feedback.view;

import static io.claimstream.feedback.Facts.INSURER;
import static io.claimstream.testkit.Claims.aClaim;
import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.domain.claim.ScoreId;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.FeedbackKind;
import io.claimstream.event.LabelKind;
import io.claimstream.event.ModelVersion;
import io.claimstream.event.RecordRef;
import io.claimstream.event.RescoreRequest;
import io.claimstream.event.ScorePurpose;
import io.claimstream.event.SubjectErased;
import io.claimstream.feedback.Facts;
import io.claimstream.feedback.FeedbackMetrics;
import io.claimstream.platform.deadletter.DeadLetterHeaders;
import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import io.claimstream.schemas.serde.EventSerdes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A claim as it was known at a time equals what a read model says that was given only what was known by then. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ClaimHistoryContract {

    private static final ClaimKey CLAIM = new ClaimKey(INSURER, "c-1");
    private static final List<String> VIEWS = List.of(
            "view_claim_revision",
            "view_rejection",
            "view_dead_letter",
            "view_score",
            "view_feedback",
            "view_model",
            "view_label",
            "view_erasure",
            "view_rescore_request",
            "view_rescore");

    private final EventSerdes serdes = new EventSerdes(new InMemorySchemaRegistry());
    private final FeedbackMetrics metrics = new FeedbackMetrics(new SimpleMeterRegistry(), Clock.systemUTC());

    /** A database with every migration applied. */
    abstract Jdbi jdbi();

    /** What a read model is given, and when it is known. */
    private record Fact(Instant knownAt, TopicReader reader, ConsumerRecord<byte[], byte[]> record) {}

    /** What is said of a claim. */
    private record Known(Optional<Claim> claim, Uses usedIn, List<Rescore> rescores) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldSayWhatAReadModelWithTheRecordsUpToThenSays(long seed) {
        // Given
        List<Fact> life = life();
        Map<Instant, Known> expected = new LinkedHashMap<>();
        life.stream().map(Fact::knownAt).forEach(time -> {
            empty();
            life.stream().filter(fact -> !fact.knownAt().isAfter(time)).forEach(this::give);
            expected.put(time, known(ReadModel.NOW));
        });
        List<Fact> shuffled = new ArrayList<>(life);
        Collections.shuffle(shuffled, new Random(seed));
        empty();
        shuffled.forEach(this::give);

        // Then
        assertThat(expected.keySet()).hasSize(life.size());
        expected.forEach((time, known) -> {
            assertThat(known(time)).as("at %s, seed %d", time, seed).isEqualTo(known);
            assertThat(known(time.minusNanos(1_000)))
                    .as("before %s, seed %d", time, seed)
                    .isNotEqualTo(known);
        });
        assertThat(known(at(0).minusNanos(1_000)).claim()).isEmpty();
        assertThat(known(ReadModel.NOW)).isEqualTo(known(at(life.size())));
    }

    @Test
    void shouldShowThatASubmissionWasThereBeforeTheOneThatWasAccepted() {
        // Given
        empty();
        give(fact(0, at(0), ClaimViews.SUBMITTED, aClaim().build()));
        give(fact(2, at(2), ClaimViews.SUBMITTED, aClaim().build()));

        // When
        give(fact(2, at(2), ClaimViews.ACCEPTED, aClaim().buildAccepted(new RecordRef(0, 2L))));

        // Then
        Claim.Revision before = known(at(1)).claim().orElseThrow().revisions().get(0);
        Claim.Revision after = known(at(2)).claim().orElseThrow().revisions().get(0);
        assertThat(before.accepted()).isFalse();
        assertThat(before.submittedAt()).isEqualTo(at(0));
        assertThat(before.eventTime()).isNull();
        assertThat(after.accepted()).isTrue();
        assertThat(after.submittedAt()).isEqualTo(at(2));
    }

    /** Died, sent again and rejected, sent again and scored, corrected, withdrawn, settled, learned from; a second revision; scored once more; erased. */
    private List<Fact> life() {
        List<Fact> life = new ArrayList<>();
        life.add(fact(0, at(0), ClaimViews.SUBMITTED, aClaim().build()));
        life.add(died(1));
        life.add(fact(2, at(2), ClaimViews.REJECTED, Facts.rejection("c-1", 1, 2)));
        life.add(fact(3, at(3), ClaimViews.ACCEPTED, aClaim().buildAccepted(new RecordRef(0, 3L))));
        // Stamped with the time of the submission, as everything that is derived from one.
        life.add(fact(
                4,
                at(3),
                ClaimViews.SCORED,
                Facts.score("c-1", 1).setScoredAt(at(4)).build()));
        life.add(fact(5, at(5), ClaimViews.FEEDBACK, onScore("f-1", FeedbackKind.CORRECTED, null)));
        life.add(fact(6, at(6), ClaimViews.FEEDBACK, onScore("f-2", FeedbackKind.WITHDRAWN, "f-1")));
        life.add(fact(
                7, at(7), ClaimViews.FEEDBACK, Facts.settlement("f-3", "c-1").build()));
        life.add(fact(8, at(8), ModelViews.VERSIONS, published(8)));
        life.add(fact(9, at(9), ClaimViews.SUBMITTED, aClaim().withRevision(2).build()));
        life.add(fact(
                10,
                at(9),
                ClaimViews.SCORED,
                Facts.score("c-1", 2).setScoredAt(at(10)).build()));
        life.add(fact(11, at(11), RescoreViews.REQUESTS, rescoreRequest()));
        life.add(fact(
                12,
                at(11),
                RescoreViews.RESCORED,
                Facts.score("c-1", 2)
                        .setScoreId(ScoreId.rescore("q-1").text())
                        .setPurpose(ScorePurpose.RESCORE)
                        .setScoredAt(at(12))
                        .build()));
        life.add(fact(13, at(13), ClaimViews.REJECTED, Facts.rejection("c-1", 2, 13)));
        life.add(fact(
                14,
                at(14),
                ModelViews.ERASURES,
                SubjectErased.newBuilder(Facts.erased("p-1", "e-1"))
                        .setErasedAt(at(14))
                        .build()));
        return life;
    }

    private Fact died(int minute) {
        RecordHeaders headers = new RecordHeaders();
        Map.of(
                        DeadLetterHeaders.CODE, "PROCESSING_FAILED",
                        DeadLetterHeaders.TOPIC, "claims.submitted.v1",
                        DeadLetterHeaders.PARTITION, "0",
                        DeadLetterHeaders.OFFSET, "0",
                        DeadLetterHeaders.TIMESTAMP, Long.toString(at(0).toEpochMilli()),
                        DeadLetterHeaders.SERVICE, "claim-ingest")
                .forEach((name, text) -> headers.add(name, text.getBytes(StandardCharsets.UTF_8)));
        byte[] value = serdes.of(ClaimViews.SUBMITTED.topic())
                .serializer()
                .serialize(ClaimViews.SUBMITTED.topic().name(), aClaim().build());
        return new Fact(
                at(minute), TopicReader.ofDeadLetters(serdes, metrics), record(minute, at(minute), value, headers));
    }

    private static ClaimFeedback onScore(String id, FeedbackKind kind, @Nullable String withdrawn) {
        return Facts.settlement(id, "c-1")
                .setKind(kind)
                .setAmount(withdrawn == null ? new BigDecimal("1000.00") : null)
                .setRevision(1)
                .setScoreId(Facts.scoreId("c-1", 1))
                .setWithdrawnFeedbackId(withdrawn)
                .setEventTime(Facts.NOW.minus(Duration.ofDays(30)))
                .build();
    }

    private static ModelVersion published(int minute) {
        return ModelVersion.newBuilder(Facts.modelMadeFrom("m-1", 1_000))
                .setPublishedAt(at(minute))
                .build();
    }

    private static RescoreRequest rescoreRequest() {
        return RescoreRequest.newBuilder()
                .setRequestId("q-1")
                .setInsurer(INSURER)
                .setClaimId("c-1")
                .setRevision(2)
                .setScoreId(Facts.scoreId("c-1", 2))
                .setFeatures(new RecordRef(0, 1L))
                .setReason("too high")
                .setActor("key:k_1")
                .setRequestedAt(at(11))
                .build();
    }

    private static Instant at(int minute) {
        return Facts.NOW.plus(Duration.ofMinutes(minute));
    }

    private Known known(Instant asOf) {
        JdbiReadModel readModel = new JdbiReadModel(jdbi());
        return new Known(
                readModel.claim(CLAIM, asOf),
                readModel.usedIn(CLAIM, asOf),
                new JdbiRescores(jdbi()).ofClaim(CLAIM, asOf));
    }

    /** Labels are there from the beginning: which of them a model has is said by the model alone. */
    private void empty() {
        jdbi().useHandle(handle -> VIEWS.forEach(view -> handle.execute("delete from " + view)));
        give(fact(0, at(0), ModelViews.LABELS, Facts.label("c-1", "f-3", LabelKind.SETTLED)));
    }

    private <V extends SpecificRecord> Fact fact(int minute, Instant timestamp, TopicView<V> view, V value) {
        byte[] bytes =
                serdes.of(view.topic()).serializer().serialize(view.topic().name(), value);
        return new Fact(
                at(minute),
                TopicReader.of(view, serdes, metrics),
                record(minute, timestamp, bytes, new RecordHeaders()));
    }

    private void give(Fact fact) {
        jdbi().useTransaction(
                        handle -> fact.reader().write(handle, fact.reader().rows(List.of(fact.record()))));
    }

    private static ConsumerRecord<byte[], byte[]> record(
            long offset, Instant timestamp, byte[] value, RecordHeaders headers) {
        return new ConsumerRecord<>(
                "topic",
                0,
                offset,
                timestamp.toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                value.length,
                new byte[0],
                value,
                headers,
                Optional.empty());
    }
}
