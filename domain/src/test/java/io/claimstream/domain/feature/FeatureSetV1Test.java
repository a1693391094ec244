package io.claimstream.domain.feature;

import static io.claimstream.domain.feature.ExampleClaims.bare;
import static io.claimstream.domain.feature.ExampleClaims.full;
import static io.claimstream.domain.feature.ExampleClaims.history;
import static io.claimstream.domain.feature.ExampleClaims.noHistory;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.event.Accident;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.EntityKind;
import io.claimstream.event.EntitySnapshot;
import io.claimstream.event.Injury;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatureSetV1Test {

    private static final List<String> SIGNALLESS = List.of(
            "weather",
            "vehicle_type",
            "vehicle_age",
            "passenger",
            "police",
            "witness",
            "description",
            "gender",
            "driver",
            "_date");

    @Test
    void shouldNeverTakeInWhatCarriesNoSignalOrIsProtected() {
        assertThat(FeatureSetV1.NAMES).doesNotHaveDuplicates().noneMatch(name -> SIGNALLESS.stream()
                .anyMatch(name::contains));
    }

    @Test
    void shouldNotChangeWithFieldsThatCarryNoSignal() {
        // Given
        ClaimAccepted claim = full().build();
        ClaimAccepted other = full().setAccident(Accident.newBuilder(claim.getAccident())
                        .setWeather("Snowy")
                        .setVehicleType("Car")
                        .setVehicleAgeYears(1)
                        .setPassengers(4)
                        .setPoliceReportFiled(false)
                        .setWitnessPresent(false)
                        .build())
                .build();

        // When
        FeatureVector one = compute(claim);
        FeatureVector two = compute(other);

        // Then
        assertThat(two).isEqualTo(one).hasSameHashCodeAs(one).hasToString(one.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "F. 6 months,6",
        "A. 1 month,1",
        "X. 24 months,24",
        "6 months,6",
        "f 6 MONTHS,6",
        "F.6 months,6",
        "' L.  12 months ',12"
    })
    void shouldReadMonthsOfPrognosis(String prognosis, float months) {
        assertThat(value(withPrognosis(prognosis), "prognosis_months")).isEqualTo(months);
    }

    @ParameterizedTest
    @CsvSource({"soon", "F.", "six months", "1234 months", "''"})
    void shouldCallAPrognosisInOtherWordsMissing(String prognosis) {
        assertThat(value(withPrognosis(prognosis), "prognosis_months")).isNaN();
    }

    @ParameterizedTest
    @CsvSource({
        "REAR END,accident_type_rear_end,false",
        "' rear   end ',accident_type_rear_end,false",
        "Other side turned across CLT's path,accident_type_turned_across,false",
        "Other,accident_type_other,false",
        "Falling piano,accident_type_other,true"
    })
    void shouldEncodeAccidentType(String type, String feature, boolean unseen) {
        // When
        FeatureVector vector = compute(
                bare().setAccident(Accident.newBuilder().setType(type).build()).build());

        // Then
        assertThat(indicators(vector)).containsOnlyOnce(1f).allMatch(value -> value == 0f || value == 1f);
        assertThat(vector.values()[FeatureGroups.index(feature)]).isEqualTo(1f);
        assertThat(vector.unseenCategories()).isEqualTo(unseen ? List.of("accident_type") : List.of());
    }

    @Test
    void shouldLeaveEveryIndicatorOfAnUnknownAccidentTypeMissing() {
        assertThat(indicators(compute(bare().build()))).allMatch(value -> value.isNaN());
    }

    @Test
    void shouldTellUnknownFromZero() {
        // Given
        ClaimAccepted claim = full().build();

        // When
        FeatureVector known = compute(claim);
        FeatureVector unknown = compute(bare().build());

        // Then
        assertThat(value(known, "special_health_expenses")).isZero();
        assertThat(value(known, "special_fixes")).isNaN();
        assertThat(value(known, "missing_heads")).isEqualTo(12f);
        assertThat(value(known, "sum_special")).isEqualTo(105.7625f);
        assertThat(value(known, "sum_general")).isEqualTo(780f);
        assertThat(value(known, "sum_heads")).isEqualTo(885.76f);
        assertThat(known.sumOfHeads()).isEqualByComparingTo("885.76");
        assertThat(value(unknown, "sum_heads")).isNaN();
        assertThat(unknown.sumOfHeads()).isEqualByComparingTo("0.00");
    }

    @Test
    void shouldCountCalendarDaysFromAccidentToClaim() {
        // Given
        Accident late = Accident.newBuilder()
                .setDate(Instant.parse("2024-02-28T23:59:59Z"))
                .build();

        // When
        FeatureVector vector = compute(bare().setAccident(late)
                .setClaimDate(Instant.parse("2024-03-01T00:00:00Z"))
                .build());

        // Then
        assertThat(value(vector, "claim_lag_days")).isEqualTo(2f);
        assertThat(value(compute(bare().setAccident(late).build()), "claim_lag_days"))
                .isNaN();
    }

    @Test
    void shouldTakeInTheHistoryOfWhomTheClaimNames() {
        // When
        FeatureVector vector = compute(
                full().build(),
                history(EntityKind.PROVIDER).build(),
                noHistory(EntityKind.CLAIMANT).build());

        // Then
        assertThat(value(vector, "provider_claims_90")).isEqualTo(2f);
        assertThat(value(vector, "provider_claimed_90")).isEqualTo(1234.56f);
        assertThat(value(vector, "provider_settlement_ratio_90")).isEqualTo(0.75f);
        assertThat(value(vector, "provider_days_since_last_claim")).isEqualTo(12f);
        assertThat(value(vector, "claimant_claims_365")).isZero();
        assertThat(value(vector, "claimant_settlement_ratio_365")).isNaN();
        assertThat(value(vector, "claimant_days_since_last_claim")).isNaN();
        assertThat(value(compute(bare().build()), "provider_claims_90")).isNaN();
    }

    @Test
    void shouldGiveEveryFeatureOneGroupAndEveryGroupWords() {
        // Given
        List<Float> full =
                compute(full().build(), history(EntityKind.CLAIMANT).build()).asList();
        List<Float> bare = compute(bare().build()).asList();

        // When
        List<Integer> indexes = FeatureGroups.ALL.stream()
                .flatMap(group -> group.indexes().stream())
                .sorted()
                .toList();

        // Then
        assertThat(indexes).hasSameSizeAs(FeatureSetV1.NAMES).doesNotHaveDuplicates();
        assertThat(FeatureGroups.ALL).allSatisfy(group -> {
            assertThat(FeatureText.describe(group.name(), full, "GBP")).isNotBlank();
            assertThat(FeatureText.describe(group.name(), bare, "GBP")).doesNotContain("NaN");
        });
        assertThat(FeatureGroups.of("accident_type_other")).isEqualTo("accident_type");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "amount_claimed|Total claimed GBP 885.76 (special damages GBP 105.76, general damages GBP 780.00)",
                "missing_heads|12 heads of loss not known yet",
                "special_usage_loss|Loss of use GBP 90.10",
                "special_fixes|Fixes is not stated",
                "prognosis_months|Prognosis of 6 months",
                "claim_lag_days|Claim made 198 days after the accident",
                "accident_type|Accident: Rear end - Clt pushed into next vehicle",
                "dominant_injury|Dominant injury: Multiple",
                "whiplash|Whiplash: yes",
                "exceptional_circumstances|Exceptional circumstances: no",
                "revision_count|1 revision of the claim so far",
                "claimant_history|Earlier claims of this claimant in GBP in a year: 5, settled at 33 % of what was claimed",
                "provider_history|No provider named"
            })
    void shouldSayAGroupInWords(String group, String words) {
        // When
        List<Float> values =
                compute(full().build(), history(EntityKind.CLAIMANT).build()).asList();

        // Then
        assertThat(FeatureText.describe(group, values, "GBP")).isEqualTo(words);
    }

    @Test
    void shouldHaveWordsForEveryGroupWhateverIsMissing() {
        // Given
        List<Float> nothing = Collections.nCopies(FeatureSetV1.NAMES.size(), Float.NaN);

        // When, Then
        assertThat(FeatureGroups.ALL).allSatisfy(group -> assertThat(FeatureText.describe(group.name(), nothing, "GBP"))
                .isNotBlank()
                .doesNotContain("NaN"));
        assertThat(FeatureText.describe("missing_heads", nothing, "GBP"))
                .isEqualTo("An unknown number of heads of loss not known yet");
    }

    @ParameterizedTest
    @CsvSource({
        "120.5,Whiplash: yes; this raises the estimate by GBP 120.50.",
        "-1234.00,'Whiplash: yes; this lowers the estimate by GBP 1,234.00.'",
        "0.00,Whiplash: yes; this does not move the estimate."
    })
    void shouldSayWhichWayAGroupMovesTheEstimate(BigDecimal amount, String sentence) {
        // When
        List<Float> values = compute(full().build()).asList();

        // Then
        assertThat(FeatureText.sentence("whiplash", values, "GBP", amount)).isEqualTo(sentence);
    }

    @Test
    void shouldRefuseUnknownNames() {
        assertThatThrownBy(() -> FeatureGroups.index("gender")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FeatureText.describe("gender", List.of(), "GBP"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static FeatureVector compute(ClaimAccepted claim, EntitySnapshot... snapshots) {
        return FeatureSetV1.compute(claim, 1, Arrays.asList(snapshots));
    }

    private static FeatureVector withPrognosis(String prognosis) {
        return compute(
                bare().setInjury(Injury.newBuilder().setPrognosis(prognosis).build())
                        .build());
    }

    private static float value(FeatureVector vector, String name) {
        return vector.values()[FeatureGroups.index(name)];
    }

    private static List<Float> indicators(FeatureVector vector) {
        return FeatureSetV1.NAMES.stream()
                .filter(name -> name.startsWith("accident_type_"))
                .map(name -> value(vector, name))
                .toList();
    }
}
