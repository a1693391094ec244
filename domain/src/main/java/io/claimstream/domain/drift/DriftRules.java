package io.claimstream.domain.drift;

import io.claimstream.domain.feature.FeatureSetV1;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.DriftDay;
import io.claimstream.event.DriftFact;
import io.claimstream.event.ValueSketch;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What a revision adds to its day. Pure. */
public final class DriftRules {

    private DriftRules() {}

    /**
     * What the features of a revision add.
     *
     * @throws IllegalArgumentException when there are not as many as their set has
     */
    public static DriftFact fact(ClaimFeatures features) {
        if (features.getFeatureSet().equals(FeatureSetV1.VERSION)) {
            demand(FeatureSetV1.NAMES.size(), features.getValues().size(), FeatureSetV1.VERSION);
        }
        return new DriftFact(
                features.getLineOfBusiness(),
                features.getCurrency(),
                features.getFeatureSet(),
                day(features.getEventTime()),
                features.getValues().stream().map(Sketch::bucket).toList(),
                null);
    }

    /** What its estimate adds. */
    public static DriftFact fact(ClaimScored score) {
        return new DriftFact(
                score.getLineOfBusiness(),
                score.getCurrency(),
                score.getFeatureSet(),
                day(score.getEventTime()),
                List.of(),
                Sketch.bucket(score.getEstimate().floatValue()));
    }

    /** The day that a fact of a partition belongs to, without any value yet. */
    public static DriftDay dayOf(DriftFact fact, int partition) {
        return new DriftDay(
                fact.getLineOfBusiness(),
                fact.getCurrency(),
                fact.getFeatureSet(),
                fact.getDay(),
                partition,
                List.of(),
                Sketch.empty().toEvent());
    }

    /** Its key. */
    public static String key(DriftDay day) {
        return String.join(
                "|",
                day.getLineOfBusiness(),
                day.getCurrency(),
                day.getFeatureSet(),
                LocalDate.ofInstant(day.getDay(), ZoneOffset.UTC).toString(),
                Integer.toString(day.getPartition()));
    }

    /**
     * A day with more facts, all of them of this day.
     *
     * @throws IllegalArgumentException when some have not as many features as others
     */
    public static DriftDay add(DriftDay day, List<DriftFact> facts) {
        List<Integer> estimates =
                facts.stream().flatMap(fact -> fact.getEstimate().stream()).toList();
        return new DriftDay(
                day.getLineOfBusiness(),
                day.getCurrency(),
                day.getFeatureSet(),
                day.getDay(),
                day.getPartition(),
                features(day, facts),
                Sketch.of(day.getEstimates()).with(estimates).toEvent());
    }

    private static List<ValueSketch> features(DriftDay day, List<DriftFact> facts) {
        List<List<Integer>> rows = facts.stream()
                .map(DriftFact::getFeatures)
                .filter(row -> !row.isEmpty())
                .toList();
        if (rows.isEmpty()) {
            return day.getFeatures();
        }
        int width = rows.get(0).size();
        List<ValueSketch> known = day.getFeatures().isEmpty()
                ? Collections.nCopies(width, Sketch.empty().toEvent())
                : day.getFeatures();
        rows.forEach(row -> demand(known.size(), row.size(), day.getFeatureSet()));
        List<ValueSketch> sketches = new ArrayList<>(width);
        for (int place = 0; place < width; place++) {
            int feature = place;
            List<Integer> column = rows.stream().map(row -> row.get(feature)).toList();
            sketches.add(Sketch.of(known.get(feature)).with(column).toEvent());
        }
        return sketches;
    }

    private static void demand(int expected, int found, String featureSet) {
        if (found != expected) {
            throw new IllegalArgumentException(
                    "Expected " + expected + " features of " + featureSet + ", but there are " + found + ".");
        }
    }

    private static Instant day(Instant eventTime) {
        return eventTime.truncatedTo(ChronoUnit.DAYS);
    }
}
