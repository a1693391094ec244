package io.claimstream.domain.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.Submissions;
import io.claimstream.domain.claim.HeadOfLoss;
import io.claimstream.domain.validation.ClaimValidation;
import io.claimstream.event.ClaimSubmitted;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MotorInjuryRowTest {

    @Property(tries = 300)
    void shouldLoseNothing(@ForAll("rows") Map<String, String> row) {
        RowOutcome.Read read = read(row);

        assertThat(MotorInjuryCells.of(read.claim(), read.settlement())).isEqualTo(row);
        assertThat(ClaimValidation.check(read.claim(), Submissions.INGESTED_AT)).isEmpty();
    }

    @Property(tries = 300)
    void shouldMakeIdsFromContentOnly(
            @ForAll("rows") Map<String, String> row, @ForAll("rows") Map<String, String> other) {
        Map<String, String> unsettled = with(row, MotorInjuryRow.SETTLEMENT, "");
        Map<String, String> otherUnsettled = with(other, MotorInjuryRow.SETTLEMENT, "");

        assertThat(read(unsettled).claim()).isEqualTo(read(row).claim());
        assertThat(read(row).claim().getClaimId().equals(read(other).claim().getClaimId()))
                .isEqualTo(unsettled.equals(otherUnsettled));
    }

    @Test
    void shouldReadAnEmptyRow() {
        RowOutcome.Read read = read(emptyRow());

        assertThat(read.settlement()).isEmpty();
        assertThat(read.claim().getEventTime()).isEmpty();
        assertThat(read.claim().getClaimId()).matches("row-[0-9a-f]{32}");
        assertThat(ClaimValidation.check(read.claim(), Submissions.INGESTED_AT)).isEmpty();
    }

    @Test
    void shouldKeepFourDecimalsOfAHead() {
        ClaimSubmitted claim =
                read(with(emptyRow(), "SpecialTripCosts", "15.6625")).claim();

        assertThat(claim.getHeadsOfLoss().getSpecialTripCosts()).contains(new BigDecimal("15.6625"));
    }

    @Test
    void shouldTakeFloatingPointNoiseOutOfASettlement() {
        assertThat(read(with(emptyRow(), "SettlementValue", "1044.8200000000003"))
                        .settlement())
                .contains(new BigDecimal("1044.82"));
    }

    @Test
    void shouldReadARowOfAFileWithoutSettlements() {
        Map<String, String> row = emptyRow();
        row.remove(MotorInjuryRow.SETTLEMENT);

        assertThat(read(row).settlement()).isEmpty();
    }

    @Test
    void shouldReadOddFormsOfTheSameValueAlike() {
        Map<String, String> plain = emptyRow();
        plain.put("Vehicle Age", "4.0");
        plain.put("Whiplash", "Yes");
        plain.put("GeneralFixed", "260.0");
        plain.put("Claim Date", "2024-05-01 00:00:00.000000");
        Map<String, String> odd = new HashMap<>(plain);
        odd.put("Vehicle Age", " 4");
        odd.put("Whiplash", "yes ");
        odd.put("GeneralFixed", "260");
        odd.put("Claim Date", "2024-05-01");

        assertThat(read(odd).claim()).isEqualTo(read(plain).claim());
    }

    @ParameterizedTest
    @CsvSource({
        "Vehicle Age, 4.5",
        "Driver Age, old",
        "Number of Passengers, 99999999999",
        "Whiplash, maybe",
        "Accident Date, 10/11/2023",
        "Claim Date, 2023-02-30 00:00:00",
        "GeneralFixed, much",
        "GeneralFixed, 1E+999999999",
        "GeneralFixed, 1.00009",
        "SettlementValue, 10.004",
        "claim_id, -7"
    })
    void shouldNameLineAndColumnOfWhatItCannotRead(String column, String cell) {
        RowOutcome outcome = MotorInjuryRow.read(with(emptyRow(), column, cell), 7, "import");

        List<CellProblem> problems = outcome.fold(read -> List.of(), RowOutcome.Unreadable::problems);
        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(7);
            assertThat(problem.column()).isEqualTo(column);
            assertThat(problem.reason()).startsWith("Expected ").doesNotContain(cell);
        });
    }

    @Test
    void shouldNameEveryMissingColumn() {
        assertThat(MotorInjuryRow.missingColumns(List.of("SettlementValue"))).hasSize(35);
        assertThat(MotorInjuryRow.missingColumns(emptyRow().keySet())).isEmpty();
        assertThat(((RowOutcome.Unreadable) MotorInjuryRow.read(Map.of(), 2, "import")).problems())
                .hasSize(35);
    }

    @Test
    void shouldTakeTheIdThatARowGives() {
        ClaimSubmitted made = read(emptyRow()).claim();

        ClaimSubmitted given =
                read(with(emptyRow(), MotorInjuryRow.CLAIM_ID, " 2026/7 ")).claim();
        assertThat(given.getClaimId()).isEqualTo("2026/7");
        assertThat(given.getPolicy()).isEqualTo(made.getPolicy());
        assertThat(read(with(emptyRow(), MotorInjuryRow.CLAIM_ID, "")).claim()).isEqualTo(made);
    }

    @Test
    void shouldNameEveryColumnThatARowCannotHave() {
        assertThat(MotorInjuryRow.unknownColumns(List.of("Whiplash", "whiplash", "claim_id", "SettlementValue", "")))
                .containsExactly("whiplash", "");
    }

    @Provide
    Arbitrary<Map<String, String>> rows() {
        return Arbitraries.randomValue(random -> {
            Map<String, String> row = emptyRow();
            row.replaceAll((column, empty) -> random.nextInt(30) == 0 ? "" : CsvForm.random(column, random));
            return row;
        });
    }

    private static Map<String, String> emptyRow() {
        Map<String, String> row = new HashMap<>();
        row.put(MotorInjuryRow.SETTLEMENT, "");
        MotorInjuryRow.requiredColumns().forEach(column -> row.put(column, ""));
        assertThat(row).hasSize(19 + HeadOfLoss.values().length);
        return row;
    }

    private static Map<String, String> with(Map<String, String> row, String column, String cell) {
        Map<String, String> changed = new HashMap<>(row);
        changed.put(column, cell);
        return changed;
    }

    private static RowOutcome.Read read(Map<String, String> row) {
        return (RowOutcome.Read) MotorInjuryRow.read(row, 2, "import");
    }
}
