package io.claimstream.feedback.billing;

import io.claimstream.domain.billing.InvoiceState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** The table of invoices. What one says is written while it is a draft only; after that its state and times are all that changes. */
final class InvoiceTable {

    private static final String INSERT = "insert into record_invoice (invoice_id, insurer, billed_month, state, scores,"
            + " document, drafted_at, drafted_by) values (:id, :insurer, :month, 'DRAFT', :scores, :document, :at, :by)";
    private static final String REDRAFT = "update record_invoice set scores = :scores, document = :document,"
            + " drafted_at = :at, drafted_by = :by where invoice_id = :id and state = 'DRAFT'";
    private static final String ISSUE = "update record_invoice set state = 'ISSUED', number = :number,"
            + " document = :document, content_hash = :hash, issued_at = :at, due_on = :due where invoice_id = :id and state = 'DRAFT'";
    private static final String MOVE =
            "update record_invoice set state = :next, %s = :mark where invoice_id = :id and state = :before";
    private static final String BILLED = "select coalesce(sum(scores), 0) from record_invoice"
            + " where insurer = :insurer and billed_month = :month and state in ('ISSUED', 'SENT', 'PAID')";
    private static final String DRAFT = "select invoice_id from record_invoice"
            + " where insurer = :insurer and billed_month = :month and state = 'DRAFT'";
    private static final String LATER = "select count(*) from record_invoice where insurer = :insurer"
            + " and billed_month = :month and state in ('ISSUED', 'SENT', 'PAID') and number > :number";
    private static final String STANDING = "select billed_month from record_invoice where insurer = :insurer"
            + " and state in ('ISSUED', 'SENT', 'PAID') order by billed_month";

    private InvoiceTable() {}

    static void insert(Handle handle, String id, InvoiceContent content, Instant now, String by) {
        drafted(handle, INSERT, id, content, now, by)
                .bind("insurer", content.insurer())
                .bind("month", content.month().atDay(1))
                .execute();
    }

    static void redraft(Handle handle, String id, InvoiceContent content, Instant now, String by) {
        requireOne(drafted(handle, REDRAFT, id, content, now, by).execute());
    }

    static void issue(Handle handle, String id, InvoiceContent content, Issue issue, Instant now) {
        String document = BillingDocument.of(content, issue);
        requireOne(handle.createUpdate(ISSUE)
                .bind("number", issue.number())
                .bind("document", document)
                .bind("hash", BillingDocument.hash(document))
                .bind("at", time(now))
                .bind("due", issue.dueOn())
                .bind("id", id)
                .execute());
    }

    static void sent(Handle handle, String id, Instant now) {
        move(handle, id, InvoiceState.ISSUED, InvoiceState.SENT, "sent_at", time(now));
    }

    static void paid(Handle handle, String id, LocalDate paidOn) {
        move(handle, id, InvoiceState.SENT, InvoiceState.PAID, "paid_on", paidOn);
    }

    static void cancelled(Handle handle, String id, InvoiceState before, Instant now) {
        move(handle, id, before, InvoiceState.CANCELLED, "cancelled_at", time(now));
    }

    /** How many scores of a month are on invoices that stand. */
    static long billed(Handle handle, String insurer, YearMonth month) {
        return ofMonth(handle, BILLED, insurer, month).mapTo(Long.class).one();
    }

    /** The draft of a month. */
    static Optional<String> draft(Handle handle, String insurer, YearMonth month) {
        return ofMonth(handle, DRAFT, insurer, month).mapTo(String.class).findOne();
    }

    /** Whether invoices with a greater number stand for the same month. */
    static boolean hasLater(Handle handle, InvoiceContent content, long number) {
        return ofMonth(handle, LATER, content.insurer(), content.month())
                        .bind("number", number)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    /** Months of an insurer for which invoices stand, in order. */
    static List<YearMonth> months(Handle handle, String insurer) {
        return handle.createQuery(STANDING)
                .bind("insurer", insurer)
                .mapTo(LocalDate.class)
                .map(YearMonth::from)
                .list();
    }

    /**
     * An invoice with its credit notes.
     *
     * @throws AlteredRecordException when it was issued and says something else now, or is in a state that its credit notes do not bear out
     */
    static Optional<Invoice> find(Handle handle, String id) {
        return handle.createQuery("select * from record_invoice where invoice_id = :id")
                .bind("id", id)
                .map((row, context) -> invoice(row))
                .findOne()
                .map(it -> new Invoice(
                        it.invoiceId(),
                        it.content(),
                        it.keptState(),
                        it.issue(),
                        it.contentHash(),
                        it.marks(),
                        CreditNoteTable.of(handle, it.invoiceId())))
                .map(InvoiceTable::borneOut);
    }

    private static Invoice borneOut(Invoice invoice) {
        if (!isBorneOut(invoice)) {
            throw altered(invoice.invoiceId());
        }
        return invoice;
    }

    /** What was issued is cancelled by credit notes for all of it and by nothing else: the scores of a cancelled one are billed again. */
    private static boolean isBorneOut(Invoice invoice) {
        boolean isIssued = invoice.issue() != null;
        return switch (invoice.keptState()) {
            case DRAFT -> !isIssued;
            case ISSUED, SENT, PAID -> isIssued && !invoice.credits().isAll();
            case CANCELLED -> !isIssued || invoice.credits().isAll();
            case OVERDUE -> false;
        };
    }

    /** Ids of some invoices: drafts first, then by number, the newest first. */
    static List<String> ids(Handle handle, InvoiceSearch search) {
        StringBuilder sql = new StringBuilder("select invoice_id from record_invoice where 1 = 1");
        sql.append(search.insurer() == null ? "" : " and insurer = :insurer");
        sql.append(search.isIssued() ? " and number is not null" : "");
        search.state().ifPresent(it -> sql.append(condition(it)));
        sql.append(" order by case when number is null then 0 else 1 end, number desc, drafted_at desc, invoice_id");
        Query query = handle.createQuery(
                        sql.append(" limit :limit offset :offset").toString())
                .bind("limit", search.limit())
                .bind("offset", search.offset());
        if (search.insurer() != null) {
            query.bind("insurer", search.insurer());
        }
        search.state().ifPresent(it -> bind(query, it, search.today()));
        return query.mapTo(String.class).list();
    }

    /** What follows from the clock is kept nowhere. */
    private static String condition(InvoiceState state) {
        return switch (state) {
            case SENT -> " and state = 'SENT' and due_on >= :today";
            case OVERDUE -> " and state = 'SENT' and due_on < :today";
            case DRAFT, ISSUED, PAID, CANCELLED -> " and state = :state";
        };
    }

    private static void bind(Query query, InvoiceState state, LocalDate today) {
        if (state == InvoiceState.SENT || state == InvoiceState.OVERDUE) {
            query.bind("today", today);
        } else {
            query.bind("state", state.name());
        }
    }

    private static Update drafted(
            Handle handle, String sql, String id, InvoiceContent content, Instant now, String by) {
        return handle.createUpdate(sql)
                .bind("id", id)
                .bind("scores", content.bill().scores())
                .bind("document", BillingDocument.of(content, null))
                .bind("at", time(now))
                .bind("by", by);
    }

    private static Query ofMonth(Handle handle, String sql, String insurer, YearMonth month) {
        return handle.createQuery(sql).bind("insurer", insurer).bind("month", month.atDay(1));
    }

    private static void move(
            Handle handle, String id, InvoiceState before, InvoiceState next, String mark, Object value) {
        requireOne(handle.createUpdate(MOVE.formatted(mark))
                .bind("next", next.name())
                .bind("before", before.name())
                .bind("mark", value)
                .bind("id", id)
                .execute());
    }

    private static void requireOne(int changed) {
        if (changed != 1) {
            throw new IllegalStateException("Expected an invoice in the state that was read under the lock.");
        }
    }

    private static Invoice invoice(ResultSet row) throws SQLException {
        String id = text(row, "invoice_id");
        String document = text(row, "document");
        @Nullable String hash = row.getString("content_hash");
        // Before it is read: of a text that somebody has changed not even the sums may be right.
        if (hash != null && !hash.equals(BillingDocument.hash(document))) {
            throw altered(id);
        }
        @Nullable Issue issue = BillingDocument.issue(document).orElse(null);
        InvoiceContent content = BillingDocument.content(document);
        @Nullable Long number = row.getObject("number", Long.class);
        boolean isSame = (hash == null) == (issue == null)
                && Objects.equals(number, issue == null ? null : (Long) issue.number())
                && Objects.equals(row.getObject("due_on", LocalDate.class), issue == null ? null : issue.dueOn())
                && content.insurer().equals(text(row, "insurer"))
                && content.month().atDay(1).equals(row.getObject("billed_month", LocalDate.class))
                && content.bill().scores() == row.getLong("scores");
        if (!isSame) {
            throw altered(id);
        }
        return new Invoice(id, content, state(row, id), issue, hash, marks(row), List.of());
    }

    private static InvoiceState state(ResultSet row, String id) throws SQLException {
        String state = text(row, "state");
        return Arrays.stream(InvoiceState.values())
                .filter(it -> it.name().equals(state))
                .findFirst()
                .orElseThrow(() -> altered(id));
    }

    private static AlteredRecordException altered(String id) {
        return new AlteredRecordException("the invoice " + id);
    }

    private static Invoice.Marks marks(ResultSet row) throws SQLException {
        return new Invoice.Marks(
                Objects.requireNonNull(instant(row, "drafted_at")),
                text(row, "drafted_by"),
                instant(row, "issued_at"),
                instant(row, "sent_at"),
                row.getObject("paid_on", LocalDate.class),
                instant(row, "cancelled_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime time(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getString(column), column);
    }
}
