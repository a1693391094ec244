package io.claimstream.retrain.calibrate;

import io.claimstream.event.CalibrationRecord;
import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.OffsetRange;
import io.claimstream.model.ModelManifest;
import io.claimstream.model.doubt.RunningCalibration;
import io.claimstream.retrain.watch.LiveRecord;
import io.claimstream.retrain.watch.Standing;
import io.claimstream.retrain.watch.UnseenSettlements;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One champion and the settlements of its own claims. A settlement counts once for each claim, the first one, and only when no label of
 * the claim was read for the model's training. It is shown the whole of claims.labelled.v1 from the beginning, each partition in its
 * order; its last record says up to where that is taken in already. Used by one thread.
 */
final class Followed {

    private final String version;
    private final ModelManifest manifest;
    private final UnseenSettlements unseen;
    private final List<Settled> pending = new ArrayList<>();
    private final List<Settled> unjudged = new ArrayList<>();
    private final LiveRecord live;
    private CalibrationRecord last;

    /** A settlement and its place, which decides the order in which it counts. */
    private record Settled(
            long timestamp, int partition, long offset, float residual, float scale, ClaimLabelled label) {}

    private static final Comparator<Settled> ORDER = Comparator.comparingLong(Settled::timestamp)
            .thenComparingInt(Settled::partition)
            .thenComparingLong(Settled::offset);

    /**
     * @param unseen knows which settlements count
     * @param live told of every settlement that counts, and of every calibration from here on
     * @param last newest calibration of the champion, with its residuals
     */
    Followed(ModelManifest manifest, UnseenSettlements unseen, LiveRecord live, CalibrationRecord last) {
        this.version = last.getModelVersion();
        this.manifest = manifest;
        this.unseen = unseen;
        this.live = live;
        this.last = last;
    }

    /** Time of the last label that the champion learned from. */
    Instant learnedTo() {
        return manifest.dataset().lastLabelAt();
    }

    /** Number of settlements that are in no record yet. */
    int pending() {
        return pending.size();
    }

    void visit(ConsumerRecord<String, ClaimLabelled> read) {
        if (unseen.isNext(read, this::isOwn)) {
            settled(read).ifPresent(settled -> take(settled, isIn(last.getLabelled(), read)));
        }
    }

    private void take(Settled settled, boolean isCalibratedOn) {
        unjudged.add(settled);
        if (!isCalibratedOn) {
            pending.add(settled);
        }
    }

    /** How the champion stands by all that was visited. */
    Standing standing() {
        unjudged.sort(ORDER);
        unjudged.forEach(it -> live.settled(
                it.label().getLabel().orElseThrow(),
                it.label().getEstimate(),
                it.label().getSumOfHeads()));
        unjudged.clear();
        return live.standing();
    }

    /**
     * The next record: the last one and, in the order of their timestamps, the settlements after it.
     *
     * @param upTo how far every partition is read, exclusive
     */
    CalibrationRecord next(Map<Integer, Long> upTo, int number, Instant at) {
        RunningCalibration running = RunningCalibration.of(last);
        pending.sort(ORDER);
        pending.forEach(settled -> running.settle(settled.residual(), settled.scale()));
        pending.clear();
        last = running.toRecord()
                .setNumber(number)
                .setModelVersion(version)
                .setSlot(last.getSlot())
                .setLabelled(ranges(upTo))
                .setAt(at)
                .build();
        live.calibrated(last);
        return last;
    }

    private boolean isOwn(ClaimLabelled label) {
        return label.getModelVersion().equals(version)
                && label.getFeatureSet().equals(manifest.featureSet())
                && label.getValues().size() == manifest.features().size();
    }

    private static boolean isIn(List<OffsetRange> ranges, ConsumerRecord<?, ?> read) {
        return ranges.stream()
                .anyMatch(range -> range.getPartition() == read.partition() && read.offset() < range.getToOffset());
    }

    /** Against the estimate as it was stated; empty for amounts without a logarithm, which train nothing either. */
    private Optional<Settled> settled(ConsumerRecord<String, ClaimLabelled> read) {
        ClaimLabelled label = read.value();
        Optional<BigDecimal> settlement = label.getLabel().filter(amount -> amount.signum() > 0);
        if (settlement.isEmpty() || label.getEstimate().signum() <= 0) {
            return Optional.empty();
        }
        double scale = manifest.doubt().difficulty().scale(row(label.getValues()));
        float residual = RunningCalibration.residual(
                StrictMath.log(settlement.get().doubleValue()),
                StrictMath.log(label.getEstimate().doubleValue()),
                scale);
        return Optional.of(
                new Settled(read.timestamp(), read.partition(), read.offset(), residual, (float) scale, label));
    }

    private static float[] row(List<Float> values) {
        float[] row = new float[values.size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = values.get(i);
        }
        return row;
    }

    private static List<OffsetRange> ranges(Map<Integer, Long> upTo) {
        return new TreeMap<>(upTo)
                .entrySet().stream()
                        .map(it -> new OffsetRange(it.getKey(), 0L, it.getValue()))
                        .toList();
    }
}
