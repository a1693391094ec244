package io.claimstream.feedback.billing;

import io.claimstream.domain.billing.Bill;
import java.time.YearMonth;

/**
 * What an invoice says. Immutable.
 *
 * @param insurer who is billed
 * @param month whose scores
 * @param rateId rate by which they are billed
 * @param currency ISO 4217 code of every amount
 * @param parties who bills whom, as the rate said then
 * @param paymentDays days from issue to the last day of payment
 * @param before scores of the month that earlier invoices bill
 * @param total scores that the month had
 * @param bill charges for those from {@code before + 1} to {@code total}
 */
public record InvoiceContent(
        String insurer,
        YearMonth month,
        String rateId,
        String currency,
        Parties parties,
        int paymentDays,
        long before,
        long total,
        Bill bill) {

    /** The bill of what a month has over what is billed already. */
    static InvoiceContent of(Rate rate, YearMonth month, long before, long total) {
        RateSpec spec = rate.spec();
        return new InvoiceContent(
                spec.insurer(),
                month,
                rate.rateId(),
                spec.currency(),
                spec.parties(),
                spec.paymentDays(),
                before,
                total,
                Bill.of(spec.tiers(), before, total, spec.taxPercent(), spec.decimals()));
    }
}
