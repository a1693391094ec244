package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.domain.billing.InvoiceState;
import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.billing.Billing;
import io.claimstream.feedback.billing.BillingRefusedException;
import io.claimstream.feedback.billing.Credited;
import io.claimstream.feedback.billing.Invoice;
import io.claimstream.feedback.billing.InvoiceList;
import io.claimstream.feedback.billing.InvoiceSearch;
import io.claimstream.feedback.billing.Meter.Metered;
import io.claimstream.feedback.billing.NumberSeries;
import io.claimstream.feedback.billing.Rate;
import io.claimstream.feedback.figures.Days;
import io.claimstream.feedback.figures.Step;
import io.javalin.http.Context;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Sets rates, makes invoices and tells what was metered: one set of rules, whether what is wanted comes as JSON or from a page. Whoever serves one insurer only reads what
 * was issued to it, and changes nothing. Every method throws a {@link ProblemException} when it is not to be done. Thread-safe.
 */
public final class BillingDesk {

    private final Billing billing;
    private final ApiPorts ports;

    BillingDesk(ApiPorts ports) {
        this.billing = ports.billing();
        this.ports = ports;
    }

    /** The day at UTC. */
    public LocalDate today() {
        return billing.invoices().today();
    }

    /** Whether the caller may change anything here. */
    public static boolean isEditor(Context context) {
        return Authentication.caller(context).serves(null);
    }

    /** Rates that count, of the insurer that is asked for and the caller serves. */
    public List<Rate> rates(Context context) {
        return billing.rates().list(OverviewQuery.insurer(context));
    }

    /** Adds a rate. */
    public Rate addRate(Context context, JsonNode json) {
        Act act = editor(context);
        return done(() -> billing.rates().add(act, BillingReader.rate(json)));
    }

    /** Has the rate of the address end. */
    public Rate endRate(Context context, JsonNode json) {
        Act act = editor(context);
        String id = id(context, "rateId", ProblemCode.RATE_NOT_FOUND);
        return done(() -> billing.rates().end(act, id, BillingReader.lastMonth(json)));
    }

    /** Takes the rate of the address back. */
    public void withdrawRate(Context context) {
        Act act = editor(context);
        String id = id(context, "rateId", ProblemCode.RATE_NOT_FOUND);
        var unused = done(() -> {
            billing.rates().withdraw(act, id);
            return id;
        });
    }

    /**
     * Invoices of the insurer that is asked for and the caller serves; drafts are for who may make them.
     *
     * @param offset how many to pass over
     */
    public InvoiceList invoices(Context context, long offset, int limit) {
        Optional<InvoiceState> state = Query.oneOf(context, "state", InvoiceState.values());
        return billing.invoices()
                .list(new InvoiceSearch(
                        OverviewQuery.insurer(context), !isEditor(context), state, today(), offset, limit));
    }

    /** Drafts the invoice of a month. */
    public Invoice draft(Context context, JsonNode json) {
        Act act = editor(context);
        BillingReader.Wanted wanted = BillingReader.draft(json);
        requireCount();
        return done(() -> billing.invoices().draft(act, wanted.insurer(), wanted.month()));
    }

    /** The invoice of the address. */
    public Invoice find(Context context) {
        return Query.id(context, "invoiceId")
                .flatMap(billing.invoices()::find)
                .filter(it -> isSeen(context, it))
                .orElseThrow(
                        () -> new ProblemException(ProblemCode.INVOICE_NOT_FOUND, "Expected the id of an invoice."));
    }

    /** Takes the invoice of the address on to another state. */
    public Invoice move(Context context, JsonNode json) {
        Act act = editor(context);
        BillingReader.Move move = BillingReader.move(json);
        String id = id(context, "invoiceId", ProblemCode.INVOICE_NOT_FOUND);
        if (move.to() == InvoiceState.ISSUED) {
            requireCount();
        }
        return done(() -> switch (move.to()) {
            case ISSUED -> billing.invoices().issue(act, id);
            case SENT -> billing.invoices().send(act, id);
            case PAID -> billing.invoices().pay(act, id, move.paidOn().orElseThrow());
            case CANCELLED -> billing.invoices().discard(act, id);
            case DRAFT, OVERDUE -> throw new IllegalStateException("Expected a state that somebody can bring about.");
        });
    }

    /** Gives back some of the invoice of the address. */
    public Credited credit(Context context, JsonNode json) {
        Act act = editor(context);
        BillingReader.Wish wish = BillingReader.credit(json);
        String id = id(context, "invoiceId", ProblemCode.INVOICE_NOT_FOUND);
        return done(() -> billing.invoices().credit(act, id, wish.lines(), wish.reason()));
    }

    /** The credit note of the address. */
    public Credited creditNote(Context context) {
        return Query.id(context, "number")
                .flatMap(NumberSeries.CREDIT_NOTE::number)
                .flatMap(billing.invoices()::creditNote)
                .flatMap(note -> billing.invoices()
                        .find(note.invoiceId())
                        .filter(it -> isSeen(context, it))
                        .map(it -> new Credited(note, it)))
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.CREDIT_NOTE_NOT_FOUND, "Expected the number of a credit note."));
    }

    /** What was metered of the insurer that is asked for and the caller serves. */
    public List<Metered> usage(Context context, Days days, Step step) {
        requireCount();
        return billing.meter().usage(OverviewQuery.insurer(context), days, step);
    }

    /** What is counted must be there: while the topic of scores is read anew, or cannot be read, nobody knows how many there are. */
    private void requireCount() {
        if (!ports.caughtUp().getAsBoolean() || ports.upkeep().isRebuilding()) {
            throw ApiPorts.catchingUp();
        }
        ports.upkeep().standings().stream()
                .filter(it -> !it.obstacle().isEmpty())
                .findFirst()
                .ifPresent(it -> {
                    throw new ProblemException(
                            ProblemCode.CATCHING_UP,
                            "Expected a read model that follows the topics, but " + it.projection() + ": "
                                    + it.obstacle() + ".");
                });
    }

    private static boolean isSeen(Context context, Invoice invoice) {
        Caller caller = Authentication.caller(context);
        return caller.serves(invoice.content().insurer()) && (caller.serves(null) || invoice.issue() != null);
    }

    private static Act editor(Context context) {
        Authentication.requireServes(context, null);
        return Authentication.act(context);
    }

    private static String id(Context context, String name, ProblemCode missing) {
        return Query.id(context, name).orElseThrow(() -> new ProblemException(missing, "Expected a known id."));
    }

    private static <T> T done(Supplier<T> work) {
        try {
            return work.get();
        } catch (BillingRefusedException e) {
            throw new ProblemException(ProblemCode.valueOf(e.refusal().name()), e.expected());
        }
    }
}
