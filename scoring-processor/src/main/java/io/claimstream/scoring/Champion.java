package io.claimstream.scoring;

import io.claimstream.event.CalibrationRecord;
import io.claimstream.model.published.ServedModel;
import java.util.Optional;

/**
 * What a slot serves.
 *
 * @param model the model
 * @param calibration the calibration that goes with it; empty for none
 * @param deployment place of the deployment that put it there
 * @param challenger what challenges it; empty for nothing
 */
record Champion(
        ServedModel model, Optional<CalibrationRecord> calibration, long deployment, Optional<Challenger> challenger) {

    /** Number of the calibration; 0 for none. */
    int calibrationNumber() {
        return calibration.map(CalibrationRecord::getNumber).orElse(0);
    }

    /** The same with another challenger, or none. */
    Champion challengedBy(Optional<Challenger> other) {
        return new Champion(model, calibration, deployment, other);
    }

    /** Holds the models; empty when the champion was closed already. Without a challenger that was. */
    Optional<Champion> held() {
        if (!model.retain()) {
            return Optional.empty();
        }
        return Optional.of(
                challenger.isEmpty()
                        ? this
                        : challengedBy(challenger.filter(it -> it.model().retain())));
    }

    /** Lets go of the models. */
    void release() {
        model.release();
        challenger.ifPresent(it -> it.model().release());
    }
}
