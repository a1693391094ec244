package io.claimstream.launcher.offline;

import io.claimstream.event.CalibrationRecord;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimScored;
import io.claimstream.model.LoadedModel;
import io.claimstream.model.ModelBundle;
import io.claimstream.model.ReviewReason;
import io.claimstream.model.Scorer;
import io.claimstream.model.Slots;
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
        return Slots.covers(model.manifest().slot(), features)
                ? Scorer.score(features, features.getAccepted(), model, calibration, now)
                : Scorer.baseline(features, features.getAccepted(), ReviewReason.OUT_OF_SCOPE, now);
    }

    @Override
    public void close() {
        model.engine().close();
    }
}
