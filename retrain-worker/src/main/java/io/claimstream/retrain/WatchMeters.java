package io.claimstream.retrain;

import io.claimstream.retrain.run.SlotName;
import io.claimstream.retrain.watch.Bound;
import io.claimstream.retrain.watch.Standing;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The meters of champions on settlements of their own claims. Thread-safe. */
final class WatchMeters {

    static final String LIVE_ERROR = "claimstream.retrain.live.error";
    static final String BOUND_BROKEN = "claimstream.retrain.bound.broken";
    static final String ROLLBACKS = "claimstream.retrain.rollbacks";

    private final MultiGauge errors;
    private final MultiGauge broken;
    private final Map<Bound, Counter> rollbacks = new EnumMap<>(Bound.class);

    WatchMeters(MeterRegistry meters) {
        errors = MultiGauge.builder(LIVE_ERROR)
                .description(
                        "Mean error of the champion over the latest 200 settlements of its own claims, single ones at most 1")
                .register(meters);
        broken = MultiGauge.builder(BOUND_BROKEN)
                .description("1 while the champion breaks the bound on settlements of its own claims")
                .register(meters);
        for (Bound bound : Bound.values()) {
            rollbacks.put(
                    bound,
                    Counter.builder(ROLLBACKS)
                            .description("Champions rolled back by the worker itself, by the bound that they broke")
                            .tag("bound", word(bound))
                            .register(meters));
        }
    }

    void judged(Map<SlotName, Standing> standings) {
        List<MultiGauge.Row<?>> errorRows = new ArrayList<>();
        List<MultiGauge.Row<?>> brokenRows = new ArrayList<>();
        standings.forEach((slot, standing) -> {
            Tags tags =
                    Tags.of("line", slot.lineOfBusiness(), "currency", slot.currency(), "version", standing.version());
            standing.error().ifPresent(error -> errorRows.add(MultiGauge.Row.of(tags, error)));
            for (Bound bound : Bound.values()) {
                brokenRows.add(MultiGauge.Row.of(tags.and("bound", word(bound)), standing.breaks(bound) ? 1 : 0));
            }
        });
        errors.register(errorRows, true);
        broken.register(brokenRows, true);
    }

    void rolledBack(Bound bound) {
        Objects.requireNonNull(rollbacks.get(bound)).increment();
    }

    private static String word(Bound bound) {
        return bound.name().toLowerCase(Locale.ROOT);
    }
}
