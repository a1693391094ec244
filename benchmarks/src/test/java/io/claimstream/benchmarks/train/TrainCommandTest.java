package io.claimstream.benchmarks.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.benchmarks.train.TrainReport.Beside;
import io.claimstream.model.training.TrainingResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

class TrainCommandTest {

    private static final long GIBIBYTE = 1L << 30;

    @Test
    @Timeout(120)
    void shouldTrainInAProcessOfItsOwn() {
        assertThat(new CommandLine(new TrainCommand()).execute("--rows", "500", "--trees", "4", "--without-scoring"))
                .isZero();
    }

    @Test
    void shouldSayWhetherTheMemoryIsEnough() {
        TrainingResult result = new TrainingResult(1_000_000, 300, 0.1, "", 90_000);

        assertThat(TrainReport.of(result, 60, 4 * GIBIBYTE, null).goals().met()).isFalse();
        assertThat(TrainReport.of(result, 60, 4 * GIBIBYTE - 1, null).goals().met())
                .isTrue();
        assertThat(TrainReport.of(result, 60, GIBIBYTE, null).toTable())
                .contains("90.0")
                .contains("1024");
    }

    @Test
    void shouldSayWhetherScoringSufferedTooMuch() {
        TrainingResult result = new TrainingResult(1_000_000, 300, 0.1, "", 90_000);

        assertThat(TrainReport.of(result, 60, GIBIBYTE, Beside.of(300, 200, 400, true))
                        .goals()
                        .met())
                .isTrue();
        assertThat(TrainReport.of(result, 60, GIBIBYTE, Beside.of(300, 200, 401, true))
                        .goals()
                        .met())
                .isFalse();
        assertThat(TrainReport.of(result, 60, GIBIBYTE, Beside.of(300, 200, 300, false))
                        .goals()
                        .met())
                .isFalse();
        assertThat(TrainReport.of(result, 60, GIBIBYTE, Beside.of(300, 200, 300, true))
                        .toTable())
                .contains("300.0 ms meanwhile (1.50 times)");
    }

    @Test
    void shouldMakeTheSameClaimsFromTheSameSeed() {
        String one = SyntheticClaims.of(50, 60, 1).sha256();

        assertThat(SyntheticClaims.of(50, 60, 1).sha256()).isEqualTo(one);
        assertThat(SyntheticClaims.of(50, 60, 2).sha256()).isNotEqualTo(one);
    }
}
