package io.claimstream.domain.similar;

import io.claimstream.domain.feature.FeatureSetV1;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How alike claims are to one claim, in what they state: the distance of Gower (1971), a weighted mean of how far they are in each fact, on fixed scales.
 *
 * <p>Half of the weight is spread evenly over the facts that are compared, the other half as they moved the estimate of the one claim. A fact that neither claim
 * states is left out; one that only one of them states counts as half different. Pure, immutable and thread-safe.
 */
public final class Likeness {

    /** Name of this way to compare, in answers; another way gets another name. */
    public static final String METHOD = "gower/1";

    /** What a fact counts that one claim states and the other does not. */
    private static final double STATED_BY_ONE = 0.5;

    private final List<Float> features;
    private final Map<String, BigDecimal> reasons;

    /**
     * How alike claims are to one claim.
     *
     * @param features every feature of set v1 of the one claim, in order; NaN is missing
     * @param reasons what groups of features add to its estimate, in its currency; those that are not told count as nothing
     * @throws IllegalArgumentException when there are not as many features as in set v1
     */
    public Likeness(List<Float> features, Map<String, BigDecimal> reasons) {
        this.features = checked(features);
        this.reasons = Map.copyOf(reasons);
    }

    /**
     * Compares another claim. With the same reasons the answer has the same distance whichever of the two is the other.
     *
     * @param others every feature of set v1 of the other claim
     * @throws IllegalArgumentException as above
     */
    public Comparison with(List<Float> others) {
        checked(others);
        List<Apart> parts = new ArrayList<>();
        for (ComparedFact fact : ComparedFact.ALL) {
            Optional<List<Float>> here = fact.of(features);
            Optional<List<Float>> there = fact.of(others);
            if (here.isPresent() || there.isPresent()) {
                double distance = here.isPresent() && there.isPresent()
                        ? fact.scale().between(here.get(), there.get())
                        : STATED_BY_ONE;
                parts.add(new Apart(fact.group(), distance, moved(fact.group())));
            }
        }
        return new Comparison(weighted(parts));
    }

    /** A fact before its weight is known. */
    private record Apart(String group, double distance, double moved) {}

    private static List<Comparison.Fact> weighted(List<Apart> parts) {
        double moved = parts.stream().mapToDouble(Apart::moved).sum();
        double even = (moved == 0 ? 1 : 0.5) / parts.size();
        return parts.stream()
                .map(it -> new Comparison.Fact(
                        it.group(), it.distance(), even + (moved == 0 ? 0 : it.moved() / moved / 2)))
                .toList();
    }

    private double moved(String group) {
        return Optional.ofNullable(reasons.get(group))
                .map(it -> it.abs().doubleValue())
                .orElse(0.0);
    }

    private static List<Float> checked(List<Float> features) {
        if (features.size() != FeatureSetV1.NAMES.size()) {
            throw new IllegalArgumentException(
                    "Expected " + FeatureSetV1.NAMES.size() + " features, but got " + features.size() + ".");
        }
        return List.copyOf(features);
    }
}
