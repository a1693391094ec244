package io.claimstream.feedback.contest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.ContestEnded;
import io.claimstream.event.ContestOutcome;
import io.claimstream.feedback.FakePublisher;
import io.claimstream.feedback.FakePublisher.Written;
import io.claimstream.feedback.TestClock;
import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.audit.AuditTrail;
import io.claimstream.feedback.claimant.ReviewAnswer.Outcome;
import io.claimstream.feedback.contest.Contest.By;
import io.claimstream.feedback.contest.Contest.Channel;
import io.claimstream.feedback.contest.Contest.Received;
import io.claimstream.feedback.contest.Contest.State;
import io.claimstream.feedback.contest.Contest.Subject;
import io.claimstream.feedback.contest.ContestText.Kind;
import io.claimstream.feedback.contest.Contests.Changed;
import io.claimstream.feedback.contest.Contests.Ending;
import io.claimstream.feedback.contest.Contests.Opened;
import io.claimstream.feedback.outbox.Outbox;
import io.claimstream.feedback.outbox.OutboxMetrics;
import io.claimstream.platform.service.Health;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import io.claimstream.schemas.serde.EventSerdes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What keeping contests promises, whatever the database. */
abstract class ContestContract {

    private static final Act ANN = new Act(new Caller("user:u_ann", Role.ADJUSTER), "t-1");
    private static final Act BOB = new Act(new Caller("user:u_bob", Role.ADJUSTER), "t-2");
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
    private static final Duration MONTH = Duration.ofDays(30);

    private final TestClock clock = new TestClock();
    private final FakePublisher publisher = new FakePublisher();
    private final EventSerdes serdes = new EventSerdes(new InMemorySchemaRegistry());

    /** A database with every migration applied. */
    abstract Jdbi jdbi();

    @BeforeEach
    void empty() {
        jdbi().useHandle(handle -> List.of("record_contest_text", "record_contest", "record_audit")
                .forEach(table -> handle.execute("delete from " + table)));
        clock.set(NOW);
    }

    @Test
    void shouldGoFromOpenByReviewToAnswered() {
        // Given
        Contest open = open("s-1").contest();

        // When
        Contest reviewed = contests()
                .begin(BOB, open.contestId(), new Contests.Reviewer("user:u_bob", false, false))
                .orElseThrow()
                .contest();
        clock.pass(Duration.ofHours(1));
        Contest answered = contests()
                .answer(
                        BOB,
                        open.contestId(),
                        new Ending(Outcome.CHANGED, "f-9", new BigDecimal("2100.00"), text(Kind.ANSWER)))
                .orElseThrow()
                .contest();

        // Then
        assertThat(open.state()).isEqualTo(State.OPEN);
        assertThat(open.dueAt()).isEqualTo(NOW.minusSeconds(60).plus(MONTH));
        assertThat(reviewed.state()).isEqualTo(State.IN_REVIEW);
        assertThat(answered.state()).isEqualTo(State.ANSWERED);
        assertThat(answered.answer())
                .isEqualTo(new Contest.Answer(
                        Outcome.CHANGED,
                        NOW.plus(Duration.ofHours(1)),
                        "user:u_bob",
                        "f-9",
                        new BigDecimal("2100.00")));
        assertThat(contests().find(open.contestId())).contains(answered);
        assertThat(answered.texts()).extracting(ContestText::kind).containsExactly(Kind.GROUNDS, Kind.ANSWER);
        assertThat(audited()).containsExactly("CONTEST_OPENED", "CONTEST_REVIEW_BEGUN", "CONTEST_ANSWERED");
    }

    @Test
    void shouldAddToTheOneThatIsOpenAndOpenAnotherOnceItIsAnswered() {
        // Given
        Opened first = open("s-1");

        // When
        Opened second = open("s-1");
        contests().answer(ANN, first.contest().contestId(), new Ending(Outcome.WITHDRAWN, null, null, null));
        Opened third = open("s-1");

        // Then
        assertThat(second.isNew()).isFalse();
        assertThat(second.contest().contestId()).isEqualTo(first.contest().contestId());
        assertThat(second.contest().texts()).hasSize(2);
        assertThat(third.isNew()).isTrue();
        assertThat(third.contest().contestId()).isNotEqualTo(first.contest().contestId());
    }

    @Test
    void shouldOpenOneHoweverManyComeAtOnce() throws Exception {
        // Given
        ExecutorService threads = Executors.newFixedThreadPool(8);
        Callable<Opened> opening = () -> open("s-1");

        // When
        List<Opened> opened = new ArrayList<>();
        for (Future<Opened> future : threads.invokeAll(Collections.nCopies(16, opening))) {
            opened.add(future.get());
        }
        threads.shutdown();

        // Then
        assertThat(opened.stream().filter(Opened::isNew)).hasSize(1);
        assertThat(contests().list(ContestSearch.unanswered(null, 50)))
                .singleElement()
                .satisfies(it -> assertThat(it.texts()).hasSize(16));
    }

    @Test
    void shouldHaveOneReviewerUnlessItIsTakenOver() {
        // Given
        String id = open("s-1").contest().contestId();
        contests().begin(ANN, id, new Contests.Reviewer("user:u_ann", false, false));

        // When
        Changed refused = contests()
                .begin(BOB, id, new Contests.Reviewer("user:u_bob", false, false))
                .orElseThrow();
        Changed taken = contests()
                .begin(BOB, id, new Contests.Reviewer("user:u_bob", true, false))
                .orElseThrow();

        // Then
        assertThat(refused.isDone()).isFalse();
        assertThat(reviewer(refused.contest())).isEqualTo("user:u_ann");
        assertThat(reviewer(taken.contest())).isEqualTo("user:u_bob");
        assertThat(contests().begin(BOB, "co_none", new Contests.Reviewer("user:u_bob", true, false)))
                .isEmpty();
    }

    @Test
    void shouldGiveMoreTimeOnceAndBeforeItIsDue() {
        // Given
        Contest one = open("s-1").contest();
        Contest late = open("s-2").contest();

        // When
        Changed first = extended(one);
        Changed second = extended(one);
        clock.set(late.dueAt());
        Changed overdue = extended(late);

        // Then
        assertThat(first.isDone()).isTrue();
        assertThat(first.contest().dueAt()).isEqualTo(one.dueAt().plus(MONTH));
        assertThat(second.isDone()).isFalse();
        assertThat(overdue.isDone()).isFalse();
        assertThat(late.isOverdue(clock.instant())).isTrue();
        assertThat(late.isOverdue(clock.instant().minusSeconds(1))).isFalse();
    }

    @Test
    void shouldGiveNoTimeBeyondThreeMonthsFromReceipt() {
        // Given
        Contest one = open("s-1").contest();
        Duration most = Duration.between(one.dueAt(), one.latestDue());

        // When
        Changed beyond = contests()
                .extend(ANN, one.contestId(), most.plusSeconds(1), text(Kind.EXTENSION))
                .orElseThrow();
        Changed within = contests()
                .extend(ANN, one.contestId(), most, text(Kind.EXTENSION))
                .orElseThrow();

        // Then: received a minute before NOW, 2 March
        assertThat(beyond.isDone()).isFalse();
        assertThat(within.contest().dueAt()).isEqualTo(Instant.parse("2026-06-02T07:59:00Z"));
        assertThat(one.isDueSoon(one.dueAt().minus(Contest.SOON))).isTrue();
        assertThat(one.isDueSoon(one.dueAt().minus(Contest.SOON).minusSeconds(1)))
                .isFalse();
        assertThat(one.isDueSoon(one.dueAt())).as("overdue").isFalse();
    }

    @Test
    void shouldEndWhatWaitedForASecondPerson() {
        // Given
        String id = open("s-1").contest().contestId();
        contests().begin(ANN, id, new Contests.Reviewer("user:u_ann", false, false));
        contests().waits(ANN, id, "a-1", text(Kind.ANSWER));

        // When
        contests().given(BOB, "a-2", "f-1", BigDecimal.TEN);
        State unrelated = contests().find(id).orElseThrow().state();
        contests().given(BOB, "a-1", "f-1", new BigDecimal("10.00"));
        contests().given(BOB, "a-1", "f-2", new BigDecimal("11.00"));

        // Then
        assertThat(unrelated).isEqualTo(State.IN_REVIEW);
        assertThat(contests().find(id).orElseThrow().answer())
                .isEqualTo(new Contest.Answer(Outcome.CHANGED, NOW, "user:u_bob", "f-1", new BigDecimal("10.00")));
    }

    @Test
    void shouldListByWhatIsDueFirstAPageAtATime() {
        // Given
        for (int i = 0; i < 5; i++) {
            clock.set(NOW.minus(Duration.ofDays(i)));
            open("s-" + i);
        }
        clock.set(NOW);
        contests().answer(ANN, openOf("s-2"), new Ending(Outcome.UPHELD, null, null, null));

        // When
        List<Contest> first = contests().list(ContestSearch.unanswered("acme", 2));
        List<Contest> rest =
                contests().list(new ContestSearch("acme", null, ContestSearch.UNANSWERED, null, first.get(1), 5));

        // Then
        assertThat(first).extracting(it -> it.subject().scoreId()).containsExactly("s-4", "s-3");
        assertThat(rest).extracting(it -> it.subject().scoreId()).containsExactly("s-1", "s-0");
        assertThat(contests().list(ContestSearch.unanswered("other", 5))).isEmpty();
        assertThat(contests().list(ContestSearch.of(new ClaimKey("acme", "c-1"), 9)))
                .hasSize(5);
        assertThat(contests().list(new ContestSearch(null, null, Set.of(State.ANSWERED), null, null, 9)))
                .hasSize(1);
        assertThat(contests()
                        .list(new ContestSearch(
                                null, null, ContestSearch.UNANSWERED, NOW.plus(Duration.ofDays(27)), null, 9)))
                .extracting(it -> it.subject().scoreId())
                .containsExactly("s-4", "s-3");
    }

    @Test
    void shouldFindByScoreWhatEnded() {
        // Given
        String first = open("s-1").contest().contestId();
        contests().answer(ANN, first, new Ending(Outcome.UPHELD, null, null, null));
        clock.pass(Duration.ofHours(1));
        String second = open("s-1").contest().contestId();
        contests().answer(ANN, second, new Ending(Outcome.CHANGED, "f-1", BigDecimal.TEN, null));
        open("s-1");
        open("s-2");

        // When
        var ended = contests().ended(List.of("s-1", "s-2", "s-3"));

        // Then
        assertThat(ended).containsOnlyKeys("s-1");
        assertThat(ended.get("s-1")).extracting(Contest::contestId).containsExactly(first, second);
        assertThat(contests().ended(List.of())).isEmpty();
    }

    @Test
    void shouldListNoneOfAClaimantWhoIsErased() {
        // Given
        Contest erased = open("c-1", "s-1").contest();
        open("c-2", "s-2");

        // When
        jdbi().useHandle(handle ->
                handle.execute("insert into record_erased_claim (insurer, claim_id, erasure_id, receipt, revision)"
                        + " values ('acme', 'c-1', 'e-1', 'ER-000001', 1)"));
        try {
            // Then
            assertThat(contests().list(ContestSearch.unanswered(null, 50)))
                    .extracting(it -> it.subject().scoreId())
                    .containsExactly("s-2");
            assertThat(contests().find(erased.contestId())).contains(erased);
        } finally {
            jdbi().useHandle(handle -> handle.execute("delete from record_erased_claim"));
        }
    }

    @Test
    void shouldCountWhatIsOpenAndOverdueOnceAMinuteAtMost() {
        // Given
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        var unused = new ContestMetrics(registry, contests(), clock);
        open("s-1");
        assertThat(gauge(registry, "open")).isEqualTo(1);

        // When
        open("s-2");
        double kept = gauge(registry, "open");
        double later = gauge(registry, "due.soon");
        clock.pass(MONTH.minusDays(7));
        double soon = gauge(registry, "due.soon");
        clock.pass(MONTH);

        // Then
        assertThat(kept).isEqualTo(1);
        assertThat(later).isZero();
        assertThat(soon).isEqualTo(2);
        assertThat(gauge(registry, "due.soon")).as("overdue is not soon").isZero();
        assertThat(gauge(registry, "open")).isEqualTo(2);
        assertThat(gauge(registry, "overdue")).isEqualTo(2);
        assertThat(contests().isKnown(new ClaimKey("acme", "c-1"))).isTrue();
        assertThat(contests().isKnown(new ClaimKey("acme", "c-2"))).isFalse();
    }

    @Test
    void shouldTellTheLogOnceHowAContestEnded() {
        // Given
        String upheld = open("s-1").contest().contestId();
        open("s-2");
        contests().answer(BOB, upheld, new Ending(Outcome.UPHELD, null, null, text(Kind.ANSWER)));
        assertThat(gauge(metered(), "untold")).isEqualTo(1);

        // When
        try (Outbox outbox = outbox()) {
            assertThat(outbox.tellAll()).isTrue();
            clock.pass(Duration.ofHours(1));
            assertThat(outbox.tellAll()).isTrue();
        }

        // Then: not what is open, and no text.
        assertThat(publisher.written())
                .containsExactly(new Written(
                        "claims.contests.v1",
                        "acme|c-1",
                        new ContestEnded(
                                upheld,
                                "acme",
                                "c-1",
                                1,
                                "s-1",
                                ContestOutcome.UPHELD,
                                null,
                                "user:u_bob",
                                NOW,
                                NOW,
                                NOW.minusSeconds(60).plus(MONTH))));
        assertThat(gauge(metered(), "untold")).isZero();
    }

    @Test
    void shouldTellTheSameBytesAgainAfterACrash() {
        // Given
        Contest open = open("s-1").contest();
        contests().answer(BOB, open.contestId(), new Ending(Outcome.CHANGED, "f-9", BigDecimal.TEN, null));
        try (Outbox outbox = outbox()) {
            outbox.tellAll();
        }
        byte[] before = bytes(publisher.written().get(0));

        // When: Kafka has it, and that was never noted; somebody notes more in between.
        jdbi().useHandle(handle -> handle.execute("update record_contest set told_at = null"));
        clock.pass(Duration.ofDays(40));
        open("s-1");
        try (Outbox outbox = outbox()) {
            outbox.tellAll();
        }

        // Then
        assertThat(publisher.written()).hasSize(2);
        assertThat(bytes(publisher.written().get(1))).isEqualTo(before);
    }

    @Test
    void shouldTellWhatAnErasureEndedAndWhatWasAnsweredBeforeThereWasALog() {
        // Given
        String withdrawn = open("s-1").contest().contestId();
        contests().answer(ANN, withdrawn, new Ending(Outcome.WITHDRAWN, null, null, null));
        String erased = open("s-2").contest().contestId();
        jdbi().useHandle(handle -> handle.execute(
                "update record_contest set state = 'ANSWERED', outcome = 'ERASED', open_score_id = null,"
                        + " answered_at = current_timestamp, answered_by = 'erasure' where contest_id = ?",
                erased));

        // When
        try (Outbox outbox = outbox()) {
            outbox.tellAll();
        }

        // Then
        assertThat(publisher.written())
                .extracting(it -> (ContestEnded) it.event())
                .extracting(ContestEnded::getContestId, ContestEnded::getOutcome, ContestEnded::getActor)
                .containsExactlyInAnyOrder(
                        tuple(withdrawn, ContestOutcome.WITHDRAWN, "user:u_ann"),
                        tuple(erased, ContestOutcome.ERASED, "erasure"));
    }

    @Test
    void shouldSayWhatWaitsWhileKafkaIsAwayAndTellItThen() {
        // Given
        String id = open("s-1").contest().contestId();
        contests().answer(BOB, id, new Ending(Outcome.UPHELD, null, null, null));
        publisher.goAway(true);

        // When
        try (Outbox outbox = outbox()) {
            boolean isTold = outbox.tellAll();
            Health.Check away = outbox.check();
            publisher.goAway(false);
            boolean isToldThen = outbox.tellAll();

            // Then
            assertThat(isTold).isFalse();
            assertThat(away).isEqualTo(Health.Check.degraded("contests", id + " waits: PublishException"));
            assertThat(isToldThen).isTrue();
            assertThat(outbox.check()).isEqualTo(Health.Check.up("contests"));
        }
        assertThat(publisher.written()).hasSize(1);
    }

    @Test
    void shouldTellOnceHoweverManyInstancesThereAre() throws Exception {
        // Given
        for (int i = 0; i < 20; i++) {
            String id = open("s-" + i).contest().contestId();
            contests().answer(BOB, id, new Ending(Outcome.UPHELD, null, null, null));
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        Callable<Boolean> telling = () -> {
            try (Outbox outbox = outbox()) {
                return outbox.tellAll();
            }
        };

        // When
        for (Future<Boolean> future : threads.invokeAll(Collections.nCopies(4, telling))) {
            future.get();
        }
        threads.shutdown();

        // Then
        assertThat(publisher.written())
                .hasSize(20)
                .extracting(it -> ((ContestEnded) it.event()).getContestId())
                .doesNotHaveDuplicates();
    }

    private Outbox outbox() {
        return new Outbox(ContestEnds.TELLING, jdbi(), publisher, clock, () -> true);
    }

    private SimpleMeterRegistry metered() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        OutboxMetrics.register(registry, jdbi(), ContestEnds.TELLING);
        return registry;
    }

    private byte[] bytes(Written written) {
        return serdes.of(Topics.CLAIMS_CONTESTS).serializer().serialize(written.topic(), (ContestEnded)
                written.event());
    }

    private Changed extended(Contest contest) {
        return contests()
                .extend(ANN, contest.contestId(), MONTH, text(Kind.EXTENSION))
                .orElseThrow();
    }

    private String openOf(String scoreId) {
        return contests().list(ContestSearch.unanswered(null, 50)).stream()
                .filter(it -> it.subject().scoreId().equals(scoreId))
                .findFirst()
                .orElseThrow()
                .contestId();
    }

    private Opened open(String scoreId) {
        return open("c-1", scoreId);
    }

    private Opened open(String claimId, String scoreId) {
        return contests()
                .open(
                        ANN,
                        new Subject(new ClaimKey("acme", claimId), 1, scoreId, null),
                        new Received(clock.instant().minusSeconds(60), Channel.LETTER, By.CLAIMANT),
                        MONTH,
                        text(Kind.GROUNDS));
    }

    private ContestText text(Kind kind) {
        return new ContestText(kind, null, clock.instant(), "user:u_ann");
    }

    private static @Nullable String reviewer(Contest contest) {
        return Optional.ofNullable(contest.review())
                .map(Contest.Review::reviewer)
                .orElse(null);
    }

    private static double gauge(SimpleMeterRegistry registry, String name) {
        return registry.get("claimstream.contests." + name).gauge().value();
    }

    private List<String> audited() {
        return jdbi().withHandle(handle -> handle.createQuery("select action from record_audit order by audit_id")
                .mapTo(String.class)
                .list());
    }

    private Contests contests() {
        return new Contests(jdbi(), new AuditTrail(jdbi(), clock), clock, new SecureRandom());
    }
}
