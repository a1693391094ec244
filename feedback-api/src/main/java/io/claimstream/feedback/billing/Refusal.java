package io.claimstream.feedback.billing;

/** Why something about billing was not done. The names are the codes of the API. */
public enum Refusal {
    /** A day or month that cannot be meant. */
    BAD_REQUEST,
    RATE_NOT_FOUND,
    INVOICE_NOT_FOUND,
    CREDIT_NOTE_NOT_FOUND,
    /** Another rate of the insurer holds in one of the months. */
    RATE_OVERLAPS,
    /** An invoice stands that was made by the rate. */
    RATE_IN_USE,
    /** The insurer has no rate in the month. */
    NO_RATE,
    /** The month has not ended at UTC. */
    MONTH_NOT_OVER,
    /** Every score of the month is on an invoice. */
    NOTHING_TO_BILL,
    /** Count or rate are others now than when the draft was made. */
    DRAFT_OUTDATED,
    /** The invoice does not stand where that can be done. */
    INVOICE_STATE,
    /** An invoice for further scores of the same month builds on it. */
    LATER_INVOICE,
    /** The credit names other lines, or more than is left of them. */
    CREDIT_REFUSED
}
