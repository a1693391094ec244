package io.claimstream.retrain.learn;

import io.claimstream.domain.lifecycle.CommandAnswer;
import io.claimstream.domain.lifecycle.Decision;
import io.claimstream.domain.lifecycle.SlotHistory;
import io.claimstream.event.CalibrationRecord;
import io.claimstream.event.DeploymentAction;
import io.claimstream.event.ModelDeployment;
import io.claimstream.retrain.publish.ModelPublisher;
import io.claimstream.retrain.publish.ModelTopics;
import io.claimstream.retrain.publish.Publication;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the model that {@code model.initial} names in service, if no model ever was in its slot: published, and promoted once scorers had
 * time to load it. Looks once in a turn; a refusal changes nothing and is told. Used by one thread.
 */
final class InitialModel {

    private static final Logger LOGGER = LoggerFactory.getLogger(InitialModel.class);
    private static final CommandAnswer.Cause CAUSE = new CommandAnswer.Cause(
            "retrain-worker/initial", "model.initial names it, and no model was ever in service in this slot.");

    private final Optional<InitialSource> source;
    private final ModelTopics topics;
    private final ModelPublisher publisher;
    private final Manners manners;
    private boolean isLookedAt;
    private InitialSource.@Nullable Checked waiting;
    private Instant due = Instant.MAX;

    /**
     * How it goes about it.
     *
     * @param promotionDelay time from the publication of the model to its promotion
     * @param clock says when
     * @param refused told why the model is refused
     * @param promoted told when it went into service
     */
    record Manners(Duration promotionDelay, Clock clock, Consumer<String> refused, Runnable promoted) {}

    /** @param source empty when none is named */
    InitialModel(Optional<InitialSource> source, ModelTopics topics, ModelPublisher publisher, Manners manners) {
        this.source = source;
        this.topics = topics;
        this.publisher = publisher;
        this.manners = manners;
    }

    /** Does what is to be done now; returns soon. */
    void step() {
        if (!isLookedAt) {
            isLookedAt = true;
            source.ifPresent(this::look);
        }
        if (waiting != null && !manners.clock().instant().isBefore(due)) {
            promote(waiting);
            waiting = null;
        }
    }

    private void look(InitialSource from) {
        InitialSource.Checked model;
        try {
            model = from.open();
        } catch (InitialModelRefusedException e) {
            LOGGER.atError().addKeyValue("reason", e.getMessage()).log("initial model refused");
            manners.refused().accept(String.valueOf(e.getMessage()));
            return;
        }
        if (!isUntouched(model)) {
            LOGGER.atInfo()
                    .addKeyValue("modelVersion", model.bundle().version())
                    .log("initial model not needed: its slot has had one");
            return;
        }
        if (!model.isPublished()) {
            publisher.publish(Publication.candidate(model.bundle(), now()), Optional.empty());
        }
        waiting = model;
        due = manners.clock().instant().plus(manners.promotionDelay());
    }

    private void promote(InitialSource.Checked model) {
        if (!isUntouched(model)) {
            return;
        }
        Instant at = now();
        int number = topics.lastCalibration() + 1;
        publisher.publish(
                Publication.promotion(calibration(model, number, at), move(model, number, at)), Optional.empty());
        LOGGER.atInfo().addKeyValue("modelVersion", model.bundle().version()).log("initial model in service");
        manners.promoted().run();
    }

    private boolean isUntouched(InitialSource.Checked model) {
        return topics.history(model.manifest().slot()).terms().isEmpty();
    }

    /** The one that came with the model, numbered here; what was read of another log means nothing on this one. */
    private static CalibrationRecord calibration(InitialSource.Checked model, int number, Instant at) {
        return CalibrationRecord.newBuilder(model.calibration())
                .setNumber(number)
                .setSlot(model.manifest().slot())
                .setLabelled(model.isPublished() ? model.calibration().getLabelled() : List.of())
                .setAt(at)
                .build();
    }

    private static ModelDeployment move(InitialSource.Checked model, int number, Instant at) {
        Decision.Move move =
                new Decision.Move(DeploymentAction.PROMOTED, model.bundle().version(), Optional.of(number));
        return CommandAnswer.byItself(move, SlotHistory.of(model.manifest().slot(), List.of()), CAUSE, at);
    }

    private Instant now() {
        return manners.clock().instant().truncatedTo(ChronoUnit.MICROS);
    }
}
