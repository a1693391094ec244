package io.claimstream.model;

/** Why a score may never be accepted automatically; the names are the codes in the event. */
public enum ReviewReason {
    /** No model is in service yet: the baseline scored. */
    NO_MODEL("No model was in service yet: the estimate is the sum of the heads of loss."),
    /** Models are in service, but none for this line of business and currency: the baseline scored. */
    OUT_OF_SCOPE(
            "No model is in service for this line of business and currency: the estimate is the sum of the heads of loss."),
    /** The features are not those that the model expects, or not finite: the baseline scored. */
    UNUSABLE_FEATURES(
            "The features are not those that the model expects: the estimate is the sum of the heads of loss."),
    /** The model's answer is not an amount of money: the baseline scored. */
    UNUSABLE_ESTIMATE(
            "The model did not answer with an amount of money: the estimate is the sum of the heads of loss."),
    /** A person asked for the baseline: it scored, whatever is in service. Scores without effect only. */
    BASELINE_REQUESTED("The baseline was asked for: the estimate is the sum of the heads of loss."),
    /** No calibration is in service for the model: no interval and no confidence. */
    NO_CALIBRATION("The model is not calibrated: there is no interval and no confidence."),
    /** The claim has a category that the feature set does not know. */
    UNSEEN_CATEGORY("The claim has a category that the model does not know."),
    /** The interval is wider than the model's manifest allows: its upper end is too many times its lower end. */
    TOO_UNCERTAIN("The interval is wider than the model allows."),
    /** A feature lies beyond what the model was trained on. */
    OUTSIDE_TRAINING_RANGE("A fact of the claim lies beyond what the model was trained on."),
    /** Drawn by lot among what a policy would have accepted. No score carries it: it is said of claims that wait. */
    AUTOMATIC_SAMPLE("Drawn by lot among the claims that the insurer's policy would have accepted without a person.");

    private final String text;

    ReviewReason(String text) {
        this.text = text;
    }

    /** The reason as a sentence for people. */
    public String text() {
        return text;
    }
}
