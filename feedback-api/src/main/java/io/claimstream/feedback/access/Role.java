package io.claimstream.feedback.access;

/** What the holder of a key may do beyond reading, submitting claims and giving feedback. */
public enum Role {
    /** Nothing more. */
    ADJUSTER(false, false),
    /** Reads how models were evaluated. */
    AUDITOR(false, true),
    /** Moves models, and reads how they were evaluated. */
    ML_ENGINEER(true, true),
    /** Everything. */
    ADMINISTRATOR(true, true);

    private final boolean movesModels;
    private final boolean readsReports;

    Role(boolean movesModels, boolean readsReports) {
        this.movesModels = movesModels;
        this.readsReports = readsReports;
    }

    /** Whether the holder may read evaluation reports, which tell errors by age and gender. */
    public boolean readsReports() {
        return readsReports;
    }

    /** Whether the holder may promote, roll back, pin, unpin, retire and train models. */
    public boolean movesModels() {
        return movesModels;
    }
}
