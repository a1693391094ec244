package io.claimstream.benchmarks.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.opentest4j.TestAbortedException;
import picocli.CommandLine;

class SearchCommandTest {

    @Test
    @Timeout(120)
    void shouldAskTheEmbeddedDatabaseWhileClaimsChange() throws Exception {
        assertThat(quick("H2")).isBetween(0, 1);
    }

    /** PostgreSQL refuses to run as root, and not every machine has a user namespace to start it in. */
    @Test
    @Timeout(120)
    void shouldAskPostgresWhileClaimsChange() throws Exception {
        // Given
        try (EmbeddedPostgres started = EmbeddedPostgres.start()) {
            assertThat(started.getPort()).isPositive();
        } catch (IOException | IllegalStateException e) {
            throw new TestAbortedException("PostgreSQL cannot be started here: " + e.getMessage(), e);
        }

        // Then
        assertThat(quick("POSTGRESQL")).isBetween(0, 1);
    }

    @Test
    void shouldSayWhetherEveryQuestionIsFastEnough() {
        assertThat(report(99_000_000, 2_000_000).goals().met()).isTrue();
        assertThat(report(2_000_000, 150_000_000).goals().met()).isFalse();
        assertThat(SearchReports.of(List.of(report(1, 1), report(1, 150_000_000)))
                        .met())
                .isFalse();
        assertThat(report(50_000_000, 1_000_000).toTable()).contains("lists", "50.0", "h2, 1000 claims");
    }

    /** Whether it was fast enough is not looked at: a machine that builds is busy. */
    private static int quick(String database) throws Exception {
        SearchCommand command = new SearchCommand();
        new CommandLine(command).parseArgs("--quick", "--database", database);
        return command.call();
    }

    private static SearchReport report(long lists, long queue) {
        return SearchReport.of(
                Dialect.H2,
                1_000,
                List.of(
                        SearchReport.Asked.of("lists", one(lists)),
                        SearchReport.Asked.of("queue by deadline", one(queue))),
                one(1_000_000));
    }

    private static Histogram one(long nanos) {
        Histogram histogram = new Histogram(5);
        histogram.recordValue(nanos);
        return histogram;
    }
}
