package io.claimstream.model.training;

import io.claimstream.domain.label.LabelFlag;
import io.claimstream.domain.privacy.Erasures;
import io.claimstream.event.ClaimLabelled;
import io.claimstream.event.LabelKind;
import io.claimstream.event.ModelSlot;
import io.claimstream.model.DatasetManifest;
import io.claimstream.model.DatasetSummary;
import io.claimstream.model.ErasureOffsets;
import io.claimstream.model.FeatureSchema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Gathers the labelled records of a slot into a dataset. The last record of a claim counts; the order in which records of
 * different claims come does not matter. Not thread-safe.
 */
public final class DatasetBuilder {

    /** Why a labelled claim is left out of training. */
    public enum Exclusion {
        /** The claimant is erased; asked before everything else, so that nothing else is told of the claim. */
        ERASED,
        /** The label was taken back. */
        WITHDRAWN,
        /** Settled for nothing or less: such a settlement has no logarithm. */
        NOT_POSITIVE,
        /** Flagged {@link LabelFlag#CONFLICTING}. */
        CONFLICTING,
        /** Flagged {@link LabelFlag#IMPLAUSIBLE_AMOUNT}. */
        IMPLAUSIBLE_AMOUNT,
        /** A correction flagged {@link LabelFlag#COPIED_ESTIMATE}. */
        COPIED_ESTIMATE,
        /** Flagged {@link LabelFlag#ANSWERED_TOO_FAST}. */
        ANSWERED_TOO_FAST,
        /** The features are of another feature set. */
        OTHER_FEATURE_SET,
        /** The vector has another length or an infinite value. */
        UNUSABLE_FEATURES
    }

    private final ModelSlot slot;
    private final FeatureSchema schema;
    private final Erasures erasures;
    private final Map<String, ClaimLabelled> lastByClaim = new TreeMap<>();

    /** Of claims about whose claimants nobody is asked: those of a file. */
    public DatasetBuilder(ModelSlot slot, FeatureSchema schema) {
        this(slot, schema, Erasures.none());
    }

    /** @param erasures whose claims are left out */
    public DatasetBuilder(ModelSlot slot, FeatureSchema schema, Erasures erasures) {
        this.slot = slot;
        this.schema = schema;
        this.erasures = erasures;
    }

    /** Adds a record; one of another slot is passed over. Records of one claim must come in the order of their offsets. */
    public DatasetBuilder add(ClaimLabelled labelled) {
        if (isInSlot(labelled)) {
            // A control character cannot be part of an id, so that two claims never share a key.
            lastByClaim.put(labelled.getInsurer() + '\0' + labelled.getClaimId(), labelled);
        }
        return this;
    }

    /** The usable rows in the order of their labels' event time, then of their claims. */
    public Dataset build() {
        return new Dataset(schema, usable().stream().map(DatasetBuilder::row).toList());
    }

    /** The records behind the rows of {@link #build()}, in the same order: whose they are, which the rows do not say. */
    public List<ClaimLabelled> usable() {
        List<ClaimLabelled> usable = new ArrayList<>();
        for (ClaimLabelled labelled : lastByClaim.values()) {
            if (exclusion(labelled).isEmpty()) {
                usable.add(labelled);
            }
        }
        usable.sort(Comparator.comparing(ClaimLabelled::getLabelEventTime));
        return usable;
    }

    /** How many claims are left out, by reason; reasons without any are absent. */
    public Map<String, Integer> exclusions() {
        Map<String, Integer> counts = new TreeMap<>();
        for (ClaimLabelled labelled : lastByClaim.values()) {
            exclusion(labelled).ifPresent(reason -> counts.merge(reason.name(), 1, Integer::sum));
        }
        return Collections.unmodifiableMap(counts);
    }

    /** How many usable rows carry a flag and are learned from all the same, by flag; flags without any are absent. */
    public Map<String, Integer> flags() {
        Map<String, Integer> counts = new TreeMap<>();
        for (ClaimLabelled labelled : usable()) {
            flags(labelled).forEach(flag -> counts.merge(flag.name(), 1, Integer::sum));
        }
        return Collections.unmodifiableMap(counts);
    }

    /**
     * What was gathered, in figures.
     *
     * @param labelled what was read of claims.labelled.v1
     */
    public DatasetManifest manifest(List<DatasetSummary.Offsets> labelled) {
        return manifest(build(), labelled);
    }

    /** As above, of rows that were built already: they are many. */
    public DatasetManifest manifest(Dataset rows, List<DatasetSummary.Offsets> labelled) {
        int settled = (int) IntStream.range(0, rows.size())
                .filter(place -> rows.row(place).isSettled())
                .count();
        return new DatasetManifest(
                slot.getLineOfBusiness(),
                slot.getCurrency(),
                slot.getInsurer().orElse(null),
                schema.version(),
                rows.size(),
                settled,
                rows.size() - settled,
                rows.size() == 0 ? null : rows.labelWindow().get(0),
                rows.size() == 0 ? null : rows.labelWindow().get(1),
                exclusions(),
                rows.sha256(),
                labelled,
                ErasureOffsets.of(erasures));
    }

    /** The flags that this build knows, in their own order. A label written before there were any has none. */
    private static Stream<LabelFlag> flags(ClaimLabelled labelled) {
        return labelled.getFlags().orElse(List.of()).stream()
                .flatMap(code -> LabelFlag.of(code).stream())
                .sorted();
    }

    /** Number of claims of the slot that have a usable label. */
    public int size() {
        return (int) lastByClaim.values().stream()
                .filter(labelled -> exclusion(labelled).isEmpty())
                .count();
    }

    private boolean isInSlot(ClaimLabelled labelled) {
        return labelled.getLineOfBusiness().equals(slot.getLineOfBusiness())
                && labelled.getCurrency().equals(slot.getCurrency())
                && slot.getInsurer()
                        .map(insurer -> insurer.equals(labelled.getInsurer()))
                        .orElse(true);
    }

    private Optional<Exclusion> exclusion(ClaimLabelled labelled) {
        if (erasures.of(labelled.getInsurer(), labelled.getClaimantPseudonym()).isPresent()) {
            return Optional.of(Exclusion.ERASED);
        }
        return unusable(labelled);
    }

    private Optional<Exclusion> unusable(ClaimLabelled labelled) {
        Optional<BigDecimal> label = labelled.getLabel();
        if (labelled.getLabelKind() == LabelKind.WITHDRAWN || label.isEmpty()) {
            return Optional.of(Exclusion.WITHDRAWN);
        }
        if (label.get().signum() <= 0) {
            return Optional.of(Exclusion.NOT_POSITIVE);
        }
        Optional<Exclusion> doubted = flags(labelled)
                .filter(flag -> flag.leavesOut(labelled.getLabelKind()))
                .map(flag -> Exclusion.valueOf(flag.name()))
                .findFirst();
        if (doubted.isPresent()) {
            return doubted;
        }
        if (!labelled.getFeatureSet().equals(schema.version())) {
            return Optional.of(Exclusion.OTHER_FEATURE_SET);
        }
        boolean isUsable = labelled.getValues().size() == schema.size()
                && labelled.getValues().stream().noneMatch(value -> Float.isInfinite(value));
        return isUsable ? Optional.empty() : Optional.of(Exclusion.UNUSABLE_FEATURES);
    }

    private static LabelledRow row(ClaimLabelled labelled) {
        return new LabelledRow(
                labelled.getValues(),
                labelled.getLabel().orElseThrow().doubleValue(),
                labelled.getSumOfHeads().doubleValue(),
                labelled.getLabelEventTime(),
                labelled.getLabelKind() == LabelKind.SETTLED);
    }
}
