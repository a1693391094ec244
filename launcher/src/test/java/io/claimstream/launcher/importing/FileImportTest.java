package io.claimstream.launcher.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.launcher.command.OutsideWorldException;
import io.claimstream.launcher.command.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FileImportTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final FakeClaimsApi api = new FakeClaimsApi();
    private final StringWriter said = new StringWriter();

    @TempDir
    private Path directory;

    @Test
    void shouldSubmitEveryRowOnceAndSayHowEachEnded() throws Exception {
        // Given: the third row repeats the first, the last cannot be read
        Path file = MotorRow.file(
                directory,
                MotorRow.ofDriverAged(41),
                MotorRow.ofDriverAged(42).with("AccidentType", FakeClaimsApi.REJECTED),
                MotorRow.ofDriverAged(41),
                MotorRow.ofDriverAged(43).with("AccidentType", FakeClaimsApi.REFUSED),
                MotorRow.ofDriverAged(44).with("Whiplash", "maybe"));

        // When
        ImportTotals totals = run(file, "one", false, PATIENCE);

        // Then
        assertThat(totals.toJson().toString())
                .isEqualTo(
                        "{\"rows\":5,\"accepted\":1,\"rejected\":1,\"unreadable\":2,\"duplicates\":1,\"settlements\":0}");
        assertThat(api.submitted).hasSize(3).doesNotHaveDuplicates();
        assertThat(said.toString())
                .contains(file + ":5: refused: 400 TEXT_BLANK")
                .contains(file + ":6: column 'Whiplash': Expected Yes or No");
    }

    @Test
    void shouldRecordWhatWasPaidWhenAsked() throws Exception {
        // Given
        Path file =
                MotorRow.file(directory, MotorRow.ofDriverAged(41).settledFor("1100.50"), MotorRow.ofDriverAged(42));

        // When
        ImportTotals totals = run(file, "one", true, PATIENCE);

        // Then
        assertThat(totals.accepted).hasValue(2);
        assertThat(totals.settlements).hasValue(1);
        assertThat(api.settlements().values()).containsExactly(new BigDecimal("1100.50"));
    }

    @Test
    void shouldLeaveOutWhatWasPaidUnlessAsked() throws Exception {
        // Given
        Path file = MotorRow.file(directory, MotorRow.ofDriverAged(41).settledFor("1100.50"));

        // When
        ImportTotals totals = run(file, "one", false, PATIENCE);

        // Then
        assertThat(totals.settlements).hasValue(0);
        assertThat(api.settled).isEmpty();
    }

    @Test
    void shouldAddNothingTheSecondTime() throws Exception {
        // Given
        Path file = MotorRow.file(
                directory,
                MotorRow.ofDriverAged(41).settledFor("1100.50"),
                MotorRow.ofDriverAged(42),
                MotorRow.ofDriverAged(43).with("AccidentType", FakeClaimsApi.REJECTED));
        run(file, "one", true, PATIENCE);

        // When: once with its journal, once as if from another machine
        ImportTotals again = run(file, "one", true, PATIENCE);
        ImportTotals elsewhere = run(file, "another", true, PATIENCE);

        // Then
        String totals =
                "{\"rows\":3,\"accepted\":2,\"rejected\":1,\"unreadable\":0,\"duplicates\":3,\"settlements\":1}";
        assertThat(again.toJson().toString()).isEqualTo(totals);
        assertThat(elsewhere.toJson().toString()).isEqualTo(totals);
        assertThat(api.submitted).hasSize(3);
        assertThat(api.settled).hasSize(1);
    }

    @Test
    void shouldSettleInASecondImportWhatTheFirstLeftOut() throws Exception {
        // Given
        Path file = MotorRow.file(directory, MotorRow.ofDriverAged(41).settledFor("1100.50"));
        run(file, "one", false, PATIENCE);

        // When
        ImportTotals totals = run(file, "one", true, PATIENCE);

        // Then
        assertThat(totals.settlements).hasValue(1);
        assertThat(api.submitted).hasSize(1);
        assertThat(api.settled).hasSize(1);
    }

    @Test
    void shouldGiveUpWhenNothingMoves() throws Exception {
        // Given
        Path stuck =
                MotorRow.file(directory, MotorRow.ofDriverAged(41).with("AccidentType", FakeClaimsApi.NEVER_ANSWERED));

        // When, Then
        assertThatThrownBy(() -> run(stuck, "one", false, Duration.ofMillis(1)))
                .isInstanceOf(OutsideWorldException.class)
                .hasMessageContaining("Expected outcomes of the submitted claims");
        assertThat(api.submitted).hasSize(1);
    }

    private ImportTotals run(Path file, String journal, boolean withOutcomes, Duration limit)
            throws InterruptedException {
        try (CsvRows rows = CsvRows.open(file, "import");
                ImportJournal finished = ImportJournal.open(directory.resolve(journal + ".journal"))) {
            ImportOptions options = new ImportOptions(file, withOutcomes, 4, limit);
            return new FileImport(api, finished, options, Progress.plain(new PrintWriter(said, true))).run(rows);
        }
    }
}
