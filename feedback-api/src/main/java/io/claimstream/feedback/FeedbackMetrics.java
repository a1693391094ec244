package io.claimstream.feedback;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;

/**
 * The meters of feedback-api. Per topic: read = written + left out + undecodable + unfit. Thread-safe.
 */
public final class FeedbackMetrics {

    private static final String PROJECTED = "claimstream.projection.records";
    private static final String PUBLISHED = "claimstream.published";

    private final MeterRegistry registry;

    public FeedbackMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** What became of a record that the projection read. */
    public enum Projected {
        READ,
        WRITTEN,
        /** Not part of the view: not a live score, a claim with a malformed identity, a dead letter that no claim waits for. */
        LEFT_OUT,
        UNDECODABLE,
        /** A value that no column takes. */
        UNFIT
    }

    /** What became of an event that was to be written to Kafka. */
    public enum Published {
        ACKNOWLEDGED,
        FAILED,
        REFUSED
    }

    public void projected(String topic, Projected outcome, int count) {
        counter(PROJECTED, topic, outcome).increment(count);
    }

    /** Records of a topic with an outcome so far. */
    public double projected(String topic, Projected outcome) {
        return counter(PROJECTED, topic, outcome).count();
    }

    public void published(String topic, Published outcome) {
        counter(PUBLISHED, topic, outcome).increment();
    }

    /** Shows 1 while a projection has caught up, else 0. */
    public void watchProjection(String name, BooleanSupplier caughtUp) {
        Gauge.builder("claimstream.projection.caught.up", () -> caughtUp.getAsBoolean() ? 1 : 0)
                .tag("projection", name)
                .register(registry);
    }

    /** Shows how many acknowledged or running feedbacks the read model does not hold yet. */
    public void watchInFlight(IntSupplier size) {
        Gauge.builder("claimstream.feedback.in.flight", size::getAsInt).register(registry);
    }

    /** Shows how many event streams are open. */
    public void watchStreams(IntSupplier size) {
        Gauge.builder("claimstream.event.streams", size::getAsInt).register(registry);
    }

    /** Shows how many days the certificate is still valid, and 1 while a changed keystore is refused, else 0. */
    public void watchCertificate(DoubleSupplier daysLeft, BooleanSupplier refused) {
        Gauge.builder("claimstream.tls.certificate.days.left", daysLeft::getAsDouble)
                .register(registry);
        Gauge.builder("claimstream.tls.keystore.refused", () -> refused.getAsBoolean() ? 1 : 0)
                .register(registry);
    }

    private Counter counter(String name, String topic, Enum<?> outcome) {
        return registry.counter(name, "topic", topic, "outcome", outcome.name().toLowerCase(Locale.ROOT));
    }
}
