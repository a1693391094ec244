package io.claimstream.feedback.billing;

/**
 * A credit note with its invoice. Immutable.
 *
 * @param invoice as it is after the note
 */
public record Credited(CreditNote note, Invoice invoice) {}
