package io.claimstream.feedback.billing;

import io.claimstream.domain.billing.Credit;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table of credit notes. Rows are written once. */
final class CreditNoteTable {

    private static final String INSERT = "insert into record_credit_note"
            + " (number, invoice_id, document, content_hash, issued_at, issued_by)"
            + " values (:number, :invoice, :document, :hash, :at, :by)";

    private CreditNoteTable() {}

    /** Keeps what is given back; its number is that of the note. */
    static void insert(
            Handle handle, long number, String invoiceId, String reason, Credit credit, Instant now, String by) {
        String document =
                BillingDocument.of(number, invoiceId, LocalDate.ofInstant(now, ZoneOffset.UTC), reason, credit);
        handle.createUpdate(INSERT)
                .bind("number", number)
                .bind("invoice", invoiceId)
                .bind("document", document)
                .bind("hash", BillingDocument.hash(document))
                .bind("at", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .bind("by", by)
                .execute();
    }

    /** Those of an invoice, in order. */
    static List<CreditNote> of(Handle handle, String invoiceId) {
        return handle.createQuery("select * from record_credit_note where invoice_id = :invoice order by number")
                .bind("invoice", invoiceId)
                .map((row, context) -> read(row))
                .list();
    }

    /** The one with a number. */
    static Optional<CreditNote> find(Handle handle, long number) {
        return handle.createQuery("select * from record_credit_note where number = :number")
                .bind("number", number)
                .map((row, context) -> read(row))
                .findOne();
    }

    private static CreditNote read(ResultSet row) throws SQLException {
        String document = text(row, "document");
        // Before it is read: of a text that somebody has changed not even the sums may be right.
        if (!BillingDocument.hash(document).equals(text(row, "content_hash"))) {
            throw altered(row);
        }
        CreditNote note = BillingDocument.creditNote(document, text(row, "issued_by"));
        if (note.number() != row.getLong("number") || !note.invoiceId().equals(text(row, "invoice_id"))) {
            throw altered(row);
        }
        return note;
    }

    private static AlteredRecordException altered(ResultSet row) throws SQLException {
        return new AlteredRecordException("the credit note " + row.getLong("number"));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getString(column), column);
    }
}
