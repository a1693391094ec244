package io.claimstream.launcher.datasets;

import io.claimstream.domain.feature.FeatureSetV1;
import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.ModelSlot;
import io.claimstream.event.RecordRef;
import io.claimstream.model.DatasetManifest;
import io.claimstream.model.DatasetSummary.Offsets;
import io.claimstream.model.FeatureSchema;
import io.claimstream.model.training.Dataset;
import io.claimstream.model.training.DatasetBuilder;
import io.claimstream.retrain.run.SlotName;
import io.claimstream.schemas.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** A dataset read from the log once more, by the code that reads it for training. Holds every row in memory. One thread. */
final class RebuiltDataset {

    private final DatasetBuilder builder;
    private final List<Offsets> ranges;
    private final Map<String, RecordRef> places = new HashMap<>();

    private RebuiltDataset(DatasetBuilder builder, List<Offsets> ranges) {
        this.builder = builder;
        this.ranges = ranges;
    }

    /** A row and where its label stands on claims.labelled.v1. */
    record Row(RecordRef place, ClaimLabelled label) {}

    /**
     * Reads what a manifest names; the log must have it.
     *
     * @param features names of the features, which the manifest does not say
     */
    static RebuiltDataset read(DatasetLog log, DatasetManifest manifest, List<String> features) {
        ModelSlot slot = new ModelSlot(manifest.lineOfBusiness(), manifest.currency(), manifest.insurer());
        RebuiltDataset dataset = new RebuiltDataset(
                new DatasetBuilder(slot, new FeatureSchema(manifest.featureSet(), features)), manifest.labelled());
        log.read(Topics.CLAIMS_LABELLED, manifest.labelled(), dataset::add);
        return dataset;
    }

    /** The dataset of each slot that a training would read now; a slot without any label is absent. */
    static Map<SlotName, RebuiltDataset> current(DatasetLog log) {
        List<Offsets> ranges = log.whole(Topics.CLAIMS_LABELLED);
        FeatureSchema schema = new FeatureSchema(FeatureSetV1.VERSION, FeatureSetV1.NAMES);
        Map<SlotName, RebuiltDataset> datasets = new TreeMap<>();
        log.read(Topics.CLAIMS_LABELLED, ranges, (place, label) -> datasets.computeIfAbsent(
                        SlotName.of(label),
                        slot -> new RebuiltDataset(new DatasetBuilder(slot.toEvent(), schema), ranges))
                .add(place, label));
        return datasets;
    }

    private void add(RecordRef place, ClaimLabelled label) {
        builder.add(label);
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
                .map(label -> new Row(Objects.requireNonNull(places.get(claim(label))), label))
                .toList();
    }

    private static String claim(ClaimLabelled label) {
        return label.getInsurer() + '|' + label.getClaimId();
    }
}
