package io.claimstream.scoring;

import io.claimstream.event.CalibrationRecord;
import io.claimstream.model.published.ServedModel;
import java.util.Optional;

/**
 * What challenges the champion of a slot.
 *
 * @param model the model
 * @param calibration the calibration that goes with it; empty for none
 * @param share share of the claims that it decides; 0 in shadow
 */
record Challenger(ServedModel model, Optional<CalibrationRecord> calibration, double share) {

    String version() {
        return model.model().version();
    }
}
