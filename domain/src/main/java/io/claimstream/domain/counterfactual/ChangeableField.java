package io.claimstream.domain.counterfactual;

import io.claimstream.domain.feature.FeatureGroups;
import io.claimstream.domain.feature.FeatureVector;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.HeadsOfLoss;
import io.claimstream.event.Injury;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * A field of an accepted claim that a counterfactual may change, and only where the claim states it. Immutable.
 *
 * @param path path of the field, such as {@code injury.whiplash}
 * @param words how people call it
 * @param step what it is changed by
 * @param features places of the features that follow from it; each grows with the field or stays
 */
public record ChangeableField(String path, String words, Step step, List<Integer> features) {

    private static final int AMOUNT_SCALE = 4;

    public ChangeableField {
        features = List.copyOf(features);
    }

    static ChangeableField of(String path, String words, Step step, String... features) {
        return new ChangeableField(
                path,
                words,
                step,
                List.of(features).stream().map(FeatureGroups::index).toList());
    }

    /**
     * What the claim states; empty when it states nothing that can be read. A flag is 0 or 1.
     *
     * @param vector the features of the claim
     */
    public Optional<BigDecimal> value(ClaimAccepted claim, FeatureVector vector) {
        if (step == Step.AMOUNT) {
            return Optional.ofNullable((BigDecimal) field(claim));
        }
        float value = vector.values()[features.get(0)];
        return Float.isNaN(value) ? Optional.empty() : Optional.of(BigDecimal.valueOf((long) value));
    }

    /** The claim with another value of this field. Everything else is shared with the claim given. */
    public ClaimAccepted with(ClaimAccepted claim, long value) {
        String[] names = path.split("\\.", 2);
        SpecificRecord part = (SpecificRecord) Objects.requireNonNull(get(claim, names[0]));
        SpecificRecord changed = copy(part, part instanceof HeadsOfLoss ? new HeadsOfLoss() : new Injury());
        put(changed, names[1], stated(BigDecimal.valueOf(value)));
        ClaimAccepted other = new ClaimAccepted();
        copy(claim, other);
        put(other, names[0], changed);
        return other;
    }

    /**
     * How far a change is.
     *
     * @param sumOfHeads sum of the heads of loss before the change
     */
    public double distance(BigDecimal from, long to, BigDecimal sumOfHeads) {
        return step.distance(BigDecimal.valueOf(to).subtract(from).abs().doubleValue(), sumOfHeads);
    }

    /** A value as a claim states it: an amount with four decimals, a text such as {@code 9 months}, or a truth value. */
    public Object stated(BigDecimal value) {
        return switch (step) {
            case AMOUNT -> value.setScale(AMOUNT_SCALE);
            case MONTH -> Step.months(value.longValueExact());
            case FLAG -> value.signum() != 0;
        };
    }

    private @Nullable Object field(ClaimAccepted claim) {
        String[] names = path.split("\\.", 2);
        return get((SpecificRecord) Objects.requireNonNull(get(claim, names[0])), names[1]);
    }

    private static @Nullable Object get(SpecificRecord record, String name) {
        return record.get(record.getSchema().getField(name).pos());
    }

    private static void put(SpecificRecord record, String name, Object value) {
        record.put(record.getSchema().getField(name).pos(), value);
    }

    // Not by a copying builder, which copies deeply: a search makes thousands of claims.
    private static SpecificRecord copy(SpecificRecord from, SpecificRecord to) {
        for (int i = 0; i < from.getSchema().getFields().size(); i++) {
            to.put(i, from.get(i));
        }
        return to;
    }
}
