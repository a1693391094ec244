package io.claimstream.launcher.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.event.ClaimSubmitted;
import io.claimstream.launcher.importing.ImportJournal.Done;
import io.claimstream.schemas.json.EventJson;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class RowEndingTest {

    private static final ImportedRow ROW = new ImportedRow(2, "acme", "c-1", Optional.of(new BigDecimal("900.00")));

    @TempDir
    Path directory;

    @Test
    void shouldEndRowWhoseClaimDiedInsteadOfWaiting() throws Exception {
        // Given
        try (ImportJournal journal = journal()) {
            RowEnding ending = ending(journal, "pending", "deadLettered");

            // When
            Done done = ending.await(ROW);

            // Then
            assertThat(done).isEqualTo(Done.REJECTED);
            assertThat(journal.isFinished(ROW)).isFalse();
        }
    }

    @Test
    void shouldSettleRowWhoseDeadLetterWasPutBack() throws Exception {
        // Given
        try (ImportJournal journal = journal()) {
            ending(journal, "deadLettered").await(ROW);

            // When
            Done done = ending(journal, "pending", "scored").await(ROW);

            // Then
            assertThat(done).isEqualTo(Done.SETTLED);
            assertThat(journal.isFinished(ROW)).isTrue();
        }
    }

    @Test
    void shouldRememberRejectedRow() throws Exception {
        // Given
        try (ImportJournal journal = journal()) {

            // When
            Done done = ending(journal, "rejected").await(ROW);

            // Then
            assertThat(done).isEqualTo(Done.REJECTED);
            assertThat(journal.isFinished(ROW)).isTrue();
        }
    }

    private ImportJournal journal() {
        return ImportJournal.open(directory.resolve("journal"));
    }

    private static RowEnding ending(ImportJournal journal, String... statuses) {
        return new RowEnding(
                new Answers(new ArrayDeque<>(List.of(statuses))), journal, new Stall(Duration.ofSeconds(10)));
    }

    /** An API that gives one status after the other, and takes every settlement. */
    private record Answers(Queue<String> statuses) implements ClaimsApi {

        @Override
        public Optional<String> submit(ClaimSubmitted claim) {
            return Optional.empty();
        }

        @Override
        public Optional<ClaimState> find(String insurer, String claimId) {
            String status = statuses.remove();
            return Optional.of(ClaimState.of(EventJson.parse(
                    """
                                    {"currentScoreId": "s_1", "revisions": [{"revision": 1, "status": "%s"}], "feedback": []}
                                    """
                            .formatted(status))));
        }

        @Override
        public boolean settle(String scoreId, String claimId, BigDecimal amount) {
            return true;
        }
    }
}
