package io.claimstream.feedback.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.feedback.Facts;
import io.claimstream.feedback.TestClock;
import io.claimstream.feedback.retention.RetentionReport.Line;
import io.claimstream.platform.retention.RetentionCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is past its time goes, what is not stays, and no figure changes. */
abstract class RetentionContract {

    private static final RetentionPeriods AUDIT_FOR_A_YEAR =
            new RetentionPeriods(Map.of("record_audit", Optional.of(Duration.ofDays(365))));

    private final TestClock clock = new TestClock();

    /** A database with every migration applied. */
    abstract Jdbi jdbi();

    @BeforeEach
    void empty() {
        jdbi().useHandle(handle -> List.of(
                        "record_audit",
                        "record_webhook_delivery",
                        "record_webhook",
                        "record_reasons_shown",
                        "record_retention",
                        "record_retention_day")
                .forEach(table -> handle.execute("delete from " + table)));
    }

    @Test
    void shouldDeleteWhatIsPastItsTimeSomeAtATimeAndChangeNoFigure() {
        // Given
        IntStream.range(0, 25)
                .forEach(it ->
                        audit(Facts.NOW.minus(Duration.ofDays(366 + it % 3)).minusSeconds(it)));
        IntStream.range(0, 5).forEach(it -> audit(Facts.NOW.minusSeconds(it)));
        Map<String, Long> before = line("record_audit", AUDIT_FOR_A_YEAR).ever();

        // When
        job(AUDIT_FOR_A_YEAR).run(LimitedTable.AUDIT, 4);

        // Then
        Line after = line("record_audit", AUDIT_FOR_A_YEAR);
        assertThat(count("record_audit")).isEqualTo(5);
        assertThat(after.removed()).isEqualTo(25);
        assertThat(after.removedAt()).isEqualTo(Facts.NOW);
        assertThat(after.lookedAt()).isEqualTo(Facts.NOW);
        assertThat(after.oldest()).isEqualTo(Facts.NOW.minusSeconds(4));
        assertThat(after.isOverdue()).isFalse();
        assertThat(before).containsExactly(Map.entry("CLAIM_TAKEN", 30L));
        assertThat(after.ever()).isEqualTo(before);
        assertThat(count("record_retention_day")).isBetween(3, 4);

        // When
        job(AUDIT_FOR_A_YEAR).run();

        // Then
        assertThat(line("record_audit", AUDIT_FOR_A_YEAR).removed()).isEqualTo(25);
    }

    @Test
    void shouldKeepTheAuditTrailForEverUnlessAPeriodIsSet() {
        // Given
        audit(Facts.NOW.minus(Duration.ofDays(5_000)));

        // When
        job(RetentionPeriods.BY_DEFAULT).run();

        // Then
        assertThat(count("record_audit")).isEqualTo(1);
        assertThat(line("record_audit", RetentionPeriods.BY_DEFAULT).isOverdue())
                .isFalse();
        assertThat(line("record_audit", RetentionPeriods.BY_DEFAULT).lookedAt()).isEqualTo(Facts.NOW);
    }

    @Test
    void shouldSayWhatIsOverdue() {
        // Given
        shown(Facts.NOW.minus(Duration.ofDays(90)).minus(Duration.ofHours(2)));
        RetentionReport report = new RetentionReport(jdbi(), clock, RetentionPeriods.BY_DEFAULT);

        // Then
        assertThat(line("record_reasons_shown", RetentionPeriods.BY_DEFAULT).isOverdue())
                .isTrue();
        assertThat(report.overdue()).isEqualTo(Duration.ofHours(2));
        job(RetentionPeriods.BY_DEFAULT).run();
        assertThat(line("record_reasons_shown", RetentionPeriods.BY_DEFAULT).isOverdue())
                .isFalse();
        assertThat(report.overdue()).isZero();
    }

    @Test
    void shouldCountOnceWhatTwoInstancesDelete() {
        // Given
        IntStream.range(0, 200)
                .forEach(it -> audit(Facts.NOW.minus(Duration.ofDays(400)).minusSeconds(it)));

        // When
        List<CompletableFuture<Void>> both = IntStream.range(0, 2)
                .mapToObj(it ->
                        CompletableFuture.runAsync(() -> job(AUDIT_FOR_A_YEAR).run(LimitedTable.AUDIT, 7)))
                .toList();
        both.forEach(CompletableFuture::join);

        // Then
        assertThat(line("record_audit", AUDIT_FOR_A_YEAR).removed()).isEqualTo(200);
        assertThat(line("record_audit", AUDIT_FOR_A_YEAR).ever()).containsExactly(Map.entry("CLAIM_TAKEN", 200L));
    }

    @Test
    void shouldTellOfEveryTopicAndTable() {
        assertThat(new RetentionReport(jdbi(), clock, RetentionPeriods.BY_DEFAULT).lines())
                .extracting(Line::retention)
                .isEqualTo(RetentionCatalogue.ALL);
    }

    private RetentionJob job(RetentionPeriods periods) {
        return new RetentionJob(jdbi(), clock, periods);
    }

    private Line line(String name, RetentionPeriods periods) {
        return new RetentionReport(jdbi(), clock, periods)
                .lines().stream()
                        .filter(it -> it.retention().name().equals(name))
                        .findFirst()
                        .orElseThrow();
    }

    private void audit(Instant at) {
        insert(
                "insert into record_audit (at, actor, action, resource, outcome, trace_id)"
                        + " values (:at, 'user:u_1', 'CLAIM_TAKEN', '/v1/queue/acme/c-1', 'DONE', 't')",
                at);
    }

    private void shown(Instant at) {
        insert(
                "insert into record_reasons_shown (actor, score_id, shown_at, complete)"
                        + " values ('user:u_1', 's_1', :at, true)",
                at);
    }

    private void insert(String sql, Instant at) {
        jdbi().useHandle(handle -> handle.createUpdate(sql)
                .bind("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                .execute());
    }

    private int count(String table) {
        return jdbi().withHandle(handle -> handle.createQuery("select count(*) from " + table)
                .mapTo(Integer.class)
                .one());
    }
}
