package io.claimstream.domain.claim;

import java.util.Optional;

/** Why a score is not done again; the names are the codes in the event. */
public enum RescoreRefusal {
    /** No committed features record stands where the request says. */
    FEATURES_GONE("A retention policy deleted it; what is not kept cannot be scored again."),
    /** The features record cannot be decoded. */
    FEATURES_UNREADABLE("See that the schema registry still has every schema id, then ask again."),
    /** The features record is of another revision than the request. */
    FEATURES_OF_ANOTHER("Ask through the API, which takes the place of the features from the live score."),
    /** The version is not whole on the model topics. */
    UNKNOWN_VERSION("'models list' shows the versions; when it is among them, ask again."),
    /** The model does not come through the checks that every model comes through. */
    MODEL_REFUSED("Ask again with another version; the log of the scoring-processor says more."),
    /** The model is for another line of business or currency. */
    WRONG_SLOT("Ask again with a version of the claim's own slot."),
    /** The model gives no usable answer for these features: a live score would be the baseline's. */
    NOT_SCORABLE("Ask again with another version, or with 'baseline'."),
    /** A bug met while scoring. */
    SCORING_FAILED("The log of the scoring-processor says where; once that is mended, ask again.");

    private final String hint;

    RescoreRefusal(String hint) {
        this.hint = hint;
    }

    /** What to do about it, in a sentence. */
    public String hint() {
        return hint;
    }

    /** The refusal of a code; empty for a code of a later release. */
    public static Optional<RescoreRefusal> of(String code) {
        for (RescoreRefusal refusal : values()) {
            if (refusal.name().equals(code)) {
                return Optional.of(refusal);
            }
        }
        return Optional.empty();
    }
}
