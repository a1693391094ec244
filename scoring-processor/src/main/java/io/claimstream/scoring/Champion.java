package io.claimstream.scoring;

import io.claimstream.event.CalibrationRecord;
import java.util.Optional;

/**
 * What a slot serves.
 *
 * @param model the model
 * @param calibration the calibration that goes with it; empty for none
 * @param deployment place of the deployment that put it there
 */
record Champion(ServedModel model, Optional<CalibrationRecord> calibration, long deployment) {

    /** Number of the calibration; 0 for none. */
    int calibrationNumber() {
        return calibration.map(CalibrationRecord::getNumber).orElse(0);
    }
}
