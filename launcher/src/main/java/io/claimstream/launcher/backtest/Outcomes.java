package io.claimstream.launcher.backtest;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.LabelKind;
import io.claimstream.event.RecordRef;
import io.claimstream.model.DatasetSummary.Offsets;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What claims were settled for, and whether a model has learned from them. Fed in the order of each partition. Not thread-safe. */
final class Outcomes {

    private final List<Offsets> learned;
    private final Map<String, BigDecimal> settled = new HashMap<>();
    private final Set<String> learnedFrom = new HashSet<>();

    /**
     * @param learned offsets of claims.labelled.v1 that the model's dataset was taken from
     */
    Outcomes(List<Offsets> learned) {
        this.learned = List.copyOf(learned);
    }

    /** The last record of a claim counts; any of its records in the dataset makes it a claim that was learned from. */
    void take(RecordRef place, ClaimLabelled label) {
        String claim = ClaimKey.textOf(label.getInsurer(), label.getClaimId());
        if (label.getLabelKind() == LabelKind.SETTLED) {
            label.getLabel().filter(paid -> paid.signum() > 0).ifPresent(paid -> settled.put(claim, paid));
        } else {
            settled.remove(claim);
        }
        if (learned.stream().anyMatch(range -> range.contains(place.getPartition(), place.getOffset()))) {
            learnedFrom.add(claim);
        }
    }

    /** What was paid in the end; empty while the claim is open. */
    Optional<BigDecimal> settlement(String claim) {
        return Optional.ofNullable(settled.get(claim));
    }

    boolean isLearnedFrom(String claim) {
        return learnedFrom.contains(claim);
    }
}
