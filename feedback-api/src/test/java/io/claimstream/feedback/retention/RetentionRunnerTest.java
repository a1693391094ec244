package io.claimstream.feedback.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.feedback.Facts;
import io.claimstream.feedback.TestClock;
import io.claimstream.feedback.TestDatabases;
import io.claimstream.platform.database.Database;
import io.claimstream.platform.service.Health.Check;
import io.claimstream.platform.service.Health.Status;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What health says of retention. */
class RetentionRunnerTest {

    private static final RetentionPeriods DELETES_NOTHING =
            new RetentionPeriods(Map.of("record_reasons_shown", Optional.empty()));

    private final TestClock clock = new TestClock();
    private final Database database = TestDatabases.h2();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @BeforeEach
    void fill() {
        database.jdbi().useHandle(handle -> handle.createUpdate(
                        "insert into record_reasons_shown (actor, score_id, shown_at, complete)"
                                + " values ('user:u_1', 's_1', :at, true)")
                .bind(
                        "at",
                        OffsetDateTime.ofInstant(Facts.NOW, ZoneOffset.UTC)
                                .minusDays(90)
                                .minusHours(3))
                .execute());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void shouldBeDegradedWhileRowsStayPastTheirTimeAndUpOnceTheyAreGone() {
        // Given
        RetentionRunner stuck = runner(DELETES_NOTHING);

        // When
        stuck.run();

        // Then
        assertThat(stuck.check())
                .isEqualTo(new Check(
                        "retention",
                        Status.DEGRADED,
                        "rows are past their time: record_reasons_shown by 3 h; look at /privacy/retention"));
        assertThat(meters.get("claimstream.retention.overdue").timeGauge().value())
                .isEqualTo((double) Duration.ofHours(3).toSeconds());

        // When
        RetentionRunner working = runner(RetentionPeriods.BY_DEFAULT);
        working.run();

        // Then
        assertThat(working.check()).isEqualTo(Check.up("retention"));
    }

    @Test
    void shouldBeDegradedOnceNothingRanForTwoIntervals() {
        // Given
        RetentionRunner runner = runner(RetentionPeriods.BY_DEFAULT);
        database.close();

        // When
        clock.pass(Duration.ofMinutes(20));
        runner.run();
        Check inTime = runner.check();
        clock.pass(Duration.ofMinutes(1));

        // Then
        assertThat(inTime.status()).isEqualTo(Status.UP);
        assertThat(runner.check())
                .isEqualTo(new Check(
                        "retention",
                        Status.DEGRADED,
                        "retention did not run for 21 minutes; the log says why with 'retention waits'"));
    }

    @Test
    void shouldGoOnWithOtherTablesWhenOneCannotBeDone() {
        // Given
        database.jdbi().useHandle(handle -> handle.execute("alter table record_audit rename to record_audit_away"));

        // When
        runner(new RetentionPeriods(Map.of("record_audit", Optional.of(Duration.ofDays(1)))))
                .run();

        // Then
        int left = database.jdbi().withHandle(handle -> handle.createQuery("select count(*) from record_reasons_shown")
                .mapTo(Integer.class)
                .one());
        assertThat(left).isZero();
    }

    /** The job works by some periods, and what is overdue goes by the default ones. */
    private RetentionRunner runner(RetentionPeriods carriedOut) {
        return new RetentionRunner(
                new RetentionJob(database.jdbi(), clock, carriedOut),
                new RetentionReport(database.jdbi(), clock, RetentionPeriods.BY_DEFAULT),
                clock,
                meters);
    }
}
