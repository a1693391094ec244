package io.claimstream.domain.drift;

import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.DriftDay;
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

    /** The day that a features record belongs to, without any value yet. */
    public static DriftDay dayOf(ClaimFeatures features, int partition) {
        return new DriftDay(
                features.getLineOfBusiness(),
                features.getCurrency(),
                features.getFeatureSet(),
                day(features.getEventTime()),
                partition,
                List.of(),
                Sketch.empty().toEvent());
    }

    /** The same for a score. */
    public static DriftDay dayOf(ClaimScored score, int partition) {
        return new DriftDay(
                score.getLineOfBusiness(),
                score.getCurrency(),
                score.getFeatureSet(),
                day(score.getEventTime()),
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
     * With the features of one more revision.
     *
     * @throws IllegalArgumentException when there are not as many as in those before
     */
    public static DriftDay add(DriftDay day, ClaimFeatures features) {
        List<Float> values = features.getValues();
        List<ValueSketch> known = day.getFeatures().isEmpty()
                ? Collections.nCopies(values.size(), Sketch.empty().toEvent())
                : day.getFeatures();
        if (known.size() != values.size()) {
            throw new IllegalArgumentException("Expected " + known.size() + " features of " + day.getFeatureSet()
                    + ", but there are " + values.size() + ".");
        }
        List<ValueSketch> sketches = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            sketches.add(Sketch.with(known.get(i), values.get(i)));
        }
        return with(day, sketches, day.getEstimates());
    }

    /** With the estimate of one more revision. */
    public static DriftDay add(DriftDay day, ClaimScored score) {
        return with(
                day,
                day.getFeatures(),
                Sketch.with(day.getEstimates(), score.getEstimate().floatValue()));
    }

    /** A builder would copy every sketch, with each claim. */
    private static DriftDay with(DriftDay day, List<ValueSketch> features, ValueSketch estimates) {
        return new DriftDay(
                day.getLineOfBusiness(),
                day.getCurrency(),
                day.getFeatureSet(),
                day.getDay(),
                day.getPartition(),
                features,
                estimates);
    }

    private static Instant day(Instant eventTime) {
        return eventTime.truncatedTo(ChronoUnit.DAYS);
    }
}
