package io.claimstream.scoring;

import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Setting;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.service.Health;
import io.claimstream.platform.service.Service;
import io.claimstream.platform.service.ServiceContext;
import io.claimstream.schemas.registry.SchemaRegistry;
import io.micrometer.core.instrument.Timer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/** A running scoring-processor with its meters at hand. */
record Instance(ServiceContext context, Service service) implements AutoCloseable {

    /** Starts one of several: each with a directory of its own, believing the keys of another. */
    static Instance start(String bootstrapServers, SchemaRegistry registry, Path data, Path trusted) {
        List<Setting<?>> known = new ArrayList<>(CommonSettings.ALL);
        known.addAll(ScoringConfig.SETTINGS);
        Settings settings = Settings.of(
                known,
                Map.of(
                        "data.dir",
                        data.toString(),
                        "kafka.bootstrap.servers",
                        bootstrapServers,
                        "scoring.trusted.keys.dir",
                        trusted.toString(),
                        "scoring.management.port",
                        "0",
                        "scoring.probe.timeout",
                        "60s",
                        "streams.standby.replicas",
                        "0"));
        ServiceContext context = ServiceContext.of(settings, registry);
        Service service = new ScoringApp().create(context);
        service.start();
        return new Instance(context, service);
    }

    /** Seconds that the slot is behind; empty when none is known. */
    OptionalDouble behindSeconds() {
        return context.meters().find(ScoringMetrics.MODEL_BEHIND).gauges().stream()
                .mapToDouble(gauge -> gauge.value())
                .findFirst();
    }

    /** Version in service by the metric; blank when none is known. */
    String version() {
        return context.meters().find(ScoringMetrics.DEPLOYMENT_OFFSET).gauges().stream()
                .map(gauge -> gauge.getId().getTag("version"))
                .findFirst()
                .orElse("");
    }

    /** Offset of the deployment in service; -1 when none is known. */
    double deployment() {
        return context.meters().find(ScoringMetrics.DEPLOYMENT_OFFSET).gauges().stream()
                .mapToDouble(gauge -> gauge.value())
                .findFirst()
                .orElse(-1);
    }

    Timer activations() {
        return context.meters().get(ScoringMetrics.ACTIVATION_DELAY).timer();
    }

    /** Models that can go into service at once. */
    int staged() {
        return (int) context.meters().get(ScoringMetrics.STAGED).gauge().value();
    }

    double meanStagingMillis() {
        return context.meters().get(ScoringMetrics.STAGING).timer().mean(TimeUnit.MILLISECONDS);
    }

    Health.Check feed() {
        return service.health().checks().get(0);
    }

    @Override
    public void close() {
        service.close();
    }
}
