package io.claimstream.retrain;

import io.claimstream.retrain.run.SlotName;
import io.claimstream.retrain.shadow.Progress;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The meters of challengers. Thread-safe. */
final class TrialMeters {

    static final String SETTLED = "claimstream.retrain.trial.settled";
    static final String EVIDENCE = "claimstream.retrain.trial.evidence";

    private final MultiGauge settled;
    private final MultiGauge evidence;

    TrialMeters(MeterRegistry meters) {
        settled = MultiGauge.builder(SETTLED)
                .description("Settled claims that champion and challenger both estimated")
                .register(meters);
        evidence = MultiGauge.builder(EVIDENCE)
                .description("Evidence for the challenger as a share of what is proof, at most 1")
                .register(meters);
    }

    void show(Map<SlotName, Progress> challenges) {
        List<MultiGauge.Row<?>> counts = new ArrayList<>();
        List<MultiGauge.Row<?>> shares = new ArrayList<>();
        challenges.forEach((slot, it) -> {
            Tags tags = Tags.of(
                    "line",
                    slot.lineOfBusiness(),
                    "currency",
                    slot.currency(),
                    "version",
                    it.challenge().version());
            counts.add(MultiGauge.Row.of(tags, it.standing().settled()));
            shares.add(MultiGauge.Row.of(
                    tags, Math.min(1, it.standing().evidence() / it.standing().threshold())));
        });
        settled.register(counts, true);
        evidence.register(shares, true);
    }
}
