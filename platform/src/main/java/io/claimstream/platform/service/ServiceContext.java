package io.claimstream.platform.service;

import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.schemas.registry.SchemaRegistry;
import io.claimstream.schemas.serde.EventSerdes;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;

/**
 * What a service is given: its configuration and its ways to the world. One for each service, also where several share a process,
 * so that each serves its own metrics. Thread-safe.
 *
 * @param settings the checked configuration
 * @param clock the wall clock; business code does not read it
 * @param meters where the service's meters live
 * @param schemas the schema registry
 */
public record ServiceContext(Settings settings, Clock clock, PrometheusMeterRegistry meters, SchemaRegistry schemas) {

    /** A context with the given registry, the system's clock and no meters yet. */
    public static ServiceContext of(Settings settings, SchemaRegistry schemas) {
        return new ServiceContext(
                settings, Clock.systemUTC(), new PrometheusMeterRegistry(PrometheusConfig.DEFAULT), schemas);
    }

    /** Serdes for events, through the schema registry. */
    public EventSerdes serdes() {
        return new EventSerdes(schemas);
    }

    /** Directory of everything that is kept on disk; may not exist yet. */
    public Path dataDir() {
        return settings.get(CommonSettings.DATA_DIR);
    }
}
