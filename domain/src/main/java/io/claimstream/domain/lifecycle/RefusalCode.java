package io.claimstream.domain.lifecycle;

/** Why a move was refused. Codes are stable: they stand on models.deployments.v1. */
public enum RefusalCode {
    /** The worker does not know what is asked. */
    UNKNOWN_KIND,
    /** A version has to be named, and none is. */
    NO_VERSION,
    /** No such version was published. */
    UNKNOWN_VERSION,
    /** Parts of the version are missing on the model topics. */
    INCOMPLETE_VERSION,
    /** The version is for another line of business, currency or insurer. */
    WRONG_SLOT,
    /** The version was never calibrated, so that it could not say how sure it is. */
    NOT_CALIBRATED,
    /** The gates refused the version. */
    REFUSED_BY_GATES,
    /** The version is in service in the slot already. */
    ALREADY_CHAMPION,
    /** The slot is pinned. */
    PINNED,
    /** The slot is not pinned. */
    NOT_PINNED,
    /** There is nothing to return to. */
    NOTHING_TO_ROLL_BACK,
    /** A roll back names a version that was never in service. */
    NEVER_IN_SERVICE,
    /** The version is in service and so cannot be retired. */
    IN_SERVICE,
    /** The version was retired by hand before. */
    ALREADY_RETIRED,
    /** The version was rolled back from or retired; it is not promoted by itself. */
    TAKEN_OUT_BY_HAND,
    /** The worker rolled back from the version before, and a person put it back; it is left there. */
    PUT_BACK_BY_HAND,
    /** The version breaks its bounds, and what there is to return to was further off on the same claims. */
    NOTHING_BETTER,
    /** Only the baseline is in service, so that there is nothing to challenge. */
    NO_CHAMPION,
    /** The version challenges the champion already, in the way that is asked for. */
    ALREADY_CHALLENGER,
    /** The version does not challenge the champion, or not any more. */
    NOT_CHALLENGER,
    /** A canary needs a share of the claims above 0 and below 1. */
    BAD_SHARE,
    /** The champion changed while a model was compared with the one before. */
    CHAMPION_CHANGED,
    /** Models are trained, and challenge each other, for every insurer. */
    INSURER_SLOT,
    /** A training had too few labels. */
    TOO_FEW_LABELS,
    /** A training failed. */
    TRAINING_FAILED,
    /** The trained model was not better. */
    NOT_BETTER,
    /** The trained model is better, but not for everybody alike. */
    UNFAIR,
    /** A new model is not what it says, or the engines disagree about it. */
    NOT_VERIFIED,
    /** The trained model's intervals hold less than they state. */
    COVERAGE,
    /** The trained model takes too long for a score. */
    TOO_SLOW
}
