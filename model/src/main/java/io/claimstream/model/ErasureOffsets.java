package io.claimstream.model;

import io.claimstream.domain.privacy.Erasures;
import io.claimstream.model.DatasetSummary.Offsets;
import java.util.List;

/** How a manifest says which erasures its dataset knew: the range read of privacy.erasures.v1, or nothing when it was not read. */
public final class ErasureOffsets {

    /** Its only partition. */
    private static final int PARTITION = 0;

    private ErasureOffsets() {}

    /** What is known, as a manifest says it. */
    public static List<Offsets> of(Erasures erasures) {
        return erasures.upTo().isEmpty()
                ? List.of()
                : List.of(new Offsets(PARTITION, 0, erasures.upTo().getAsLong()));
    }

    /**
     * What was known of erasures when a manifest was written.
     *
     * @param now what is known now
     * @param said the range that the manifest says
     */
    public static Erasures known(Erasures now, List<Offsets> said) {
        return said.isEmpty() ? Erasures.none() : now.upTo(end(said));
    }

    /** The offset of the first erasure that was not known; 0 for a manifest that knew of none. */
    public static long end(List<Offsets> said) {
        return said.stream()
                .filter(range -> range.partition() == PARTITION)
                .mapToLong(Offsets::to)
                .max()
                .orElse(0);
    }
}
