package io.claimstream.feedback;

import io.claimstream.feedback.whatif.WhatIfDesk;
import io.claimstream.model.published.ModelShelf;
import io.claimstream.platform.config.Setting;
import io.claimstream.platform.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How questions of why and what if are answered.
 *
 * @param trustedKeys directory of the public keys whose models are believed
 * @param archive directory in which fetched models are kept
 * @param shelf how many models stay loaded
 * @param limits how much is done at once
 */
public record WhatIfConfig(Path trustedKeys, Path archive, ModelShelf.Limits shelf, WhatIfDesk.Limits limits) {

    public static final Setting<Optional<Path>> TRUSTED_KEYS = Setting.optionalPath(
            "api.trusted.keys.dir",
            "Directory of the public keys (*.pub) whose models explain and preview; the data directory's secrets when not set.");

    public static final Setting<Integer> MODELS = Setting.integer(
            "api.models.held", 4, 1, 64, "How many models are kept loaded for explanations and previews.");

    public static final Setting<Integer> MODEL_BYTES = Setting.integer(
            "api.models.held.bytes",
            67_108_864,
            1_024,
            1_073_741_824,
            "Most bytes of the artifacts of models that are kept loaded together.");

    public static final Setting<Integer> THREADS = Setting.integer(
            "api.what.if.threads", 2, 1, 64, "Explanations, counterfactuals and previews that are worked on at once.");

    public static final Setting<Integer> WAITING =
            Setting.integer("api.what.if.waiting", 32, 1, 10_000, "How many more of them may wait; above it 503.");

    public static final Setting<Duration> PATIENCE = Setting.duration(
            "api.what.if.patience",
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            Duration.ofMinutes(1),
            "How long one of them may take, waiting included; then 503.");

    /** Every key above. */
    public static final List<Setting<?>> SETTINGS =
            List.of(TRUSTED_KEYS, MODELS, MODEL_BYTES, THREADS, WAITING, PATIENCE);

    private static final Duration REFUSED_FOR = Duration.ofMinutes(1);

    /** Reads the configuration from checked settings. */
    public static WhatIfConfig of(Settings settings) {
        return new WhatIfConfig(
                settings.get(TRUSTED_KEYS).orElse(settings.dataPath("secrets")),
                settings.dataPath("models", FeedbackService.NAME),
                new ModelShelf.Limits(settings.get(MODELS), settings.get(MODEL_BYTES), REFUSED_FOR),
                new WhatIfDesk.Limits(settings.get(THREADS), settings.get(WAITING), settings.get(PATIENCE)));
    }
}
