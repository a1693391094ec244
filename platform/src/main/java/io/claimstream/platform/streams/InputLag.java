package io.claimstream.platform.streams;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.Metric;

/**
 * Whether a stream lags behind its input, told from what its own consumers measure: the records that wait, and how many they read a second of late.
 *
 * @param topic that lags most, in the form of Kafka's metrics
 * @param records that wait there
 * @param seconds that reading them takes as fast as of late; infinite when none are read
 */
record InputLag(String topic, double records, double seconds) {

    /** The objective of the alert about lag: docs/runbooks. */
    private static final double OBJECTIVE_SECONDS = 60;

    private static final String GROUP = "consumer-fetch-manager-metrics";

    private record Measured(double records, double rate) {

        Measured and(Measured other) {
            return new Measured(records + other.records, rate + other.rate);
        }
    }

    /** The worst of a stream's input topics; empty while none is measured. */
    static Optional<InputLag> of(Collection<? extends Metric> metrics) {
        Map<String, Measured> topics = new HashMap<>();
        for (Metric metric : metrics) {
            String topic = metric.metricName().tags().get("topic");
            if (topic != null && isInput(metric) && metric.metricValue() instanceof Double value && !value.isNaN()) {
                measured(metric, value).ifPresent(it -> topics.merge(topic, it, Measured::and));
            }
        }
        return topics.entrySet().stream()
                .map(it -> new InputLag(
                        it.getKey(),
                        it.getValue().records(),
                        it.getValue().records() / it.getValue().rate()))
                .filter(it -> it.records() > 0)
                .max(Comparator.comparingDouble(InputLag::seconds));
    }

    /** State is restored by consumers of their own. */
    private static boolean isInput(Metric metric) {
        String client = metric.metricName().tags().getOrDefault("client-id", "");
        return metric.metricName().group().equals(GROUP)
                && client.endsWith("-consumer")
                && !client.endsWith("-restore-consumer")
                && !client.endsWith("-global-consumer");
    }

    private static Optional<Measured> measured(Metric metric, double value) {
        return switch (metric.metricName().name()) {
            case "records-lag" -> Optional.of(new Measured(value, 0));
            case "records-consumed-rate" -> Optional.of(new Measured(0, value));
            default -> Optional.empty();
        };
    }

    /** What to say of it; empty while it is within the objective. */
    Optional<String> words() {
        if (seconds <= OBJECTIVE_SECONDS) {
            return Optional.empty();
        }
        String pace = Double.isInfinite(seconds)
                ? "none was read of late"
                : "reading them takes %.0f s as fast as of late".formatted(seconds);
        return Optional.of("lagging: %.0f records wait in %s, and %s".formatted(records, topic, pace));
    }
}
