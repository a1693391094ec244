package io.claimstream.domain.similar;

import io.claimstream.domain.feature.FeatureGroup;
import io.claimstream.domain.feature.FeatureGroups;
import io.claimstream.domain.feature.HeadFeature;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A fact that claims are compared by. Who claims and who treats, their history, how often a claim was revised, and how much of it is still unknown say nothing of
 * what happened, and are none; age and gender are no features at all.
 *
 * @param group name of its group of features, as reasons have it
 * @param places places of its values in feature set v1
 * @param scale how far two values are from each other
 */
record ComparedFact(String group, List<Integer> places, FactScale scale) {

    /** Every one, in the order of the feature set. */
    static final List<ComparedFact> ALL = all();

    ComparedFact {
        places = List.copyOf(places);
    }

    /** What a claim states; empty when it states nothing. */
    Optional<List<Float>> of(List<Float> features) {
        List<Float> values = places.stream().map(features::get).toList();
        return values.get(0).isNaN() ? Optional.empty() : Optional.of(values);
    }

    private static List<ComparedFact> all() {
        Map<String, FactScale> scales = Stream.of(
                        Map.of("prognosis_months", FactScale.MONTHS, "claim_lag_days", FactScale.DAYS),
                        Stream.of(
                                        "accident_type",
                                        "dominant_injury",
                                        "whiplash",
                                        "minor_psychological_injury",
                                        "exceptional_circumstances")
                                .collect(Collectors.toMap(Function.identity(), it -> FactScale.KIND)),
                        HeadFeature.ALL.stream()
                                .collect(Collectors.toMap(HeadFeature::feature, it -> FactScale.AMOUNT)))
                .flatMap(it -> it.entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        // Of the sums one is enough: the heads themselves say how it is made up.
        ComparedFact total =
                new ComparedFact("amount_claimed", List.of(FeatureGroups.index("sum_heads")), FactScale.AMOUNT);
        return Stream.concat(
                        Stream.of(total),
                        FeatureGroups.ALL.stream()
                                .filter(it -> scales.containsKey(it.name()))
                                .map(it -> of(it, scales)))
                .toList();
    }

    private static ComparedFact of(FeatureGroup group, Map<String, FactScale> scales) {
        FactScale scale = Optional.ofNullable(scales.get(group.name())).orElseThrow();
        return new ComparedFact(group.name(), group.indexes(), scale);
    }
}
