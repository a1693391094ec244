package io.claimstream.feedback.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.FeedbackKind;
import io.claimstream.feedback.Facts;
import io.claimstream.feedback.FakePublisher;
import io.claimstream.feedback.FakeReadModel;
import io.claimstream.feedback.TestClock;
import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.audit.AuditTrail;
import io.claimstream.feedback.claimant.ReviewAnswer.Outcome;
import io.claimstream.feedback.contest.Contest;
import io.claimstream.feedback.contest.ContestText;
import io.claimstream.feedback.contest.Contests;
import io.claimstream.feedback.desk.FeedbackDesk;
import io.claimstream.feedback.policy.PolicyMetrics.Judged;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import io.claimstream.schemas.serde.EventSerdes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What policies promise, whatever the database. */
abstract class PolicyContract {

    private static final Act ROOT = new Act(new Caller("cli", Role.ADMINISTRATOR), "t-1");
    private static final String TOPIC = Topics.CLAIMS_SCORED.name();
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
    private static final BigDecimal CLAIMED = new BigDecimal("1200.00");
    private static final List<AcceptanceRule> RULES = List.of(rule("0.01"));

    private final Map<String, BigDecimal> claimed = new HashMap<>();
    private final Random chance = new Random(7);
    private final TestClock clock = new TestClock();
    private final FakeReadModel readModel = new FakeReadModel();
    private final FakePublisher kafka = new FakePublisher();
    private final EventSerdes serdes = new EventSerdes(new InMemorySchemaRegistry());
    private PolicyMetrics metrics = new PolicyMetrics(new SimpleMeterRegistry());
    private boolean isBehind;
    private Runnable meanwhile = () -> {};

    /** A database with every migration applied. */
    abstract Jdbi jdbi();

    @BeforeEach
    void empty() {
        jdbi().useHandle(handle -> List.of(
                        "record_policy",
                        "record_policy_place",
                        "record_review_sample",
                        "record_contest_text",
                        "record_contest",
                        "view_offset",
                        "record_audit")
                .forEach(table -> handle.execute("delete from " + table)));
    }

    @Test
    void shouldKeepOneOfManyChangesAtOnce() throws Exception {
        // Given
        Acceptance acceptance = acceptance();
        ExecutorService threads = Executors.newFixedThreadPool(50);
        for (int version = 0; version < 2; version++) {
            int seen = version;
            List<Callable<Boolean>> changes = IntStream.range(0, 50)
                    .<Callable<Boolean>>mapToObj(i -> () -> acceptance
                            .change(ROOT, "acme", RULES, it -> it.version() == seen)
                            .isPresent())
                    .toList();

            // When
            List<Boolean> changed = new ArrayList<>();
            for (Future<Boolean> one : threads.invokeAll(changes)) {
                changed.add(one.get());
            }

            // Then
            assertThat(changed).containsOnlyOnce(true);
            assertThat(acceptance.policy("acme").version()).isEqualTo(version + 1);
        }
        threads.shutdown();
        assertThat(AcceptancePolicy.rules(acceptance.policy("acme"))).isEqualTo(RULES);
    }

    @Test
    void shouldCountOnThroughTakingBack() {
        // Given
        Acceptance acceptance = acceptance();
        acceptance.change(ROOT, "acme", RULES, it -> true);

        // When
        acceptance.change(ROOT, "acme", List.of(), it -> true);

        // Then
        assertThat(acceptance.policy("acme").version()).isEqualTo(2);
        assertThat(acceptance.inForce()).isEmpty();
        acceptance.change(ROOT, "acme", RULES, it -> true);
        assertThat(acceptance.inForce()).extracting(AcceptancePolicy::actor).containsExactly("policy:acme@3");
    }

    @Test
    void shouldBeginWhereTheReadModelIs() {
        // Given
        readUpTo(41);
        acceptance().change(ROOT, "acme", RULES, it -> true);
        assertThat(place()).isEqualTo(41L);

        // When: while one is in force somebody reads, and goes on where they are
        readUpTo(50);
        acceptance().change(ROOT, "other", RULES, it -> true);
        assertThat(place()).isEqualTo(41L);
        acceptance().change(ROOT, "acme", List.of(), it -> true);
        acceptance().change(ROOT, "other", List.of(), it -> true);
        acceptance().change(ROOT, "acme", RULES, it -> true);

        // Then
        assertThat(place()).isEqualTo(50L);
    }

    @Test
    void shouldLeaveWhatIsContestedToAPerson() {
        // Given
        acceptance().change(ROOT, "acme", RULES, it -> true);
        contest("c-1");
        String answered = contest("c-3");
        var unused = contests().answer(ROOT, answered, new Contests.Ending(Outcome.UPHELD, null, null, null));
        PolicyRunner runner = runner();

        // When
        runner.step(records(
                Facts.score("c-1", 1).build(),
                Facts.score("c-2", 1).build(),
                Facts.score("c-3", 2).build()));

        // Then
        assertThat(written())
                .extracting(ClaimFeedback::getClaimId)
                .as("neither of one that is contested nor, at a later revision, of one that a person has looked at")
                .containsExactly("c-2");
        assertThat(metrics.judgedSoFar(PolicyMetrics.Judged.LEFT)).isEqualTo(2);
        assertThat(metrics.judgedSoFar(PolicyMetrics.Judged.ACCEPTED)).isEqualTo(1);
    }

    @Test
    void shouldAcceptInTheOrderOfTheLogWhatThePolicyAccepts() {
        // Given
        acceptance().change(ROOT, "acme", RULES, it -> true);
        PolicyRunner runner = runner();

        // When
        boolean goesOn = runner.step(records(
                Facts.score("c-1", 1).build(),
                Facts.score("c-2", 1).setReviewReasons(List.of("WIDE")).build(),
                Facts.score("c-3", 1).setScoredAt(Facts.NOW.minusMillis(1)).build(),
                Facts.score("c-4", 1).build()));

        // Then
        assertThat(goesOn).isTrue();
        assertThat(written()).extracting(ClaimFeedback::getClaimId).containsExactly("c-1", "c-4");
        assertThat(written()).extracting(ClaimFeedback::getActor).containsOnly("policy:acme@1");
        assertThat(written()).extracting(ClaimFeedback::getKind).containsOnly(FeedbackKind.ACCEPTED);
        assertThat(place()).isEqualTo(4L);
        assertThat(judged(Judged.READ)).isEqualTo(4);
        assertThat(judged(Judged.ACCEPTED)).isEqualTo(2);
        assertThat(judged(Judged.LEFT)).isEqualTo(2);
    }

    @Test
    void shouldWriteNothingTwiceAfterACrash() {
        // Given: Kafka has it, and the process died before it knew where to go on
        acceptance().change(ROOT, "acme", RULES, it -> true);
        ConsumerRecords<byte[], byte[]> records = records(Facts.score("c-1", 1).build());
        runner().step(records);
        ClaimFeedback first = written().get(0);
        readModel.project(first);
        jdbi().useHandle(handle -> handle.execute("delete from record_policy_place"));

        // When
        runner().step(records);

        // Then
        assertThat(written()).containsExactly(first);
        readModel.clear();
        kafka.clear();
        readModel.withScore("c-1", 1);
        runner().step(records);
        assertThat(written()).as("the same, down to its last byte").containsExactly(first);
    }

    @Test
    void shouldGoOnWhereKafkaWentAway() {
        // Given
        acceptance().change(ROOT, "acme", RULES, it -> true);
        PolicyRunner runner = runner();
        ConsumerRecords<byte[], byte[]> records =
                records(Facts.score("c-1", 1).build(), Facts.score("c-2", 1).build());
        kafka.goAwayAfter(1);

        // When
        assertThatThrownBy(() -> runner.step(records)).isInstanceOf(IllegalStateException.class);
        assertThat(place()).isEqualTo(1L);
        kafka.goAway(false);
        runner.step(records);

        // Then
        assertThat(written()).extracting(ClaimFeedback::getClaimId).containsExactly("c-1", "c-2");
    }

    @Test
    void shouldLeaveWhatSomebodyHasDecidedOrNobodyMeansAnyMore() {
        // Given
        acceptance().change(ROOT, "acme", RULES, it -> true);
        ConsumerRecords<byte[], byte[]> records =
                records(Facts.score("c-1", 1).build(), Facts.score("c-2", 1).build());
        readModel.project(Facts.settlement("f_1", "c-1")
                .setScoreId(Facts.scoreId("c-1", 1))
                .setRevision(1)
                .build());
        readModel.withScore("c-2", 2);

        // When
        runner().step(records);

        // Then
        assertThat(written()).isEmpty();
    }

    @Test
    void shouldLeaveToAPersonWhatAPersonGaveOnAnEarlierRevision() {
        // Given: an amount that stands, one that was taken back by who gave it, and a policy's own word
        acceptance().change(ROOT, "acme", RULES, it -> true);
        readModel.project(said("f_1", "c-1", FeedbackKind.CORRECTED).build());
        readModel.project(said("f_2", "c-2", FeedbackKind.CORRECTED).build());
        readModel.project(said("f_3", "c-2", FeedbackKind.WITHDRAWN)
                .setWithdrawnFeedbackId("f_2")
                .setAmount(null)
                .build());
        readModel.project(said("f_4", "c-3", FeedbackKind.ACCEPTED)
                .setAmount(null)
                .setActor("policy:acme@1")
                .build());

        // When
        runner().step(records(
                Facts.score("c-1", 2).build(),
                Facts.score("c-2", 2).build(),
                Facts.score("c-3", 2).build()));

        // Then
        assertThat(written()).extracting(ClaimFeedback::getClaimId).containsExactly("c-3");
    }

    @Test
    void shouldLeaveToAPersonWhatWouldGiveLessThanWasClaimed() {
        // Given: an estimate of 1200.00
        acceptance().change(ROOT, "acme", RULES, it -> true);
        claimed.put("c-1", new BigDecimal("1200.01"));

        // When
        runner().step(records(
                Facts.score("c-1", 1).build(), Facts.score("c-2", 1).build()));

        // Then
        assertThat(written()).extracting(ClaimFeedback::getClaimId).containsExactly("c-2");
        assertThat(judged(Judged.LEFT)).isEqualTo(1);
    }

    @Test
    void shouldWaitForAReadModelThatIsBehind() {
        // Given
        acceptance().change(ROOT, "acme", RULES, it -> true);
        ConsumerRecords<byte[], byte[]> records = records(Facts.score("c-1", 1).build());
        PolicyRunner runner = runner();
        isBehind = true;

        // When
        assertThatThrownBy(() -> runner.step(records)).isInstanceOf(IllegalStateException.class);
        isBehind = false;
        runner.step(records);

        // Then
        assertThat(written()).hasSize(1);
    }

    @Test
    void shouldStopReadingWhenNoPolicyIsInForce() {
        // Given
        acceptance().change(ROOT, "acme", RULES, it -> true);
        clock.pass(Duration.ofSeconds(1));
        acceptance().change(ROOT, "acme", List.of(), it -> true);

        // When
        boolean goesOn = runner().step(records(Facts.score("c-1", 1).build()));

        // Then
        assertThat(goesOn).isFalse();
        assertThat(written()).isEmpty();
    }

    @Test
    void shouldAcceptNothingMoreOfABatchOnceThePolicyIsTakenBack() {
        // Given
        acceptance().change(ROOT, "acme", RULES, it -> true);
        meanwhile = () -> acceptance().change(ROOT, "acme", List.of(), it -> true);

        // When
        runner().step(records(
                Facts.score("c-1", 1).build(), Facts.score("c-2", 1).build()));

        // Then
        assertThat(written()).isEmpty();
        assertThat(judged(Judged.LEFT)).isEqualTo(2);
    }

    @Test
    void shouldPassOverWhatCannotBeRead() {
        // Given
        acceptance().change(ROOT, "acme", RULES, it -> true);

        // When
        runner().step(new ConsumerRecords<>(
                Map.of(PARTITION, List.of(new ConsumerRecord<>(TOPIC, 0, 7L, new byte[0], new byte[] {1, 2}))),
                Map.of()));

        // Then
        assertThat(judged(Judged.UNDECODABLE)).isEqualTo(1);
        assertThat(place()).isEqualTo(8L);
    }

    @Test
    void shouldPutWhatItDrawsBeforeAPersonOnce() {
        // Given
        acceptance().change(ROOT, "acme", List.of(rule("1")), it -> true);
        ConsumerRecords<byte[], byte[]> records = records(
                Facts.score("c-1", 1).build(),
                Facts.score("c-2", 1).setReviewReasons(List.of("WIDE")).build());
        jdbi().useHandle(
                        handle -> handle.execute(
                                "insert into record_review_sample values ('s_other', 'acme', 'c-9', 'policy:acme@1', current_timestamp, true)"));

        // When
        runner().step(records);
        runner().step(records);

        // Then
        assertThat(written()).isEmpty();
        assertThat(judged(Judged.SAMPLED)).isEqualTo(1);
        assertThat(judged(Judged.LEFT)).isEqualTo(1);
        List<String> drawn = jdbi().withHandle(handle -> handle.createQuery(
                        "select claim_id from record_review_sample where score_id <> 's_other' and policy = 'policy:acme@1'")
                .mapTo(String.class)
                .list());
        assertThat(drawn).containsExactly("c-1");
    }

    private Contests contests() {
        return new Contests(jdbi(), new AuditTrail(jdbi(), clock), clock, chance);
    }

    /** Has the first score of a claim contested. */
    private String contest(String claimId) {
        return contests()
                .open(
                        ROOT,
                        new Contest.Subject(new ClaimKey("acme", claimId), 1, Facts.scoreId(claimId, 1), null),
                        new Contest.Received(Facts.NOW, Contest.Channel.LETTER, Contest.By.CLAIMANT),
                        Duration.ofDays(28),
                        new ContestText(ContestText.Kind.GROUNDS, null, Facts.NOW, "user:u_1"))
                .contest()
                .contestId();
    }

    /** Said by a person of the first revision. */
    private static ClaimFeedback.Builder said(String feedbackId, String claimId, FeedbackKind kind) {
        return Facts.settlement(feedbackId, claimId)
                .setKind(kind)
                .setScoreId(Facts.scoreId(claimId, 1))
                .setRevision(1)
                .setActor("user:u_1");
    }

    @Test
    void shouldLeaveAClaimThatWasDrawnToPeopleForGood() {
        // Given
        acceptance().change(ROOT, "acme", List.of(rule("1")), it -> true);
        runner().step(records(Facts.score("c-1", 1).build()));
        acceptance().change(ROOT, "acme", RULES, it -> true);

        // When: sent again, under a policy that draws less
        runner().step(records(
                Facts.score("c-1", 2).build(), Facts.score("c-2", 1).build()));

        // Then
        assertThat(written()).extracting(ClaimFeedback::getClaimId).containsExactly("c-2");
        assertThat(judged(Judged.SAMPLED)).isEqualTo(1);
    }

    @Test
    void shouldDrawSomeUnderAPolicyThatWasLaidDownWithoutAShare() {
        // Given: as it was kept before a share was demanded
        Policies policies = new Policies(jdbi(), new AuditTrail(jdbi(), clock), clock, PolicyKind.ACCEPTANCE);
        ObjectNode old = AcceptancePolicy.document(RULES);
        ((ObjectNode) old.at("/rules/0")).remove(List.of("reviewShare", "leastShareOfClaimed"));

        // When
        var unused = policies.change(ROOT, "acme", it -> true, old, handle -> {});

        // Then
        assertThat(AcceptancePolicy.rules(acceptance().policy("acme")))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.reviewShare()).isEqualByComparingTo("0.01");
                    assertThat(it.leastShareOfClaimed()).isEqualByComparingTo("1");
                });
    }

    private static AcceptanceRule rule(String reviewShare) {
        return new AcceptanceRule(
                null,
                "GBP",
                new BigDecimal("1500.00"),
                new BigDecimal("0.4"),
                new BigDecimal("0.6"),
                BigDecimal.ONE,
                new BigDecimal(reviewShare));
    }

    private Acceptance acceptance() {
        return new Acceptance(new Policies(jdbi(), new AuditTrail(jdbi(), clock), clock, PolicyKind.ACCEPTANCE));
    }

    private PolicyRunner runner() {
        metrics = new PolicyMetrics(new SimpleMeterRegistry());
        return new PolicyRunner(new PolicyRunner.World(
                acceptance(),
                contests()::isKnown,
                score -> {
                    meanwhile.run();
                    return Optional.ofNullable(claimed.getOrDefault(score.getClaimId(), CLAIMED));
                },
                new FeedbackDesk(readModel, kafka, clock, where -> false),
                jdbi(),
                () -> {
                    throw new IllegalStateException("Expected nobody to read the log.");
                },
                serdes,
                new PolicyRunner.ReadSoFar(readModel, () -> true, it -> !isBehind),
                metrics));
    }

    /** Scores that the read model has as well. */
    private ConsumerRecords<byte[], byte[]> records(ClaimScored... scores) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (ClaimScored score : scores) {
            readModel.withScore(score);
            records.add(new ConsumerRecord<>(
                    TOPIC,
                    0,
                    records.size(),
                    score.getClaimId().getBytes(StandardCharsets.UTF_8),
                    serdes.of(Topics.CLAIMS_SCORED).serializer().serialize(TOPIC, score)));
        }
        return new ConsumerRecords<>(Map.of(PARTITION, records), Map.of());
    }

    private List<ClaimFeedback> written() {
        return kafka.written().stream().map(it -> (ClaimFeedback) it.event()).toList();
    }

    private double judged(Judged outcome) {
        return metrics.judgedSoFar(outcome);
    }

    private void readUpTo(long offset) {
        jdbi().useHandle(handle -> {
            handle.execute("delete from view_offset");
            handle.execute(
                    "insert into view_offset (topic, partition_number, next_offset) values (?, 0, ?)", TOPIC, offset);
        });
    }

    private long place() {
        return jdbi().withHandle(handle -> handle.createQuery(
                        "select next_offset from record_policy_place where partition_number = 0")
                .mapTo(Long.class)
                .one());
    }
}
