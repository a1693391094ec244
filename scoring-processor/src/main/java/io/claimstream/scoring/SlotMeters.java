package io.claimstream.scoring;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The meters of slots: as many series as there are slots, up to a bound; the rest are one, as bad as the worst of them. One thread. */
final class SlotMeters {

    static final int MOST_SLOTS = 64;
    static final String OTHERS = "others";

    private final MultiGauge deployments;
    private final MultiGauge behind;
    private final MultiGauge age;
    private List<SlotState> shown = List.of();

    SlotMeters(MeterRegistry meters) {
        deployments = MultiGauge.builder(ScoringMetrics.DEPLOYMENT_OFFSET)
                .description("Offset on models.deployments.v1 of the deployment in service in a slot, with its version")
                .register(meters);
        behind = MultiGauge.builder(ScoringMetrics.MODEL_BEHIND)
                .description(
                        "Time since a slot should have changed what it serves; 0 when it serves what was deployed last")
                .baseUnit("seconds")
                .register(meters);
        age = MultiGauge.builder(ScoringMetrics.MODEL_AGE)
                .description("Time since the model in service in a slot was published; none for the baseline")
                .baseUnit("seconds")
                .register(meters);
    }

    /**
     * Shows these from now on; how long a slot is behind and how old its model is are counted when they are asked for.
     *
     * @param publishedAt when a version was published, if that is known
     */
    void show(List<SlotState> states, Clock clock, Function<String, Optional<Instant>> publishedAt) {
        List<SlotState> next = bounded(states);
        if (next.equals(shown)) {
            return;
        }
        shown = next;
        deployments.register(
                next.stream()
                        .map(it -> Row.of(Tags.of("slot", it.slot(), "version", it.version()), it.deployment()))
                        .toList(),
                true);
        behind.register(
                next.stream()
                        .map(it -> Row.of(Tags.of("slot", it.slot()), () -> it.behindSeconds(clock.instant())))
                        .toList(),
                true);
        age.register(
                next.stream()
                        .filter(it -> !it.slot().equals(OTHERS))
                        .flatMap(it -> publishedAt.apply(it.version()).map(at -> age(it, at, clock)).stream())
                        .toList(),
                true);
    }

    private static Row<?> age(SlotState state, Instant publishedAt, Clock clock) {
        return Row.of(
                Tags.of("slot", state.slot(), "version", state.version()),
                () -> Duration.between(publishedAt, clock.instant()).toMillis() / 1_000.0);
    }

    private static List<SlotState> bounded(List<SlotState> states) {
        if (states.size() <= MOST_SLOTS) {
            return List.copyOf(states);
        }
        List<SlotState> kept = new ArrayList<>(states.subList(0, MOST_SLOTS - 1));
        SlotState worst = states.subList(MOST_SLOTS - 1, states.size()).stream()
                .max(Comparator.comparing(
                        (SlotState it) ->
                                it.behind().map(SlotState.Behind::since).orElse(null),
                        Comparator.nullsFirst(Comparator.reverseOrder())))
                .orElseThrow();
        kept.add(new SlotState(OTHERS, worst.version(), worst.deployment(), worst.behind()));
        return List.copyOf(kept);
    }
}
