package io.claimstream.feedback.billing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.billing.Credit;
import io.claimstream.domain.billing.Credits;
import io.claimstream.domain.billing.InvoiceState;
import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.audit.AuditAction;
import io.claimstream.feedback.audit.AuditEntry.States;
import io.claimstream.feedback.audit.AuditTrail;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/**
 * Makes invoices and takes them through their states. Each change and its entry in the audit trail are one transaction. Every method that changes something throws
 * {@link BillingRefusedException} when it is not to be done, and has changed nothing then. Thread-safe.
 */
public final class Invoices {

    /** Address of invoices, below which each has its own. */
    public static final String ADDRESS = "/v1/billing/invoices";

    /** An invoice and its credit notes are read as they were at one moment: a note that comes between the two would look like a change by hand. */
    private static final TransactionIsolationLevel ONE_MOMENT = TransactionIsolationLevel.REPEATABLE_READ;

    private static final int ID_BYTES = 6;

    private final Jdbi jdbi;
    private final AuditTrail audit;
    private final Clock clock;
    private final SecureRandom chance = new SecureRandom();

    public Invoices(Jdbi jdbi, AuditTrail audit, Clock clock) {
        this.jdbi = jdbi;
        this.audit = audit;
        this.clock = clock;
    }

    /** Some invoices, drafts first and then the newest first. One that somebody has changed or deleted in the database does not hide the others. */
    public InvoiceList list(InvoiceSearch search) {
        List<Invoice> invoices = new ArrayList<>();
        List<String> altered = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        jdbi.useTransaction(ONE_MOMENT, handle -> {
            for (String id : InvoiceTable.ids(handle, search)) {
                try {
                    InvoiceTable.find(handle, id).ifPresent(invoices::add);
                } catch (AlteredRecordException e) {
                    altered.add(id);
                }
            }
            if (search.insurer() == null) {
                for (NumberSeries series : NumberSeries.values()) {
                    series.missing(handle).forEach(it -> missing.add(series.text(it)));
                }
            }
        });
        return new InvoiceList(invoices, altered, missing);
    }

    /** An invoice or a draft. */
    public Optional<Invoice> find(String invoiceId) {
        return jdbi.inTransaction(ONE_MOMENT, handle -> InvoiceTable.find(handle, invoiceId));
    }

    /** The credit note with a number. */
    public Optional<CreditNote> creditNote(long number) {
        return jdbi.withHandle(handle -> CreditNoteTable.find(handle, number));
    }

    /** The day at UTC, by which invoices are dated and overdue. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /** Drafts what of a month is not billed yet. The draft that is there is made anew. */
    public Invoice draft(Act act, String insurer, YearMonth month) {
        return Locked.run(jdbi, handle -> {
            InvoiceContent content = content(handle, insurer, month);
            if (content.bill().charges().isEmpty()) {
                throw new BillingRefusedException(
                        Refusal.NOTHING_TO_BILL, "Expected scores of " + month + " that are on no invoice.");
            }
            Optional<String> there = InvoiceTable.draft(handle, insurer, month);
            String id = there.orElseGet(this::newId);
            if (there.isPresent()) {
                InvoiceTable.redraft(handle, id, content, now(), act.caller().name());
            } else {
                InvoiceTable.insert(handle, id, content, now(), act.caller().name());
            }
            return done(handle, act, AuditAction.INVOICE_DRAFTED, id);
        });
    }

    /** Issues a draft: it gets its number and is never changed again. What it says must still be so. */
    public Invoice issue(Act act, String invoiceId) {
        return Locked.run(jdbi, handle -> {
            Invoice draft = found(handle, invoiceId, InvoiceState.ISSUED);
            InvoiceContent content =
                    content(handle, draft.content().insurer(), draft.content().month());
            if (!content.equals(draft.content())) {
                throw new BillingRefusedException(
                        Refusal.DRAFT_OUTDATED, "Expected the count and the rate of the draft; draft it again.");
            }
            LocalDate today = today();
            Issue issue = new Issue(NumberSeries.INVOICE.take(handle), today, today.plusDays(content.paymentDays()));
            InvoiceTable.issue(handle, invoiceId, content, issue, now());
            return done(handle, act, AuditAction.INVOICE_ISSUED, invoiceId);
        });
    }

    /** Notes that an issued invoice is on its way to who pays. */
    public Invoice send(Act act, String invoiceId) {
        return Locked.run(jdbi, handle -> {
            var unused = found(handle, invoiceId, InvoiceState.SENT);
            InvoiceTable.sent(handle, invoiceId, now());
            return done(handle, act, AuditAction.INVOICE_SENT, invoiceId);
        });
    }

    /**
     * Notes that a sent invoice is paid.
     *
     * @param paidOn day of the payment: not before the issue, nor after today
     */
    public Invoice pay(Act act, String invoiceId, LocalDate paidOn) {
        return Locked.run(jdbi, handle -> {
            Invoice invoice = found(handle, invoiceId, InvoiceState.PAID);
            Issue issue = invoice.issue();
            if (paidOn.isAfter(today()) || (issue != null && paidOn.isBefore(issue.issuedOn()))) {
                throw new BillingRefusedException(
                        Refusal.BAD_REQUEST, "Expected a day from the issue of the invoice to today.");
            }
            InvoiceTable.paid(handle, invoiceId, paidOn);
            return done(handle, act, AuditAction.INVOICE_PAID, invoiceId);
        });
    }

    /** Throws a draft away. */
    public Invoice discard(Act act, String invoiceId) {
        return Locked.run(jdbi, handle -> {
            Invoice draft = found(handle, invoiceId, InvoiceState.CANCELLED);
            if (draft.keptState() != InvoiceState.DRAFT) {
                throw new BillingRefusedException(
                        Refusal.INVOICE_STATE, "Expected a draft; what was issued is cancelled by a credit note.");
            }
            InvoiceTable.cancelled(handle, invoiceId, InvoiceState.DRAFT, now());
            return done(handle, act, AuditAction.INVOICE_DISCARDED, invoiceId);
        });
    }

    /**
     * Gives back some of an invoice that was issued. Once all of it is given back the invoice is cancelled, and its scores may be billed again.
     *
     * @param lines of which lines how much; empty for all that is left
     * @param reason why
     */
    public Credited credit(Act act, String invoiceId, List<Credit.Line> lines, String reason) {
        return Locked.run(jdbi, handle -> {
            Invoice invoice = found(handle, invoiceId, InvoiceState.CANCELLED);
            Issue issue = invoice.issue();
            if (issue == null) {
                throw new BillingRefusedException(Refusal.INVOICE_STATE, "Expected an invoice that was issued.");
            }
            Credits credits = invoice.credits();
            List<Credit.Line> wanted = lines.isEmpty() ? credits.rest() : lines;
            credits.fault(wanted).ifPresent(it -> {
                throw new BillingRefusedException(Refusal.CREDIT_REFUSED, "Expected " + it + ".");
            });
            Credit credit = credits.of(wanted);
            long number = NumberSeries.CREDIT_NOTE.take(handle);
            CreditNoteTable.insert(
                    handle,
                    number,
                    invoiceId,
                    reason,
                    credit,
                    now(),
                    act.caller().name());
            if (isAll(credits, credit)) {
                cancel(handle, invoice, issue);
            }
            CreditNote note = CreditNoteTable.find(handle, number).orElseThrow();
            audit.add(
                    handle,
                    act.done(
                            AuditAction.CREDIT_NOTE_ISSUED,
                            ADDRESS + "/" + invoiceId,
                            invoice.content().insurer(),
                            States.made(state(note))));
            return new Credited(note, InvoiceTable.find(handle, invoiceId).orElseThrow());
        });
    }

    private static boolean isAll(Credits before, Credit last) {
        List<Credit> all = new ArrayList<>(before.earlier());
        all.add(last);
        return new Credits(before.bill(), all).isAll();
    }

    private void cancel(Handle handle, Invoice invoice, Issue issue) {
        if (InvoiceTable.hasLater(handle, invoice.content(), issue.number())) {
            throw new BillingRefusedException(
                    Refusal.LATER_INVOICE,
                    "Expected the newest invoice of " + invoice.content().month()
                            + ": credit the one for its further scores first.");
        }
        InvoiceTable.cancelled(handle, invoice.invoiceId(), invoice.keptState(), now());
    }

    private InvoiceContent content(Handle handle, String insurer, YearMonth month) {
        if (!month.isBefore(YearMonth.from(today()))) {
            throw new BillingRefusedException(
                    Refusal.MONTH_NOT_OVER, "Expected a month that has ended at UTC, but " + month + " has not.");
        }
        Rate rate = Rates.inForce(handle, insurer, month)
                .orElseThrow(() -> new BillingRefusedException(
                        Refusal.NO_RATE, "Expected a rate of '" + insurer + "' in " + month + "."));
        return InvoiceContent.of(
                rate, month, InvoiceTable.billed(handle, insurer, month), Meter.scores(handle, insurer, month));
    }

    private Invoice found(Handle handle, String invoiceId, InvoiceState next) {
        Invoice invoice = InvoiceTable.find(handle, invoiceId)
                .orElseThrow(
                        () -> new BillingRefusedException(Refusal.INVOICE_NOT_FOUND, "Expected the id of an invoice."));
        InvoiceState state = invoice.state(today());
        if (!state.mayBecome(next)) {
            throw new BillingRefusedException(
                    Refusal.INVOICE_STATE,
                    "Expected an invoice that may become " + next.name() + ", but it is " + state.name() + ".");
        }
        return invoice;
    }

    private Invoice done(Handle handle, Act act, AuditAction action, String invoiceId) {
        Invoice invoice = InvoiceTable.find(handle, invoiceId).orElseThrow();
        audit.add(
                handle,
                act.done(action, ADDRESS + "/" + invoiceId, invoice.content().insurer(), States.made(state(invoice))));
        return invoice;
    }

    private static ObjectNode state(Invoice invoice) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("state", invoice.keptState().name())
                .put("month", invoice.content().month().toString())
                .put("scores", invoice.content().bill().scores())
                .put("gross", invoice.content().bill().amounts().gross())
                .put("currency", invoice.content().currency());
        return invoice.issue() == null ? json : json.put("number", invoice.number());
    }

    private static ObjectNode state(CreditNote note) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("number", note.text())
                .put("gross", note.credit().amounts().gross());
    }

    private String newId() {
        byte[] id = new byte[ID_BYTES];
        chance.nextBytes(id);
        return "i_" + HexFormat.of().formatHex(id);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
