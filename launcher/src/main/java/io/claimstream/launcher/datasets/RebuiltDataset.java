package io.claimstream.launcher.datasets;

import io.claimstream.domain.feature.FeatureSetV1;
import io.claimstream.domain.privacy.Erasure;
import io.claimstream.domain.privacy.Erasures;
import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.ModelSlot;
import io.claimstream.event.RecordRef;
import io.claimstream.model.DatasetManifest;
import io.claimstream.model.DatasetSummary.Offsets;
import io.claimstream.model.ErasureOffsets;
import io.claimstream.model.FeatureSchema;
import io.claimstream.model.training.Dataset;
import io.claimstream.model.training.DatasetBuilder;
import io.claimstream.retrain.run.SlotName;
import io.claimstream.schemas.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A dataset read from the log once more, by the code that reads it for training, and knowing of the erasures that it knew of. Those that came
 * since change nothing of it while their labels are there, and are told beside it. Holds every row in memory. One thread.
 */
final class RebuiltDataset {

    private final DatasetBuilder builder;
    private final List<Offsets> ranges;
    private final Erasures now;
    private final Map<RecordRef, Erasure> gone;
    private final Map<String, RecordRef> places = new HashMap<>();

    private RebuiltDataset(DatasetBuilder builder, List<Offsets> ranges, Erasures now) {
        this.builder = builder;
        this.ranges = ranges;
        this.now = now;
        this.gone = now.removedFrom(Topics.CLAIMS_LABELLED.name());
        gone.keySet().removeIf(place -> ranges.stream()
                .noneMatch(range -> range.contains(place.getPartition(), place.getOffset())));
    }

    /**
     * A row and where its label stands on claims.labelled.v1.
     *
     * @param erasure the erasure of its claimant, which the dataset did not know of; empty for one who is not erased
     */
    record Row(RecordRef place, ClaimLabelled label, Optional<Erasure> erasure) {}

    /**
     * Reads what a manifest names; the log must have it, and everything that the manifest knew of erasures.
     *
     * @param features names of the features, which the manifest does not say
     */
    static RebuiltDataset read(DatasetLog log, DatasetManifest manifest, List<String> features) {
        ModelSlot slot = new ModelSlot(manifest.lineOfBusiness(), manifest.currency(), manifest.insurer());
        Erasures now = log.erasures();
        Erasures then = ErasureOffsets.known(now, manifest.erasures());
        RebuiltDataset dataset = new RebuiltDataset(
                new DatasetBuilder(slot, new FeatureSchema(manifest.featureSet(), features), then),
                manifest.labelled(),
                now);
        log.read(Topics.CLAIMS_LABELLED, manifest.labelled(), dataset::add);
        return dataset;
    }

    /** The dataset of each slot that a training would read now; a slot without any label is absent. */
    static Map<SlotName, RebuiltDataset> current(DatasetLog log) {
        Erasures now = log.erasures();
        List<Offsets> ranges = log.whole(Topics.CLAIMS_LABELLED);
        FeatureSchema schema = new FeatureSchema(FeatureSetV1.VERSION, FeatureSetV1.NAMES);
        Map<SlotName, RebuiltDataset> datasets = new TreeMap<>();
        log.read(Topics.CLAIMS_LABELLED, ranges, (place, label) -> datasets.computeIfAbsent(
                        SlotName.of(label),
                        slot -> new RebuiltDataset(new DatasetBuilder(slot.toEvent(), schema, now), ranges, now))
                .add(place, label));
        return datasets;
    }

    private void add(RecordRef place, ClaimLabelled label) {
        builder.add(label);
        gone.remove(place);
        places.put(claim(label), place);
    }

    /** What came out. */
    DatasetManifest manifest() {
        return builder.manifest(ranges);
    }

    /** What a training learns from. */
    Dataset dataset() {
        return builder.build();
    }

    /** Rows that carry a flag and train all the same, by flag. */
    Map<String, Integer> flags() {
        return builder.flags();
    }

    /** The rows in the order of the dataset. */
    List<Row> rows() {
        return builder.usable().stream()
                .map(label -> new Row(
                        Objects.requireNonNull(places.get(claim(label))),
                        label,
                        now.of(label.getInsurer(), label.getClaimantPseudonym())))
                .toList();
    }

    /** Labels of this range that erasures removed, in the order of their places. */
    List<ErasedLabel> gone() {
        return gone.entrySet().stream()
                .map(it -> new ErasedLabel(it.getKey(), it.getValue(), false))
                .toList();
    }

    /** Rows of claimants who were erased since, in the order of the dataset, and then what is gone. */
    List<ErasedLabel> erased() {
        return Stream.concat(
                        rows().stream().flatMap(row -> row.erasure().stream()
                                .map(erasure -> new ErasedLabel(row.place(), erasure, true))),
                        gone().stream())
                .toList();
    }

    private static String claim(ClaimLabelled label) {
        return label.getInsurer() + '|' + label.getClaimId();
    }
}
