package io.claimstream.launcher.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.claimstream.domain.importing.CellProblem;
import io.claimstream.domain.importing.RowOutcome;
import io.claimstream.domain.importing.RowOutcome.Read;
import io.claimstream.domain.importing.RowOutcome.Unreadable;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.launcher.command.BadInputException;
import io.claimstream.launcher.importing.CsvRows.Row;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvRowsTest {

    private static final MotorRow ROW = MotorRow.ofDriverAged(41);

    @TempDir
    private Path directory;

    @Test
    void shouldReadRowsWithTheirLines() {
        // Given
        Path file = MotorRow.file(directory, ROW.settledFor("1100.50"), MotorRow.ofDriverAged(42));

        // When
        List<Row> rows = rows(file);

        // Then
        assertThat(rows).extracting(Row::line).containsExactly(2L, 3L);
        assertThat(read(rows.get(0)).settlement()).contains(new BigDecimal("1100.50"));
        assertThat(read(rows.get(1)).settlement()).isEmpty();
        assertThat(claim(rows.get(0)).getClaimId())
                .isNotEqualTo(claim(rows.get(1)).getClaimId());
        assertThat(claim(rows.get(0)).getInsurer()).isEqualTo("import");
    }

    @Test
    void shouldNameLineAndColumnOfEveryCellThatCannotBeRead() {
        // Given
        Path file = MotorRow.file(
                directory, ROW, ROW.with("Driver Age", "old").with("Whiplash", "maybe"), MotorRow.ofDriverAged(43));

        // When
        List<Row> rows = rows(file);

        // Then
        assertThat(problems(rows.get(1)))
                .extracting(CellProblem::line, CellProblem::column)
                .containsExactlyInAnyOrder(tuple(3, "Driver Age"), tuple(3, "Whiplash"));
        assertThat(rows.get(2).outcome()).isInstanceOf(Read.class);
    }

    @Test
    void shouldReadCommasQuotesAndBreaksInQuotedCells() {
        // Given
        Path file = MotorRow.file(
                directory,
                ROW.with("Accident Description", "\"At a crossing, \"\"slowly\"\",\nthen hit.\""),
                MotorRow.ofDriverAged(42).with("Whiplash", "maybe"));

        // When
        List<Row> rows = rows(file);

        // Then
        assertThat(claim(rows.get(0)).getAccidentDescription()).contains("At a crossing, \"slowly\",\nthen hit.");
        assertThat(rows).extracting(Row::line).containsExactly(2L, 4L);
        assertThat(problems(rows.get(1))).extracting(CellProblem::line).containsExactly(4);
    }

    @Test
    void shouldTakeEmptyCellsForNothing() {
        // When
        List<Row> rows = rows(MotorRow.file(directory, ROW));

        // Then
        ClaimSubmitted claim = claim(rows.get(0));
        assertThat(claim.getInjury().getWhiplash()).isEmpty();
        assertThat(claim.getClaimDate()).isEmpty();
        assertThat(claim.getHeadsOfLoss().getSpecialEarningsLoss()).isEmpty();
    }

    @Test
    void shouldPassOverAByteOrderMark() {
        // When
        List<Row> rows = rows(MotorRow.write(directory, "\uFEFF" + MotorRow.header() + "\n" + ROW.line() + "\n"));

        // Then
        assertThat(claim(rows.get(0)).getAccident().getType()).contains("Rear end");
    }

    @Test
    void shouldReadLinesThatEndAsOnWindowsAlike() {
        // Given
        String second = MotorRow.ofDriverAged(42).with("Whiplash", "maybe").line();

        // When
        List<Row> unix = rows(MotorRow.write(directory, MotorRow.header() + "\n" + ROW.line() + "\n" + second + "\n"));
        List<Row> windows =
                rows(MotorRow.write(directory, MotorRow.header() + "\r\n" + ROW.line() + "\r\n" + second + "\r\n"));

        // Then
        assertThat(windows).isEqualTo(unix).extracting(Row::line).containsExactly(2L, 3L);
    }

    @Test
    void shouldReadALastLineWithoutAnEnd() {
        // When
        List<Row> rows = rows(MotorRow.write(directory, MotorRow.header() + "\n" + ROW.line()));

        // Then
        assertThat(rows).extracting(Row::line).containsExactly(2L);
    }

    @Test
    void shouldPassOverEmptyLinesButCountThem() {
        // When
        List<Row> rows = rows(MotorRow.write(directory, MotorRow.header() + "\n\n\n" + ROW.line() + "\n\n"));

        // Then
        assertThat(rows).extracting(Row::line).containsExactly(4L);
    }

    @Test
    void shouldRefuseAFileThatLacksColumns() {
        // Given
        Path file = MotorRow.write(
                directory,
                MotorRow.header().replace("Gender,", "").replace("Whiplash,", "") + "\n" + ROW.line() + "\n");

        // When, Then
        assertThatThrownBy(() -> rows(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("these are missing: Whiplash, Gender.");
    }

    @Test
    void shouldReadAFileWithoutSettlements() {
        // Given
        String header = MotorRow.header().replace(",SettlementValue", "");
        String line = ROW.line();

        // When
        List<Row> rows =
                rows(MotorRow.write(directory, header + "\n" + line.substring(0, line.lastIndexOf(',')) + "\n"));

        // Then
        assertThat(read(rows.get(0)).settlement()).isEmpty();
    }

    @Test
    void shouldReadAFileWithAColumnMore() {
        // When
        List<Row> rows = rows(MotorRow.write(directory, MotorRow.header() + ",Handler\n" + ROW.line() + ",Jo\n"));

        // Then
        assertThat(rows.get(0).outcome()).isInstanceOf(Read.class);
    }

    @Test
    void shouldReportARowWithACellMoreOrLess() {
        // When
        List<Row> rows = rows(MotorRow.write(
                directory,
                MotorRow.header() + "\n" + ROW.line() + ",\n"
                        + ROW.line().substring(1 + ROW.line().indexOf(',')) + "\n" + ROW.line() + "\n"));

        // Then
        int columns = MotorRow.header().split(",", -1).length;
        assertThat(problems(rows.get(0)))
                .containsExactly(new CellProblem(
                        2, "(all)", "Expected " + columns + " cells, but the row has " + (columns + 1) + "."));
        assertThat(problems(rows.get(1)))
                .containsExactly(new CellProblem(
                        3, "(all)", "Expected " + columns + " cells, but the row has " + (columns - 1) + "."));
        assertThat(rows.get(2).outcome()).isInstanceOf(Read.class);
    }

    @Test
    void shouldReportTextThatIsNotUtf8() throws Exception {
        // Given
        String text = MotorRow.header() + "\n"
                + ROW.with("Accident Description", "Zürich").line() + "\n";
        Path file = Files.write(directory.resolve("latin.csv"), text.getBytes(StandardCharsets.ISO_8859_1));

        // When
        List<Row> rows = rows(file);

        // Then
        assertThat(problems(rows.get(0)))
                .containsExactly(new CellProblem(2, "Accident Description", "Expected text in UTF-8."));
    }

    @Test
    void shouldRefuseAnEmptyFile() {
        // Given
        Path file = MotorRow.write(directory, "");

        // When, Then
        assertThatThrownBy(() -> rows(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("claims.csv");
    }

    @Test
    void shouldFindNoRowsBelowAHeaderAlone() {
        assertThat(rows(MotorRow.write(directory, MotorRow.header() + "\n"))).isEmpty();
        assertThat(rows(MotorRow.write(directory, MotorRow.header()))).isEmpty();
    }

    @Test
    void shouldRefuseAHeaderThatNamesAColumnTwice() {
        // Given
        Path file = MotorRow.write(directory, MotorRow.header() + ",Gender\n");

        // When, Then
        assertThatThrownBy(() -> rows(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("a name for each column");
    }

    @Test
    void shouldRefuseAFileThatIsNotThere() {
        assertThatThrownBy(() -> rows(directory.resolve("none.csv")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("none.csv");
    }

    private static List<Row> rows(Path file) {
        try (CsvRows rows = CsvRows.open(file, "import")) {
            List<Row> all = new ArrayList<>();
            rows.forEachRemaining(all::add);
            return all;
        }
    }

    private static Read read(Row row) {
        RowOutcome outcome = row.outcome();
        assertThat(outcome).isInstanceOf(Read.class);
        return (Read) outcome;
    }

    private static ClaimSubmitted claim(Row row) {
        return read(row).claim();
    }

    private static List<CellProblem> problems(Row row) {
        RowOutcome outcome = row.outcome();
        assertThat(outcome).isInstanceOf(Unreadable.class);
        return ((Unreadable) outcome).problems();
    }
}
