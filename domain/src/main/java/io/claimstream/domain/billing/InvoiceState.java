package io.claimstream.domain.billing;

import java.time.LocalDate;
import java.util.Set;

/** Where an invoice stands. Only a draft can be changed or thrown away; what was issued ends by payment, or by credit notes for all of it. */
public enum InvoiceState {
    /** Made, not binding, without a number. */
    DRAFT,
    /** Numbered and never changed again. */
    ISSUED,
    /** On its way to who pays. */
    SENT,
    /** Sent, and due before today. Follows from the clock and is kept nowhere. */
    OVERDUE,
    /** Paid in full. */
    PAID,
    /** A draft that was thrown away, or credited in full. */
    CANCELLED;

    /** What it may become by what somebody does. */
    public boolean mayBecome(InvoiceState next) {
        return next().contains(next);
    }

    /** Whether it was issued and still counts. */
    public boolean isStanding() {
        return this == ISSUED || this == SENT || this == OVERDUE || this == PAID;
    }

    /**
     * What a kept state is on a day.
     *
     * @param dueOn the last day on which payment is in time
     */
    public InvoiceState on(LocalDate today, LocalDate dueOn) {
        return this == SENT && today.isAfter(dueOn) ? OVERDUE : this;
    }

    private Set<InvoiceState> next() {
        return switch (this) {
            case DRAFT -> Set.of(ISSUED, CANCELLED);
            case ISSUED -> Set.of(SENT, CANCELLED);
            case SENT, OVERDUE -> Set.of(PAID, CANCELLED);
            case PAID -> Set.of(CANCELLED);
            case CANCELLED -> Set.of();
        };
    }
}
