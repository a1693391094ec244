package io.claimstream.launcher.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.launcher.importing.ImportJournal.Done;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportJournalTest {

    private static final ImportedRow FIRST = row("row-1", Optional.empty());
    private static final ImportedRow SECOND = row("row-2", Optional.empty());

    @TempDir
    private Path directory;

    private Path file = Path.of("");

    @BeforeEach
    void name() {
        file = directory.resolve("imports").resolve("one.journal");
    }

    @Test
    void shouldKnowNothingAtFirst() {
        try (ImportJournal journal = ImportJournal.open(file)) {
            assertThat(journal.isFinished(FIRST)).isFalse();
            assertThatThrownBy(() -> journal.get(FIRST)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void shouldRememberWhatWasNotedBefore() {
        // Given
        try (ImportJournal journal = ImportJournal.open(file)) {
            journal.note(FIRST, Done.REJECTED);
        }

        // When
        try (ImportJournal again = ImportJournal.open(file)) {
            // Then
            assertThat(again.isFinished(FIRST)).isTrue();
            assertThat(again.get(FIRST)).isEqualTo(Done.REJECTED);
            assertThat(again.isFinished(SECOND)).isFalse();
        }
    }

    @Test
    void shouldGoOnWithASettlementThatIsWantedNow() {
        // Given
        ImportedRow settled = row("row-1", Optional.of(new BigDecimal("10.00")));
        try (ImportJournal journal = ImportJournal.open(file)) {
            journal.note(FIRST, Done.SCORED);
        }

        // When
        try (ImportJournal again = ImportJournal.open(file)) {
            // Then
            assertThat(again.isFinished(FIRST)).isTrue();
            assertThat(again.isFinished(settled)).isFalse();
            again.note(settled, Done.SETTLED);
            assertThat(again.isFinished(settled)).isTrue();
        }
    }

    @Test
    void shouldWriteEachLineAtOnceAndOnce() throws IOException {
        // Given
        try (ImportJournal journal = ImportJournal.open(file)) {
            // When
            journal.note(FIRST, Done.SCORED);
            journal.note(FIRST, Done.SCORED);
            journal.note(FIRST, Done.SETTLED);

            // Then: written before the journal is closed
            assertThat(Files.readString(file)).isEqualTo("SCORED row-1.\nSETTLED row-1.\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "S", "SCORED", "SCORED ", "SCORED row-", "SCORED row-2", "SCORED row-2.", "CUT row-2."})
    void shouldPassOverALineThatWasCutAndGoOnAfterIt(String cut) throws IOException {
        // Given
        Files.createDirectories(file.getParent());
        Files.writeString(file, "SCORED row-1.\n" + cut);
        ImportedRow third = row("row-3", Optional.empty());

        // When
        boolean secondFinished;
        try (ImportJournal journal = ImportJournal.open(file)) {
            secondFinished = journal.isFinished(SECOND);
            journal.note(third, Done.SCORED);
        }

        // Then
        assertThat(secondFinished).isEqualTo(cut.equals("SCORED row-2."));
        try (ImportJournal again = ImportJournal.open(file)) {
            assertThat(again.isFinished(FIRST)).isTrue();
            assertThat(again.isFinished(third)).isTrue();
            assertThat(again.isFinished(SECOND)).isEqualTo(secondFinished);
        }
    }

    private static ImportedRow row(String claimId, Optional<BigDecimal> settlement) {
        return new ImportedRow(2, "import", claimId, settlement);
    }
}
