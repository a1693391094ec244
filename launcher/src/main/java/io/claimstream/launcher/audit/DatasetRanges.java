package io.claimstream.launcher.audit;

import io.claimstream.event.ModelVersion;
import io.claimstream.model.DatasetSummary.Offsets;
import io.claimstream.model.ModelManifest;
import java.util.List;

/** The offsets of claims.labelled.v1 between which a model's dataset was taken. */
record DatasetRanges(List<Offsets> ranges) {

    DatasetRanges {
        ranges = List.copyOf(ranges);
    }

    /**
     * The ranges that a version's manifest names.
     *
     * @throws io.claimstream.model.artifact.ModelRefusedException when the manifest cannot be read
     */
    static DatasetRanges of(ModelVersion version) {
        byte[] manifest = new byte[version.getManifest().remaining()];
        version.getManifest().duplicate().get(manifest);
        return new DatasetRanges(ModelManifest.parse(manifest).dataset().labelled());
    }

    boolean contains(Ref ref) {
        return ranges.stream()
                .anyMatch(range -> ref.partition() == range.partition()
                        && ref.offset() >= range.from()
                        && ref.offset() < range.to());
    }
}
