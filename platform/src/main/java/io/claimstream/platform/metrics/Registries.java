package io.claimstream.platform.metrics;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** Makes the registry in which the meters of a service live. */
public final class Registries {

    private Registries() {}

    /** An empty one. Of Kafka's own meters it takes those that {@link KafkaMeterFilter} knows, so that its series stay few. */
    public static PrometheusMeterRegistry create() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        registry.config().meterFilter(new KafkaMeterFilter());
        return registry;
    }
}
