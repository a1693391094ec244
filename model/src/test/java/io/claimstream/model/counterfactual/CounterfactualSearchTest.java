package io.claimstream.model.counterfactual;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.counterfactual.ChangeableField;
import io.claimstream.domain.counterfactual.ClaimFields;
import io.claimstream.domain.counterfactual.FieldChange;
import io.claimstream.domain.feature.FeatureSetV1;
import io.claimstream.domain.offline.LoneClaim;
import io.claimstream.event.Accident;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.HeadsOfLoss;
import io.claimstream.event.Injury;
import io.claimstream.model.ReasonMoney;
import io.claimstream.model.Samples;
import io.claimstream.model.artifact.BoosterArtifact;
import io.claimstream.model.artifact.Forest;
import io.claimstream.model.counterfactual.Counterfactual.Outcome;
import io.claimstream.model.engine.CompiledEngine;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CounterfactualSearchTest {

    /** Beyond every threshold of the sample model, whose sums stay below 5,300. */
    private static final int REACH = 6_000;

    private static final Forest FOREST = forest();
    private static final CompiledEngine ENGINE = CompiledEngine.of(FOREST);
    private static final CounterfactualSearch SEARCH = new CounterfactualSearch(ENGINE, SplitPoints.of(FOREST));

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.8, 0.9, 0.97, 1.01, 1.05, 1.1, 1.3, 1.6, 2.0})
    void shouldFindTheNearestChangeOfOneFieldThatTryingEveryValueFinds(double factor) {
        for (int fixed : new int[] {300, 520, 1_100, 2_300}) {
            // Given
            Situation situation = situation(fixed, "90.10");
            BigDecimal amount = amount(situation, factor);

            // When
            Counterfactual found = SEARCH.find(situation, amount);

            // Then
            OptionalDouble nearest = nearestByTrying(situation, amount);
            if (nearest.isPresent()) {
                assertThat(found.outcome()).isEqualTo(Outcome.ONE_FIELD);
                assertThat(found.distance()).isEqualTo(nearest.getAsDouble());
            } else {
                assertThat(found.outcome()).isIn(Outcome.TWO_FIELDS, Outcome.NONE_FOUND);
            }
        }
    }

    @Test
    void shouldReallyCrossTheAmountAndTouchOnlyWhatMayChange() {
        int pairs = 0;
        for (int percent = 20; percent <= 400; percent += 10) {
            // Given
            Situation situation = situation(900, "200");
            BigDecimal amount = amount(situation, percent / 100.0);

            // When
            Counterfactual found = SEARCH.find(situation, amount);

            // Then
            ClaimAccepted changed = situation.claim();
            for (FieldChange change : found.changes()) {
                assertThat(ClaimFields.CHANGEABLE).contains(change.field());
                changed = change.field().with(changed, change.to());
            }
            assertThat(estimate(changed, situation)).isEqualByComparingTo(found.estimate());
            pairs += found.outcome() == Outcome.TWO_FIELDS ? 1 : 0;
            if (found.outcome() == Outcome.ONE_FIELD || found.outcome() == Outcome.TWO_FIELDS) {
                assertThat(found.changes()).hasSize(found.outcome() == Outcome.ONE_FIELD ? 1 : 2);
                assertThat(found.estimate().compareTo(amount) >= 0).isEqualTo(percent >= 100);
            } else {
                assertThat(found.changes()).isEmpty();
            }
            assertThat(SEARCH.find(situation, amount)).as("the same again").isEqualTo(found);
        }
        assertThat(pairs).as("amounts that only two fields reach").isPositive();
    }

    @Test
    void shouldSayWhenNoneIsNeededOrFound() {
        // Given
        Situation situation = situation(900, "200");

        // When, Then
        assertThat(SEARCH.find(situation, amount(situation, 1)).outcome()).isEqualTo(Outcome.NONE_NEEDED);
        Counterfactual none = SEARCH.find(situation, new BigDecimal("1000000000.00"));
        assertThat(none.outcome()).isEqualTo(Outcome.NONE_FOUND);
        assertThat(none.estimate()).isEqualByComparingTo(amount(situation, 1));
        assertThat(none.tried()).isBetween(1, 2 * PairSearch.MOST_TRIED);
    }

    @Test
    void shouldNeverMakeAClaimThatBreaksARule() {
        // Given: an uplift needs general damages beside it
        Situation situation = situation(HeadsOfLoss.newBuilder()
                .setGeneralFixed(new BigDecimal("2000.0000"))
                .setGeneralUplift(new BigDecimal("200.0000"))
                .setGeneralRest(new BigDecimal("0.0000")));

        // When
        for (int percent = 10; percent < 100; percent += 5) {
            Counterfactual found = SEARCH.find(situation, amount(situation, percent / 100.0));

            // Then
            assertThat(found.changes())
                    .noneMatch(change -> change.field().path().equals("headsOfLoss.generalFixed") && change.to() == 0);
        }
    }

    @Test
    void shouldNotStateWhatAClaimLeavesOpen() {
        // Given
        Situation situation = situation(900, "200");

        // When
        Counterfactual found = SEARCH.find(situation, amount(situation, 1.5));

        // Then
        assertThat(found.changes())
                .allSatisfy(change -> assertThat(change.field().value(situation.claim(), situation.vector()))
                        .isPresent());
    }

    private static OptionalDouble nearestByTrying(Situation situation, BigDecimal amount) {
        List<Double> crossing = new ArrayList<>();
        BigDecimal start = estimate(situation.claim(), situation);
        for (ChangeableField field : ClaimFields.CHANGEABLE) {
            BigDecimal from = field.value(situation.claim(), situation.vector()).orElse(null);
            if (from != null) {
                for (long to = field.step().least();
                        to <= Math.min(REACH, field.step().most());
                        to++) {
                    if (isBeyond(start, amount, estimate(field.with(situation.claim(), to), situation))) {
                        crossing.add(field.distance(from, to, situation.vector().sumOfHeads()));
                    }
                }
            }
        }
        return crossing.stream().mapToDouble(Double::doubleValue).min();
    }

    private static boolean isBeyond(BigDecimal start, BigDecimal amount, BigDecimal estimate) {
        return start.compareTo(amount) < 0 ? estimate.compareTo(amount) >= 0 : estimate.compareTo(amount) <= 0;
    }

    private static BigDecimal amount(Situation situation, double factor) {
        return BigDecimal.valueOf(
                Math.round(estimate(situation.claim(), situation).doubleValue() * 100 * factor), 2);
    }

    private static BigDecimal estimate(ClaimAccepted claim, Situation situation) {
        List<Integer> changed = ClaimFields.CHANGEABLE.stream()
                .flatMap(field -> field.features().stream())
                .distinct()
                .toList();
        float[] row = FeatureSetV1.recompute(
                situation.vector().values(), changed, claim, situation.revisions(), situation.snapshots());
        return BigDecimal.valueOf(ReasonMoney.pence(ENGINE.margin(row)), 2);
    }

    private static Situation situation(int fixed, String earningsLoss) {
        return situation(HeadsOfLoss.newBuilder()
                .setGeneralFixed(new BigDecimal(fixed))
                .setSpecialEarningsLoss(new BigDecimal(earningsLoss))
                .setSpecialTherapy(new BigDecimal("15.6625")));
    }

    private static Situation situation(HeadsOfLoss.Builder heads) {
        ClaimSubmitted claim = ClaimSubmitted.newBuilder()
                .setInsurer("acme")
                .setClaimId("c-1")
                .setRevision(1)
                .setSubmittingSystem("test")
                .setPolicy("policy-1")
                .setClaimant("claimant-1")
                .setLineOfBusiness("MOTOR_INJURY")
                .setCurrency("GBP")
                .setEventTime(Instant.parse("2025-06-01T00:00:00Z"))
                .setAccident(Accident.newBuilder().setType("Rear end").build())
                .setInjury(Injury.newBuilder()
                        .setPrognosis("E. 5 months")
                        .setWhiplash(true)
                        .setExceptionalCircumstances(false)
                        .build())
                .setHeadsOfLoss(heads.build())
                .build();
        return LoneClaim.of(claim, Samples.NOW)
                .fold(ready -> Situation.of(ready.claim(), 1, ready.features().getSnapshots()), refused -> {
                    throw new AssertionError(refused.violations());
                });
    }

    private static Forest forest() {
        byte[] artifact = Samples.candidate().artifact().bytes();
        return BoosterArtifact.read(artifact, Samples.SCHEMA.size()).forest();
    }
}
