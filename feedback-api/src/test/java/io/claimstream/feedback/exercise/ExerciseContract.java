package io.claimstream.feedback.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.feedback.Facts;
import io.claimstream.feedback.TestClock;
import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.audit.AuditTrail;
import io.claimstream.feedback.exercise.Exercise.Noted;
import io.claimstream.feedback.exercise.Exercises.Changed;
import io.claimstream.feedback.exercise.Exercises.Wanted;
import io.claimstream.feedback.figures.Days;
import io.claimstream.model.Scorer;
import io.claimstream.model.statistics.Measured;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What exercises promise, whatever the database. */
abstract class ExerciseContract {

    private static final String ANN = "user:u_ann";
    private static final Act OF_ANN = new Act(new Caller(ANN, Role.ADJUSTER), "t-1");
    private static final Act OF_RUTH = new Act(new Caller("user:u_ruth", Role.AUDITOR), "t-2");
    private static final Days MARCH = new Days(LocalDate.parse("2026-03-01"), LocalDate.parse("2026-03-31"));
    private static final Instant EARLY = Facts.NOW.minusSeconds(7_200);

    private final TestClock clock = new TestClock();
    private final Random chance = new Random(7);

    /** A database with every migration applied. */
    abstract Jdbi jdbi();

    @BeforeEach
    void empty() {
        jdbi().useHandle(handle -> List.of(
                        "record_exercise_claim",
                        "record_exercise",
                        "record_audit",
                        "record_assignment",
                        "record_reasons_shown",
                        "record_erased_claim",
                        "view_feedback",
                        "view_score",
                        "view_claim")
                .forEach(table -> handle.execute("delete from " + table)));
        clock.set(Facts.NOW);
    }

    @Test
    void shouldTakeClaimsWhoseLastEstimateBeforeTheSettlementWasRight() {
        // Given
        SettledRows rows = rows();
        rows.settled("right", "1300.00");
        rows.settled("off-by-more-than-a-quarter", "950.00");
        rows.settled("outside-the-interval", "899.00");
        rows.score("scored-after", 1, "1200.00", SettledRows.MODEL, Facts.NOW.plusSeconds(1));
        rows.claim("scored-after", "1200.00");
        rows.feedback("scored-after", "SETTLED", "upstream", "1200.00");
        rows.score("by-the-baseline", 1, "1200.00", Scorer.BASELINE, EARLY);
        rows.claim("by-the-baseline", "1200.00");
        rows.feedback("by-the-baseline", "SETTLED", "upstream", "1200.00");
        rows.settled("revised", "1200.00");
        rows.score("revised", 2, "1250.00", SettledRows.MODEL, Facts.NOW.minusSeconds(60));
        rows.score("revised", 3, "1190.00", SettledRows.MODEL, Facts.NOW.plusSeconds(60));
        rows.settled("erased", "1200.00");
        jdbi().useHandle(handle ->
                handle.execute("insert into record_erased_claim (insurer, claim_id, erasure_id, receipt, revision)"
                        + " values ('acme', 'erased', 'er_1', 'ER-000001', 1)"));

        // When
        List<RightScore> fit = FitClaims.find(jdbi(), "acme", ANN::equals);

        // Then
        assertThat(fit).extracting(RightScore::claimId).containsExactly("revised", "right");
        assertThat(fit).extracting(RightScore::revision).containsExactly(2, 1);
        assertThat(fit.get(1).paid()).isEqualByComparingTo("1300.00");
        assertThat(FitClaims.find(jdbi(), "other", ANN::equals)).isEmpty();
    }

    @Test
    void shouldLeaveOutWhatThePersonKnows() {
        // Given
        SettledRows rows = rows();
        for (String claim : List.of("decided", "confirmed", "assigned", "taken/1", "shown", "exercised", "new")) {
            rows.settled(claim, "1200.00");
        }
        rows.feedback("decided", "ACCEPTED", ANN, "1200.00");
        rows.feedback("confirmed", "CORRECTED", "user:u_bob, approved by " + ANN, "1200.00");
        jdbi().useHandle(handle -> {
            handle.execute("insert into record_assignment (insurer, claim_id, version, assignee) values ('acme',"
                    + " 'assigned', 1, 'user:u_ann')");
            handle.execute(
                    "insert into record_audit (at, actor, action, resource, outcome, trace_id)"
                            + " values (current_timestamp, 'user:u_ann', 'CLAIM_TAKEN', '/v1/queue/acme/taken%2F1', 'DONE', 't')");
            handle.execute(
                    "insert into record_reasons_shown values ('user:u_ann', ?, current_timestamp, true)",
                    Facts.scoreId("shown", 1));
        });
        ExerciseClaim earlier = new ExerciseClaim(
                1,
                FitClaims.find(jdbi(), "acme", it -> false).stream()
                        .filter(it -> it.claimId().equals("exercised"))
                        .findFirst()
                        .orElseThrow(),
                new Estimate(BigDecimal.TEN, BigDecimal.ONE, BigDecimal.TEN),
                true,
                null,
                null);
        jdbi().useHandle(handle -> ExerciseTable.insert(
                handle,
                new Exercise("ex_0", "acme", ANN, new Noted("user:u_ruth", Facts.NOW), null, List.of(earlier))));

        // Then
        assertThat(claims(it -> it.contains(ANN))).containsExactly("new");
        assertThat(claims("user:u_else"::equals)).hasSize(7);
    }

    private List<String> claims(Predicate<String> isPerson) {
        return FitClaims.find(jdbi(), "acme", isPerson).stream()
                .map(RightScore::claimId)
                .toList();
    }

    @Test
    void shouldGoFromTheFirstClaimToTheResult() {
        // Given
        Exercise planned = plan(ANN, 10);
        Exercises exercises = exercises();
        String id = planned.exerciseId();

        // When
        Changed unseen = exercises.answer(OF_ANN, id, 1, null).orElseThrow();
        answer(id, 1, null, Duration.ofSeconds(42));
        Changed again = exercises.answer(OF_ANN, id, 1, null).orElseThrow();
        Changed skipped = exercises.answer(OF_ANN, id, 3, null).orElseThrow();
        Exercise halfway = exercises.find(id).orElseThrow();
        for (int number = 2; number <= 10; number++) {
            answer(id, number, new BigDecimal("1250.00"), Duration.ofSeconds(60));
        }
        Exercise over = exercises.find(id).orElseThrow();

        // Then
        assertThat(unseen.isDone()).as("it was not shown yet").isFalse();
        assertThat(again.isDone()).isFalse();
        assertThat(skipped.isDone()).isFalse();
        assertThat(halfway.answered()).isEqualTo(1);
        assertThat(halfway.isOver()).isFalse();
        assertThat(halfway.next()).map(ExerciseClaim::number).contains(2);
        assertThat(halfway.claims().get(0).taken()).isEqualTo(Duration.ofSeconds(42));
        assertThat(over.ended()).isEqualTo(new Noted(ANN, clock.instant()));
        assertThat(over.next()).isEmpty();
        assertThat(over.sums().answers()).isEqualTo(10);
        assertThat(over.claims())
                .extracting(ExerciseClaim::shown)
                .isEqualTo(planned.claims().stream().map(ExerciseClaim::shown).toList());
        assertThat(audited()).containsExactly("EXERCISE_ASKED", "EXERCISE_ENDED");
        assertThat(exercises.end(OF_RUTH, id).orElseThrow().isDone()).isFalse();
        assertThat(exercises.end(OF_RUTH, "ex_none")).isEmpty();
    }

    @Test
    void shouldPlanNothingOfTooFewClaims() {
        // Given
        settle(9);

        // Then
        assertThat(exercises().plan(OF_RUTH, new Wanted("acme", ANN, 10, 50), ANN::equals))
                .isEmpty();
        assertThat(audited()).isEmpty();
    }

    @Test
    void shouldListTheNewestFirst() {
        // Given
        Exercise first = plan(ANN, 10);
        clock.pass(Duration.ofHours(1));
        Exercise second = plan("user:u_bob", 10);

        // Then
        assertThat(listed(null, null, null)).containsExactly(second.exerciseId(), first.exerciseId());
        assertThat(listed("acme", ANN, null)).containsExactly(first.exerciseId());
        assertThat(listed("other", null, null)).isEmpty();
        assertThat(listed(null, null, second)).containsExactly(first.exerciseId());
    }

    private List<String> listed(@Nullable String insurer, @Nullable String person, @Nullable Exercise after) {
        return exercises().list(new ExerciseSearch(insurer, person, after, 10)).stream()
                .map(Exercise::exerciseId)
                .toList();
    }

    @Test
    void shouldTellTheHastyFromTheCareful() {
        // Given: who agrees with everything at once, and who looks and misses one wrong estimate of ten.
        settle(60);
        Random attention = new Random(3);
        work("user:u_hasty", Duration.ofSeconds(3), claim -> Optional.empty());
        work(
                "user:u_careful",
                Duration.ofSeconds(90),
                claim -> claim.isPlanted() && attention.nextInt(10) > 0
                        ? Optional.of(claim.score().paid().add(BigDecimal.ONE))
                        : Optional.empty());
        Exercise unfinished = exercises()
                .plan(OF_RUTH, new Wanted("acme", "user:u_slow", 10, 50), "user:u_slow"::equals)
                .orElseThrow();
        answer(unfinished.exerciseId(), 1, null, Duration.ofSeconds(5));

        // When
        ExerciseAgreement agreement = exercises().agreement("acme", MARCH);
        Measured hasty = measured(sums(agreement, "user:u_hasty").missedShare());
        Measured careful = measured(sums(agreement, "user:u_careful").missedShare());

        // Then
        assertThat(hasty.value()).isEqualTo(1.0);
        assertThat(careful.value()).isLessThan(0.25);
        assertThat(hasty.lower()).as("beyond chance").isGreaterThan(careful.upper());
        assertThat(sums(agreement, "user:u_hasty").quickShare())
                .map(Measured::value)
                .contains(1.0);
        assertThat(sums(agreement, "user:u_careful").quickShare())
                .map(Measured::value)
                .contains(0.0);
        assertThat(measured(sums(agreement, "user:u_careful").changedShare()).value())
                .isZero();
        assertThat(measured(sums(agreement, "user:u_careful").closerShare()).value())
                .isEqualTo(1.0);
        assertThat(agreement.people()).as("nothing before it is over").doesNotContainKey("user:u_slow");
        assertThat(agreement.total().answers()).isEqualTo(120);
    }

    @Test
    void shouldSumUpWhatTheExercisesSayAndOnlyOfTheDaysAndTheInsurer() {
        // Given
        Exercise planned = plan(ANN, 30);
        Random answers = new Random(9);
        for (ExerciseClaim claim : planned.claims()) {
            @Nullable
            BigDecimal amount =
                    switch (answers.nextInt(4)) {
                        case 0 -> null;
                        case 1 -> claim.shown().median();
                        case 2 -> claim.score().paid();
                        default -> claim.shown().median().multiply(BigDecimal.TEN);
                    };
            answer(planned.exerciseId(), claim.number(), amount, Duration.ofSeconds(5 + answers.nextInt(10)));
        }

        // When
        ExerciseAgreement agreement = exercises().agreement(null, MARCH);

        // Then
        assertThat(agreement.people()).containsOnlyKeys(ANN);
        assertThat(agreement.total())
                .isEqualTo(sums(agreement, ANN))
                .isEqualTo(exercises().find(planned.exerciseId()).orElseThrow().sums());
        assertThat(agreement.total().missedShare()).as("15 are too few").isEmpty();
        assertThat(exercises().agreement("other", MARCH).total()).isEqualTo(ExerciseSums.NONE);
        Days april = new Days(LocalDate.parse("2026-04-01"), LocalDate.parse("2026-04-30"));
        assertThat(exercises().agreement("acme", april).total()).isEqualTo(ExerciseSums.NONE);
    }

    /** Answers a whole exercise of 60 claims, half of them planted. */
    private void work(String person, Duration taken, Function<ExerciseClaim, Optional<BigDecimal>> judgement) {
        Exercise exercise = exercises()
                .plan(OF_RUTH, new Wanted("acme", person, 60, 50), person::equals)
                .orElseThrow();
        for (ExerciseClaim claim : exercise.claims()) {
            answer(exercise.exerciseId(), claim.number(), judgement.apply(claim).orElse(null), taken);
        }
    }

    private void answer(String exerciseId, int number, @Nullable BigDecimal amount, Duration taken) {
        exercises().showed(exerciseId, number);
        clock.pass(taken);
        exercises().showed(exerciseId, number);
        assertThat(exercises()
                        .answer(OF_ANN, exerciseId, number, amount)
                        .orElseThrow()
                        .isDone())
                .isTrue();
    }

    private Exercise plan(String person, int claims) {
        settle(claims);
        return exercises()
                .plan(OF_RUTH, new Wanted("acme", person, claims, 50), person::equals)
                .orElseThrow();
    }

    /** So many claims that were estimated right, each a little otherwise; those that are there already stay. */
    private void settle(int claims) {
        for (int i = 0; i < claims; i++) {
            String claim = "c-" + i;
            boolean isThere = jdbi().withHandle(handle -> handle.createQuery(
                                    "select count(*) from view_claim where claim_id = :claim")
                            .bind("claim", claim)
                            .mapTo(Integer.class)
                            .one())
                    > 0;
            if (!isThere) {
                rows().settled(claim, 1_000 + 5 * i + ".00");
            }
        }
    }

    private List<String> audited() {
        return jdbi().withHandle(handle -> handle.createQuery("select action from record_audit order by audit_id")
                .mapTo(String.class)
                .list());
    }

    private static ExerciseSums sums(ExerciseAgreement agreement, String person) {
        return Objects.requireNonNull(agreement.people().get(person));
    }

    private static Measured measured(Optional<Measured> share) {
        return share.orElseThrow();
    }

    private SettledRows rows() {
        return new SettledRows(jdbi());
    }

    private Exercises exercises() {
        return new Exercises(jdbi(), new AuditTrail(jdbi(), clock), clock, chance);
    }
}
