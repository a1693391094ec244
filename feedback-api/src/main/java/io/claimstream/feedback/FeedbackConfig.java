package io.claimstream.feedback;

import io.claimstream.domain.drift.DriftReport;
import io.claimstream.feedback.batch.BatchLimits;
import io.claimstream.feedback.events.FeedLimits;
import io.claimstream.feedback.http.ApiServer.Limits;
import io.claimstream.feedback.http.Exposure;
import io.claimstream.feedback.operations.ServiceAddress;
import io.claimstream.feedback.retention.RetentionSettings;
import io.claimstream.feedback.tls.KeystoreFile;
import io.claimstream.feedback.webhook.WebhookLimits;
import io.claimstream.platform.config.Setting;
import io.claimstream.platform.config.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The configuration of feedback-api.
 *
 * @param limits where the API is served and how much it takes
 * @param publishTimeout how long an acknowledgement of Kafka is waited for
 * @param maxWaiting greatest number of events that wait for an acknowledgement
 * @param scorers where scoring-processors say whether they are ready; one of them is enough
 * @param services where the other services say whether they are ready
 * @param queueLease how long someone who takes a claim from the review queue has it
 * @param batches how much may be sent at once
 * @param access who may ask, and how often
 * @param whatIf how questions of why and what if are answered
 * @param events how events are streamed
 * @param webhooks how webhooks are sent to
 * @param exposure by which names the API is reached, and from which pages
 * @param address by which people and commands reach it; empty for the address on which it is served
 * @param tls the keystore that it is served with by https; empty for plain http
 * @param drift what is drift
 */
public record FeedbackConfig(
        Limits limits,
        Duration publishTimeout,
        int maxWaiting,
        List<URI> scorers,
        List<ServiceAddress> services,
        Duration queueLease,
        BatchLimits batches,
        AccessConfig access,
        WhatIfConfig whatIf,
        FeedLimits events,
        WebhookLimits webhooks,
        Exposure exposure,
        Optional<URI> address,
        Optional<KeystoreFile> tls,
        DriftReport.Limits drift) {

    public static final Setting<String> HOST =
            Setting.text("api.host", "127.0.0.1", "Address on which the API is served; 0.0.0.0 for all.");

    public static final Setting<Integer> PORT =
            Setting.integer("api.port", 8080, 0, 65_535, "Port of the API; 0 for any.");

    public static final Setting<Integer> MAX_BODY_BYTES = Setting.integer(
            "api.max.body.bytes", 262_144, 1_024, 900_000, "Greatest size of a request's body in bytes.");

    public static final Setting<Integer> MAX_UPLOAD_BYTES = Setting.integer(
            "api.max.upload.bytes",
            52_428_800,
            1_024,
            62_914_560,
            "Greatest size of a model that is uploaded, in bytes.");

    public static final Setting<Integer> MAX_BATCH_BYTES = Setting.integer(
            "api.max.batch.bytes",
            52_428_800,
            1_024,
            1_073_741_824,
            "Greatest size of a batch of claims in bytes; each of its lines is as large as a body at most.");

    public static final Setting<Integer> MAX_BATCH_LINES = Setting.integer(
            "api.max.batch.lines", 100_000, 1, 1_000_000, "Greatest number of lines of a batch of claims.");

    public static final Setting<Integer> THREADS =
            Setting.integer("api.threads", 64, 8, 1_000, "Threads that serve requests.");

    public static final Setting<Integer> CONNECTIONS =
            Setting.integer("api.connections", 1_000, 1, 100_000, "Connections open at once.");

    public static final Setting<Duration> PATIENCE = Setting.duration(
            "api.score.patience",
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            Duration.ofSeconds(25),
            "How long the outcome of a claim is waited for when its score is asked for at once.");

    public static final Setting<Duration> PUBLISH_TIMEOUT = Setting.duration(
            "api.publish.timeout",
            Duration.ofSeconds(4),
            Duration.ofSeconds(1),
            Duration.ofMinutes(1),
            "How long an acknowledgement of Kafka is waited for.");

    public static final Setting<Integer> MAX_WAITING = Setting.integer(
            "api.max.waiting", 2_000, 1, 100_000, "Greatest number of events that wait for an acknowledgement.");

    public static final Setting<String> SCORERS = Setting.text(
            "api.scorers",
            "http://localhost:9103/readyz",
            "Addresses, by comma, where scoring-processors say whether they are ready; one of them is enough.");

    public static final Setting<Duration> QUEUE_LEASE = Setting.duration(
            "api.queue.lease",
            Duration.ofMinutes(30),
            Duration.ofMinutes(1),
            Duration.ofDays(7),
            "How long someone who takes a claim from the review queue has it; taking it again begins anew.");

    /** Every key above. */
    public static final List<Setting<?>> SETTINGS = Stream.of(
                    List.<Setting<?>>of(
                            HOST,
                            PORT,
                            MAX_BODY_BYTES,
                            MAX_UPLOAD_BYTES,
                            MAX_BATCH_BYTES,
                            MAX_BATCH_LINES,
                            THREADS,
                            CONNECTIONS,
                            PATIENCE,
                            PUBLISH_TIMEOUT,
                            MAX_WAITING,
                            SCORERS,
                            QUEUE_LEASE),
                    HealthConfig.SETTINGS,
                    AccessConfig.SETTINGS,
                    WhatIfConfig.SETTINGS,
                    EventsConfig.SETTINGS,
                    WebhookConfig.SETTINGS,
                    ExposureConfig.SETTINGS,
                    TlsConfig.SETTINGS,
                    DriftConfig.SETTINGS,
                    RetentionSettings.SETTINGS)
            .<Setting<?>>flatMap(List::stream)
            .toList();

    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::");

    public FeedbackConfig {
        scorers = List.copyOf(scorers);
        services = List.copyOf(services);
    }

    /** Reads the configuration from checked settings. */
    public static FeedbackConfig of(Settings settings) {
        return new FeedbackConfig(
                new Limits(
                        settings.get(HOST),
                        settings.get(PORT),
                        settings.get(MAX_BODY_BYTES),
                        settings.get(MAX_UPLOAD_BYTES),
                        settings.get(THREADS),
                        settings.get(CONNECTIONS),
                        settings.get(PATIENCE)),
                settings.get(PUBLISH_TIMEOUT),
                settings.get(MAX_WAITING),
                Arrays.stream(settings.get(SCORERS).split(",", -1))
                        .map(String::strip)
                        .filter(text -> !text.isEmpty())
                        .map(URI::create)
                        .toList(),
                HealthConfig.of(settings),
                settings.get(QUEUE_LEASE),
                new BatchLimits(
                        settings.get(MAX_BATCH_BYTES), settings.get(MAX_BATCH_LINES), settings.get(MAX_BODY_BYTES)),
                AccessConfig.of(settings),
                WhatIfConfig.of(settings),
                EventsConfig.of(settings),
                WebhookConfig.of(settings),
                ExposureConfig.of(settings),
                ExposureConfig.address(settings),
                TlsConfig.of(settings),
                DriftConfig.of(settings));
    }

    /**
     * Address by which the API is reached.
     *
     * @param port the port on which it is served
     */
    public URI address(int port) {
        return address.orElseGet(() -> {
            String host = EVERYWHERE.contains(limits.host()) ? "127.0.0.1" : limits.host();
            String authority = (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
            return URI.create((tls.isPresent() ? "https://" : "http://") + authority);
        });
    }
}
