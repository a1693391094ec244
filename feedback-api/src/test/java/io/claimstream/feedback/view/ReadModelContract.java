package io.claimstream.feedback.view;

import static io.claimstream.feedback.Facts.INSURER;
import static io.claimstream.feedback.Facts.NOW;
import static io.claimstream.testkit.Claims.aClaim;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.domain.claim.ScoreId;
import io.claimstream.domain.trial.TrialPoint;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.DeploymentAction;
import io.claimstream.event.EntityKind;
import io.claimstream.event.EntitySnapshot;
import io.claimstream.event.FeedbackKind;
import io.claimstream.event.HistoryEvent;
import io.claimstream.event.LabelKind;
import io.claimstream.event.ModelCommand;
import io.claimstream.event.ModelCommandKind;
import io.claimstream.event.ModelDeployment;
import io.claimstream.event.ModelSlot;
import io.claimstream.event.RecordRef;
import io.claimstream.event.RescoreRefused;
import io.claimstream.event.RescoreRequest;
import io.claimstream.event.ScorePurpose;
import io.claimstream.event.Sealed;
import io.claimstream.event.SnapshotTaken;
import io.claimstream.event.SubjectErased;
import io.claimstream.feedback.Facts;
import io.claimstream.feedback.FeedbackMetrics;
import io.claimstream.feedback.FeedbackMetrics.Projected;
import io.claimstream.model.DatasetSummary.Offsets;
import io.claimstream.platform.deadletter.DeadLetterHeaders;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.json.EventJson;
import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import io.claimstream.schemas.serde.EventSerdes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the read model promises, whatever the database. */
abstract class ReadModelContract {

    private static final ClaimKey CLAIM = new ClaimKey(INSURER, "c-1");
    private static final long LETTER_OFFSET = 3;

    private final EventSerdes serdes = new EventSerdes(new InMemorySchemaRegistry());
    private final FeedbackMetrics metrics = new FeedbackMetrics(new SimpleMeterRegistry(), Clock.systemUTC());

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private ReadModel readModel;

    private long offset;

    /** A database with every migration applied. */
    abstract Jdbi jdbi();

    @BeforeEach
    void emptyTheViews() {
        jdbi().useHandle(handle -> List.of(
                        "view_claim_revision",
                        "view_rejection",
                        "view_dead_letter",
                        "view_score",
                        "view_feedback",
                        "view_model",
                        "view_deployment",
                        "view_label",
                        "view_settled",
                        "view_model_command",
                        "view_rescore_request",
                        "view_rescore",
                        "view_rescore_refusal",
                        "view_erasure",
                        "view_offset")
                .forEach(table -> handle.execute("delete from " + table)));
        readModel = new JdbiReadModel(jdbi());
    }

    @Test
    void shouldShowSubmittedClaimAsPending() {
        // When
        project(ClaimViews.SUBMITTED, aClaim().withInsurer(INSURER).build());

        // Then
        assertThat(readModel.claim(CLAIM)).hasValueSatisfying(claim -> {
            assertThat(claim.revisions()).singleElement().satisfies(revision -> {
                assertThat(revision.status()).isEqualTo(Claim.Status.PENDING);
                assertThat(revision.submittedAt()).isEqualTo(NOW);
            });
            assertThat(claim.currentScoreId()).isEmpty();
        });
    }

    @Test
    void shouldTraceWhatBecameOfASubmission() {
        // Given
        ClaimAccepted accepted = aClaim().withInsurer(INSURER).buildAccepted(new RecordRef(0, 1L));
        project(ClaimViews.SUBMITTED, aClaim().withInsurer(INSURER).build());
        assertThat(readModel.trace(CLAIM, 1, new RecordRef(0, 1L))).isEqualTo(Trace.NONE);

        // When
        project(ClaimViews.ACCEPTED, accepted);
        project(ClaimViews.REJECTED, Facts.rejection("c-1", 1, 5));
        project(ClaimViews.SCORED, Facts.score("c-1", 1).build());

        // Then
        Trace first = readModel.trace(CLAIM, 1, new RecordRef(0, 1L));
        Trace again = readModel.trace(CLAIM, 1, new RecordRef(0, 5L));
        assertThat(first.accepted()).contains(new Trace.Accepted(accepted.getContentHash(), new RecordRef(0, 1L)));
        assertThat(first.violations()).isEmpty();
        assertThat(first.score().orElseThrow().scoreId()).isEqualTo(Facts.scoreId("c-1", 1));
        assertThat(again.violations().orElseThrow().at("/0/code").asText()).isEqualTo("TEXT_BLANK");
        assertThat(readModel.trace(CLAIM, 2, new RecordRef(0, 9L))).isEqualTo(Trace.NONE);
    }

    @Test
    void shouldShowTheScoreOfEachRevision() {
        // Given
        project(ClaimViews.ACCEPTED, aClaim().withInsurer(INSURER).buildAccepted(new RecordRef(0, 1L)));
        project(
                ClaimViews.ACCEPTED,
                aClaim().withInsurer(INSURER).withRevision(2).buildAccepted(new RecordRef(0, 2L)));

        // When
        project(ClaimViews.SCORED, Facts.score("c-1", 1).build());
        project(ClaimViews.SCORED, Facts.score("c-1", 2).build());

        // Then
        Claim claim = readModel.claim(CLAIM).orElseThrow();
        assertThat(claim.revisions()).extracting(Claim.Revision::status).containsOnly(Claim.Status.SCORED);
        assertThat(claim.currentScoreId()).contains(Facts.scoreId("c-1", 2));
        assertThat(readModel.currentScore(CLAIM).orElseThrow().revision()).isEqualTo(2);
        assertThat(readModel
                        .score(Facts.scoreId("c-1", 1))
                        .orElseThrow()
                        .document()
                        .path("estimate")
                        .decimalValue())
                .isEqualByComparingTo("1200.00");
    }

    @Test
    void shouldKnowWhereAcceptedRevisionsStand() {
        // Given
        long first = offset;
        project(ClaimViews.ACCEPTED, acceptance());
        project(
                ClaimViews.SUBMITTED,
                aClaim().withInsurer(INSURER).withRevision(3).build());

        // When
        project(
                ClaimViews.ACCEPTED,
                aClaim().withInsurer(INSURER).withRevision(2).buildAccepted(new RecordRef(0, 2L)));

        // Then
        AcceptedRevision newest = new AcceptedRevision(2, new RecordRef(0, first + 2));
        assertThat(readModel.accepted(CLAIM, 12))
                .as("one that is only submitted is none")
                .containsExactly(newest, new AcceptedRevision(1, new RecordRef(0, first)));
        assertThat(readModel.accepted(CLAIM, 1)).containsExactly(newest);
        assertThat(readModel.accepted(new ClaimKey("other", "c-1"), 12)).isEmpty();
    }

    @Test
    void shouldGiveTheSameViewInWhateverOrderTopicsAreRead() {
        // Given
        List<Runnable> records = new ArrayList<>(List.of(
                () -> project(
                        ClaimViews.SUBMITTED, aClaim().withInsurer(INSURER).build()),
                () -> project(ClaimViews.ACCEPTED, aClaim().withInsurer(INSURER).buildAccepted(new RecordRef(0, 1L))),
                () -> project(ClaimViews.REJECTED, Facts.rejection("c-1", 1, 7)),
                () -> die("claims.history.v1", "feature-stream", historyEvent()),
                () -> project(ClaimViews.SCORED, Facts.score("c-1", 1).build())));
        records.forEach(Runnable::run);
        Claim expected = readModel.claim(CLAIM).orElseThrow();
        emptyTheViews();
        Collections.shuffle(records, new Random(7));

        // When
        records.forEach(Runnable::run);

        // Then
        assertThat(readModel.claim(CLAIM)).contains(expected);
    }

    @Test
    void shouldShowRejectionWithItsViolations() {
        // When
        project(ClaimViews.REJECTED, Facts.rejection("c-1", 1, 7));

        // Then
        Claim.Revision revision =
                readModel.claim(CLAIM).orElseThrow().revisions().get(0);
        assertThat(revision.status()).isEqualTo(Claim.Status.REJECTED);
        assertThat(revision.rejections().get(0).violations().at("/0/code").asText())
                .isEqualTo("TEXT_BLANK");
    }

    @Test
    void shouldShowSubmissionThatDiedWithItsCodeAndCoordinates() {
        // Given
        project(ClaimViews.SUBMITTED, aClaim().withInsurer(INSURER).build());

        // When
        die("claims.submitted.v1", "claim-ingest", submission());

        // Then
        Claim.Revision revision =
                readModel.claim(CLAIM).orElseThrow().revisions().get(0);
        assertThat(revision.status()).isEqualTo(Claim.Status.DEAD_LETTERED);
        assertThat(revision.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.code()).isEqualTo("PROCESSING_FAILED");
            assertThat(letter.service()).isEqualTo("claim-ingest");
            assertThat(letter.source()).isEqualTo(new Claim.Place("claims.submitted.v1", 2, 41L, NOW));
            assertThat(letter.letter()).isEqualTo(new Claim.Place("claims.dead.v1", 0, LETTER_OFFSET, NOW));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"claims.accepted.v1", "claims.history.v1", "claimstream-features-snapshots-by-claim-repartition"
            })
    void shouldShowAcceptedRevisionThatDiedAtLaterStage(String topic) {
        // Given
        project(ClaimViews.ACCEPTED, acceptance());

        // When
        die(topic, "feature-stream", valueOn(topic));

        // Then
        assertThat(status()).isEqualTo(Claim.Status.DEAD_LETTERED);
    }

    @Test
    void shouldKeepStatusWhenTheClaimDoesNotWaitForWhatDied() {
        // Given
        project(ClaimViews.SUBMITTED, aClaim().withInsurer(INSURER).build());
        project(ClaimViews.ACCEPTED, acceptance());

        // When
        die("claims.submitted.v1", "claim-ingest", submission());
        die("claims.history.v1", "retrain-worker", historyEvent());
        die("claims.submitted.v1", "claim-ingest", new byte[] {1, 2, 3});
        die("claims.feedback.v1", "feature-stream", new byte[] {1, 2, 3});
        project(new RecordHeaders(), submission());

        // Then
        assertThat(status()).isEqualTo(Claim.Status.PENDING);
        assertThat(metrics.projected(Topics.CLAIMS_DEAD.name(), Projected.LEFT_OUT))
                .isEqualTo(4);
    }

    @Test
    void shouldBeScoredOnceTheDeadLetterIsPutBack() {
        // Given
        project(ClaimViews.ACCEPTED, acceptance());
        die("claims.history.v1", "feature-stream", historyEvent());

        // When
        project(ClaimViews.SCORED, Facts.score("c-1", 1).build());

        // Then
        assertThat(status()).isEqualTo(Claim.Status.SCORED);
    }

    @Test
    void shouldBeRejectedWhenItIsSentAgainAfterItDied() {
        // Given
        die("claims.submitted.v1", "claim-ingest", submission());

        // When
        project(ClaimViews.REJECTED, Facts.rejection("c-1", 1, 50));

        // Then
        assertThat(status()).isEqualTo(Claim.Status.REJECTED);
    }

    @Test
    void shouldKeepNothingOfADeadClaimButItsIdentity() {
        // When
        die("claims.submitted.v1", "claim-ingest", submission());

        // Then
        String row = jdbi().withHandle(handle -> handle.createQuery("select * from view_dead_letter")
                .mapToMap()
                .one()
                .toString());
        assertThat(row)
                .contains("c-1")
                .doesNotContain(aClaim().build().getClaimant())
                .doesNotContain(aClaim().build().getPolicy());
    }

    @Test
    void shouldKeepRevisionScoredWhenItIsSentAgainWithOtherContent() {
        // Given
        project(ClaimViews.ACCEPTED, aClaim().withInsurer(INSURER).buildAccepted(new RecordRef(0, 1L)));
        project(ClaimViews.SCORED, Facts.score("c-1", 1).build());

        // When
        project(ClaimViews.REJECTED, Facts.rejection("c-1", 1, 8));

        // Then
        Claim.Revision revision =
                readModel.claim(CLAIM).orElseThrow().revisions().get(0);
        assertThat(revision.status()).isEqualTo(Claim.Status.SCORED);
        assertThat(revision.rejections()).hasSize(1);
    }

    @Test
    void shouldTakeSettlementThatNamesNoScore() {
        // When
        project(ClaimViews.FEEDBACK, Facts.settlement("f-up", "c-1").build());

        // Then
        assertThat(readModel.feedback("f-up")).hasValueSatisfying(feedback -> {
            assertThat(feedback.scoreId()).isNull();
            assertThat(feedback.said().amount()).isEqualByComparingTo("1500.00");
            assertThat(feedback.said().eventTime()).isEqualTo(NOW);
        });
    }

    @Test
    void shouldKeepANoteSealedAndKnowWhomItIsSealedFor() {
        // Given
        Sealed note = new Sealed("sk-1", ByteBuffer.wrap(new byte[] {0, -1, 7}));
        ClaimAccepted accepted = aClaim().withInsurer(INSURER).buildAccepted(new RecordRef(0, 1L));

        // When
        project(ClaimViews.ACCEPTED, accepted);
        project(
                ClaimViews.FEEDBACK,
                onScore("f-1", FeedbackKind.ACCEPTED).setNote(note).build());

        // Then
        assertThat(readModel.feedback("f-1").orElseThrow().said().note()).isEqualTo(note);
        assertThat(readModel.claim(CLAIM).orElseThrow().feedback().get(0).said().note())
                .isEqualTo(note);
        assertThat(readModel.claimant(CLAIM, 1)).contains(accepted.getClaimantPseudonym());
        assertThat(readModel.claimant(CLAIM, 2)).isEmpty();
    }

    @Test
    void shouldMarkWithdrawnFeedback() {
        // Given
        project(
                ClaimViews.FEEDBACK,
                onScore("f-1", FeedbackKind.CORRECTED)
                        .setAmount(new BigDecimal("9.50"))
                        .build());

        // When
        project(
                ClaimViews.FEEDBACK,
                onScore("f-2", FeedbackKind.WITHDRAWN)
                        .setWithdrawnFeedbackId("f-1")
                        .build());

        // Then
        assertThat(readModel.feedbackOn(Facts.scoreId("c-1", 1)))
                .extracting(Feedback::feedbackId, Feedback::withdrawn)
                .containsExactly(tuple("f-1", true), tuple("f-2", false));
    }

    @Test
    void shouldListFeedbackPageByPage() {
        // Given
        for (int i = 0; i < 7; i++) {
            project(
                    ClaimViews.FEEDBACK,
                    Facts.settlement("f-" + i, "c-" + i % 2)
                            .setActor(i % 3 == 0 ? "ann" : "bob")
                            .build());
        }
        project(
                ClaimViews.FEEDBACK,
                onScore("f-7", FeedbackKind.WITHDRAWN)
                        .setWithdrawnFeedbackId("f-1")
                        .build());

        // Then
        for (FeedbackSearch all : List.of(
                feedbackSearch(Optional.empty(), Optional.empty()),
                feedbackSearch(Optional.of(INSURER), Optional.empty()))) {
            List<Feedback> first = readModel.feedback(all);
            List<Feedback> second = readModel.feedback(after(all, first.get(3)));
            assertThat(first).extracting(Feedback::feedbackId).containsExactly("f-7", "f-6", "f-5", "f-4");
            assertThat(second).extracting(Feedback::feedbackId).containsExactly("f-3", "f-2", "f-1", "f-0");
            assertThat(second.get(2).withdrawn()).isTrue();
            assertThat(readModel.feedback(after(all, second.get(3)))).isEmpty();
        }
        assertThat(readModel.feedback(feedbackSearch(Optional.of(INSURER), Optional.of("ann"))))
                .extracting(Feedback::feedbackId)
                .containsExactly("f-6", "f-3", "f-0");
        assertThat(readModel.feedback(feedbackSearch(Optional.of("other"), Optional.empty())))
                .isEmpty();
        assertThat(readModel.feedback(withdrawn(true)))
                .extracting(Feedback::feedbackId)
                .containsExactly("f-1");
        assertThat(readModel.feedback(withdrawn(false))).hasSize(4).doesNotContainNull();
    }

    @Test
    void shouldListScoresOfAModelPageByPageWithWhatWasDecidedOnEach() {
        // Given
        project(
                ClaimViews.SCORED,
                Facts.score("c-1", 1).setModelVersion("m-a").build(),
                Facts.score("c-2", 1).setModelVersion("m-a").setInterval(null).build(),
                Facts.score("c-3", 1)
                        .setModelVersion("m-a")
                        .setScoredAt(NOW.minusSeconds(60))
                        .build(),
                Facts.score("c-4", 1).setModelVersion("m-b").build());
        project(
                ClaimViews.FEEDBACK,
                onScore("f-1", FeedbackKind.CORRECTED)
                        .setAmount(new BigDecimal("9.50"))
                        .setActor("user:u_ann")
                        .build(),
                onScore("f-2", FeedbackKind.WITHDRAWN)
                        .setWithdrawnFeedbackId("f-1")
                        .build(),
                onScore("f-3", FeedbackKind.ACCEPTED).setActor("policy:acme@3").build());

        // When
        List<DecidedScore> first = readModel.decisions(decisions("m-a", Optional.empty()));
        List<DecidedScore> second = readModel.decisions(decisions(
                "m-a",
                Optional.of(new DecisionSearch.Place(
                        first.get(1).score().scoredAt(), first.get(1).score().scoreId()))));

        // Then
        assertThat(first).extracting(it -> it.claim().claimId()).containsExactlyInAnyOrder("c-1", "c-2");
        assertThat(second).extracting(it -> it.claim().claimId()).containsExactly("c-3");
        assertThat(first)
                .filteredOn(it -> it.claim().equals(CLAIM))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.score().estimate()).isEqualByComparingTo("1200.00");
                    assertThat(it.score().upper()).isEqualByComparingTo("1600.00");
                    assertThat(it.said())
                            .extracting(Feedback::feedbackId, Feedback::withdrawn, Feedback::isAutomatic)
                            .containsExactly(
                                    tuple("f-1", true, false), tuple("f-2", false, false), tuple("f-3", false, true));
                });
        assertThat(first)
                .filteredOn(it -> !it.claim().equals(CLAIM))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.score().lower()).isNull();
                    assertThat(it.said()).isEmpty();
                });
        assertThat(readModel.decisions(decisions("m-c", Optional.empty()))).isEmpty();
    }

    @Test
    void shouldListScoresOfAnInsurerAndATimeWithoutThoseOfErasedClaimants() {
        // Given
        project(
                ClaimViews.SCORED,
                Facts.score("c-1", 1).build(),
                Facts.score("c-2", 1).setScoredAt(NOW.plusSeconds(60)).build());
        DecisionSearch minute = new DecisionSearch(
                Optional.empty(),
                Optional.of(INSURER),
                Optional.of(NOW),
                Optional.of(NOW.plusSeconds(60)),
                Optional.empty(),
                10);
        DecisionSearch others = new DecisionSearch(
                Optional.empty(), Optional.of("other"), Optional.empty(), Optional.empty(), Optional.empty(), 10);

        // Then
        assertThat(readModel.decisions(minute))
                .extracting(it -> it.claim().claimId())
                .containsExactly("c-1");
        assertThat(readModel.decisions(others)).isEmpty();
        jdbi().useHandle(handle -> handle.execute(
                "insert into record_erased_claim (insurer, claim_id, erasure_id, receipt, revision)"
                        + " values (?, 'c-1', 'e-1', 'ER-000001', 1)",
                INSURER));
        try {
            assertThat(readModel.decisions(minute)).isEmpty();
        } finally {
            jdbi().useHandle(handle -> handle.execute("delete from record_erased_claim"));
        }
    }

    private static DecisionSearch decisions(String model, Optional<DecisionSearch.Place> after) {
        return new DecisionSearch(Optional.of(model), Optional.empty(), Optional.empty(), Optional.empty(), after, 2);
    }

    @Test
    void shouldSayWhatBecameOfFeedback() {
        // Given
        project(ClaimViews.SCORED, Facts.score("c-1", 1).build());
        project(
                ClaimViews.FEEDBACK,
                onScore("f-1", FeedbackKind.CORRECTED)
                        .setAmount(new BigDecimal("1.00"))
                        .build(),
                onScore("f-2", FeedbackKind.ACCEPTED)
                        .setEventTime(NOW.plusSeconds(1))
                        .build(),
                onScore("f-3", FeedbackKind.ACCEPTED)
                        .setEventTime(NOW.plusSeconds(2))
                        .build(),
                onScore("f-4", FeedbackKind.WITHDRAWN)
                        .setWithdrawnFeedbackId("f-3")
                        .build());

        // When
        List<Feedback> all = readModel.feedback(feedbackSearch(Optional.empty(), Optional.empty()));
        Map<String, Became> before = readModel.becameOf(all);
        project(ClaimViews.SCORED, Facts.score("c-1", 2).build());
        Map<String, Became> rescored = readModel.becameOf(all);

        // Then
        assertThat(before)
                .containsEntry("f-1", new Became(Became.State.SUPERSEDED, "f-2"))
                .containsEntry("f-2", new Became(Became.State.STANDS, null))
                .containsEntry("f-3", new Became(Became.State.WITHDRAWN, "f-4"))
                .containsEntry("f-4", new Became(Became.State.STANDS, null));
        assertThat(rescored).containsEntry("f-2", new Became(Became.State.SUPERSEDED, null));
        project(ClaimViews.FEEDBACK, Facts.settlement("f-5", "c-1").build());
        assertThat(readModel.becameOf(all)).containsEntry("f-2", new Became(Became.State.SUPERSEDED, "f-5"));
    }

    private static FeedbackSearch feedbackSearch(Optional<String> insurer, Optional<String> actor) {
        return new FeedbackSearch(
                insurer,
                actor,
                Optional.empty(),
                Optional.empty(),
                Optional.of(NOW),
                Optional.of(NOW.plusSeconds(1)),
                Optional.empty(),
                4);
    }

    private static FeedbackSearch after(FeedbackSearch search, Feedback last) {
        return new FeedbackSearch(
                search.insurer(),
                search.actor(),
                search.kind(),
                search.withdrawn(),
                search.from(),
                search.to(),
                Optional.of(FeedbackSearch.Place.of(last)),
                search.limit());
    }

    private static FeedbackSearch withdrawn(boolean isWithdrawn) {
        return new FeedbackSearch(
                Optional.empty(),
                Optional.empty(),
                Optional.of(FeedbackKind.SETTLED),
                Optional.of(isWithdrawn),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                4);
    }

    @Test
    void shouldCountRedeliveredRecordsOnce() {
        // Given
        ClaimFeedback settlement = Facts.settlement("f-up", "c-1").build();

        // When
        project(ClaimViews.FEEDBACK, settlement, settlement);
        project(ClaimViews.FEEDBACK, settlement);

        // Then
        int rows = jdbi().withHandle(handle -> handle.createQuery("select count(*) from view_feedback")
                .mapTo(Integer.class)
                .one());
        assertThat(rows).isEqualTo(1);
    }

    @Test
    void shouldLeaveOutWhatHasNoPlace() {
        // When
        project(
                ClaimViews.SCORED,
                Facts.score("c-1", 1).setPurpose(ScorePurpose.SHADOW).build());
        project(ClaimViews.SUBMITTED, aClaim("no|id").withInsurer(INSURER).build());
        project(ClaimViews.FEEDBACK, Facts.settlement("x".repeat(201), "c-1").build());
        project(ClaimViews.FEEDBACK, Facts.settlement("nul\0", "c-1").build());
        project(
                ClaimViews.FEEDBACK,
                Facts.settlement("old", "c-1")
                        .setEventTime(Instant.parse("-10000-01-01T00:00:00Z"))
                        .build());

        // Then
        assertThat(readModel.claim(CLAIM)).isEmpty();
        assertThat(metrics.projected(Topics.CLAIMS_FEEDBACK.name(), Projected.UNFIT))
                .isEqualTo(3);
    }

    @Test
    void shouldAccountForEveryRecordRead() {
        // Given
        TopicReader reader = TopicReader.of(ClaimViews.FEEDBACK, serdes, metrics);
        byte[] good = bytes(ClaimViews.FEEDBACK, Facts.settlement("f-1", "c-1").build());
        byte[] unfit = bytes(
                ClaimViews.FEEDBACK, Facts.settlement("x".repeat(201), "c-1").build());
        byte[] elsewhere =
                bytes(ClaimViews.FEEDBACK, Facts.settlement("f-2", "no|id").build());

        // When
        reader.rows(List.of(record(good), record(unfit), record(elsewhere), record(new byte[] {1, 2, 3})));

        // Then
        String topic = Topics.CLAIMS_FEEDBACK.name();
        assertThat(metrics.projected(topic, Projected.READ)).isEqualTo(4);
        assertThat(metrics.projected(topic, Projected.WRITTEN)
                        + metrics.projected(topic, Projected.LEFT_OUT)
                        + metrics.projected(topic, Projected.UNDECODABLE)
                        + metrics.projected(topic, Projected.UNFIT))
                .isEqualTo(4);
    }

    @Test
    void shouldNameTheChampionAndTheReasons() {
        // Given
        project(ModelViews.VERSIONS, Facts.modelVersion("m-1"), Facts.modelVersion("m-2"));

        // When
        project(
                ModelViews.DEPLOYMENTS,
                Facts.decision(DeploymentAction.PROMOTED, "m-1", "better than the baseline"),
                Facts.decision(DeploymentAction.REFUSED, "m-2", "not better"));

        // Then
        Models models = readModel.models();
        assertThat(models.champions())
                .singleElement()
                .extracting(Models.Champion::version)
                .isEqualTo("m-1");
        assertThat(models.versions()).hasSize(2);
        Models first = readModel.models(null, 1);
        Models.Version last = first.versions().get(0);
        Models second = readModel.models(new Models.Place(last.publishedAt(), last.version()), 50);
        assertThat(Stream.of(first, second)
                        .flatMap(it -> it.versions().stream())
                        .toList())
                .as("page by page")
                .isEqualTo(models.versions());
        assertThat(models.decisions())
                .extracting(Models.Decision::reason)
                .containsExactly("not better", "better than the baseline");
    }

    @Test
    void shouldTellWhichVersionsLearnedFromWhichFeedback() {
        // Given
        ClaimLabelled corrected = Facts.label("c-1", "f-corrected", LabelKind.CORRECTED);
        ClaimLabelled settled = Facts.label("c-1", "f-settled", LabelKind.SETTLED);
        ClaimLabelled other = Facts.label("c-2", "f-other", LabelKind.SETTLED);
        ClaimLabelled copied = ClaimLabelled.newBuilder(Facts.label("c-3", "f-copied", LabelKind.CORRECTED))
                .setFlags(List.of("COPIED_ESTIMATE"))
                .build();

        // When
        project(ModelViews.LABELS, corrected, other, settled, copied);
        project(
                ModelViews.VERSIONS,
                Facts.modelMadeFrom("m-1", 2),
                Facts.modelMadeFrom("m-2", 4),
                Facts.modelMadeFrom("m-3", 4),
                Facts.modelVersion("m-that-does-not-say"));

        // Then
        assertThat(readModel.usedIn(CLAIM).versions())
                .isEqualTo(Map.of("f-corrected", List.of("m-1"), "f-settled", List.of("m-2", "m-3")));
        assertThat(readModel.usedIn(new ClaimKey(INSURER, "c-2")).versions())
                .isEqualTo(Map.of("f-other", List.of("m-1", "m-2", "m-3")));
        assertThat(readModel.usedIn(new ClaimKey(INSURER, "c-3")))
                .as("left out of training")
                .isEqualTo(Uses.NONE);
        assertThat(readModel.usedIn(new ClaimKey(INSURER, "c-4")))
                .as("never labelled")
                .isEqualTo(Uses.NONE);
        assertThat(readModel.models().versions()).hasSize(4);
    }

    @Test
    void shouldNameOnlyTheVersionsThatLearnedBeforeTheClaimantWasErased() {
        // Given: who is erased first stands at offset 2, and again at 3.
        project(
                ModelViews.LABELS,
                Facts.label("c-1", "f-settled", LabelKind.SETTLED),
                ClaimLabelled.newBuilder(Facts.label("c-2", "f-other", LabelKind.SETTLED))
                        .setClaimantPseudonym("p-2")
                        .build());
        project(ModelViews.ERASURES, Facts.erased("p-1", "e-1"), Facts.erased("p-1", "e-2"));

        // When
        project(
                ModelViews.VERSIONS,
                Facts.modelMadeFrom("m-1", 2),
                Facts.modelMadeFrom("m-2", 2, 2),
                Facts.modelMadeFrom("m-3", 2, 3));

        // Then
        assertThat(readModel.usedIn(CLAIM))
                .isEqualTo(new Uses(Map.of("f-settled", List.of("m-1", "m-2")), Optional.of("e-1")));
        assertThat(readModel.usedIn(new ClaimKey(INSURER, "c-2")))
                .as("another claimant")
                .isEqualTo(new Uses(Map.of("f-other", List.of("m-1", "m-2", "m-3")), Optional.empty()));
    }

    @Test
    void shouldTellOfAnErasureFromWhenItWasDoneAndOfTheClaimantWhoWasKnownThen() {
        // Given: settled as p-1's, later as p-2's; p-1 is erased before that and p-2 after it.
        project(
                ModelViews.LABELS,
                Facts.label("c-1", "f-1", LabelKind.SETTLED),
                ClaimLabelled.newBuilder(Facts.label("c-1", "f-2", LabelKind.SETTLED))
                        .setClaimantPseudonym("p-2")
                        .build());
        project(ModelViews.VERSIONS, Facts.modelMadeFrom("m-1", 1));
        project(
                ModelViews.ERASURES,
                SubjectErased.newBuilder(Facts.erased("p-1", "e-1"))
                        .setErasedAt(Facts.NOW.plusSeconds(1))
                        .build(),
                SubjectErased.newBuilder(Facts.erased("p-2", "e-2"))
                        .setErasedAt(Facts.NOW.plusSeconds(3))
                        .build());
        said("f-1", 0);
        said("f-2", 2);

        // Then
        assertThat(receipt(0)).isEmpty();
        assertThat(receipt(1)).contains("e-1");
        assertThat(receipt(2)).as("another claimant by then").isEmpty();
        assertThat(receipt(3)).contains("e-2");
        assertThat(readModel.usedIn(CLAIM).erasureReceipt()).contains("e-2");
        assertThat(readModel.usedIn(CLAIM, Facts.NOW).versions()).isEqualTo(Map.of("f-1", List.of("m-1")));
    }

    @Test
    void shouldCountTheClaimsOfAVersionThatADatasetRead() {
        // Given
        project(
                ClaimViews.SCORED,
                Facts.score("c-1", 1).build(),
                Facts.score("c-1", 2).build(),
                Facts.score("c-2", 1).build(),
                Facts.score("c-3", 1).setModelVersion("m-2").build());
        long first = offset;

        // When
        project(
                ModelViews.LABELS,
                Facts.label("c-1", "f-1", LabelKind.SETTLED),
                Facts.label("c-3", "f-3", LabelKind.SETTLED),
                Facts.label("c-2", "f-2", LabelKind.SETTLED));

        // Then
        String version = "m-0123456789ab";
        assertThat(readModel.labelledWithin(version, null, List.of(new Offsets(0, 0, 100), new Offsets(1, 0, 100))))
                .isEqualTo(2);
        assertThat(readModel.labelledWithin(version, INSURER, List.of(new Offsets(0, first, first + 1))))
                .isEqualTo(1);
        assertThat(readModel.labelledWithin(version, "other", List.of(new Offsets(0, 0, 100))))
                .isZero();
        assertThat(readModel.labelledWithin(version, null, List.of())).isZero();
    }

    private Optional<String> receipt(int second) {
        return readModel.usedIn(CLAIM, Facts.NOW.plusSeconds(second)).erasureReceipt();
    }

    private void said(String feedbackId, int second) {
        project(ClaimViews.FEEDBACK, Facts.settlement(feedbackId, "c-1").build());
        jdbi().useHandle(handle -> handle.createUpdate(
                        "update view_feedback set recorded_at = :at where feedback_id = :id")
                .bind("at", Column.bindable(Facts.NOW.plusSeconds(second)))
                .bind("id", feedbackId)
                .execute());
    }

    @Test
    void shouldShowTheRunsThatTheWorkerRecorded() {
        // Given
        jdbi().useHandle(handle -> handle.execute("drop table if exists record_training_run"));
        List<Run> beforeTheWorkerStarted = readModel.runs(null, 50);
        jdbi().useHandle(handle -> {
            handle.createScript(migration("V200__training_runs.sql")).execute();
            handle.createScript(migration("V201__training_run_recipes.sql")).execute();
            progressTables(handle);
            handle.execute(
                    "insert into record_training_run (run_id, line_of_business, currency, cause, state, started_at,"
                            + " finished_at, labelled, dataset_hash, row_count, metrics, reason, version, dataset,"
                            + " parameters, code) values ('r-1', 'MOTOR_INJURY', 'GBP', 'LABELS', 'REFUSED', timestamp"
                            + " with time zone '2026-03-01 09:00:00+00', timestamp with time zone '2026-03-01"
                            + " 09:00:07+00', '{}', 'ab', 812, '{\"rows\":80}', 'Not better.', 'm-1', 'd-0123456789ab',"
                            + " '{\"rounds\":400}', '0.1.0')");
            handle.execute(
                    "insert into record_training_run (run_id, line_of_business, currency, cause, state, started_at,"
                            + " labelled, row_count) values ('r-2', 'MOTOR_INJURY', 'GBP', 'COMMAND', 'TRAINING',"
                            + " timestamp with time zone '2026-03-01 10:00:00+00', '{}', 0)");
            handle.execute("delete from record_training_exclusion");
            handle.execute("insert into record_training_exclusion (run_id, reason, claim_count)"
                    + " values ('r-1', 'ERASED', 2), ('r-1', 'WITHDRAWN', 5), ('r-0', 'ERASED', 1)");
            handle.execute("insert into record_training_progress (run_id, phase, share, millis_left, told_at) values"
                    + " ('r-2', 'TRAINING', 0.25, 9000, timestamp with time zone '2026-03-01 10:00:05+00'),"
                    + " ('r-3', 'READING', 0, null, timestamp with time zone '2026-03-01 10:00:05+00')");
        });

        // When
        List<Run> runs = readModel.runs(null, 50);

        // Then
        assertThat(beforeTheWorkerStarted).isEmpty();
        assertThat(readModel.stepOf("r-2"))
                .contains(new RunStep("TRAINING", 0.25, 9_000L, Instant.parse("2026-03-01T10:00:05Z")));
        assertThat(readModel.stepOf("r-3").map(RunStep::millisLeft)).isEmpty();
        assertThat(readModel.stepOf("r-1")).isEmpty();
        assertThat(runs).extracting(Run::id).containsExactly("r-2", "r-1");
        assertThat(runs.get(0).finishedAt()).isNull();
        assertThat(runs.get(0).recipe()).isEqualTo(new Run.Recipe(null, null));
        assertThat(runs.get(1).startedAt()).isEqualTo(Instant.parse("2026-03-01T09:00:00Z"));
        assertThat(runs.get(1).data())
                .isEqualTo(new Run.Data("d-0123456789ab", "ab", 812, Map.of("ERASED", 2, "WITHDRAWN", 5)));
        assertThat(runs.get(0).data().exclusions()).isEmpty();
        assertThat(runs.get(1).recipe()).isEqualTo(new Run.Recipe(EventJson.parse("{\"rounds\":400}"), "0.1.0"));
        assertThat(runs.get(1).outcome())
                .isEqualTo(new Run.Outcome("m-1", EventJson.parse("{\"rows\":80}"), "Not better."));
        assertThat(readModel.datasets(new DatasetSearch("acme", Optional.empty(), 50)))
                .as("read by a training whose model was refused")
                .filteredOn(it -> it.name().equals("d-0123456789ab"))
                .singleElement()
                .satisfies(it -> assertThat(it.runs()).containsExactly(runs.get(1)));
        assertThat(readModel.dataset("d-0123456789ab").map(DatasetSeen::runs)).contains(List.of(runs.get(1)));
    }

    @Test
    void shouldFollowMovesByHandAndTheCommandsBehindThem() {
        // Given
        ModelCommand command = ModelCommand.newBuilder()
                .setCommandId("c_1")
                .setKind(ModelCommandKind.ROLL_BACK)
                .setSlot(new ModelSlot("MOTOR_INJURY", "GBP", "acme"))
                .setReason("too high")
                .setActor("cli")
                .setAt(NOW)
                .build();
        ModelDeployment refused = ModelDeployment.newBuilder(
                        Facts.decision(DeploymentAction.COMMAND_REFUSED, "baseline", "nothing"))
                .setCommandId("c_1")
                .setCode("NOTHING_TO_ROLL_BACK")
                .build();

        // When
        project(ModelViews.COMMANDS, command);
        List<ModelCommand> open = readModel.openCommands();
        project(
                ModelViews.DEPLOYMENTS,
                Facts.decision(DeploymentAction.PROMOTED, "m-1", "better"),
                Facts.decision(DeploymentAction.ROLLED_BACK, "baseline", "too high"),
                refused);

        // Then
        assertThat(open).containsExactly(command);
        assertThat(readModel.openCommands()).as("answered").isEmpty();
        assertThat(readModel.command("c_1")).contains(command);
        assertThat(readModel.command("c_2")).isEmpty();
        assertThat(readModel.moves()).extracting(PlacedMove::event).hasSize(3).endsWith(refused);
        assertThat(readModel.models().champions())
                .singleElement()
                .extracting(Models.Champion::version, Models.Champion::states)
                .containsExactly(null, Map.of("m-1", "retired"));
    }

    @Test
    void shouldShowAChallengerAndHowFarItsTrialIs() {
        // Given
        project(
                ModelViews.DEPLOYMENTS,
                Facts.decision(DeploymentAction.PROMOTED, "m-1", "better"),
                Facts.decision(DeploymentAction.SHADOWED, "m-2", "to be tried"),
                ModelDeployment.newBuilder(Facts.decision(DeploymentAction.CANARY_STARTED, "m-2", "proven"))
                        .setShare(0.25)
                        .build());
        jdbi().useHandle(handle -> handle.execute("drop table if exists view_trial"));
        Models.Challenge before = challenge();
        jdbi().useHandle(handle -> {
            handle.createScript(migration("V203__trials.sql")).execute();
            progressTables(handle);
            handle.execute("insert into view_trial (line_of_business, currency, version, champion, settled, judged,"
                    + " champion_error, challenger_error, evidence, threshold, decided) values ('MOTOR_INJURY',"
                    + " 'GBP', 'm-2', 'm-1', 40, 38, 0.12, 0.1, 3.5, 32.9, 4)");
            handle.execute("insert into view_trial_course (line_of_business, currency, version, course) values"
                    + " ('MOTOR_INJURY', 'GBP', 'm-2',"
                    + " '[{\"judged\":0,\"evidence\":1},{\"judged\":38,\"evidence\":3.5}]')");
        });

        // When
        Models.Challenge challenge = challenge();

        // Then
        assertThat(before).isEqualTo(new Models.Challenge("m-2", 1, NOW, 0.25, null));
        assertThat(challenge.trial())
                .isEqualTo(new Models.Trial(
                        40, 38, 0.12, 0.1, 3.5, 32.9, 4, List.of(new TrialPoint(0, 1), new TrialPoint(38, 3.5))));
        assertThat(readModel.models().champions().get(0).states())
                .isEqualTo(Map.of("m-1", "champion", "m-2", "challenger"));
    }

    private Models.Challenge challenge() {
        return Objects.requireNonNull(readModel.models().champions().get(0).challenge());
    }

    @Test
    void shouldNameTheScoresOfAWithdrawnVersion() {
        // Given
        ModelSlot everyone = new ModelSlot("MOTOR_INJURY", "GBP", null);
        project(
                ClaimViews.SCORED,
                Facts.score("c-1", 1).build(),
                Facts.score("c-1", 2).build(),
                Facts.score("c-2", 1).build(),
                Facts.score("c-3", 1).setModelVersion("baseline").build(),
                Facts.score("c-4", 1).setScoredAt(NOW.minusSeconds(1)).build(),
                Facts.score("c-5", 1).setCurrency("USD").build());
        Withdrawal all = new Withdrawal("m-0123456789ab", everyone, NOW, List.of());
        Withdrawal butAcme = new Withdrawal("m-0123456789ab", everyone, NOW, List.of(INSURER));
        Withdrawal ofOther =
                new Withdrawal("m-0123456789ab", new ModelSlot("MOTOR_INJURY", "GBP", "other"), NOW, List.of());

        // When
        List<DecidedClaim> first = readModel.decided(all, "", 2);
        List<DecidedClaim> rest = readModel.decided(all, first.get(1).scoreId(), 2);

        // Then
        assertThat(readModel.decidedClaims(all)).isEqualTo(2);
        assertThat(readModel.decidedClaims(butAcme)).isZero();
        assertThat(readModel.decidedClaims(ofOther)).isZero();
        assertThat(rest).hasSize(1);
        assertThat(Stream.concat(first.stream(), rest.stream()).map(DecidedClaim::scoreId))
                .containsExactlyInAnyOrder(Facts.scoreId("c-1", 1), Facts.scoreId("c-1", 2), Facts.scoreId("c-2", 1));
    }

    @Test
    void shouldFollowWhatWasAskedForOnceMoreBesideTheLiveScore() {
        // Given
        Rescores rescores = new JdbiRescores(jdbi());
        ModelSlot everyone = new ModelSlot("MOTOR_INJURY", "GBP", null);
        Withdrawal withdrawal = new Withdrawal("m-0123456789ab", everyone, NOW, List.of());
        project(
                ClaimViews.SCORED,
                Facts.score("c-1", 1).setEstimate(new BigDecimal("5000.00")).build(),
                Facts.score("c-1", 2).build(),
                Facts.score("c-2", 1).build(),
                Facts.score("c-3", 1).build(),
                Facts.score("c-4", 1).build(),
                Facts.score("c-5", 1).setModelVersion("baseline").build());
        List<Score> toAsk = rescores.notAsked("c_1", withdrawal, "", 100);

        // When
        project(
                RescoreViews.REQUESTS,
                asked("q_1", "c-1", 1).build(),
                asked("q_2", "c-1", 2).build(),
                asked("q_3", "c-2", 1).build(),
                asked("q_3", "c-2", 1).setReason("said otherwise").build(),
                asked("q_4", "c-3", 1).build(),
                asked("q_5", "c-1", 2).setCommandId(null).build(),
                asked("q_6", "no id\n", 1).build());
        project(
                RescoreViews.RESCORED,
                rescored("q_1", "c-1", 1).setEstimate(new BigDecimal("1.00")).build(),
                rescored("q_2", "c-1", 2).setEstimate(new BigDecimal("1000.50")).build(),
                rescored("q_5", "c-1", 2).setEstimate(new BigDecimal("7.00")).build(),
                Facts.score("c-1", 2)
                        .setScoreId("s_shadow")
                        .setPurpose(ScorePurpose.SHADOW)
                        .build());
        project(
                RescoreViews.REFUSALS,
                new RescoreRefused("q_3", INSURER, "c-2", 1, Facts.scoreId("c-2", 1), "FEATURES_GONE", "gone", NOW));

        // Then
        assertThat(toAsk).hasSize(5);
        assertThat(rescores.notAsked("c_1", withdrawal, "", 100))
                .extracting(Score::scoreId)
                .containsExactly(Facts.scoreId("c-4", 1));
        assertThat(rescores.notAsked("c_2", withdrawal, "", 2)).hasSize(2);
        RescoreTally tally = rescores.tally("c_1");
        assertThat(List.of(tally.asked(), tally.done(), tally.refused(), tally.pending()))
                .containsExactly(4L, 2L, 1L, 1L);
        assertThat(tally.moved())
                .isEqualTo(new RescoreTally.Moved(1, "GBP", new BigDecimal("1200.00"), new BigDecimal("1000.50")));
        assertThat(rescores.tally("c_2").moved().claims()).isZero();
        assertThat(rescores.tally("c_2").moved().before()).isZero();
        assertThat(rescores.ofClaim(CLAIM))
                .extracting(Rescore::requestId, Rescore::revision, Rescore::state)
                .containsExactly(
                        tuple("q_1", 1, Rescore.State.DONE),
                        tuple("q_2", 2, Rescore.State.DONE),
                        tuple("q_5", 2, Rescore.State.DONE));
        Rescore refused = rescores.request("q_3").orElseThrow();
        assertThat(refused.asked().reason()).isEqualTo("too high");
        assertThat(refused.refused()).isEqualTo(new Rescore.Refused("FEATURES_GONE", "gone", NOW));
        assertThat(refused.liveEstimate()).isEqualByComparingTo("1200.00");
        assertThat(rescores.ofScore(ScoreId.rescore("q_4").text()).orElseThrow().state())
                .isEqualTo(Rescore.State.PENDING);
        assertThat(rescores.ofScore("s_shadow")).isEmpty();
        assertThat(rescores.request("q_6"))
                .as("a malformed identity has no address")
                .isEmpty();
        List<Rescore> page = rescores.ofCommand("c_1", "", 3);
        assertThat(page).hasSize(3);
        assertThat(rescores.ofCommand("c_1", page.get(2).scoreId(), 3)).hasSize(1);
        assertThat(readModel.currentScore(CLAIM).orElseThrow().scoreId()).isEqualTo(Facts.scoreId("c-1", 2));
        assertThat(readModel.score(ScoreId.rescore("q_2").text())).isEmpty();
    }

    @Test
    void shouldListNothingAskedForOnceMoreOfErasedClaimants() {
        // Given
        Rescores rescores = new JdbiRescores(jdbi());
        project(
                RescoreViews.REQUESTS,
                asked("q_1", "c-1", 1).build(),
                asked("q_2", "c-2", 1).build());

        // When
        jdbi().useHandle(handle -> handle.execute(
                "insert into record_erased_claim (insurer, claim_id, erasure_id, receipt, revision)"
                        + " values (?, 'c-1', 'e-1', 'ER-000001', 1)",
                INSURER));
        try {
            // Then
            assertThat(rescores.ofCommand("c_1", "", 3))
                    .extracting(it -> it.claim().claimId())
                    .containsExactly("c-2");
            jdbi().useHandle(handle -> handle.execute(
                    "insert into record_erased_claim (insurer, claim_id, erasure_id, receipt, revision)"
                            + " values (?, 'c-2', 'e-1', 'ER-000001', 1)",
                    INSURER));
            assertThat(rescores.ofCommand("c_1", "", 3)).isEmpty();
            assertThat(rescores.anyOfCommand("c_1"))
                    .as("its version binds still")
                    .isPresent();
        } finally {
            jdbi().useHandle(handle -> handle.execute("delete from record_erased_claim"));
        }
    }

    private static RescoreRequest.Builder asked(String id, String claimId, int revision) {
        return RescoreRequest.newBuilder()
                .setRequestId(id)
                .setInsurer(INSURER)
                .setClaimId(claimId)
                .setRevision(revision)
                .setScoreId(Facts.scoreId(claimId, revision))
                .setFeatures(new RecordRef(0, 1L))
                .setCommandId("c_1")
                .setReason("too high")
                .setActor("key:k_1")
                .setRequestedAt(NOW);
    }

    private static ClaimScored.Builder rescored(String requestId, String claimId, int revision) {
        return Facts.score(claimId, revision)
                .setScoreId(ScoreId.rescore(requestId).text())
                .setPurpose(ScorePurpose.RESCORE)
                .setModelVersion("baseline");
    }

    @Test
    void shouldFindTheSettledClaimsThatWereEstimatedNearest() {
        // Given
        project(
                SettledView.VIEW,
                settled("c-10", "10.00", LabelKind.SETTLED).build(),
                settled("c-20", "20.00", LabelKind.SETTLED).build(),
                settled("c-30", "30.00", LabelKind.SETTLED).build(),
                settled("c-35", "35.00", LabelKind.SETTLED).build(),
                settled("c-40", "40.00", LabelKind.SETTLED).build(),
                settled("c-50", "50.00", LabelKind.SETTLED).build());

        // When
        List<SettledClaim> two = readModel.settledNear(near("c-30", "30.00", 2));

        // Then
        assertThat(two)
                .extracting(it -> it.key().claimId())
                .as("never the claim itself")
                .containsExactlyInAnyOrder("c-35", "c-40", "c-20", "c-10");
        assertThat(two)
                .filteredOn(it -> it.key().claimId().equals("c-20"))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.features()).containsExactly(0.1f, Float.NaN);
                    assertThat(it.estimate()).isEqualByComparingTo("20.00");
                    assertThat(it.settled()).isEqualByComparingTo("1500.00");
                    assertThat(it.settledAt()).isEqualTo(NOW);
                });
    }

    @Test
    void shouldFindOnlyWhatIsSettledAndOfTheSameKind() {
        // Given
        project(
                SettledView.VIEW,
                settled("c-corrected", "30.00", LabelKind.CORRECTED).build(),
                settled("c-back", "30.00", LabelKind.SETTLED).build(),
                settled("c-back", "30.00", LabelKind.WITHDRAWN).setLabel(null).build(),
                settled("c-again", "30.00", LabelKind.WITHDRAWN).setLabel(null).build(),
                settled("c-again", "31.00", LabelKind.SETTLED).build(),
                settled("c-insurer", "30.00", LabelKind.SETTLED)
                        .setInsurer("other")
                        .build(),
                settled("c-line", "30.00", LabelKind.SETTLED)
                        .setLineOfBusiness("MOTOR")
                        .build(),
                settled("c-currency", "30.00", LabelKind.SETTLED)
                        .setCurrency("EUR")
                        .build(),
                settled("c-features", "30.00", LabelKind.SETTLED)
                        .setFeatureSet("v2")
                        .build(),
                settled("c-erased", "30.00", LabelKind.SETTLED).build());
        project(ModelViews.ERASURES, Facts.erased("p-c-erased", "e-1"));

        // Then
        assertThat(readModel.settledNear(near("c-1", "30.00", 250)))
                .extracting(it -> it.key().claimId())
                .containsExactly("c-again");
    }

    private static ClaimLabelled.Builder settled(String claimId, String estimate, LabelKind kind) {
        return ClaimLabelled.newBuilder(Facts.label(claimId, "f-" + claimId, kind))
                .setClaimantPseudonym("p-" + claimId)
                .setEstimate(new BigDecimal(estimate));
    }

    private static SettledSearch near(String claimId, String estimate, int most) {
        return new SettledSearch(
                new ClaimKey(INSURER, claimId), "MOTOR_INJURY", "GBP", "v1", new BigDecimal(estimate), most);
    }

    @Test
    void shouldKeepTheLastReportOfAVersion() {
        // When
        project(
                ModelViews.REPORTS,
                Facts.report("m-1", "{\"format\":1}"),
                Facts.report("m-2", "{}"),
                Facts.report("m-1", "{\"format\":1,\"later\":true}"));

        // Then
        assertThat(readModel.report("m-1")).contains("{\"format\":1,\"later\":true}");
        assertThat(readModel.report("m-3")).isEmpty();
    }

    @Test
    void shouldRefuseToMoveWhenAnotherProcessMoved() {
        // Given
        TopicPartition partition = new TopicPartition("t", 0);
        jdbi().useTransaction(handle -> OffsetTable.move(handle, Map.of(), Map.of(partition, 5L)));
        jdbi().useTransaction(handle -> OffsetTable.move(handle, Map.of(partition, 5L), Map.of(partition, 9L)));

        // When
        ThrowingCallable late = () ->
                jdbi().useTransaction(handle -> OffsetTable.move(handle, Map.of(partition, 5L), Map.of(partition, 7L)));

        // Then
        assertThatThrownBy(late).isInstanceOf(IllegalStateException.class);
        assertThat(OffsetTable.read(jdbi(), List.of("t"))).containsEntry(partition, 9L);
    }

    @Test
    void shouldWriteManyRowsAtOnce() {
        // Given
        var scores = IntStream.range(0, 1_000)
                .mapToObj(i -> Facts.score("c-" + i, 1).build())
                .toArray(ClaimScored[]::new);

        // When
        project(ClaimViews.SCORED, scores);

        // Then
        assertThat(IntStream.range(0, 1_000)).allSatisfy(i -> assertThat(readModel.score(Facts.scoreId("c-" + i, 1)))
                .isPresent());
    }

    /** The worker's own: its table is read as it makes it. */
    private static void progressTables(Handle handle) {
        handle.execute("drop table if exists record_training_progress");
        handle.execute("drop table if exists view_trial_course");
        handle.createScript(migration("V204__training_progress.sql")).execute();
    }

    private static String migration(String name) {
        try {
            return Files.readString(Path.of("../retrain-worker/src/main/resources/db/migration", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Claim.Status status() {
        return readModel.claim(CLAIM).orElseThrow().revisions().get(0).status();
    }

    private static ClaimAccepted acceptance() {
        return aClaim().withInsurer(INSURER).buildAccepted(new RecordRef(0, 1L));
    }

    private byte[] submission() {
        return bytes(ClaimViews.SUBMITTED, aClaim().withInsurer(INSURER).build());
    }

    private byte[] valueOn(String topic) {
        return switch (topic) {
            case "claims.accepted.v1" -> bytes(ClaimViews.ACCEPTED, acceptance());
            case "claims.history.v1" -> historyEvent();
            default -> snapshot();
        };
    }

    private byte[] historyEvent() {
        HistoryEvent event = HistoryEvent.newBuilder()
                .setEntityKind(EntityKind.CLAIMANT)
                .setEntity("p")
                .setCurrency("GBP")
                .setInsurer(INSURER)
                .setClaimId("c-1")
                .setRevision(1)
                .setEventTime(NOW)
                .setSnapshotWanted(true)
                .build();
        return serdes.of(Topics.CLAIMS_HISTORY).serializer().serialize(Topics.CLAIMS_HISTORY.name(), event);
    }

    private byte[] snapshot() {
        EntitySnapshot empty =
                new EntitySnapshot(EntityKind.CLAIMANT, "p", new RecordRef(0, 0L), 0, 0L, 0L, 0L, 0, 0L, 0L, 0L, null);
        return serdes.of(SnapshotTaken.class)
                .serializer()
                .serialize("snapshots", new SnapshotTaken(INSURER, "c-1", 1, empty));
    }

    /** A record of a topic becomes a dead letter of a service. */
    private void die(String topic, String service, byte[] value) {
        RecordHeaders headers = new RecordHeaders();
        Map.of(
                        DeadLetterHeaders.CODE,
                        "PROCESSING_FAILED",
                        DeadLetterHeaders.TOPIC,
                        topic,
                        DeadLetterHeaders.PARTITION,
                        "2",
                        DeadLetterHeaders.OFFSET,
                        "41",
                        DeadLetterHeaders.TIMESTAMP,
                        Long.toString(NOW.toEpochMilli()),
                        DeadLetterHeaders.SERVICE,
                        service)
                .forEach((name, text) -> headers.add(name, text.getBytes(StandardCharsets.UTF_8)));
        project(headers, value);
    }

    private void project(RecordHeaders headers, byte[] deadLetter) {
        TopicReader reader = TopicReader.ofDeadLetters(serdes, metrics);
        jdbi().useTransaction(handle ->
                reader.write(handle, reader.rows(List.of(record(LETTER_OFFSET, deadLetter, headers)))));
    }

    private static ClaimFeedback.Builder onScore(String feedbackId, FeedbackKind kind) {
        return Facts.settlement(feedbackId, "c-1")
                .setKind(kind)
                .setAmount(null)
                .setRevision(1)
                .setScoreId(Facts.scoreId("c-1", 1));
    }

    @SafeVarargs
    private <V extends SpecificRecord> void project(TopicView<V> view, V... values) {
        TopicReader reader = TopicReader.of(view, serdes, metrics);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (V value : values) {
            records.add(record(bytes(view, value)));
        }
        jdbi().useTransaction(handle -> reader.write(handle, reader.rows(records)));
    }

    private <V extends SpecificRecord> byte[] bytes(TopicView<V> view, V value) {
        return serdes.of(view.topic()).serializer().serialize(view.topic().name(), value);
    }

    private ConsumerRecord<byte[], byte[]> record(byte[] value) {
        return record(offset++, value, new RecordHeaders());
    }

    private ConsumerRecord<byte[], byte[]> record(long at, byte[] value, RecordHeaders headers) {
        return new ConsumerRecord<>(
                "topic",
                0,
                at,
                NOW.toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                value.length,
                new byte[0],
                value,
                headers,
                Optional.empty());
    }
}
