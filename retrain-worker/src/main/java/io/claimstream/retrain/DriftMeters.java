package io.claimstream.retrain;

import io.claimstream.domain.drift.DriftReport;
import io.claimstream.retrain.run.SlotName;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The meters of drift. Thread-safe. */
final class DriftMeters {

    static final String PSI = "claimstream.retrain.drift.psi";
    static final String DRIFTED = "claimstream.retrain.drifted";

    /** Each has a series for every feature. Of the others the count of features that drifted is shown. */
    static final int MOST_IN_DETAIL = 8;

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
        Set<SlotName> inDetail =
                reports.keySet().stream().sorted().limit(MOST_IN_DETAIL).collect(Collectors.toSet());
        reports.forEach((slot, report) -> {
            Tags tags = Tags.of("line", slot.lineOfBusiness(), "currency", slot.currency());
            report.shifts().stream()
                    .filter(it -> inDetail.contains(slot))
                    .forEach(it -> indices.add(MultiGauge.Row.of(
                            tags.and("feature", it.name()), it.shift().psi())));
            counts.add(MultiGauge.Row.of(tags, report.drifted().size()));
        });
        psi.register(indices, true);
        drifted.register(counts, true);
    }
}
