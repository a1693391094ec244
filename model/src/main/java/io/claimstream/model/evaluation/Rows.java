package io.claimstream.model.evaluation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Rows with what many figures need of them. Not changed after it is made. */
final class Rows {

    /** Comes from the two dates only, and repeated rows differ in their dates. */
    private static final String FROM_DATES = "claim_lag_days";

    private final List<EvaluatedRow> all;
    private final int[] clusters;
    private final int distinct;

    private record Content(double settlement, FloatRow features) {}

    private Rows(List<EvaluatedRow> all, int[] clusters, int distinct) {
        this.all = all;
        this.clusters = clusters;
        this.distinct = distinct;
    }

    /** Finds which rows are repetitions of each other: alike in what was paid and in every feature that is not made from dates. */
    static Rows of(List<EvaluatedRow> all, List<String> featureNames) {
        int fromDates = fromDates(featureNames);
        Map<Object, Integer> known = new HashMap<>();
        int[] clusters = new int[all.size()];
        for (int i = 0; i < clusters.length; i++) {
            Integer next = known.size();
            Integer cluster = known.putIfAbsent(
                    content(all.get(i).settlement(), all.get(i).features(), fromDates), next);
            clusters[i] = cluster == null ? next : cluster;
        }
        return new Rows(List.copyOf(all), clusters, known.size());
    }

    /** Place of the feature that is made from dates; negative when there is none. */
    static int fromDates(List<String> featureNames) {
        return featureNames.indexOf(FROM_DATES);
    }

    List<EvaluatedRow> all() {
        return all;
    }

    int size() {
        return all.size();
    }

    /** The cluster of each row, counted from 0: rows of one cluster are repetitions of each other. */
    int[] clusters() {
        return clusters.clone();
    }

    /** Number of rows without repetitions. */
    int distinct() {
        return distinct;
    }

    double[] each(ToDoubleFunction<EvaluatedRow> figure) {
        return all.stream().mapToDouble(figure).toArray();
    }

    /** Some of the rows; those of one cluster stay in one cluster. */
    Rows at(List<Integer> places) {
        Map<Integer, Integer> known = new HashMap<>();
        int[] own = places.stream()
                .mapToInt(place -> known.computeIfAbsent(clusters[place], cluster -> known.size()))
                .toArray();
        return new Rows(places.stream().map(all::get).toList(), own, known.size());
    }

    /** Equal for rows that are repetitions of each other. */
    static Object content(double settlement, FloatRow features, int fromDates) {
        return new Content(settlement, fromDates < 0 ? features : features.without(fromDates));
    }
}
