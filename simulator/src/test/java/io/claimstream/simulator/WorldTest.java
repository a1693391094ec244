package io.claimstream.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.claimstream.domain.claim.HeadOfLoss;
import io.claimstream.domain.validation.ClaimValidation;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.FeedbackKind;
import io.claimstream.simulator.SimulatedEvent.Opinion;
import io.claimstream.simulator.SimulatedEvent.Rubbish;
import io.claimstream.simulator.SimulatedEvent.Submission;
import io.claimstream.simulator.SimulatedEvent.Submission.Kind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WorldTest {

    private static final SimulatorSettings SETTINGS = SimulatorSettings.of(7, 2000);
    private static final List<SimulatedEvent> EVENTS =
            new World(SETTINGS).events().toList();
    private static final List<SimulatedEvent> LARGE =
            new World(SimulatorSettings.of(7, 20_000)).events().toList();

    @Test
    void shouldTellTheSameStoryForTheSameSeed() {
        // When
        List<SimulatedEvent> again = new World(SETTINGS).events().toList();

        // Then
        assertThat(again).isEqualTo(EVENTS);
    }

    @Test
    void shouldTellAnotherStoryForAnotherSeed() {
        // When
        List<SimulatedEvent> other =
                new World(SimulatorSettings.of(8, 2000)).events().toList();

        // Then
        assertThat(other.size()).isNotEqualTo(EVENTS.size());
    }

    @Test
    void shouldGoOnAsTheLongerWorld() {
        // When
        World longer = new World(SETTINGS.withClaims(2100));

        // Then
        Set<SimulatedEvent> both = new HashSet<>(EVENTS);
        longer.eventsFrom(2000).forEach(both::add);
        assertThat(both).isEqualTo(longer.events().collect(Collectors.toSet()));
    }

    @Test
    void shouldKeepTheOrderOfSimulatedTime() {
        assertThat(EVENTS.stream().map(SimulatedEvent::at)).isSorted();
    }

    @Test
    void shouldSubmitAsManyClaimsAsAsked() {
        // When
        Set<String> claims = submissions(Kind.REVISION).stream()
                .map(it -> it.getInsurer() + it.getClaimId())
                .collect(Collectors.toSet());

        // Then
        assertThat(claims).hasSize(2000);
    }

    @Test
    void shouldSubmitRevisionsThatAreValid() {
        assertThat(submissions(Kind.REVISION))
                .allSatisfy(claim -> assertThat(ClaimValidation.check(claim, ingestedAt(claim)))
                        .isEmpty());
    }

    @Test
    void shouldSubmitRuleBreakersThatAreNot() {
        assertThat(submissions(Kind.RULE_BREAKING)).isNotEmpty().allSatisfy(claim -> assertThat(
                        ClaimValidation.check(claim, Instant.parse("2024-01-01T00:00:00Z")))
                .isNotEmpty());
    }

    @Test
    void shouldRedeliverContentThatWasSubmittedBefore() {
        // Given
        Set<ClaimSubmitted> seen = new HashSet<>();

        // Then
        assertThat(submissions(Kind.REDELIVERY)).isNotEmpty();
        for (SimulatedEvent event : EVENTS) {
            if (event instanceof Submission it && it.kind() == Kind.REDELIVERY) {
                assertThat(seen).contains(it.claim());
            } else if (event instanceof Submission it) {
                seen.add(it.claim());
            }
        }
    }

    @Test
    void shouldContainEveryKindOfTrouble() {
        // When
        Map<Kind, Long> kinds = EVENTS.stream()
                .filter(Submission.class::isInstance)
                .collect(Collectors.groupingBy(it -> ((Submission) it).kind(), Collectors.counting()));

        // Then
        assertThat(kinds).containsKeys(Kind.values());
        assertThat(EVENTS).hasAtLeastOneElementOfType(Rubbish.class);
    }

    @Test
    void shouldKeepRubbishNearItsShare() {
        // When
        long trouble = EVENTS.stream().filter(WorldTest::isTrouble).count();
        long submissions =
                EVENTS.stream().filter(it -> !(it instanceof Opinion)).count();

        // Then
        assertThat((double) trouble / submissions).isBetween(0.01, 0.035);
    }

    @Test
    void shouldChangeTheClaimantNowAndThen() {
        // When
        Map<String, Set<String>> claimants = submissions(Kind.REVISION).stream()
                .collect(Collectors.groupingBy(
                        ClaimSubmitted::getClaimId,
                        Collectors.mapping(ClaimSubmitted::getClaimant, Collectors.toSet())));

        // Then
        assertThat(claimants.values()).anyMatch(it -> it.size() > 1);
    }

    @Test
    void shouldDeliverSomeRevisionsDaysLate() {
        assertThat(EVENTS)
                .anyMatch(event -> event instanceof Submission it
                        && it.kind() == Kind.REVISION
                        && Duration.between(it.claim().getEventTime().orElseThrow(), it.at())
                                        .compareTo(Duration.ofDays(2))
                                > 0);
    }

    @Test
    void shouldSettleMostClaimsLaterThanTheirLastRevision() {
        // Given
        Map<String, Instant> lastRevision = EVENTS.stream()
                .filter(it -> it instanceof Submission submission && submission.kind() == Kind.REVISION)
                .collect(Collectors.toMap(
                        it -> ((Submission) it).claim().getClaimId(), SimulatedEvent::at, (first, later) -> later));

        // When
        List<Opinion> settlements = EVENTS.stream()
                .filter(it -> it instanceof Opinion opinion && opinion.kind() == FeedbackKind.SETTLED)
                .map(Opinion.class::cast)
                .toList();

        // Then
        assertThat(settlements).hasSizeBetween(1850, 1980);
        assertThat(settlements)
                .allSatisfy(it -> assertThat(it.at()).isAfter(lastRevision.getOrDefault(it.claimId(), Instant.MAX)));
    }

    @Test
    void shouldWithdrawAboutOneCorrectionAndSettlementInAHundred() {
        // When
        Map<FeedbackKind, List<Opinion>> withdrawn = withdrawals(LARGE).stream()
                .map(it -> it.takesBack().orElseThrow())
                .collect(Collectors.groupingBy(Opinion::kind));

        // Then
        assertThat(withdrawn).containsOnlyKeys(FeedbackKind.CORRECTED, FeedbackKind.SETTLED);
        assertThat(share(withdrawn, FeedbackKind.CORRECTED)).isBetween(0.004, 0.02);
        assertThat(share(withdrawn, FeedbackKind.SETTLED)).isBetween(0.007, 0.013);
    }

    @Test
    void shouldWithdrawOnlyWhatWasSaidBefore() {
        assertThat(withdrawals(LARGE)).isNotEmpty().allSatisfy(it -> {
            Opinion earlier = it.takesBack().orElseThrow();
            assertThat(LARGE.indexOf(earlier)).isNotNegative().isLessThan(LARGE.indexOf(it));
            assertThat(it.amount()).isEmpty();
            assertThat(it.claimId()).isEqualTo(earlier.claimId());
        });
    }

    @Test
    void shouldSettleAnewWhatWasSettledWrongly() {
        // Given
        Set<Opinion> takenBack = withdrawals(LARGE).stream()
                .map(it -> it.takesBack().orElseThrow())
                .collect(Collectors.toSet());

        // When
        Map<String, List<Opinion>> settlements = opinions(LARGE)
                .filter(it -> it.kind() == FeedbackKind.SETTLED)
                .collect(Collectors.groupingBy(Opinion::claimId));

        // Then
        assertThat(settlements.values()).allSatisfy(all -> {
            Opinion last = all.get(all.size() - 1);
            assertThat(takenBack).doesNotContain(last).containsAll(all.subList(0, all.size() - 1));
            assertThat(all).allSatisfy(it -> assertThat(it.amount().orElseThrow())
                    .isGreaterThanOrEqualTo(last.amount().orElseThrow()));
        });
    }

    @Test
    void shouldLeaveTheSumOfHeadsFarFromTheNoiseFloor() {
        // Given
        Map<String, Double> claimed = submissions(Kind.REVISION).stream()
                .collect(Collectors.toMap(
                        ClaimSubmitted::getClaimId,
                        it -> HeadOfLoss.sum(it.getHeadsOfLoss()).doubleValue(),
                        (first, later) -> later));

        // When
        double error = EVENTS.stream()
                .filter(it -> it instanceof Opinion opinion && opinion.kind() == FeedbackKind.SETTLED)
                .map(Opinion.class::cast)
                .mapToDouble(it -> {
                    double paid = it.amount().orElse(BigDecimal.ONE).doubleValue();
                    return Math.abs(claimed.getOrDefault(it.claimId(), 0.0) - paid) / paid;
                })
                .average()
                .orElseThrow();

        // Then
        assertThat(error).isGreaterThan(4 * new World(SETTINGS).noiseFloor());
    }

    @Test
    void shouldStateTheNoiseFloorThatAPerfectPredictorReaches() {
        // Given
        Dice dice = new Dice(11, "test", 0);
        double sigma = Settlements.NOISE;

        // When
        double measured = 0;
        int draws = 400_000;
        for (int i = 0; i < draws; i++) {
            double paid = dice.logNormal(1000, sigma);
            measured += Math.abs(1000 * Math.exp(-sigma * sigma) - paid) / paid / draws;
        }

        // Then
        assertThat(new World(SETTINGS).noiseFloor()).isCloseTo(measured, within(0.0005));
    }

    @Test
    void shouldNotBeBeatenByAnyOtherConstantFactor() {
        // Given
        double sigma = 0.3;

        // When
        double above = errorOfFactor(Math.exp(-sigma * sigma) * 1.05, sigma);
        double below = errorOfFactor(Math.exp(-sigma * sigma) * 0.95, sigma);

        // Then
        assertThat(NoiseFloor.mape(sigma)).isLessThan(Math.min(above, below));
    }

    @Test
    void shouldPayMoreEveryYearWhenThereIsDrift() {
        // Given
        World steady = new World(SimulatorSettings.of(3, 300));
        World drifting = new World(SimulatorSettings.of(3, 300).withDrift(0.5));

        // When
        double ratio = paid(drifting) / paid(steady);

        // Then
        assertThat(ratio).isGreaterThan(1.01);
    }

    @Test
    void shouldRefuseAnImpossibleWorld() {
        assertThatThrownBy(() -> SimulatorSettings.of(1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one claim");
    }

    private static double errorOfFactor(double factor, double sigma) {
        Dice dice = new Dice(5, "factor", 0);
        double sum = 0;
        int draws = 200_000;
        for (int i = 0; i < draws; i++) {
            double paid = dice.logNormal(1, sigma);
            sum += Math.abs(factor - paid) / paid;
        }
        return sum / draws;
    }

    private static Stream<Opinion> opinions(List<SimulatedEvent> events) {
        return events.stream().filter(Opinion.class::isInstance).map(Opinion.class::cast);
    }

    private static List<Opinion> withdrawals(List<SimulatedEvent> events) {
        return opinions(events)
                .filter(it -> it.kind() == FeedbackKind.WITHDRAWN)
                .toList();
    }

    private static double share(Map<FeedbackKind, List<Opinion>> withdrawn, FeedbackKind kind) {
        return (double) withdrawn.getOrDefault(kind, List.of()).size()
                / opinions(LARGE).filter(it -> it.kind() == kind).count();
    }

    private static double paid(World world) {
        return world.events()
                .filter(Opinion.class::isInstance)
                .map(Opinion.class::cast)
                .filter(it -> it.kind() == FeedbackKind.SETTLED)
                .mapToDouble(it -> it.amount().orElseThrow().doubleValue())
                .sum();
    }

    private static List<ClaimSubmitted> submissions(Kind kind) {
        return EVENTS.stream()
                .filter(it -> it instanceof Submission submission && submission.kind() == kind)
                .map(it -> ((Submission) it).claim())
                .toList();
    }

    private static Instant ingestedAt(ClaimSubmitted claim) {
        return claim.getEventTime().orElseThrow().plusSeconds(60);
    }

    private static boolean isTrouble(SimulatedEvent event) {
        Function<Submission, Boolean> isBad =
                it -> it.kind() != Kind.REVISION && it.kind() != Kind.REDELIVERY && it.kind() != Kind.STALE;
        return event.fold(isBad, rubbish -> true, opinion -> false);
    }
}
