package io.claimstream.feedback.view;

import static io.claimstream.feedback.Facts.INSURER;
import static io.claimstream.feedback.Facts.NOW;
import static io.claimstream.testkit.Claims.aClaim;
import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.FeedbackKind;
import io.claimstream.event.Interval;
import io.claimstream.event.RecordRef;
import io.claimstream.feedback.Facts;
import io.claimstream.feedback.FeedbackMetrics;
import io.claimstream.feedback.policy.ReviewSamples;
import io.claimstream.feedback.view.ClaimSearch.Order;
import io.claimstream.feedback.view.ClaimSearch.Place;
import io.claimstream.feedback.view.ClaimSummary.Decision;
import io.claimstream.feedback.view.ClaimSummary.Scored;
import io.claimstream.feedback.view.ClaimSummary.Verdict;
import io.claimstream.model.ReviewReason;
import io.claimstream.schemas.registry.InMemorySchemaRegistry;
import io.claimstream.schemas.serde.EventSerdes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What lists of claims promise, whatever the database. */
abstract class ClaimListContract {

    private static final long SEED = 20_261_121;
    private static final Place START = new Place("", new ClaimKey("x", "x"));

    private final EventSerdes serdes = new EventSerdes(new InMemorySchemaRegistry());
    private final FeedbackMetrics metrics = new FeedbackMetrics(new SimpleMeterRegistry(), Clock.systemUTC());
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
                        "view_claim",
                        "view_insurer",
                        "view_waiting_reason",
                        "record_review_sample")
                .forEach(table -> handle.execute("delete from " + table)));
    }

    @Test
    void shouldSumUpAClaimThroughItsLife() {
        // Given
        project(NOW, ClaimViews.SUBMITTED, aClaim("c-1").withInsurer(INSURER).build());
        assertThat(only().status()).isEqualTo(Claim.Status.PENDING);
        assertThat(only().facts()).isNull();

        // When
        project(NOW, ClaimViews.ACCEPTED, aClaim("c-1").withInsurer(INSURER).buildAccepted(new RecordRef(0, 1L)));
        project(NOW, ClaimViews.SCORED, Facts.score("c-1", 1).build());

        // Then
        ClaimSummary scored = only();
        assertThat(scored.status()).isEqualTo(Claim.Status.SCORED);
        assertThat(score(scored).estimate()).isEqualByComparingTo("1200.00");
        assertThat(score(scored).moneyAtRisk()).isEqualByComparingTo("700.00");
        assertThat(facts(scored).currency()).isEqualTo("GBP");
        assertThat(scored.decision()).isEqualTo(Decision.NONE);

        // When: a newer revision is rejected, what was scored stays
        project(NOW.plusSeconds(5), ClaimViews.REJECTED, Facts.rejection("c-1", 2, 9));
        assertThat(only().revision()).isEqualTo(2);
        assertThat(only().status()).isEqualTo(Claim.Status.REJECTED);
        assertThat(score(only()).scoreId()).isEqualTo(Facts.scoreId("c-1", 1));
    }

    @Test
    void shouldKeepTheCurrencyOfTheScoreWhenARevisionCorrectsThatOfTheClaim() {
        // Given
        project(NOW, ClaimViews.ACCEPTED, aClaim("c-1").withInsurer(INSURER).buildAccepted(new RecordRef(0, 1L)));
        project(NOW, ClaimViews.SCORED, Facts.score("c-1", 1).build());

        // When
        project(
                NOW.plusSeconds(1),
                ClaimViews.ACCEPTED,
                aClaim("c-1")
                        .withInsurer(INSURER)
                        .withRevision(2)
                        .withCurrency("EUR")
                        .buildAccepted(new RecordRef(0, 2L)));

        // Then
        assertThat(facts(only()).currency()).isEqualTo("EUR");
        assertThat(score(only()).currency()).isEqualTo("GBP");
        project(
                NOW.plusSeconds(2),
                ClaimViews.SCORED,
                Facts.score("c-1", 2).setCurrency("EUR").build());
        assertThat(score(only()).currency()).isEqualTo("EUR");
    }

    @Test
    void shouldTakeASettlementBeforeTheLastWordOnTheScore() {
        // Given
        project(NOW, ClaimViews.ACCEPTED, aClaim("c-1").withInsurer(INSURER).buildAccepted(new RecordRef(0, 1L)));
        project(NOW, ClaimViews.SCORED, Facts.score("c-1", 1).build());

        // Then
        project(NOW, ClaimViews.FEEDBACK, word("f-1", FeedbackKind.CORRECTED, "900.00", 1));
        assertThat(only().decision()).isEqualTo(decision(Verdict.CORRECTED, "900.00", 1));
        project(NOW, ClaimViews.FEEDBACK, word("f-2", FeedbackKind.ACCEPTED, null, 2));
        assertThat(only().decision()).isEqualTo(decision(Verdict.ACCEPTED, null, 2));
        project(NOW, ClaimViews.FEEDBACK, Facts.settlement("f-3", "c-1").build());
        assertThat(only().decision()).isEqualTo(decision(Verdict.SETTLED, "1500.00", 0));
        project(NOW, ClaimViews.FEEDBACK, withdrawal("f-4", "f-3"), withdrawal("f-5", "f-2"));
        assertThat(only().decision()).isEqualTo(decision(Verdict.CORRECTED, "900.00", 1));
        project(NOW, ClaimViews.SCORED, Facts.score("c-1", 2).build());
        assertThat(only().decision()).isEqualTo(Decision.NONE);
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void shouldListEveryClaimOnceInOrderPageByPage(Order order) {
        // Given
        int claims = 120;
        fill(claims);

        // When
        List<ClaimSummary> listed = new ArrayList<>();
        Optional<Place> after = Optional.of(START);
        while (after.isPresent()) {
            ClaimPage page = find(search(order, after.filter(it -> !it.equals(START)), 7));
            listed.addAll(page.claims());
            after = page.last();
        }

        // Then
        assertThat(listed).as("seed %d", SEED).hasSize(claims);
        assertThat(listed).extracting(ClaimSummary::key).doesNotHaveDuplicates();
        assertThat(listed).isSortedAccordingTo(comparator(order));
    }

    @Test
    void shouldListWhatIsAskedForOnly() {
        // Given
        fill(60);
        project(NOW, ClaimViews.REJECTED, Facts.rejection("bad-1", 1, 5_000));
        ClaimSearch all = search(Order.CLAIM_ID, Optional.empty(), 200);

        // Then
        assertThat(find(with(all, Optional.of("ins-1"), Optional.empty(), Optional.empty()))
                        .claims())
                .hasSize(20)
                .allSatisfy(it -> assertThat(it.key().insurer()).isEqualTo("ins-1"));
        assertThat(find(with(all, Optional.empty(), Optional.of(Claim.Status.REJECTED), Optional.empty()))
                        .claims())
                .extracting(it -> it.key().claimId())
                .containsExactly("bad-1");
        assertThat(find(with(all, Optional.empty(), Optional.empty(), Optional.of("c-1")))
                        .claims())
                .extracting(it -> it.key().claimId())
                .containsExactlyInAnyOrder(
                        "c-1", "c-10", "c-11", "c-12", "c-13", "c-14", "c-15", "c-16", "c-17", "c-18", "c-19");
        assertThat(find(with(all, Optional.of("nobody"), Optional.empty(), Optional.empty()))
                        .claims())
                .isEmpty();
    }

    @Test
    void shouldListBetweenTimes() {
        // Given
        fill(60);
        ClaimSearch between = new ClaimSearch(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("MOTOR_INJURY"),
                Optional.of("GBP"),
                Optional.empty(),
                Optional.of(NOW.plusSeconds(10)),
                Optional.of(NOW.plusSeconds(20)),
                Optional.empty(),
                Optional.empty(),
                Order.NEWEST,
                Optional.empty(),
                100);

        // Then
        assertThat(find(between).claims()).isNotEmpty().allSatisfy(it -> assertThat(it.submittedAt())
                .isBetween(NOW.plusSeconds(10), NOW.plusSeconds(20).minusNanos(1)));
    }

    @Test
    void shouldListWhatSomeoneHasAndWhatNobodyHas() {
        // Given
        fill(60);
        jdbi().useHandle(handle -> {
            handle.execute("delete from record_assignment");
            assign(handle, "ins-0", "c-0", "ann", NOW.plusSeconds(60));
            assign(handle, "ins-1", "c-1", "ann", NOW.plusSeconds(60));
            assign(handle, "ins-0", "c-3", "bob", NOW.plusSeconds(60));
            assign(handle, "ins-0", "c-6", "ann", NOW);
        });

        // When
        ClaimSearch anns = held(Optional.of("ann"), 100);
        ClaimSearch free = held(Optional.empty(), 100);

        // Then
        assertThat(find(anns).claims()).extracting(it -> it.key().claimId()).containsExactlyInAnyOrder("c-0", "c-1");
        assertThat(find(free).claims())
                .hasSize(57)
                .extracting(it -> it.key().claimId())
                .contains("c-6")
                .doesNotContain("c-0", "c-1", "c-3");
        assertThat(count(anns)).isEqualTo(2);
        assertThat(count(free)).isEqualTo(57);
        assertThat(count(held(Optional.empty(), 30))).isEqualTo(30);
    }

    @ParameterizedTest
    @EnumSource(names = {"DEADLINE", "MONEY_AT_RISK"})
    void shouldListWhatWaitsForOneReasonPageByPage(Order order) {
        // Given: of sixty claims, thirty have one reason, and ten of these another too
        fill(
                60,
                i -> i % 2 == 0
                        ? i % 6 == 0 ? List.of("TOO_UNCERTAIN", "UNSEEN_CATEGORY") : List.of("TOO_UNCERTAIN")
                        : List.of());
        List<ClaimSummary> all = find(search(order, Optional.empty(), 100)).claims().stream()
                .filter(it -> number(it) % 2 == 0)
                .toList();

        // When
        List<ClaimSummary> listed = new ArrayList<>();
        Optional<Place> after = Optional.of(START);
        while (after.isPresent()) {
            ClaimPage page =
                    find(waiting(search(order, after.filter(it -> !it.equals(START)), 7), ReviewReason.TOO_UNCERTAIN));
            listed.addAll(page.claims());
            after = page.last();
        }

        // Then
        assertThat(listed).as("seed %d", SEED).hasSize(30).isEqualTo(all);
        ClaimSearch other = waiting(search(order, Optional.empty(), 100), ReviewReason.UNSEEN_CATEGORY);
        assertThat(find(other).claims()).hasSize(10).allSatisfy(it -> assertThat(number(it) % 6)
                .isZero());
        assertThat(count(other)).isEqualTo(10);
        assertThat(find(waiting(search(order, Optional.empty(), 100), ReviewReason.NO_MODEL))
                        .claims())
                .isEmpty();
    }

    @Test
    void shouldListOfAReasonWhatIsAskedForBesides() {
        // Given
        fill(60, i -> List.of("TOO_UNCERTAIN"));
        jdbi().useHandle(handle -> {
            handle.execute("delete from record_assignment");
            assign(handle, "ins-0", "c-0", "ann", NOW.plusSeconds(60));
        });

        // When
        ClaimSearch free = waiting(held(Optional.empty(), 100), ReviewReason.TOO_UNCERTAIN);
        ClaimSearch anns = waiting(held(Optional.of("ann"), 100), ReviewReason.TOO_UNCERTAIN);

        // Then
        assertThat(find(free).claims()).hasSize(59);
        assertThat(find(anns).claims()).extracting(it -> it.key().claimId()).containsExactly("c-0");
        assertThat(count(free)).isEqualTo(59);
    }

    @Test
    void shouldLeaveTheReasonWithTheDecisionAndWithTheNextScore() {
        // Given
        ClaimSearch uncertain = waiting(search(Order.DEADLINE, Optional.empty(), 10), ReviewReason.TOO_UNCERTAIN);
        project(NOW, ClaimViews.ACCEPTED, aClaim("c-1").withInsurer(INSURER).buildAccepted(new RecordRef(0, 1L)));
        project(NOW, ClaimViews.SCORED, reasoned(1, "TOO_UNCERTAIN", "TOO_UNCERTAIN", "NOT_OF_THIS_VERSION"));
        assertThat(find(uncertain).claims()).hasSize(1);

        // Then
        project(NOW, ClaimViews.FEEDBACK, word("f-1", FeedbackKind.CORRECTED, "900.00", 1));
        assertThat(find(uncertain).claims()).isEmpty();
        project(NOW, ClaimViews.FEEDBACK, withdrawal("f-2", "f-1"));
        assertThat(find(uncertain).claims()).hasSize(1);
        project(NOW, ClaimViews.SCORED, reasoned(2, "UNSEEN_CATEGORY"));
        assertThat(find(uncertain).claims()).isEmpty();
        assertThat(find(waiting(search(Order.DEADLINE, Optional.empty(), 10), ReviewReason.UNSEEN_CATEGORY))
                        .claims())
                .hasSize(1);
    }

    @Test
    void shouldListWhatIsDrawnForAPersonUntilItIsDecidedAlsoWhenSummedUpAnew() {
        // Given
        ClaimSearch drawn = waiting(search(Order.DEADLINE, Optional.empty(), 10), ReviewReason.AUTOMATIC_SAMPLE);
        project(NOW, ClaimViews.ACCEPTED, aClaim("c-1").withInsurer(INSURER).buildAccepted(new RecordRef(0, 1L)));
        project(NOW, ClaimViews.SCORED, reasoned(1));
        assertThat(find(drawn).claims()).isEmpty();

        // When
        for (int time = 0; time < 2; time++) {
            draw(reasoned(1));
        }
        sumUpWhatIsDue();

        // Then
        assertThat(find(drawn).claims()).hasSize(1);
        jdbi().useHandle(handle -> handle.execute("delete from view_waiting_reason"));
        project(NOW, ClaimViews.SCORED, reasoned(1));
        assertThat(find(drawn).claims()).hasSize(1);
        project(NOW, ClaimViews.FEEDBACK, word("f-1", FeedbackKind.CORRECTED, "900.00", 1));
        assertThat(find(drawn).claims()).isEmpty();
    }

    @Test
    void shouldListWhatIsDrawnWhileItsClaimIsSummedUp() {
        // Given
        ClaimSearch drawn = waiting(search(Order.DEADLINE, Optional.empty(), 10), ReviewReason.AUTOMATIC_SAMPLE);
        project(NOW, ClaimViews.ACCEPTED, aClaim("c-1").withInsurer(INSURER).buildAccepted(new RecordRef(0, 1L)));
        project(NOW, ClaimViews.SCORED, reasoned(1));

        // When: what the claim is made of is read already, and what is listed of it not yet written
        jdbi().useTransaction(handle -> {
            handle.setSqlLogger(before("select r.insurer, r.claim_id, r.reason", () -> draw(reasoned(1))));
            ClaimTable.write(handle, List.of(new ClaimKey(INSURER, "c-1")));
        });
        sumUpWhatIsDue();

        // Then
        assertThat(find(drawn).claims()).extracting(it -> it.key().claimId()).containsExactly("c-1");
        assertThat(new ClaimIndex(jdbi(), () -> 0).due(true))
                .as("once is enough")
                .isEmpty();
    }

    private void draw(ClaimScored score) {
        jdbi().useTransaction(handle -> ReviewSamples.add(handle, score, "policy:acme@1"));
    }

    /** As the projection does with what changes beside the topics. */
    private void sumUpWhatIsDue() {
        ClaimIndex index = new ClaimIndex(jdbi(), () -> 0);
        List<ClaimKey> due = index.due(true);
        jdbi().useTransaction(handle -> index.write(handle, due, Map.of()));
    }

    private static SqlLogger before(String sql, Runnable act) {
        return new SqlLogger() {
            @Override
            public void logBeforeExecution(StatementContext context) {
                if (context.getRawSql().startsWith(sql)) {
                    act.run();
                }
            }
        };
    }

    @ParameterizedTest
    @EnumSource(names = {"DEADLINE", "MONEY_AT_RISK"})
    void shouldFindAReasonByAnIndex(Order order) {
        // Given
        fill(30, i -> List.of("TOO_UNCERTAIN"));
        List<String> asked = new ArrayList<>();
        log(asked);

        // When
        find(waiting(search(order, Optional.empty(), 5), ReviewReason.TOO_UNCERTAIN));
        jdbi().setSqlLogger(SqlLogger.NOP_SQL_LOGGER);

        // Then
        String sql = asked.stream()
                .filter(it -> it.contains("view_waiting_reason"))
                .findFirst()
                .orElseThrow()
                .replace(":insurer", "'ins-0'")
                .replace(":reason", "'TOO_UNCERTAIN'")
                .replace(":limit", "6");
        String index = order == Order.DEADLINE ? "view_waiting_reason_due" : "view_waiting_reason_risk";
        assertThat(plan(sql)).contains(index);
    }

    @ParameterizedTest
    @ValueSource(strings = {"above", "below"})
    void shouldFindSettledClaimsByAnIndexInItsOrder(String side) {
        // Given
        String sql = (side.equals("above") ? SettledView.ABOVE : SettledView.BELOW)
                .replace(":insurer", "'ins-0'")
                .replace(":line", "'MOTOR_INJURY'")
                .replace(":currency", "'GBP'")
                .replace(":featureSet", "'v1'")
                .replace(":claim", "'c-1'")
                .replace(":estimate", "1200.00")
                .replace(":most", "250");

        // Then
        assertThat(plan(sql))
                .as("PostgreSQL reads either of them backwards too")
                .contains("view_settled_");
        assertThat(isSorted(plan(sql))).isTrue();
    }

    /** Whether rows come in the order of an index. */
    abstract boolean isSorted(String plan);

    /** How the database would find it, were there too many rows to read them all. */
    abstract String plan(String sql);

    void log(List<String> asked) {
        jdbi().setSqlLogger(new SqlLogger() {
            @Override
            public void logBeforeExecution(StatementContext context) {
                asked.add(Objects.requireNonNull(context.getRenderedSql()));
            }
        });
    }

    private static int number(ClaimSummary claim) {
        return Integer.parseInt(claim.key().claimId().substring(2));
    }

    private static ClaimScored reasoned(int revision, String... reasons) {
        return Facts.score("c-1", revision).setReviewReasons(List.of(reasons)).build();
    }

    private static ClaimSearch waiting(ClaimSearch search, ReviewReason reason) {
        return new ClaimSearch(
                search.insurer(),
                search.status(),
                search.decision(),
                search.lineOfBusiness(),
                search.currency(),
                search.claimIdPrefix(),
                search.submittedFrom(),
                search.submittedTo(),
                search.holding(),
                Optional.of(reason),
                search.order(),
                search.after(),
                search.limit());
    }

    @Test
    void shouldSumOneClaimUpAtOnce() {
        // Given
        fill(3);
        ClaimSummary listed =
                find(search(Order.CLAIM_ID, Optional.empty(), 1)).claims().get(0);

        // Then
        assertThat(new JdbiReadModel(jdbi()).summary(listed.key())).contains(listed);
        assertThat(new JdbiReadModel(jdbi()).summary(new ClaimKey("ins-0", "c-9")))
                .isEmpty();
    }

    private static void assign(Handle handle, String insurer, String claimId, String actor, Instant until) {
        handle.createUpdate("insert into record_assignment (insurer, claim_id, version, assignee, leased_until)"
                        + " values (:insurer, :claim, 1, :actor, :until)")
                .bind("insurer", insurer)
                .bind("claim", claimId)
                .bind("actor", actor)
                .bind("until", Column.bindable(until))
                .execute();
    }

    private int count(ClaimSearch search) {
        return new JdbiReadModel(jdbi()).count(search);
    }

    private static ClaimSearch held(Optional<String> assignee, int limit) {
        ClaimSearch open = search(Order.DEADLINE, Optional.empty(), limit);
        return new ClaimSearch(
                open.insurer(),
                open.status(),
                open.decision(),
                open.lineOfBusiness(),
                open.currency(),
                open.claimIdPrefix(),
                open.submittedFrom(),
                open.submittedTo(),
                Optional.of(new ClaimSearch.Holding(assignee, NOW)),
                Optional.empty(),
                open.order(),
                open.after(),
                open.limit());
    }

    /** Claims of three insurers, with many equal values, so that pages end between them. */
    void fill(int claims) {
        fill(claims, i -> List.of());
    }

    private void fill(int claims, IntFunction<List<String>> reasons) {
        Random random = new Random(SEED);
        for (int i = 0; i < claims; i++) {
            String claimId = "c-" + i;
            String insurer = "ins-" + i % 3;
            Instant at = NOW.plusSeconds(random.nextInt(30));
            BigDecimal estimate = BigDecimal.valueOf(1_000 + random.nextInt(5)).setScale(2);
            project(
                    at,
                    ClaimViews.ACCEPTED,
                    aClaim(claimId)
                            .withInsurer(insurer)
                            .withAnswerDueAt(random.nextBoolean() ? null : NOW.plusSeconds(3_600L * random.nextInt(4)))
                            .buildAccepted(new RecordRef(0, 1L + i)));
            project(
                    at,
                    ClaimViews.SCORED,
                    Facts.score(claimId, 1)
                            .setScoreId("s-" + i)
                            .setInsurer(insurer)
                            .setEstimate(estimate)
                            .setReviewReasons(reasons.apply(i))
                            .setInterval(
                                    random.nextBoolean()
                                            ? null
                                            : new Interval(
                                                    estimate.subtract(BigDecimal.valueOf(10L * random.nextInt(3)))
                                                            .setScale(2),
                                                    estimate.setScale(2),
                                                    0.9))
                            .build());
        }
    }

    private static Comparator<ClaimSummary> comparator(Order order) {
        Comparator<ClaimSummary> byKey = Comparator.comparing(
                        (ClaimSummary it) -> it.key().insurer())
                .thenComparing(it -> it.key().claimId());
        BigDecimal none = new BigDecimal("-1.00");
        return switch (order) {
            case NEWEST ->
                Comparator.comparing(ClaimSummary::submittedAt)
                        .thenComparing(byKey)
                        .reversed();
            case DEADLINE ->
                Comparator.comparing((ClaimSummary it) ->
                                Optional.ofNullable(facts(it).answerDueAt()).orElse(Instant.MAX))
                        .thenComparing(byKey);
            case MONEY_AT_RISK ->
                Comparator.comparing((ClaimSummary it) ->
                                Optional.ofNullable(score(it).moneyAtRisk()).orElse(none))
                        .thenComparing(byKey)
                        .reversed();
            case ESTIMATE ->
                Comparator.comparing((ClaimSummary it) -> score(it).estimate())
                        .thenComparing(byKey)
                        .reversed();
            case CLAIM_ID -> byKey;
        };
    }

    private static ClaimSearch search(Order order, Optional<Place> after, int limit) {
        boolean isOfOpen = order == Order.DEADLINE || order == Order.MONEY_AT_RISK;
        return new ClaimSearch(
                Optional.empty(),
                Optional.empty(),
                isOfOpen ? Optional.of(Verdict.OPEN) : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                order,
                after,
                limit);
    }

    private static ClaimSearch with(
            ClaimSearch search, Optional<String> insurer, Optional<Claim.Status> status, Optional<String> prefix) {
        return new ClaimSearch(
                insurer,
                status,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                prefix,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                search.order(),
                Optional.empty(),
                search.limit());
    }

    private ClaimPage find(ClaimSearch search) {
        return new JdbiReadModel(jdbi()).claims(search);
    }

    private ClaimSummary only() {
        List<ClaimSummary> claims =
                find(search(Order.NEWEST, Optional.empty(), 10)).claims();
        assertThat(claims).hasSize(1);
        return claims.get(0);
    }

    private static Scored score(ClaimSummary claim) {
        return Objects.requireNonNull(claim.score());
    }

    private static ClaimSummary.Facts facts(ClaimSummary claim) {
        return Objects.requireNonNull(claim.facts());
    }

    private static Decision decision(Verdict verdict, @Nullable String amount, int secondsLater) {
        return new Decision(
                verdict, amount == null ? null : new BigDecimal(amount), NOW.plusSeconds(secondsLater), "upstream");
    }

    private static ClaimFeedback word(String id, FeedbackKind kind, @Nullable String amount, int secondsLater) {
        return Facts.settlement(id, "c-1")
                .setKind(kind)
                .setAmount(amount == null ? null : new BigDecimal(amount))
                .setRevision(1)
                .setScoreId(Facts.scoreId("c-1", 1))
                .setEventTime(NOW.plusSeconds(secondsLater))
                .build();
    }

    private static ClaimFeedback withdrawal(String id, String of) {
        return Facts.settlement(id, "c-1")
                .setKind(FeedbackKind.WITHDRAWN)
                .setAmount(null)
                .setWithdrawnFeedbackId(of)
                .build();
    }

    @SafeVarargs
    private <V extends SpecificRecord> void project(Instant at, TopicView<V> view, V... values) {
        TopicReader reader = TopicReader.of(view, serdes, metrics);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (V value : values) {
            byte[] bytes =
                    serdes.of(view.topic()).serializer().serialize(view.topic().name(), value);
            records.add(new ConsumerRecord<>(
                    "topic",
                    0,
                    offset++,
                    at.toEpochMilli(),
                    TimestampType.CREATE_TIME,
                    0,
                    bytes.length,
                    null,
                    bytes,
                    new RecordHeaders(),
                    Optional.empty()));
        }
        List<Row> rows = reader.rows(records);
        jdbi().useTransaction(handle -> {
            reader.write(handle, rows);
            ClaimTable.write(
                    handle,
                    rows.stream()
                            .flatMap(row -> row.claim().stream())
                            .distinct()
                            .toList());
        });
    }
}
