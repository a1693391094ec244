package io.claimstream.retrain;

import io.claimstream.platform.config.Setting;
import io.claimstream.platform.config.Settings;
import io.claimstream.retrain.learn.Promotion;
import io.claimstream.retrain.learn.TrialRules;
import java.time.Duration;

/** The settings of challengers. */
final class TrialSettings {

    static final Setting<Promotion> PROMOTION = Setting.oneOf(
            "retrain.promotion",
            Promotion.HOLDOUT,
            "How a model that passed the gates takes the champion's place: at once, or proven better in its shadow, or after that as a canary.");

    static final Setting<Double> ALPHA = Setting.decimal(
            "retrain.trial.alpha",
            0.05,
            1e-6,
            0.5,
            "Chance that any challenger of a slot that is no better is ever promoted by its trial, all that may come together.");

    static final Setting<Integer> MOST_CLAIMS = Setting.integer(
            "retrain.trial.claims",
            5_000,
            10,
            10_000_000,
            "Settled claims after which a challenge that proved nothing ends.");

    static final Setting<Duration> LONGEST = Setting.duration(
            "retrain.trial.time",
            Duration.ofDays(90),
            Duration.ofSeconds(1),
            Duration.ofDays(3_650),
            "Time after which a challenge that proved nothing ends.");

    static final Setting<Double> CANARY_SHARE =
            Setting.decimal("retrain.canary.share", 0.1, 0.001, 0.999, "Share of the claims that a canary decides.");

    static final Setting<Integer> CANARY_SETTLEMENTS = Setting.integer(
            "retrain.canary.settlements",
            50,
            0,
            1_000_000,
            "Settled claims that a canary has to have decided before it is promoted.");

    private TrialSettings() {}

    static TrialRules of(Settings settings) {
        return new TrialRules(
                settings.get(PROMOTION),
                settings.get(ALPHA),
                settings.get(MOST_CLAIMS),
                settings.get(LONGEST),
                settings.get(CANARY_SHARE),
                settings.get(CANARY_SETTLEMENTS));
    }
}
