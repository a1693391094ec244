package io.claimstream.feedback.http;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.billing.InvoiceState;
import io.claimstream.feedback.billing.Credited;
import io.claimstream.feedback.billing.Invoice;
import io.claimstream.feedback.billing.InvoiceList;
import io.claimstream.feedback.billing.Meter.Metered;
import io.claimstream.feedback.billing.Rate;
import io.claimstream.feedback.figures.Days;
import io.claimstream.feedback.figures.Step;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sets and shows rates, makes and shows invoices and credit notes, and shows what was metered. */
final class BillingHandlers {

    private static final Map<String, Step> STEPS = new TreeMap<>(Map.of("day", Step.DAY, "month", Step.MONTH));
    private static final int MOST_DAYS = 1_100;

    private final BillingDesk desk;
    private final BillingFiles files;
    private final RequestBody body;

    BillingHandlers(BillingDesk desk, BillingFiles files, RequestBody body) {
        this.desk = desk;
        this.files = files;
        this.body = body;
    }

    Map<String, Handler> handlers() {
        return Map.ofEntries(
                entry("listRates", this::rates),
                entry("addRate", this::addRate),
                entry("endRate", this::endRate),
                entry("withdrawRate", this::withdrawRate),
                entry("listInvoices", this::invoices),
                entry("draftInvoice", this::draft),
                entry("showInvoice", this::show),
                entry("moveInvoice", this::move),
                entry("creditInvoice", this::credit),
                entry("showCreditNote", this::creditNote),
                entry("showMeteredUsage", this::usage));
    }

    /** {@code GET /v1/billing/rates?insurer=}. */
    private void rates(Context context) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var array = json.putArray("rates");
        desk.rates(context).forEach(it -> array.add(BillingJson.of(it)));
        Answers.json(context, 200, json);
    }

    /** {@code POST /v1/billing/rates}: 201. */
    private void addRate(Context context) {
        Rate rate = desk.addRate(context, body.json(context));
        context.header("Location", Links.RATES);
        Answers.json(context, 201, BillingJson.of(rate));
    }

    /** {@code POST /v1/billing/rates/{rateId}/end}. */
    private void endRate(Context context) {
        Answers.json(context, 200, BillingJson.of(desk.endRate(context, body.json(context))));
    }

    /** {@code DELETE /v1/billing/rates/{rateId}}: 204. */
    private void withdrawRate(Context context) {
        desk.withdrawRate(context);
        context.status(204);
    }

    /** {@code GET /v1/billing/invoices?insurer=&state=&after=&limit=}. */
    private void invoices(Context context) {
        int limit = Query.limit(context);
        long after = Math.min(Query.number(context, "after").orElse(0L), Integer.MAX_VALUE);
        InvoiceList page = desk.invoices(context, after, limit);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var array = json.putArray("invoices");
        page.invoices().forEach(it -> array.add(BillingJson.head(it, desk.today())));
        if (!page.altered().isEmpty()) {
            page.altered().forEach(json.putArray("altered")::add);
        }
        if (!page.missing().isEmpty()) {
            page.missing().forEach(json.putArray("missing")::add);
        }
        if (page.isFull(limit)) {
            json.put("next", Links.INVOICES + "?limit=" + limit + "&after=" + (after + limit) + narrowed(context));
        }
        Answers.json(context, 200, json);
    }

    private static String narrowed(Context context) {
        StringBuilder query = new StringBuilder();
        Query.parameter(context, "insurer")
                .ifPresent(it -> query.append("&insurer=").append(Links.encoded(it)));
        Query.oneOf(context, "state", InvoiceState.values())
                .ifPresent(it -> query.append("&state=").append(it.name()));
        return query.toString();
    }

    /** {@code POST /v1/billing/invoices}: 201 with the draft. */
    private void draft(Context context) {
        Invoice draft = desk.draft(context, body.json(context));
        context.header("Location", Links.invoice(draft.invoiceId()));
        Answers.json(context, 201, BillingJson.of(draft, desk.today()));
    }

    /** {@code GET /v1/billing/invoices/{invoiceId}}, in the form that the caller accepts. */
    private void show(Context context) {
        Invoice invoice = desk.find(context);
        switch (BillingFiles.accepted(context)) {
            case CSV -> files.csv(context, invoice);
            case PDF -> files.pdf(context, invoice);
            case JSON -> Answers.json(context, 200, BillingJson.of(invoice, desk.today()));
        }
    }

    /** {@code POST /v1/billing/invoices/{invoiceId}/state}. */
    private void move(Context context) {
        Answers.json(context, 200, BillingJson.of(desk.move(context, body.json(context)), desk.today()));
    }

    /** {@code POST /v1/billing/invoices/{invoiceId}/credit-notes}: 201. */
    private void credit(Context context) {
        Credited credited = desk.credit(context, body.json(context));
        context.header("Location", Links.creditNote(credited.note().text()));
        Answers.json(context, 201, BillingJson.of(credited.note(), credited.invoice()));
    }

    /** {@code GET /v1/billing/credit-notes/{number}}, in the form that the caller accepts. */
    private void creditNote(Context context) {
        Credited credited = desk.creditNote(context);
        switch (BillingFiles.accepted(context)) {
            case CSV -> files.csv(context, credited);
            case PDF -> files.pdf(context, credited);
            case JSON -> Answers.json(context, 200, BillingJson.of(credited.note(), credited.invoice()));
        }
    }

    /** {@code GET /v1/billing/usage?insurer=&from=&to=&by=}. */
    private void usage(Context context) {
        Days days = Query.days(context, desk.today(), OverviewQuery.USUAL_DAYS, MOST_DAYS);
        Step step = Query.named(context, "by", STEPS).orElse(Step.MONTH);
        List<Metered> metered = desk.usage(context, days, step);
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("from", days.from().toString())
                .put("to", days.to().toString())
                .put("scores", metered.stream().mapToLong(Metered::scores).sum());
        var array = json.putArray("usage");
        metered.forEach(it -> array.addObject()
                .put("insurer", it.insurer())
                .put("from", later(it, days))
                .put("to", earlier(it, days, step))
                .put("modelVersion", it.modelVersion())
                .put("scores", it.scores()));
        Answers.json(context, 200, json);
    }

    private static String later(Metered one, Days days) {
        return (one.begin().isBefore(days.from()) ? days.from() : one.begin()).toString();
    }

    private static String earlier(Metered one, Days days, Step step) {
        return (step.end(one.begin()).isAfter(days.to()) ? days.to() : step.end(one.begin())).toString();
    }
}
