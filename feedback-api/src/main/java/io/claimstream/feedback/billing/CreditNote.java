package io.claimstream.feedback.billing;

import io.claimstream.domain.billing.Credit;
import java.time.LocalDate;

/**
 * What was given back of an invoice. Never changed. Immutable.
 *
 * @param number in the series of credit notes, from 1
 * @param invoiceId the invoice
 * @param issuedOn day at UTC
 * @param reason why, in the words of who gave it
 * @param credit of which lines how much
 * @param issuedBy who gave it
 * @param contentHash SHA-256 of its document, lower-case hexadecimal
 */
public record CreditNote(
        long number,
        String invoiceId,
        LocalDate issuedOn,
        String reason,
        Credit credit,
        String issuedBy,
        String contentHash) {

    /** The number as it is written. */
    public String text() {
        return NumberSeries.CREDIT_NOTE.text(number);
    }
}
