package io.claimstream.feedback.privacy;

/** Something about privacy was not done, and nothing was changed. */
public final class PrivacyRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final PrivacyRefusal refusal;

    /** @param expected what was expected, as a sentence */
    PrivacyRefusedException(PrivacyRefusal refusal, String expected) {
        super(expected);
        this.refusal = refusal;
    }

    public PrivacyRefusal refusal() {
        return refusal;
    }

    /** What was expected, as a sentence. */
    public String expected() {
        return String.valueOf(getMessage());
    }
}
