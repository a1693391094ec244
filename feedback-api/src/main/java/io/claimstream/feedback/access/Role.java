package io.claimstream.feedback.access;

/** What the holder of a key may do beyond reading, submitting claims and giving feedback. */
public enum Role {
    /** Nothing more. */
    ADJUSTER(false),
    /** Moves models. */
    ML_ENGINEER(true),
    /** Everything. */
    ADMINISTRATOR(true);

    private final boolean movesModels;

    Role(boolean movesModels) {
        this.movesModels = movesModels;
    }

    /** Whether the holder may promote, roll back, pin, unpin, retire and train models. */
    public boolean movesModels() {
        return movesModels;
    }
}
