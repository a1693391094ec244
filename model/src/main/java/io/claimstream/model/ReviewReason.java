package io.claimstream.model;

/** Why a score may never be accepted automatically; the names are the codes in the event. */
public enum ReviewReason {
    /** No model is in service yet: the baseline scored. */
    NO_MODEL,
    /** Models are in service, but none for this line of business and currency: the baseline scored. */
    OUT_OF_SCOPE,
    /** The features are not those that the model expects, or not finite: the baseline scored. */
    UNUSABLE_FEATURES,
    /** The model's answer is not an amount of money: the baseline scored. */
    UNUSABLE_ESTIMATE,
    /** A person asked for the baseline: it scored, whatever is in service. Scores without effect only. */
    BASELINE_REQUESTED,
    /** No calibration is in service for the model: no interval and no confidence. */
    NO_CALIBRATION,
    /** The claim has a category that the feature set does not know. */
    UNSEEN_CATEGORY,
    /** The interval is wider than the model's manifest allows: its upper end is too many times its lower end. */
    TOO_UNCERTAIN,
    /** A feature lies beyond what the model was trained on. */
    OUTSIDE_TRAINING_RANGE
}
