package io.claimstream.retrain.learn;

/** A training gave no model. The message says why in plain words and holds nothing of any claim. */
public final class TrainingFailedException extends RuntimeException {

    private final String why;

    TrainingFailedException(String why) {
        super(why);
        this.why = why;
    }

    /** Why, in plain words that follow "Failed:". */
    String why() {
        return why;
    }
}
