package io.claimstream.feedback.billing;

import java.time.LocalDate;

/**
 * What makes a draft an invoice. Immutable.
 *
 * @param number its number in the series of invoices, from 1
 * @param issuedOn day at UTC
 * @param dueOn last day of payment
 */
public record Issue(long number, LocalDate issuedOn, LocalDate dueOn) {

    /** The number as it is written. */
    public String text() {
        return NumberSeries.INVOICE.text(number);
    }
}
