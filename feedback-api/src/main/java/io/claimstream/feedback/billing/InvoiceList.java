package io.claimstream.feedback.billing;

import java.util.List;

/**
 * A page of invoices.
 *
 * @param invoices those that are as they were issued, or not issued yet
 * @param altered ids of those that somebody has changed in the database since, which are not shown
 */
public record InvoiceList(List<Invoice> invoices, List<String> altered) {

    public InvoiceList {
        invoices = List.copyOf(invoices);
        altered = List.copyOf(altered);
    }

    /** Whether there may be more behind it. */
    public boolean isFull(int limit) {
        return invoices.size() + altered.size() == limit;
    }
}
