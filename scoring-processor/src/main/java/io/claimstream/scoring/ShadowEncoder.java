package io.claimstream.scoring;

import io.claimstream.event.ClaimScored;
import io.claimstream.platform.streams.Encoded;
import io.claimstream.platform.streams.EventEncoder;
import io.claimstream.schemas.Topics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns scores without effect into the bytes of their topic. When that fails there are none for a while, since a registry that does not answer
 * must not hold up the claims that follow. Thread-safe.
 */
final class ShadowEncoder {

    static final Duration PAUSE = Duration.ofSeconds(30);

    private static final Logger LOGGER = LoggerFactory.getLogger(ShadowEncoder.class);

    private final EventEncoder encoder;
    private final ScoringMetrics metrics;
    private final Clock clock;
    private final AtomicReference<Instant> notBefore = new AtomicReference<>(Instant.MIN);

    ShadowEncoder(EventEncoder encoder, ScoringMetrics metrics, Clock clock) {
        this.encoder = encoder;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** The bytes of a score; empty when they cannot be made. */
    Optional<Encoded> encode(ClaimScored shadow) {
        if (clock.instant().isBefore(notBefore.get())) {
            metrics.challengerFailed();
            return Optional.empty();
        }
        try {
            return Optional.of(encoder.encode(Topics.CLAIMS_RESCORED, shadow));
        } catch (RuntimeException e) {
            notBefore.set(clock.instant().plus(PAUSE));
            metrics.challengerFailed();
            LOGGER.atWarn()
                    .addKeyValue("error", e.getClass().getSimpleName())
                    .log("shadow scores cannot be written for a while");
            return Optional.empty();
        }
    }
}
