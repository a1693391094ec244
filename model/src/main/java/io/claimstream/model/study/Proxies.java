package io.claimstream.model.study;

import io.claimstream.model.TrainingParameters;
import io.claimstream.model.statistics.RankCorrelation;
import io.claimstream.model.training.Dataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Finds features that stand in for a protected attribute. It is the only place of a training that sees these attributes, and it runs apart from
 * the process that trains. A feature is close when its rank correlation (Spearman, 1904) with the attribute is {@value #CLOSE} or more in size,
 * and chance would not give as much to any of the pairs looked at in one of a hundred datasets (Bonferroni). It looks at one feature at a time:
 * what several tell together, it does not find. Pure.
 */
public final class Proxies {

    /** Correlation from which a feature counts as close: a medium effect after Cohen (1988). */
    public static final double CLOSE = 0.3;

    private static final int LEAST_ROWS = 30;
    private static final double LEVEL = 0.01;

    private final Dataset rows;
    private final int[] used;

    /**
     * @param parameters say which features are ignored, which no model learns from
     */
    public Proxies(Dataset rows, TrainingParameters parameters) {
        this.rows = rows;
        this.used = IntStream.range(0, rows.schema().size())
                .filter(feature -> !parameters
                        .ignoredFeatures()
                        .contains(rows.schema().names().get(feature)))
                .toArray();
    }

    /**
     * The protected attributes of a row.
     *
     * @param driverAge in years; NaN when not stated
     * @param gender as stated; blank when not stated
     */
    public record Person(double driverAge, String gender) {}

    @SuppressWarnings("ArrayRecordComponent")
    private record Told(String attribute, String value, double[] values) {}

    /**
     * Looks.
     *
     * @param people whose each row is, in the order of the rows
     * @return the closest first; empty when there is none
     */
    public List<Proxy> find(List<Person> people) {
        if (people.size() != rows.size()) {
            throw new IllegalArgumentException("Expected a person for each row.");
        }
        List<Told> attributes = attributes(people);
        double chance = LEVEL / Math.max(1, attributes.size() * used.length);
        List<Proxy> found = new ArrayList<>();
        for (Told attribute : attributes) {
            for (int feature : used) {
                Proxy pair = pair(feature, attribute);
                if (Math.abs(pair.correlation()) >= CLOSE && isBeyondChance(pair, chance)) {
                    found.add(pair);
                }
            }
        }
        found.sort(Comparator.comparingDouble((Proxy it) -> -Math.abs(it.correlation()))
                .thenComparing(Proxy::feature)
                .thenComparing(Proxy::value));
        return found;
    }

    private static List<Told> attributes(List<Person> people) {
        List<Told> told = new ArrayList<>();
        told.add(new Told(
                "driverAge", "", people.stream().mapToDouble(Person::driverAge).toArray()));
        Set<String> genders = new TreeSet<>(people.stream().map(Person::gender).toList());
        genders.remove("");
        for (String gender : genders) {
            told.add(new Told(
                    "gender",
                    gender,
                    people.stream()
                            .mapToDouble(it -> it.gender().isBlank()
                                    ? Double.NaN
                                    : it.gender().equals(gender) ? 1 : 0)
                            .toArray()));
        }
        return told;
    }

    private Proxy pair(int feature, Told attribute) {
        int[] both = IntStream.range(0, rows.size())
                .filter(row -> !Double.isNaN(attribute.values()[row])
                        && !Float.isNaN(rows.row(row).values().get(feature)))
                .toArray();
        double correlation = RankCorrelation.of(
                Arrays.stream(both)
                        .mapToDouble(row -> rows.row(row).values().get(feature))
                        .toArray(),
                Arrays.stream(both).mapToDouble(row -> attribute.values()[row]).toArray());
        return new Proxy(
                rows.schema().names().get(feature), attribute.attribute(), attribute.value(), correlation, both.length);
    }

    /** By the normal approximation of the correlation's distribution without association: variance 1/(n-1). */
    private static boolean isBeyondChance(Proxy pair, double chance) {
        double deviations = Math.abs(pair.correlation()) * Math.sqrt(pair.rows() - 1.0);
        // exp(-z²/2) is more than both tails of the normal distribution beyond z.
        return pair.rows() >= LEAST_ROWS && StrictMath.exp(-deviations * deviations / 2) < chance;
    }
}
