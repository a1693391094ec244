package io.claimstream.feedback.billing;

import io.claimstream.domain.billing.InvoiceState;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which invoices are looked for. Immutable.
 *
 * @param insurer of one insurer only; null for all
 * @param isIssued whether drafts, and what was thrown away as one, are left out
 * @param state only those that stand there today; empty for all
 * @param today the day at UTC
 * @param offset how many to pass over, 0 or more
 * @param limit how many at most
 */
public record InvoiceSearch(
        @Nullable String insurer,
        boolean isIssued,
        Optional<InvoiceState> state,
        LocalDate today,
        long offset,
        int limit) {}
