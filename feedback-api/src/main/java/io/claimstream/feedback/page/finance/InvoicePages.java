package io.claimstream.feedback.page.finance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.billing.InvoiceState;
import io.claimstream.feedback.billing.Credited;
import io.claimstream.feedback.billing.Invoice;
import io.claimstream.feedback.billing.InvoiceList;
import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.http.BillingDesk;
import io.claimstream.feedback.http.BillingFiles;
import io.claimstream.feedback.http.FormBody;
import io.claimstream.feedback.http.FormsOnce;
import io.claimstream.feedback.http.PagePorts;
import io.claimstream.feedback.http.PageRoute;
import io.claimstream.feedback.http.ProblemException;
import io.claimstream.feedback.http.Query;
import io.claimstream.feedback.http.Spreadsheet;
import io.claimstream.feedback.page.Addresses;
import io.claimstream.feedback.page.FormErrors;
import io.claimstream.feedback.page.QueueFilter;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.page.Readers;
import io.claimstream.feedback.page.Screen;
import io.javalin.http.Context;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Invoices: drafted, issued, sent, paid, credited; each also as a file. */
public final class InvoicePages {

    private static final String PATH = FinanceTabs.INVOICES;
    private static final String ONE = PATH + "/{invoiceId}";
    private static final String PDF = "pdf";
    private static final int PAGE = 50;
    private static final Map<String, String> NOTICES = Map.of(
            "drafted", "The draft is made. Nothing is binding until it is issued.",
            "ISSUED", "The invoice is issued. It will not change any more.",
            "SENT", "The invoice is marked as sent.",
            "PAID", "The invoice is marked as paid.",
            "CANCELLED", "The draft is thrown away.",
            "credited", "The credit note is issued.");

    private final BillingDesk desk;
    private final BillingFiles papers;
    private final FormsOnce once;
    private final FormBody forms;
    private final Screen screen;

    public InvoicePages(PagePorts ports, Screen screen) {
        this.desk = ports.billing();
        this.papers = ports.papers();
        this.once = ports.office().once();
        this.forms = ports.forms();
        this.screen = screen;
    }

    public List<PageRoute> routes() {
        return List.of(
                PageRoute.get(PATH, this::list, "listInvoices"),
                PageRoute.post(PATH, this::draft, "draftInvoice", "listInvoices"),
                PageRoute.get(ONE, this::one, "showInvoice"),
                PageRoute.post(ONE + "/state", this::move, "moveInvoice", "showInvoice"),
                PageRoute.post(ONE + "/credit-notes", this::credit, "creditInvoice", "showInvoice"));
    }

    private void list(Context context) {
        Optional<String> tidied = Addresses.tidied(context);
        if (tidied.isPresent()) {
            Screen.goOn(context, tidied.get());
            return;
        }
        showList(context, FormErrors.NONE);
    }

    private void showList(Context context, FormErrors errors) {
        long after = Math.min(Query.number(context, "after").orElse(0L), Integer.MAX_VALUE);
        InvoiceList page = desk.invoices(context, after, PAGE);
        Reader reader = Readers.of(context);
        String query = Addresses.query(context, List.of("after", "notice"));
        Map<String, Object> model = new HashMap<>();
        model.put("tabs", FinanceTabs.of(context));
        model.put(
                "invoices",
                page.invoices().stream()
                        .map(it -> InvoiceLine.of(it, desk.today(), reader))
                        .toList());
        model.put("altered", page.altered());
        model.put("missing", page.missing());
        model.put("next", page.isFull(PAGE) ? PATH + "?" + query + "&after=" + (after + PAGE) : "");
        model.put("isEditor", BillingDesk.isEditor(context));
        model.put("hasInsurers", Authentication.caller(context).insurer() == null);
        model.put("insurer", Query.parameter(context, "insurer").orElse(""));
        model.put("state", Query.parameter(context, "state").orElse(""));
        model.put(
                "states",
                Arrays.stream(InvoiceState.values())
                        .map(it -> new QueueFilter.Choice(it.name(), InvoiceLine.word(it)))
                        .toList());
        model.put("typedInsurer", forms.value(context, "insurer").orElse(""));
        model.put("typedMonth", forms.value(context, "month").orElseGet(() -> YearMonth.from(desk.today())
                .minusMonths(1)
                .toString()));
        model.put("notice", notice(context));
        model.put("errors", errors);
        screen.show(context, "Invoices", "finance/invoices.jte", model);
    }

    private void draft(Context context) {
        try {
            Invoice draft = desk.draft(context, forms.json(context, "insurer", "month"));
            Screen.goOn(context, PATH + "/" + draft.invoiceId() + "?notice=drafted");
        } catch (ProblemException e) {
            showList(context, BillingErrors.of(context, e));
        }
    }

    private void one(Context context) {
        Invoice invoice = desk.find(context);
        Optional<String> form = Query.parameter(context, Spreadsheet.PARAMETER);
        if (form.isEmpty()) {
            showOne(context, FormErrors.NONE);
            return;
        }
        Optional<Credited> note = Query.parameter(context, "note").flatMap(it -> invoice.creditNotes().stream()
                .filter(one -> one.text().equals(it))
                .findFirst()
                .map(one -> new Credited(one, invoice)));
        if (form.get().equals(PDF)) {
            note.ifPresentOrElse(it -> papers.pdf(context, it), () -> papers.pdf(context, invoice));
        } else {
            note.ifPresentOrElse(it -> papers.csv(context, it), () -> papers.csv(context, invoice));
        }
    }

    private void showOne(Context context, FormErrors errors) {
        InvoiceView view =
                new InvoiceView(desk.find(context), desk.today(), BillingDesk.isEditor(context), Readers.of(context));
        Map<String, Object> model = new HashMap<>();
        model.put("tabs", FinanceTabs.of(context));
        model.put("view", view);
        model.put("once", once.name());
        model.put("reason", forms.value(context, "reason").orElse(""));
        model.put("notice", notice(context));
        model.put("errors", errors);
        screen.show(context, view.title(), "finance/invoice.jte", model);
    }

    private void move(Context context) {
        String to = forms.value(context, "to").orElse("");
        ObjectNode json = forms.json(context, "to", "paidOn");
        attempt(context, to, () -> desk.move(context, json));
    }

    /** Only once, however often the button is pressed: a second credit note would give the same back again. */
    private void credit(Context context) {
        attempt(context, "credited", () -> {
            ObjectNode wish = wish(context, desk.find(context));
            var unused = once.carryOut(context, () -> desk.credit(context, wish));
        });
    }

    /** Lines whose field is empty are not credited; without any that is filled, nothing was asked for and the API says so. */
    private ObjectNode wish(Context context, Invoice invoice) {
        ObjectNode json = forms.json(context, "reason");
        if (forms.value(context, "all").isPresent()) {
            return json;
        }
        var lines = json.putArray("lines");
        for (int line = 1; line <= invoice.content().bill().charges().size(); line++) {
            Optional<String> net = forms.value(context, "net-" + line);
            if (net.isPresent() && net.get().matches("[0-9]{1,12}(\\.[0-9]{1,6})?")) {
                lines.addObject().put("line", line).put("net", new BigDecimal(net.get()));
            } else {
                net.ifPresent(lines::add);
            }
        }
        return json;
    }

    private void attempt(Context context, String notice, Runnable change) {
        try {
            change.run();
            Screen.goOn(context, PATH + "/" + context.pathParam("invoiceId") + "?notice=" + Addresses.encoded(notice));
        } catch (ProblemException e) {
            showOne(context, BillingErrors.of(context, e));
        }
    }

    private static String notice(Context context) {
        return Objects.requireNonNullElse(
                NOTICES.get(Query.parameter(context, "notice").orElse("")), "");
    }
}
