package io.claimstream.feedback.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.claimstream.model.statistics.Measured;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the figures of how people decided promise, whatever the database. */
abstract class AgreementContract {

    private static final Instant DECIDED_AT = Instant.parse("2026-03-01T12:00:00Z");
    private static final Days MARCH = new Days(LocalDate.parse("2026-03-01"), LocalDate.parse("2026-03-31"));

    private int number;

    /** A database with every migration applied. */
    abstract Jdbi jdbi();

    @BeforeEach
    void empty() {
        jdbi().useHandle(handle -> List.of("view_feedback", "view_score", "record_reasons_shown")
                .forEach(table -> handle.execute("delete from " + table)));
    }

    @Test
    void shouldTellWhatBecameOfEstimates() {
        // Given: estimates of 100.00.
        decided("user:ann", "m-1", "ACCEPTED", null, "100.00", 60);
        decided("user:ann", "m-1", "ACCEPTED", null, "200.00", 3);
        decided("user:ann", "m-1", "CORRECTED", "150.00", "140.00", 60);
        decided("user:ann", "m-2", "CORRECTED", "80.00", "140.00", 60);
        decided("user:ann, approved by user:bob", "m-2", "CORRECTED", "110.00", null, null);
        decided("policy:acme@3", "m-1", "ACCEPTED", null, null, null);

        // When
        Agreement agreement = figures().find(null, MARCH);

        // Then
        assertThat(agreement.automatic()).isEqualTo(1);
        assertThat(agreement.people()).containsOnlyKeys("user:ann");
        assertThat(agreement.total())
                .isEqualTo(agreement.people().get("user:ann"))
                .usingComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .usingRecursiveComparison()
                .isEqualTo(new AgreementSums(2, 2, 1, new BigDecimal("0.8"), 3, 2, 1, 2, 1, 2, 1));
        assertThat(sums(agreement.versions(), "m-1").decisions()).isEqualTo(3);
        assertThat(sums(agreement.versions(), "m-2").decisions()).isEqualTo(2);
        assertThat(agreement.total().agreement()).as("too few").isEmpty();
    }

    @Test
    void shouldCountOnlyWhatStandsOfTheInsurerAndTheDays() {
        // Given
        String taken = decided("user:ann", "m-1", "ACCEPTED", null, null, null);
        feedback("w-1", "c-1", null, "WITHDRAWN", null, "user:ann", DECIDED_AT, taken);
        decided("user:ann", "m-1", "ACCEPTED", null, null, null);

        // Then
        assertThat(figures().find(null, MARCH).total().decisions()).isEqualTo(1);
        assertThat(figures().find("acme", MARCH).total().decisions()).isEqualTo(1);
        assertThat(figures().find("other", MARCH).total()).isEqualTo(AgreementSums.NONE);
        assertThat(figures().find(null, days("2026-02-01", "2026-02-28")).total())
                .isEqualTo(AgreementSums.NONE);
        assertThat(figures().find(null, days("2026-03-02", "2026-03-31")).total())
                .isEqualTo(AgreementSums.NONE);
    }

    @Test
    void shouldPointToWhoeverTrustsTheModelWithoutLooking() {
        // Given: ten who look, and one who agrees with everything at once, wrong estimates too.
        for (int person = 0; person < 10; person++) {
            for (int i = 0; i < 10; i++) {
                boolean isWrong = i % 2 == 0;
                decided(
                        "user:careful-" + person,
                        "m-1",
                        isWrong ? "CORRECTED" : "ACCEPTED",
                        isWrong ? "180.00" : null,
                        isWrong ? "200.00" : "100.00",
                        120);
            }
        }
        for (int i = 0; i < 60; i++) {
            decided("user:hasty", "m-1", "ACCEPTED", null, i % 2 == 0 ? "200.00" : "100.00", 2);
        }

        // When
        Agreement agreement = figures().find("acme", MARCH);
        Map<String, List<BiasWatch>> watch =
                agreement.people().entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, agreement::watch));
        AgreementSums hasty = sums(agreement.people(), "user:hasty");

        // Then
        assertThat(watch.get("user:hasty")).containsExactly(BiasWatch.values());
        assertThat(watch.remove("user:hasty")).isNotNull();
        assertThat(watch.values()).hasSize(10).allMatch(List::isEmpty);
        assertThat(hasty.quickShare()).map(Measured::value).contains(1.0);
        assertThat(hasty.offShare()).map(Measured::value).contains(0.5);
        assertThat(agreement.total().closerShare()).map(Measured::value).contains(1.0);
        assertThat(agreement.total().meanChange().orElseThrow()).isCloseTo(0.8, within(1e-9));
    }

    private static AgreementSums sums(Map<String, AgreementSums> all, String name) {
        return Objects.requireNonNull(all.get(name));
    }

    private AgreementFigures figures() {
        return new Figures(jdbi()).agreement();
    }

    private static Days days(String from, String to) {
        return new Days(LocalDate.parse(from), LocalDate.parse(to));
    }

    /**
     * A decision on an estimate of 100.00.
     *
     * @param paid what was paid in the end; null for nothing yet
     * @param seconds between the reasons and the decision; null when they were not shown
     * @return the id of the feedback
     */
    private String decided(
            String actor,
            String version,
            String kind,
            @Nullable String amount,
            @Nullable String paid,
            @Nullable Integer seconds) {
        number++;
        String score = "s-" + number;
        String claim = "c-" + number;
        jdbi().useHandle(handle -> {
            handle.execute(
                    "insert into view_score (score_id, insurer, claim_id, revision, line_of_business, currency, estimate,"
                            + " model_version, scored_at, document) values (?, 'acme', ?, 1, 'MOTOR_INJURY', 'GBP', 100.00, ?, ?, '{}')",
                    score,
                    claim,
                    version,
                    DECIDED_AT.minusSeconds(3600).atOffset(ZoneOffset.UTC));
            if (seconds != null) {
                handle.execute(
                        "insert into record_reasons_shown values (?, ?, ?, true)",
                        actor,
                        score,
                        DECIDED_AT.minusSeconds(seconds).atOffset(ZoneOffset.UTC));
            }
        });
        if (paid != null) {
            feedback("p0-" + number, claim, null, "SETTLED", "1.00", "upstream", DECIDED_AT.plusSeconds(50), null);
            feedback("p1-" + number, claim, null, "SETTLED", paid, "upstream", DECIDED_AT.plusSeconds(99), null);
        }
        String id = "f-" + number;
        feedback(id, claim, score, kind, amount, actor, DECIDED_AT, null);
        return id;
    }

    private void feedback(
            String id,
            String claim,
            @Nullable String score,
            String kind,
            @Nullable String amount,
            String actor,
            Instant at,
            @Nullable String withdrawn) {
        jdbi().useHandle(handle -> handle.execute(
                "insert into view_feedback (feedback_id, insurer, claim_id, score_id, kind, amount, actor, event_time,"
                        + " recorded_at, withdrawn_feedback_id) values (?, 'acme', ?, ?, ?, ?, ?, ?, ?, ?)",
                id,
                claim,
                score,
                kind,
                amount == null ? null : new BigDecimal(amount),
                actor,
                at.atOffset(ZoneOffset.UTC),
                at.atOffset(ZoneOffset.UTC),
                withdrawn));
    }
}
