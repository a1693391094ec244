package io.claimstream.launcher.audit;

/** A revision of a claim as submitted, well formed or not. */
record Revision(Claim claim, int number) {

    static Revision of(String insurer, String claimId, int number) {
        return new Revision(new Claim(insurer, claimId), number);
    }
}
