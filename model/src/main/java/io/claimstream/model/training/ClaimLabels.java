package io.claimstream.model.training;

import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.RecordRef;
import io.claimstream.model.DatasetSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What stands of one claim on claims.labelled.v1, so that one can tell by which label, if any, it is a row of a dataset. Not thread-safe. */
public final class ClaimLabels {

    private final List<Placed> labels = new ArrayList<>();

    private record Placed(RecordRef place, ClaimLabelled label) {}

    /** Adds a record; those of the claim must come in the order of their offsets. */
    public ClaimLabels add(RecordRef place, ClaimLabelled label) {
        labels.add(new Placed(place, label));
        return this;
    }

    /** Whether the claim was never labelled. */
    public boolean isEmpty() {
        return labels.isEmpty();
    }

    /** The label by which the claim is a row of a dataset, found by the code that gathers datasets; empty when it is none. */
    public Optional<ClaimLabelled> usedBy(DatasetSource source) {
        DatasetBuilder builder = new DatasetBuilder(source.slot(), source.schema());
        labels.stream()
                .filter(it -> source.reads(it.place().getPartition(), it.place().getOffset()))
                .forEach(it -> builder.add(it.label()));
        return builder.usable().stream().findFirst();
    }
}
