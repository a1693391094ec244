package io.claimstream.domain.similar;

import java.util.Comparator;
import java.util.List;

/**
 * How alike two claims are, fact by fact. Immutable.
 *
 * @param facts the facts that at least one of them states, in the order of the feature set; their weights add up to 1
 */
public record Comparison(List<Fact> facts) {

    /** From here on claims are not alike any more. */
    public static final double FAR = 0.5;

    private static final double MUCH = 0.25;
    private static final double VERY_MUCH = 0.1;

    public Comparison {
        facts = List.copyOf(facts);
    }

    /**
     * How far two claims are from each other in one fact.
     *
     * @param group name of the group of features, as reasons have it
     * @param distance 0 for the same, 1 for entirely different
     * @param weight its share in the whole, from 0 to 1
     */
    public record Fact(String group, double distance, double weight) {

        /** Whether the claims agree in it, or nearly so. */
        public boolean isShared() {
            return distance <= VERY_MUCH;
        }
    }

    /** 0 for the same facts, 1 for entirely different ones or when nothing is stated. */
    public double distance() {
        return facts.isEmpty()
                ? 1
                : Math.min(
                        1,
                        facts.stream()
                                .mapToDouble(it -> it.weight() * it.distance())
                                .sum());
    }

    /** Whether the claims are alike enough to be shown beside each other. */
    public boolean isAlike() {
        return distance() < FAR;
    }

    /** How alike they are, in words. */
    public String words() {
        double distance = distance();
        if (distance <= VERY_MUCH) {
            return "Very much alike";
        }
        if (distance <= MUCH) {
            return "Much alike";
        }
        return distance < FAR ? "Alike in part" : "Not alike";
    }

    /** The facts in which they agree, those that weigh most first. */
    public List<Fact> shared() {
        return facts.stream()
                .filter(Fact::isShared)
                .sorted(Comparator.comparingDouble(Fact::weight).reversed())
                .toList();
    }

    /** The facts in which they differ, those that part them most first. */
    public List<Fact> different() {
        return facts.stream()
                .filter(it -> !it.isShared())
                .sorted(Comparator.comparingDouble((Fact it) -> it.weight() * it.distance())
                        .reversed())
                .toList();
    }
}
