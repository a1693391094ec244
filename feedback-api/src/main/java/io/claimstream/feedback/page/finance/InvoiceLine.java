package io.claimstream.feedback.page.finance;

import io.claimstream.domain.billing.InvoiceState;
import io.claimstream.feedback.billing.Invoice;
import io.claimstream.feedback.billing.Issue;
import io.claimstream.feedback.page.Reader;
import java.time.LocalDate;

/** An invoice as a list shows it: every cell as text. */
public record InvoiceLine(
        String id,
        String number,
        String insurer,
        String month,
        String state,
        String look,
        String scores,
        String gross,
        String due) {

    static InvoiceLine of(Invoice invoice, LocalDate today, Reader reader) {
        InvoiceState state = invoice.state(today);
        Issue issue = invoice.issue();
        return new InvoiceLine(
                invoice.invoiceId(),
                issue == null ? "Draft" : issue.text(),
                invoice.content().insurer(),
                reader.month(invoice.content().month().atDay(1)),
                word(state),
                look(state),
                reader.count(invoice.content().bill().scores()),
                reader.money(
                        invoice.content().bill().amounts().gross(),
                        invoice.content().currency()),
                issue == null ? Reader.NONE : reader.day(issue.dueOn()));
    }

    static String word(InvoiceState state) {
        return switch (state) {
            case DRAFT -> "Draft";
            case ISSUED -> "Issued";
            case SENT -> "Sent";
            case OVERDUE -> "Overdue";
            case PAID -> "Paid";
            case CANCELLED -> "Cancelled";
        };
    }

    /** How the state is marked. */
    static String look(InvoiceState state) {
        return switch (state) {
            case PAID -> "good";
            case DRAFT, ISSUED -> "care";
            case OVERDUE -> "bad";
            case SENT, CANCELLED -> "";
        };
    }
}
