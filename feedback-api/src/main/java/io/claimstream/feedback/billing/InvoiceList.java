package io.claimstream.feedback.billing;

import java.util.List;

/**
 * A page of invoices.
 *
 * @param invoices those that are as they were issued, or not issued yet
 * @param altered ids of those that somebody has changed in the database since, which are not shown
 * @param missing numbers of invoices and credit notes that were issued and that somebody has deleted since; told where every insurer is listed, since nobody knows whose they were
 */
public record InvoiceList(List<Invoice> invoices, List<String> altered, List<String> missing) {

    public InvoiceList {
        invoices = List.copyOf(invoices);
        altered = List.copyOf(altered);
        missing = List.copyOf(missing);
    }

    /** Whether there may be more behind it. */
    public boolean isFull(int limit) {
        return invoices.size() + altered.size() == limit;
    }
}
