package io.claimstream.scoring;

import io.claimstream.model.engine.EngineKind;
import io.claimstream.platform.config.Setting;
import io.claimstream.platform.config.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The configuration of scoring-processor.
 *
 * @param managementPort port of health and metrics; 0 takes any free one
 * @param trustedKeys directory of the public keys whose models are believed
 * @param archive directory in which fetched models are kept
 * @param probeTimeout time a throw-away process has to load a model
 * @param stagingTimeout time after which a promoted model that is not complete is reported
 * @param stagedModels how many of the newest models are staged before they are deployed
 * @param engine the engine that scores
 */
record ScoringConfig(
        int managementPort,
        Path trustedKeys,
        Path archive,
        Duration probeTimeout,
        Duration stagingTimeout,
        int stagedModels,
        EngineKind engine) {

    static final Setting<Integer> MANAGEMENT_PORT = Setting.integer(
            "scoring.management.port", 9103, 0, 65535, "Port of scoring-processor's health and metrics.");

    static final Setting<Optional<Path>> TRUSTED_KEYS = Setting.optionalPath(
            "scoring.trusted.keys.dir",
            "Directory of the public keys (*.pub) whose models are believed; the data directory's secrets when not set.");

    static final Setting<Duration> PROBE_TIMEOUT = Setting.duration(
            "scoring.probe.timeout",
            Duration.ofSeconds(20),
            Duration.ofSeconds(1),
            Duration.ofMinutes(5),
            "Processor time a throw-away process has to load a model before it is refused; six times that by the clock.");

    static final Setting<Duration> STAGING_TIMEOUT = Setting.duration(
            "scoring.staging.timeout",
            Duration.ofSeconds(30),
            Duration.ofMillis(1),
            Duration.ofHours(1),
            "Time after which a promoted model whose parts have not all come is reported.");

    static final Setting<Integer> STAGED_MODELS = Setting.integer(
            "scoring.staged.models",
            3,
            0,
            16,
            "How many of the newest published models are kept loaded, so that a deployment of one takes effect at once.");

    static final Setting<EngineKind> ENGINE = Setting.oneOf(
            "scoring.engine",
            EngineKind.COMPILED,
            "Engine that scores: the compiled one, or the reference, which is slower and loads native code.");

    static final List<Setting<?>> SETTINGS =
            List.of(MANAGEMENT_PORT, TRUSTED_KEYS, PROBE_TIMEOUT, STAGING_TIMEOUT, STAGED_MODELS, ENGINE);

    static ScoringConfig of(Settings settings) {
        return new ScoringConfig(
                settings.get(MANAGEMENT_PORT),
                settings.get(TRUSTED_KEYS).orElse(settings.dataPath("secrets")),
                settings.dataPath("models", ScoringApp.NAME),
                settings.get(PROBE_TIMEOUT),
                settings.get(STAGING_TIMEOUT),
                settings.get(STAGED_MODELS),
                settings.get(ENGINE));
    }
}
