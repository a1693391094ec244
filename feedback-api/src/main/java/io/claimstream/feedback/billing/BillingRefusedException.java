package io.claimstream.feedback.billing;

/** Something about billing was not done, and nothing was changed. */
public final class BillingRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    /** @param expected what was expected, as a sentence */
    BillingRefusedException(Refusal refusal, String expected) {
        super(expected);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }

    /** What was expected, as a sentence. */
    public String expected() {
        return String.valueOf(getMessage());
    }
}
