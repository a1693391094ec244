package io.claimstream.launcher.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimstream.domain.ledger.KeptEnd;
import io.claimstream.domain.ledger.LedgerHash;
import io.claimstream.launcher.command.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeptOutputTest {

    private static final String ONE = "1".repeat(64);
    private static final String TWO = "2".repeat(64);

    @TempDir
    Path folder;

    @Test
    void shouldReadTheEndsOfChains() throws IOException {
        // When
        Path file = written(
                """
                {"entries": 7, "faults": 0, "chains": [
                  {"partition": 0, "entries": 7, "hash": "%s", "signedUpTo": 6, "head": 2, "headHash": "%s", "keyId": "k"},
                  {"partition": 1, "entries": 0, "hash": "%s"}]}
                """
                        .formatted(ONE, TWO, LedgerHash.NONE));

        // Then
        assertThat(KeptOutput.read(file))
                .containsExactly(
                        new KeptEnd(0, 7, ONE, 2, TWO), new KeptEnd(1, 0, LedgerHash.NONE, 0, LedgerHash.NONE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no json",
                "{}",
                "{\"chains\": []}",
                "{\"chains\": [{\"entries\": 1, \"hash\": \"abc\"}]}",
                "{\"chains\": [{\"partition\": 0, \"entries\": -1, \"hash\": \"abc\"}]}",
                "{\"chains\": [{\"partition\": 0, \"entries\": 1, \"hash\": \"abc\"}]}"
            })
    void shouldRefuseWhatIsNoSuchOutput(String text) throws IOException {
        // When
        Path file = written(text);

        // Then
        assertThatThrownBy(() -> KeptOutput.read(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("audit verify --output json");
    }

    @Test
    void shouldSayThatAFileIsNotThere() {
        assertThatThrownBy(() -> KeptOutput.read(folder.resolve("none.json")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("cannot be read");
    }

    private Path written(String text) throws IOException {
        return Files.writeString(folder.resolve("kept.json"), text);
    }
}
