package io.claimstream.domain.drift;

import io.claimstream.event.DriftDay;
import io.claimstream.event.ValueSketch;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Adds days up as they are read, so that however many days are compared only their sum is held. Not thread-safe. */
public final class DriftSum {

    private final List<NavigableMap<Integer, Long>> features = new ArrayList<>();
    private final NavigableMap<Integer, Long> estimates = new TreeMap<>();

    /** Adds a day, as one partition has seen it. */
    public void add(DriftDay day) {
        for (int place = 0; place < day.getFeatures().size(); place++) {
            if (place == features.size()) {
                features.add(new TreeMap<>());
            }
            add(features.get(place), day.getFeatures().get(place));
        }
        add(estimates, day.getEstimates());
    }

    /** The values of a feature, by its place in the feature set; none of a feature that no day has. */
    Sketch feature(int place) {
        return place < features.size() ? new Sketch(features.get(place)) : Sketch.empty();
    }

    /** The estimates. */
    Sketch estimates() {
        return new Sketch(estimates);
    }

    private static void add(NavigableMap<Integer, Long> sums, ValueSketch sketch) {
        for (int i = 0; i < sketch.getBuckets().size(); i++) {
            sums.merge(sketch.getBuckets().get(i), sketch.getCounts().get(i), Long::sum);
        }
    }
}
