package io.claimstream.retrain;

import io.claimstream.domain.drift.DriftReport;
import io.claimstream.retrain.run.SlotName;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The meters of drift. Thread-safe. */
final class DriftMeters {

    static final String PSI = "claimstream.retrain.drift.psi";
    static final String DRIFTED = "claimstream.retrain.drifted";

    private final MultiGauge psi;
    private final MultiGauge drifted;

    DriftMeters(MeterRegistry meters) {
        psi = MultiGauge.builder(PSI)
                .description("Population stability index of a feature, or of the estimates, since the champion learned")
                .register(meters);
        drifted = MultiGauge.builder(DRIFTED)
                .description("Features that have drifted since the champion learned; the estimates count as one")
                .register(meters);
    }

    void show(Map<SlotName, DriftReport> reports) {
        List<MultiGauge.Row<?>> indices = new ArrayList<>();
        List<MultiGauge.Row<?>> counts = new ArrayList<>();
        reports.forEach((slot, report) -> {
            Tags tags = Tags.of("line", slot.lineOfBusiness(), "currency", slot.currency());
            report.shifts()
                    .forEach(it -> indices.add(MultiGauge.Row.of(
                            tags.and("feature", it.name()), it.shift().psi())));
            counts.add(MultiGauge.Row.of(tags, report.drifted().size()));
        });
        psi.register(indices, true);
        drifted.register(counts, true);
    }
}
