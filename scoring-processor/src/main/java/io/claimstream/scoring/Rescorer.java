package io.claimstream.scoring;

import io.claimstream.domain.claim.RescoreRefusal;
import io.claimstream.domain.claim.ScoreId;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.RescoreRefused;
import io.claimstream.event.RescoreRequest;
import io.claimstream.model.Scorer;
import io.claimstream.model.published.TakenModel;
import io.claimstream.platform.records.PlacedLog;
import io.claimstream.platform.streams.FailureText;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.registry.UnknownSchemaException;
import io.claimstream.schemas.serde.DecodingException;
import io.claimstream.schemas.serde.EventSerdes;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers requests to score once more. The score is that of the live path: a function of the features record that the live score names, of
 * model, calibration and engine, all of which it names in its turn. Thread-safe.
 */
final class Rescorer {

    private static final Logger LOGGER = LoggerFactory.getLogger(Rescorer.class);

    private final RescoreModels models;
    private final Deserializer<ClaimFeatures> features;
    private final Clock clock;

    Rescorer(RescoreModels models, EventSerdes serdes, Clock clock) {
        this.models = models;
        this.features = serdes.of(Topics.CLAIMS_FEATURES).deserializer();
        this.clock = clock;
    }

    /**
     * The answer to a request. What is wrong with request, features or model is a refusal; what is wrong with the world is thrown, and the
     * request is read again.
     */
    RescoreAnswer answer(RescoreRequest request, PlacedLog log) {
        try {
            return new RescoreAnswer.Done(score(request, features(request, log)));
        } catch (RescoreRefusedException e) {
            LOGGER.atWarn()
                    .addKeyValue("requestId", request.getRequestId())
                    .addKeyValue("code", e.code())
                    .addKeyValue("reason", e.getMessage())
                    .log("not scored again");
            return new RescoreAnswer.Refused(refused(request, e));
        }
    }

    private ClaimFeatures features(RescoreRequest request, PlacedLog log) {
        byte[] bytes = log.at(Topics.CLAIMS_FEATURES.name(), request.getFeatures())
                .orElseThrow(() -> new RescoreRefusedException(
                        RescoreRefusal.FEATURES_GONE,
                        "expected a features record at partition "
                                + request.getFeatures().getPartition() + ", offset "
                                + request.getFeatures().getOffset() + " of " + Topics.CLAIMS_FEATURES.name()
                                + ", but there is none"));
        ClaimFeatures found = decoded(bytes);
        boolean isOfThese = found.getInsurer().equals(request.getInsurer())
                && found.getClaimId().equals(request.getClaimId())
                && found.getRevision() == request.getRevision();
        if (!isOfThese) {
            throw new RescoreRefusedException(
                    RescoreRefusal.FEATURES_OF_ANOTHER, "the features record named is of another revision");
        }
        return found;
    }

    private ClaimFeatures decoded(byte[] bytes) {
        try {
            return features.deserialize(Topics.CLAIMS_FEATURES.name(), bytes);
        } catch (DecodingException | UnknownSchemaException e) {
            throw new RescoreRefusedException(
                    RescoreRefusal.FEATURES_UNREADABLE, "the features record cannot be decoded");
        }
    }

    private ClaimScored score(RescoreRequest request, ClaimFeatures found) {
        try (TakenModel taken = models.take(found, request.getModelVersion())) {
            ClaimScored score = attempt(request, found, taken);
            if (taken.model().isPresent() && score.getModelVersion().equals(Scorer.BASELINE)) {
                throw new RescoreRefusedException(
                        RescoreRefusal.NOT_SCORABLE,
                        "version " + taken.model().get().version() + " cannot score these features: "
                                + String.join(", ", score.getReviewReasons()));
            }
            return Scorer.rescore(score, ScoreId.rescore(request.getRequestId()));
        }
    }

    /** A model that throws on one claim must not keep the answer to the request from whoever waits for it. */
    private ClaimScored attempt(RescoreRequest request, ClaimFeatures found, TakenModel taken) {
        try {
            return taken.score(found, request.getFeatures(), now());
        } catch (RuntimeException e) {
            LOGGER.atError()
                    .addKeyValue("requestId", request.getRequestId())
                    .addKeyValue("error", FailureText.of(e))
                    .log("scoring again failed");
            throw new RescoreRefusedException(
                    RescoreRefusal.SCORING_FAILED,
                    "scoring ended with " + e.getClass().getSimpleName());
        }
    }

    private RescoreRefused refused(RescoreRequest request, RescoreRefusedException why) {
        return RescoreRefused.newBuilder()
                .setRequestId(request.getRequestId())
                .setInsurer(request.getInsurer())
                .setClaimId(request.getClaimId())
                .setRevision(request.getRevision())
                .setScoreId(request.getScoreId())
                .setCode(why.code().name())
                .setDetail(why.getMessage())
                .setRefusedAt(now())
                .build();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
