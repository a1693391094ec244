package io.claimstream.benchmarks.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.benchmarks.pages.PagesReport.Asked;
import io.claimstream.benchmarks.pages.PagesReport.Watched;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class PagesReportTest {

    @Test
    void shouldSayWhetherThePageIsFastAndSmooth() {
        assertThat(report(249_000_000, 99).goals().met()).isTrue();
        assertThat(report(251_000_000, 99).goals().met()).isFalse();
        assertThat(report(249_000_000, 101).goals().met()).isFalse();
    }

    @Test
    void shouldTellWhatIsAskedAsManyRows() {
        assertThat(report(50_000_000, 60).toTable())
                .contains("1000 claims wait, a row 2.00 ms", "first page", "25.0", "2,000 events/s", "12.5%");
    }

    private static PagesReport report(long pageNanos, double longestTask) {
        return PagesReport.of(
                1_000,
                List.of(Asked.of("first page", one(pageNanos))),
                one(2_000_000),
                List.of(new Watched("2,000 events/s", 20, 1_990, 1, longestTask, 24, 0.02, 0.125, 3, 3.5)));
    }

    private static Histogram one(long nanos) {
        Histogram histogram = new Histogram(5);
        histogram.recordValue(nanos);
        return histogram;
    }
}
