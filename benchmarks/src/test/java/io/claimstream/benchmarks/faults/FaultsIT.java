package io.claimstream.benchmarks.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** The fault driver as {@code benchmarks/run faults --quick} runs it. */
class FaultsIT {

    private static final long SEED = 1;
    private static final int ROUNDS = 5;
    private static final double EVENTS_PER_SECOND = 60;

    @Test
    @Timeout(540)
    void shouldLoseDoubleAndChangeNothingWhateverFails(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory)
            throws Exception {
        // When
        FaultsReport report = FaultsCommand.run(new FaultsPlan(SEED, ROUNDS, EVENTS_PER_SECOND), directory);

        // Then
        assertThat(report.isWell())
                .as("seed " + SEED + ", logs in " + directory.resolve("logs") + "\n" + report.toTable())
                .isTrue();
    }
}
