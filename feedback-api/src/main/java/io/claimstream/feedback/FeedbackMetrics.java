package io.claimstream.feedback;

import io.claimstream.platform.metrics.StageLatency;
import io.claimstream.platform.metrics.StageLatency.Stage;
import io.claimstream.schemas.Topic.Writer;
import io.claimstream.schemas.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;

/**
 * The meters of feedback-api. Per topic: read = written + left out + undecodable + unfit. Thread-safe.
 */
public final class FeedbackMetrics {

    private static final Set<Writer> OWN =
            Set.of(Writer.UPSTREAM, Writer.FEEDBACK_API, Writer.FEEDBACK_API_AND_UPSTREAM);

    private static final String PROJECTED = "claimstream.projection.records";
    private static final String PUBLISHED = "claimstream.published";

    private final MeterRegistry registry;
    private final StageLatency latency;

    public FeedbackMetrics(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.latency = new StageLatency(registry, clock, Stage.VIEW);
        Topics.ALL.stream()
                .filter(topic -> OWN.contains(topic.writer()))
                .forEach(topic -> announce(PUBLISHED, topic.name(), Published.values()));
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

    /** A projection is going to read a topic. */
    public void projects(String topic) {
        announce(PROJECTED, topic, Projected.values());
    }

    /** People and clients see a score from now on. */
    public void shown(long submittedAtMillis) {
        latency.reached(submittedAtMillis);
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
                .description("1 while the read model holds all that was on the topics at the start, else 0")
                .tag("projection", name)
                .register(registry);
    }

    /** Shows how many acknowledged or running feedbacks the read model does not hold yet. */
    public void watchInFlight(IntSupplier size) {
        Gauge.builder("claimstream.feedback.in.flight", size::getAsInt)
                .description("Feedback under way, or acknowledged and not yet in the read model")
                .register(registry);
    }

    /** Shows how many event streams are open. */
    public void watchStreams(IntSupplier size) {
        Gauge.builder("claimstream.event.streams", size::getAsInt)
                .description("Event streams that are open")
                .register(registry);
    }

    /** Shows how many days the certificate is still valid, and 1 while a changed keystore is refused, else 0. */
    public void watchCertificate(DoubleSupplier daysLeft, BooleanSupplier refused) {
        Gauge.builder("claimstream.tls.certificate.days.left", daysLeft::getAsDouble)
                .description("Days for which the certificate is still valid")
                .register(registry);
        Gauge.builder("claimstream.tls.keystore.refused", () -> refused.getAsBoolean() ? 1 : 0)
                .description("1 while a keystore that changed cannot be served with, else 0")
                .register(registry);
    }

    /** An increase from nothing to one is none to Prometheus, so that what counts is there from the start. */
    private void announce(String name, String topic, Enum<?>[] outcomes) {
        for (Enum<?> outcome : outcomes) {
            var unused = counter(name, topic, outcome);
        }
    }

    private Counter counter(String name, String topic, Enum<?> outcome) {
        return Counter.builder(name)
                .description(
                        name.equals(PUBLISHED)
                                ? "What became of events that were to be written to Kafka"
                                : "What became of records that the read model is made from, and those read")
                .tag("topic", topic)
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .register(registry);
    }
}
