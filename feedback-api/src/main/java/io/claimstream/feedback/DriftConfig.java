package io.claimstream.feedback;

import io.claimstream.domain.drift.DriftReport;
import io.claimstream.platform.config.Setting;
import io.claimstream.platform.config.Settings;
import java.util.List;

/** What is drift. The keys are those of retrain-worker, so that one file gives both services one rule; a test holds them alike. */
final class DriftConfig {

    static final Setting<Double> PSI = Setting.decimal(
            "retrain.drift.psi",
            DriftReport.Limits.USUAL.psi(),
            0.01,
            100,
            "Least population stability index of a feature, or of the estimates, that is drift.");

    static final Setting<Integer> MIN_CLAIMS = Setting.integer(
            "retrain.drift.min-claims",
            DriftReport.Limits.USUAL.values(),
            10,
            10_000_000,
            "Claims before and after the champion's training without which nothing is called drift.");

    /** Every key above. */
    static final List<Setting<?>> SETTINGS = List.of(PSI, MIN_CLAIMS);

    private DriftConfig() {}

    /** Reads the configuration from checked settings. */
    static DriftReport.Limits of(Settings settings) {
        return new DriftReport.Limits(settings.get(PSI), settings.get(MIN_CLAIMS));
    }
}
