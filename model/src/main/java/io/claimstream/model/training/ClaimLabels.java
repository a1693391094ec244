package io.claimstream.model.training;

import io.claimstream.domain.privacy.Erasure;
import io.claimstream.domain.privacy.Erasures;
import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.RecordRef;
import io.claimstream.model.DatasetSource;
import io.claimstream.model.ErasureOffsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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

    /** Pseudonyms of the claimants that the labels name: one, unless a revision named another. */
    public Set<String> claimants() {
        return labels.stream().map(it -> it.label().getClaimantPseudonym()).collect(Collectors.toUnmodifiableSet());
    }

    /** The erasure of the claimant whom the newest label names; empty when that one is not erased. */
    public Optional<Erasure> erased(Erasures erasures) {
        return labels.isEmpty()
                ? Optional.empty()
                : Optional.of(labels.get(labels.size() - 1).label())
                        .flatMap(it -> erasures.of(it.getInsurer(), it.getClaimantPseudonym()));
    }

    /**
     * The label by which the claim is a row of a dataset, found by the code that gathers datasets; empty when it is none.
     *
     * @param erasures as they are known now; only those that the dataset knew of leave the claim out
     */
    public Optional<ClaimLabelled> usedBy(DatasetSource source, Erasures erasures) {
        DatasetBuilder builder =
                new DatasetBuilder(source.slot(), source.schema(), ErasureOffsets.known(erasures, source.erasures()));
        labels.stream()
                .filter(it -> source.reads(it.place().getPartition(), it.place().getOffset()))
                .forEach(it -> builder.add(it.label()));
        return builder.usable().stream().findFirst();
    }
}
