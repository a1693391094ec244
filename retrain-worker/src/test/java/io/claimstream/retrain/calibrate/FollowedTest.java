package io.claimstream.retrain.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.feature.FeatureSetV1;
import io.claimstream.domain.privacy.Erasures;
import io.claimstream.event.CalibrationRecord;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.LabelKind;
import io.claimstream.event.OffsetRange;
import io.claimstream.event.RecordRef;
import io.claimstream.model.DatasetSummary;
import io.claimstream.model.Measurement;
import io.claimstream.model.Metrics;
import io.claimstream.model.ModelManifest;
import io.claimstream.model.TrainingParameters;
import io.claimstream.model.doubt.Difficulty;
import io.claimstream.model.doubt.DoubtModel;
import io.claimstream.model.doubt.RunningCalibration;
import io.claimstream.retrain.SmallWorld;
import io.claimstream.retrain.run.SlotName;
import io.claimstream.retrain.watch.Bound;
import io.claimstream.retrain.watch.Bounds;
import io.claimstream.retrain.watch.LiveRecord;
import io.claimstream.retrain.watch.UnseenSettlements;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.TrustedEvents;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** Which settlements count for a champion, and that each counts once. */
final class FollowedTest {

    private static final String VERSION = "m-000000000001";
    private static final Instant AT = Instant.parse("2026-01-05T09:00:00Z");

    static {
        TrustedEvents.trust();
    }

    private final List<ConsumerRecord<String, ClaimLabelled>> log = new ArrayList<>();

    @Test
    void shouldCountFirstSettlementOfEachOwnClaim() {
        // Given
        settle(1, VERSION);
        settle(1, VERSION);
        settle(2, "baseline");
        append(3, VERSION, LabelKind.CORRECTED);
        settle(3, VERSION);
        append(4, VERSION, LabelKind.WITHDRAWN);
        Followed followed = followed(first(0));

        // When
        log.forEach(followed::visit);

        // Then
        assertThat(followed.pending()).isEqualTo(2);
    }

    @Test
    void shouldLeaveOutClaimsThatWereReadForTraining() {
        // Given: the first record of each partition was read for training.
        append(1, "baseline", LabelKind.CORRECTED);
        append(2, "baseline", LabelKind.SETTLED);
        settle(3, VERSION);
        settle(4, VERSION);
        settle(1, VERSION);
        Followed followed = followed(first(1), 1);

        // When
        log.forEach(followed::visit);

        // Then
        assertThat(followed.pending()).isEqualTo(2);
    }

    @Test
    void shouldTakeInNothingOfErasedClaimantsAndKeepWhatWasTakenIn() {
        // Given
        for (int claim = 0; claim < 20; claim++) {
            settle(claim, VERSION);
        }
        Followed kept = followed(first(0));
        log.forEach(kept::visit);
        CalibrationRecord second = kept.next(upTo(), 2, AT);
        for (int claim = 20; claim < 40; claim++) {
            settle(claim, VERSION);
        }
        Erasures erasures = new Erasures.Reading()
                .add(0, SmallWorld.erased("p-3", "e-1"))
                .add(1, SmallWorld.erased("p-30", "e-2"))
                .upTo(2);

        // When
        Followed followed = followed(second, erasures);
        log.forEach(followed::visit);

        // Then
        assertThat(followed.pending()).as("twenty later settlements but one").isEqualTo(19);
        assertThat(followed.next(upTo(), 3, AT).getSettlements()).isEqualTo(39);
    }

    @Test
    void shouldGoOnAfterRestartWithoutGapOrDouble() {
        // Given
        Followed kept = followed(first(0));
        for (int claim = 0; claim < 60; claim++) {
            settle(claim, VERSION);
        }
        log.forEach(kept::visit);
        CalibrationRecord second = kept.next(upTo(), 2, AT);
        int read = log.size();
        for (int claim = 50; claim < 90; claim++) {
            settle(claim, VERSION);
        }

        // When
        Followed restarted = followed(second);
        log.forEach(restarted::visit);
        log.subList(read, log.size()).forEach(kept::visit);

        // Then
        assertThat(second.getSettlements()).isEqualTo(60);
        assertThat(restarted.pending()).isEqualTo(30);
        CalibrationRecord third = restarted.next(upTo(), 3, AT);
        assertThat(third).isEqualTo(kept.next(upTo(), 3, AT));
        assertThat(third.getSettlements()).isEqualTo(90);
        assertThat(third.getLabelled()).containsExactly(new OffsetRange(0, 0L, 50L), new OffsetRange(1, 0L, 50L));
        assertThat(third.getNumber()).isEqualTo(3);
    }

    @Test
    void shouldCountInTheOrderOfTheTopicHoweverPartitionsAreRead() {
        // Given
        for (int claim = 0; claim < 60; claim++) {
            settle(claim, VERSION);
        }
        Followed one = followed(first(0));
        Followed other = followed(first(0));
        List<ConsumerRecord<String, ClaimLabelled>> byPartition = new ArrayList<>(log);
        Collections.sort(byPartition, (a, b) -> Integer.compare(b.partition(), a.partition()));

        // When
        log.forEach(one::visit);
        byPartition.forEach(other::visit);

        // Then
        assertThat(other.next(upTo(), 2, AT)).isEqualTo(one.next(upTo(), 2, AT));
    }

    @Test
    void shouldPassOverWhatHasNoLogarithmOrOtherFeatures() {
        // Given
        ClaimLabelled usual = labelled(1, VERSION, LabelKind.SETTLED);
        append(ClaimLabelled.newBuilder(usual).setLabel(new BigDecimal("0.00")).build());
        append(ClaimLabelled.newBuilder(usual)
                .setClaimId("c-2")
                .setValues(List.of(1f))
                .build());
        append(ClaimLabelled.newBuilder(usual)
                .setClaimId("c-3")
                .setEstimate(new BigDecimal("0.00"))
                .build());
        Followed followed = followed(first(0));

        // When
        log.forEach(followed::visit);

        // Then
        assertThat(followed.pending()).isZero();
    }

    @Test
    void shouldStandTheSameAfterARestartHoweverPartitionsAreRead() {
        // Given: the sum of the heads, which these claims were scored with, is far off.
        for (int claim = 0; claim < 60; claim++) {
            settle(claim, VERSION);
        }
        Followed kept = followed(first(0));
        log.forEach(kept::visit);
        CalibrationRecord second = kept.next(upTo(), 2, AT);
        List<ConsumerRecord<String, ClaimLabelled>> byPartition = new ArrayList<>(log);
        Collections.sort(byPartition, (a, b) -> Integer.compare(b.partition(), a.partition()));

        // When
        Followed restarted = followed(second);
        byPartition.forEach(restarted::visit);

        // Then
        assertThat(restarted.pending()).isZero();
        assertThat(restarted.standing()).isEqualTo(kept.standing());
        assertThat(kept.standing().breaks(Bound.ERROR)).isTrue();
        assertThat(kept.standing().isBaselineCloser()).isFalse();
    }

    private static Followed followed(CalibrationRecord last, long... learnedUpTo) {
        return followed(last, Erasures.none(), learnedUpTo);
    }

    private static Followed followed(CalibrationRecord last, Erasures erasures, long... learnedUpTo) {
        long to = learnedUpTo.length == 0 ? 0 : learnedUpTo[0];
        List<DatasetSummary.Offsets> learned =
                List.of(new DatasetSummary.Offsets(0, 0, to), new DatasetSummary.Offsets(1, 0, to));
        ModelManifest manifest = new ModelManifest(
                ModelManifest.FORMAT,
                "MOTOR_INJURY",
                "GBP",
                null,
                FeatureSetV1.VERSION,
                FeatureSetV1.NAMES,
                ModelManifest.TARGET,
                "test",
                TrainingParameters.defaults(),
                "",
                0,
                new DatasetSummary("", 0, 0, 0, 0, 0, AT, AT, Map.of(), learned),
                Measurement.onLaterRows(),
                new Metrics(1, 0, 0, 0, 0, 0, 0),
                new DoubtModel(Difficulty.even(), Map.of(), DoubtModel.WIDEST_RATIO, List.of()),
                List.of());
        LiveRecord live = new LiveRecord(VERSION, 0.1, new Bounds(2, 0.8, 1_000));
        live.calibrated(last);
        return new Followed(manifest, new UnseenSettlements(learned, erasures), live, last);
    }

    /** The calibration at publication. */
    private static CalibrationRecord first(long labelledUpTo) {
        List<Float> residuals = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            residuals.add((i - 20) / 40f);
        }
        long to = labelledUpTo;
        return RunningCalibration.begin(residuals, Collections.nCopies(residuals.size(), 1f), 0.5)
                .toRecord()
                .setNumber(1)
                .setModelVersion(VERSION)
                .setSlot(new SlotName("MOTOR_INJURY", "GBP").toEvent())
                .setLabelled(List.of(new OffsetRange(0, 0L, to), new OffsetRange(1, 0L, to)))
                .setAt(AT)
                .build();
    }

    private void settle(int claim, String version) {
        append(claim, version, LabelKind.SETTLED);
    }

    private void append(int claim, String version, LabelKind kind) {
        append(labelled(claim, version, kind));
    }

    /** Appends a label; a claim's partition is the parity of its number, and time stands still for pairs of records. */
    private void append(ClaimLabelled label) {
        int claim = Integer.parseInt(label.getClaimId().substring(2));
        int partition = claim % 2;
        long offset = log.stream().filter(it -> it.partition() == partition).count();
        log.add(new ConsumerRecord<>(
                Topics.CLAIMS_LABELLED.name(),
                partition,
                offset,
                1_000_000L + log.size() / 2,
                TimestampType.CREATE_TIME,
                0,
                0,
                label.getInsurer() + '|' + label.getClaimId(),
                label,
                new RecordHeaders(),
                Optional.empty()));
    }

    private Map<Integer, Long> upTo() {
        return Map.of(
                0, log.stream().filter(it -> it.partition() == 0).count(),
                1, log.stream().filter(it -> it.partition() == 1).count());
    }

    private static ClaimLabelled labelled(int claim, String version, LabelKind kind) {
        ClaimFeatures features = SmallWorld.features(claim);
        return ClaimLabelled.newBuilder()
                .setInsurer(features.getInsurer())
                .setClaimId(features.getClaimId())
                .setRevision(1)
                .setLineOfBusiness(features.getLineOfBusiness())
                .setCurrency(features.getCurrency())
                .setClaimantPseudonym(features.getClaimantPseudonym())
                .setFeatureSet(features.getFeatureSet())
                .setValues(features.getValues())
                .setSumOfHeads(features.getSumOfHeads())
                .setFeatures(new RecordRef(0, (long) claim))
                .setScoreId("s_" + claim)
                .setEstimate(features.getSumOfHeads())
                .setModelVersion(version)
                .setLabelKind(kind)
                .setLabel(kind == LabelKind.WITHDRAWN ? null : SmallWorld.settled(claim))
                .setFeedbackId("f-" + claim)
                .setClaimEventTime(features.getEventTime())
                .setLabelEventTime(SmallWorld.settlement(claim).getEventTime())
                .build();
    }
}
