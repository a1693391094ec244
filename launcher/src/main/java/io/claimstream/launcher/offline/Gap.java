package io.claimstream.launcher.offline;

import io.claimstream.model.artifact.Refusal;

/** Why a score cannot be made again, as a stable code, and what to do about it. */
public enum Gap {
    /** The record is no score that this build can read. */
    SCORE_UNREADABLE("look at the record's bytes and at the schema id in them: another program may have written it"),
    /** The features record that the score names is not there or cannot be read. */
    FEATURES_MISSING("check the retention of claims.features.v1, and that the score comes from this Kafka"),
    /** A score of the baseline gives no reason that the baseline has. */
    BASELINE_UNEXPLAINED("compare with the release that wrote it: this build never writes such a score"),
    /** The calibration that the score names was not published. */
    CALIBRATION_MISSING("check the retention of models.calibration.v1"),
    /** The model that the score names is not whole on the models topics. */
    MODEL_MISSING("check the retention of models.versions.v1 and models.artifacts.v1"),
    /** The model is there and did not pass a check. */
    MODEL_REFUSED(
            "check that the key that signed it is trusted (scoring.trusted.keys.dir) and that its chunks are as written"),
    /** The engine version that the score names is not in this build. */
    UNKNOWN_ENGINE("use a release of Claimstream that has it, as new as the one that scored or newer");

    private final String hint;

    Gap(String hint) {
        this.hint = hint;
    }

    /** What to do, in plain words. */
    String hint() {
        return hint;
    }

    /** The gap that a model leaves which was refused. */
    static Gap of(Refusal refusal) {
        return switch (refusal.code()) {
            case UNKNOWN_ENGINE -> UNKNOWN_ENGINE;
            case INCOMPLETE -> MODEL_MISSING;
            default -> MODEL_REFUSED;
        };
    }
}
