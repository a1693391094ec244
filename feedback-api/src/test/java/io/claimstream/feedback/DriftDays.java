package io.claimstream.feedback;

import io.claimstream.domain.drift.Sketch;
import io.claimstream.domain.feature.FeatureSetV1;
import io.claimstream.event.DriftDay;
import io.claimstream.event.ValueSketch;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Days as the retrain worker publishes them. */
public final class DriftDays {

    private DriftDays() {}

    /** A day of motor injuries in pounds. The values of every feature, and the estimates, are the same from 1,000 to 2,000; those of one are that many times as much. */
    public static DriftDay of(LocalDate day, int partition, int claims, String changed, double factor) {
        List<ValueSketch> features = new ArrayList<>();
        for (String name : FeatureSetV1.NAMES) {
            features.add(sketch(claims, name.equals(changed) ? factor : 1));
        }
        return new DriftDay(
                "MOTOR_INJURY",
                "GBP",
                FeatureSetV1.VERSION,
                day.atStartOfDay(ZoneOffset.UTC).toInstant(),
                partition,
                features,
                claims == 0 ? Sketch.empty().toEvent() : sketch(claims, 1));
    }

    private static ValueSketch sketch(int claims, double factor) {
        return Sketch.empty()
                .with(IntStream.range(0, claims)
                        .mapToObj(i -> Sketch.bucket((float) (factor * (1_000 + 1_000.0 * i / claims))))
                        .toList())
                .toEvent();
    }
}
