package io.claimstream.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.claim.Currencies;
import io.claimstream.domain.drift.DriftReport;
import io.claimstream.event.CalibrationRecord;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.LabelKind;
import io.claimstream.event.RecordRef;
import io.claimstream.retrain.learn.RunSummary;
import io.claimstream.retrain.run.RunState;
import io.claimstream.retrain.run.SlotName;
import io.claimstream.retrain.watch.Bound;
import io.claimstream.retrain.watch.Breach;
import io.claimstream.retrain.watch.Standing;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class RetrainMetricsTest {

    private static final SlotName SLOT = new SlotName("MOTOR_INJURY", "GBP");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final RetrainMetrics metrics = new RetrainMetrics(meters);

    @Test
    void shouldShowErrorOfPromotedChallengerAsChampions() {
        // When
        metrics.finished(run(RunState.PUBLISHED, "m-1", 0.05, 0.09));

        // Then
        assertThat(mape("champion")).isEqualTo(0.05);
        assertThat(mape("challenger")).isEqualTo(0.05);
        assertThat(mape("baseline")).isEqualTo(0.3);
        assertThat(meters.get(RetrainMetrics.CHAMPION)
                        .tag("version", "m-1")
                        .gauge()
                        .value())
                .isEqualTo(1);
    }

    @Test
    void shouldKeepChampionWhenChallengerIsRefused() {
        // Given
        metrics.finished(run(RunState.PUBLISHED, "m-1", 0.05, 0.09));

        // When
        metrics.finished(run(RunState.REFUSED, "m-2", 0.07, 0.05));

        // Then
        assertThat(mape("champion")).isEqualTo(0.05);
        assertThat(mape("challenger")).isEqualTo(0.07);
        assertThat(meters.find(RetrainMetrics.CHAMPION).tag("version", "m-2").gauge())
                .isNull();
    }

    @Test
    void shouldShowWhichBoundAChampionBreaksAndCountRollBacks() {
        // Given
        Breach breach = new Breach(Bound.ERROR, "too far off");

        // When
        metrics.judged(
                Map.of(SLOT, new Standing("m-1", OptionalDouble.of(0.4), OptionalDouble.of(0.3), List.of(breach))));
        metrics.rolledBack(Bound.ERROR);

        // Then
        assertThat(broken("error")).isEqualTo(1);
        assertThat(broken("coverage")).isZero();
        assertThat(meters.get(WatchMeters.LIVE_ERROR)
                        .tag("version", "m-1")
                        .gauge()
                        .value())
                .isEqualTo(0.4);
        assertThat(meters.get(WatchMeters.ROLLBACKS)
                        .tag("bound", "error")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(meters.get(WatchMeters.ROLLBACKS)
                        .tag("bound", "coverage")
                        .counter()
                        .count())
                .isZero();
    }

    private double broken(String bound) {
        return meters.get(WatchMeters.BOUND_BROKEN)
                .tag("version", "m-1")
                .tag("bound", bound)
                .gauge()
                .value();
    }

    @Test
    void shouldShowShareOfSettlementsThatIntervalsCovered() {
        // Given
        CalibrationRecord record = CalibrationRecord.newBuilder()
                .setNumber(2)
                .setModelVersion("m-1")
                .setSlot(SLOT.toEvent())
                .setNominalCoverage(0.9)
                .setLogHalfWidth(1)
                .setWithinTenPercent(0.5)
                .setRows(100)
                .setLabelled(List.of())
                .setAt(Instant.EPOCH)
                .setSettlements(200)
                .setCovered(178)
                .build();

        // When
        metrics.calibrated(record);

        // Then
        assertThat(meters.get(RetrainMetrics.COVERAGE)
                        .tag("version", "m-1")
                        .gauge()
                        .value())
                .isEqualTo(0.89);
    }

    @Test
    void shouldCountEachRunInExactlyOneOutcome() {
        // When
        metrics.finished(run(RunState.PUBLISHED, "m-1", 0.05, 0.09));
        metrics.finished(run(RunState.REFUSED, "m-2", 0.07, 0.05));
        metrics.newLabels(Map.of(SLOT, 7));

        // Then
        assertThat(meters.get(RetrainMetrics.RUNS).counters().stream()
                        .mapToDouble(Counter::count)
                        .sum())
                .isEqualTo((double) meters.get(RetrainMetrics.SECONDS).timer().count())
                .isEqualTo(2);
        assertThat(meters.get(RetrainMetrics.NEW_LABELS).gauge().value()).isEqualTo(7);
    }

    @Test
    void shouldCountEachDoubtAboutALabel() {
        // When
        metrics.written(label("CONFLICTING", "COPIED_ESTIMATE"));
        metrics.written(label("CONFLICTING"));
        metrics.written(label());

        // Then
        assertThat(flagged("CONFLICTING")).isEqualTo(2);
        assertThat(flagged("COPIED_ESTIMATE")).isEqualTo(1);
        assertThat(meters.get(RetrainMetrics.LABELS)
                        .tag("kind", "CORRECTED")
                        .counter()
                        .count())
                .isEqualTo(3);
    }

    @Test
    void shouldShowDriftOfEachFeatureForAFewSlotsOnly() {
        // Given
        DriftReport report =
                DriftReport.of(List.of(), List.of("sum_heads"), LocalDate.of(2026, 2, 1), DriftReport.Limits.USUAL);
        List<SlotName> slots = Currencies.all().stream()
                .map(currency -> new SlotName("MOTOR_INJURY", currency))
                .toList();

        // When
        metrics.drift(slots.stream().collect(Collectors.toMap(slot -> slot, slot -> report)));

        // Then
        assertThat(meters.find(DriftMeters.PSI).gauges())
                .hasSize(DriftMeters.MOST_IN_DETAIL * report.shifts().size());
        assertThat(meters.find(DriftMeters.DRIFTED).gauges()).hasSameSizeAs(slots);
    }

    private double flagged(String flag) {
        return meters.get(RetrainMetrics.LABEL_FLAGS)
                .tag("flag", flag)
                .counter()
                .count();
    }

    private static ClaimLabelled label(String... flags) {
        ClaimFeatures features = SmallWorld.features(1);
        return ClaimLabelled.newBuilder()
                .setInsurer(features.getInsurer())
                .setClaimId(features.getClaimId())
                .setRevision(features.getRevision())
                .setLineOfBusiness(features.getLineOfBusiness())
                .setCurrency(features.getCurrency())
                .setClaimantPseudonym(features.getClaimantPseudonym())
                .setFeatureSet(features.getFeatureSet())
                .setValues(features.getValues())
                .setSumOfHeads(features.getSumOfHeads())
                .setFeatures(new RecordRef(0, 0L))
                .setScoreId("s_1")
                .setEstimate(features.getSumOfHeads())
                .setModelVersion("baseline")
                .setLabelKind(LabelKind.CORRECTED)
                .setLabel(SmallWorld.settled(1))
                .setFeedbackId("f-1")
                .setClaimEventTime(features.getEventTime())
                .setLabelEventTime(features.getEventTime())
                .setFlags(List.of(flags))
                .build();
    }

    private double mape(String who) {
        return meters.get(RetrainMetrics.MAPE).tag("who", who).gauge().value();
    }

    private static RunSummary run(RunState state, String version, double challenger, double champion) {
        return new RunSummary(
                SLOT,
                state,
                Duration.ofSeconds(3),
                Optional.of(version).filter(it -> state == RunState.PUBLISHED),
                Optional.of(challenger),
                Optional.of(champion),
                Optional.of(0.3));
    }
}
