package io.claimstream.benchmarks.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;

class SearchCommandTest {

    @Test
    @Timeout(120)
    void shouldListClaimsWhileTheyChange() throws Exception {
        // Given
        SearchCommand command = new SearchCommand();
        new CommandLine(command).parseArgs("--quick");

        // Then: whether it was fast enough is not looked at here, and a failure is thrown.
        assertThat(command.call()).isBetween(0, 1);
    }

    @Test
    void shouldSayWhetherAPageIsFastEnough() {
        assertThat(report(99_000_000).goals().met()).isTrue();
        assertThat(report(150_000_000).goals().met()).isFalse();
        assertThat(report(50_000_000).ratioP50()).isBetween(49.0, 51.0);
    }

    private static SearchReport report(long nanos) {
        Histogram lists = new Histogram(5);
        Histogram rows = new Histogram(5);
        lists.recordValue(nanos);
        rows.recordValue(1_000_000);
        return SearchReport.of(1_000, 1, lists, rows);
    }
}
