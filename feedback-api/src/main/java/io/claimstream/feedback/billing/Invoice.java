package io.claimstream.feedback.billing;

import io.claimstream.domain.billing.Credits;
import io.claimstream.domain.billing.InvoiceState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An invoice, or the draft of one. Immutable.
 *
 * @param invoiceId names it from the draft on
 * @param content what it says
 * @param keptState where it was left; whether it is overdue follows from the day
 * @param issue number and days; null for a draft
 * @param contentHash SHA-256 of its document, lower-case hexadecimal; null for a draft
 * @param marks when what was done
 * @param creditNotes in the order in which they were given
 */
public record Invoice(
        String invoiceId,
        InvoiceContent content,
        InvoiceState keptState,
        @Nullable Issue issue,
        @Nullable String contentHash,
        Marks marks,
        List<CreditNote> creditNotes) {

    /** When what was done; null for what was not. */
    public record Marks(
            Instant draftedAt,
            String draftedBy,
            @Nullable Instant issuedAt,
            @Nullable Instant sentAt,
            @Nullable LocalDate paidOn,
            @Nullable Instant cancelledAt) {}

    public Invoice {
        creditNotes = List.copyOf(creditNotes);
    }

    /** Where it stands on a day. */
    public InvoiceState state(LocalDate today) {
        return issue == null ? keptState : keptState.on(today, issue.dueOn());
    }

    /** What was given back and what is left. */
    public Credits credits() {
        return new Credits(
                content.bill(), creditNotes.stream().map(CreditNote::credit).toList());
    }

    /** The number as it is written; blank for a draft. */
    public String number() {
        return issue == null ? "" : issue.text();
    }
}
