package io.claimstream.feedback.view;

/** The claimant of a claim was erased: nothing of the claim is shown. */
public final class ErasedClaimException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String receipt;

    /** @param receipt number of the receipt, as it is written */
    public ErasedClaimException(String receipt) {
        super("Expected a claim whose claimant is not erased.");
        this.receipt = receipt;
    }

    /** What is answered in place of the claim. */
    public String answer() {
        return "erased, receipt " + receipt;
    }
}
