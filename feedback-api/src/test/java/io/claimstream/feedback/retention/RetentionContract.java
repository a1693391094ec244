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
import org.jspecify.annotations.Nullable;
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
        assertThat(report.overdue()).containsExactly(Map.entry("record_reasons_shown", Duration.ofHours(2)));
        job(RetentionPeriods.BY_DEFAULT).run();
        assertThat(line("record_reasons_shown", RetentionPeriods.BY_DEFAULT).isOverdue())
                .isFalse();
        assertThat(report.overdue()).isEmpty();
    }

    @Test
    void shouldKeepWhatALegalHoldKeepsAndNothingElse() {
        // Given
        Instant old = Facts.NOW.minus(Duration.ofDays(4_000));
        jdbi().useHandle(handle -> {
            handle.execute("delete from record_legal_hold");
            handle.execute("delete from view_claim_revision");
            handle.execute("delete from view_score");
            handle.execute("delete from record_batch_line");
            handle.execute("delete from record_batch");
            handle.execute(
                    "insert into record_webhook (webhook_id, url, kinds, description, state, version, created_at,"
                            + " created_by, updated_at, failures, rests_until) values ('w', 'https://x', 'scored', '', 'ACTIVE', 1,"
                            + " current_timestamp, 'a', current_timestamp, 0, current_timestamp)");
        });
        List.of("held", "free").forEach(it -> ofClaim(it, old));
        hold("held", null);
        hold("free", Facts.NOW.minusSeconds(1));

        // When
        job(RetentionPeriods.BY_DEFAULT).run();

        // Then
        List<String> kept = jdbi().withHandle(handle -> handle.createQuery(
                        "select message_id from record_webhook_delivery union all select score_id from record_reasons_shown"
                                + " union all select batch_id from record_batch union all select batch_id from record_batch_line")
                .mapTo(String.class)
                .list());
        assertThat(kept).containsExactly("held", "held", "held", "held");
        assertThat(new RetentionReport(jdbi(), clock, RetentionPeriods.BY_DEFAULT).overdue())
                .isEmpty();
        jdbi().useHandle(handle -> handle.execute("update record_legal_hold set released_at = current_timestamp"));
        job(RetentionPeriods.BY_DEFAULT).run();
        assertThat(count("record_webhook_delivery") + count("record_reasons_shown") + count("record_batch"))
                .isZero();
        assertThat(line("record_webhook_delivery", RetentionPeriods.BY_DEFAULT).ever())
                .containsExactly(Map.entry("DELIVERED", 2L));
    }

    /** A claim of a claimant of the same name, and a row of each kind. */
    private void ofClaim(String name, Instant at) {
        OffsetDateTime time = at.atOffset(ZoneOffset.UTC);
        jdbi().useHandle(handle -> {
            handle.execute(
                    "insert into view_claim_revision (insurer, claim_id, revision, submitted_at, accepted, claimant)"
                            + " values ('acme', ?, 1, ?, true, ?)",
                    name,
                    time,
                    name);
            handle.execute(
                    "insert into view_score (score_id, insurer, claim_id, revision, line_of_business, currency, estimate,"
                            + " model_version, scored_at, document) values (?, 'acme', ?, 1, 'MOTOR_INJURY', 'GBP', 100, 'm-1',"
                            + " ?, '{}')",
                    name,
                    name,
                    time);
            handle.execute("insert into record_reasons_shown values ('user:u_1', ?, ?, true)", name, time);
            handle.execute(
                    "insert into record_batch (batch_id, actor, format, body_hash, lines, begun_at, lease_until)"
                            + " values (?, 'a', 'CSV', 'h', 1, ?, ?)",
                    name,
                    time,
                    time);
            handle.execute(
                    "insert into record_batch_line (batch_id, line, insurer, claim_id) values (?, 1, 'acme', ?)",
                    name,
                    name);
            handle.execute(
                    "insert into record_webhook_delivery (webhook_id, message_id, kind, body, state, attempts, created_at,"
                            + " next_at) values ('w', ?, 'scored', ?, 'DELIVERED', 1, ?, ?)",
                    name,
                    "{\"data\":{\"insurer\":\"acme\",\"claimId\":\"" + name + "\"}}",
                    time,
                    time);
        });
    }

    private void hold(String claimant, @Nullable Instant endsAt) {
        jdbi().useHandle(handle -> handle.execute(
                "insert into record_legal_hold (hold_id, insurer, claimant, reason, ends_at, set_by, set_at)"
                        + " values (?, 'acme', ?, 'litigation', ?, 'a', current_timestamp)",
                "lh_" + claimant,
                claimant,
                endsAt == null ? null : endsAt.atOffset(ZoneOffset.UTC)));
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
