package io.claimstream.feedback.whatif;

import java.io.Serial;

/** A question about a score that has no answer, or none now. The message says what was expected; it holds nothing of a claim. */
public final class WhatIfRefusedException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final String detail;

    /** Why there is no answer. */
    public enum Reason {
        /** The version is not published, or not whole yet. */
        UNKNOWN_VERSION,
        /** The version is published, but does not pass the checks. */
        VERSION_REFUSED,
        /** The version is for another line of business, currency or insurer. */
        WRONG_SLOT,
        /** The version cannot score these features. */
        NOT_SCORABLE,
        /** No model made the score. */
        SCORED_BY_BASELINE,
        /** What the score was made from is not on its topic any more. */
        EVIDENCE_GONE,
        /** Not every published model is known yet. */
        CATCHING_UP,
        /** Too many ask at once, or it takes too long. */
        BUSY
    }

    WhatIfRefusedException(Reason reason, String detail) {
        super(detail);
        this.reason = reason;
        this.detail = detail;
    }

    /** Why there is no answer. */
    public Reason reason() {
        return reason;
    }

    /** What was expected, in plain words. */
    public String detail() {
        return detail;
    }
}
