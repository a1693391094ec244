package io.claimstream.launcher.offline;

import io.claimstream.event.CalibrationRecord;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.ModelSlot;
import io.claimstream.model.LoadedModel;
import io.claimstream.model.ModelBundle;
import io.claimstream.model.ReviewReason;
import io.claimstream.model.Scorer;
import java.time.Instant;
import java.util.Optional;

/**
 * A model that passed every check of the stream, and its calibration.
 *
 * @param bundle what it was loaded from
 * @param model the model; closed with this
 * @param calibration empty when none is known: then scores have no interval and no confidence
 */
public record OfflineModel(ModelBundle bundle, LoadedModel model, Optional<CalibrationRecord> calibration)
        implements AutoCloseable {

    /** Scores as the stream would with this model as champion: a claim of another slot gets the baseline, marked. */
    public ClaimScored score(ClaimFeatures features, Instant now) {
        return covers(features)
                ? Scorer.score(features, features.getAccepted(), model, calibration, now)
                : Scorer.baseline(features, features.getAccepted(), ReviewReason.OUT_OF_SCOPE, now);
    }

    private boolean covers(ClaimFeatures features) {
        ModelSlot slot = model.manifest().slot();
        return slot.getLineOfBusiness().equals(features.getLineOfBusiness())
                && slot.getCurrency().equals(features.getCurrency())
                && slot.getInsurer()
                        .map(insurer -> insurer.equals(features.getInsurer()))
                        .orElse(true);
    }

    @Override
    public void close() {
        model.engine().close();
    }
}
