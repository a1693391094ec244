package io.claimstream.feedback.http;

import io.claimstream.domain.billing.Amounts;
import io.claimstream.domain.billing.Charge;
import io.claimstream.feedback.billing.CreditNote;
import io.claimstream.feedback.billing.Credited;
import io.claimstream.feedback.billing.EmbeddedFonts;
import io.claimstream.feedback.billing.Invoice;
import io.claimstream.feedback.billing.Issue;
import io.claimstream.feedback.billing.Paper;
import io.claimstream.feedback.billing.PaperPdf;
import io.javalin.http.Context;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Invoices and credit notes as files: CSV for bookkeeping, PDF for people. Thread-safe. */
public final class BillingFiles {

    /** A form in which something can be had. */
    public enum Form {
        JSON,
        CSV,
        PDF
    }

    static final List<String> HEADINGS = List.of(
            "document",
            "invoice",
            "insurer",
            "month",
            "issued_on",
            "due_on",
            "line",
            "from_score",
            "through_score",
            "quantity",
            "price",
            "net",
            "tax_percent",
            "tax",
            "gross",
            "currency");
    private static final String PDF = "application/pdf";

    private final PaperPdf pdf;

    BillingFiles(EmbeddedFonts fonts) {
        this.pdf = new PaperPdf(fonts);
    }

    /**
     * The form that the caller accepts.
     *
     * @throws ProblemException when it is none of them
     */
    static Form accepted(Context context) {
        context.header("Vary", "Accept");
        String accepted =
                Objects.requireNonNullElse(context.header("Accept"), "").toLowerCase(Locale.ROOT);
        if (accepted.contains("text/csv")) {
            return Form.CSV;
        }
        if (accepted.contains(PDF)) {
            return Form.PDF;
        }
        if (accepted.isBlank() || accepted.contains("*/*") || accepted.contains("application/json")) {
            return Form.JSON;
        }
        throw new ProblemException(
                ProblemCode.NOT_ACCEPTABLE, "Expected the header Accept: application/json, text/csv or " + PDF + ".");
    }

    /** Answers with an invoice as a table: a row for each line, and one for the whole. */
    public void csv(Context context, Invoice invoice) {
        Issue issue = invoice.issue();
        String number = invoice.number();
        List<Object> head = List.of(
                issue == null ? "draft" : number,
                number,
                invoice.content().insurer(),
                invoice.content().month().toString(),
                issue == null ? "" : issue.issuedOn().toString(),
                issue == null ? "" : issue.dueOn().toString());
        List<List<Object>> rows = new ArrayList<>();
        List<Charge> charges = invoice.content().bill().charges();
        for (int i = 0; i < charges.size(); i++) {
            Charge it = charges.get(i);
            List<Object> what = List.of(i + 1, it.from(), it.through(), it.quantity(), plain(it.price()));
            rows.add(row(head, what, plain(it.net()), List.of("", "", ""), invoice));
        }
        rows.add(total(
                head,
                List.of("total", "", "", invoice.content().bill().scores(), ""),
                invoice.content().bill().amounts(),
                invoice));
        Spreadsheet.answer(context, name(invoice), HEADINGS, rows);
    }

    /** Answers with a credit note in the same columns; amounts are what is given back, above 0. */
    public void csv(Context context, Credited credited) {
        Invoice invoice = credited.invoice();
        CreditNote note = credited.note();
        List<Object> head = List.of(
                note.text(),
                invoice.number(),
                invoice.content().insurer(),
                invoice.content().month().toString(),
                note.issuedOn().toString(),
                "");
        List<List<Object>> rows = new ArrayList<>();
        note.credit()
                .lines()
                .forEach(it -> rows.add(row(
                        head, List.of(it.number(), "", "", "", ""), plain(it.net()), List.of("", "", ""), invoice)));
        rows.add(total(head, List.of("total", "", "", "", ""), note.credit().amounts(), invoice));
        Spreadsheet.answer(context, note.text(), HEADINGS, rows);
    }

    /** Answers with an invoice on paper. */
    public void pdf(Context context, Invoice invoice) {
        pdf(context, name(invoice), Paper.of(invoice));
    }

    /** Answers with a credit note on paper. */
    public void pdf(Context context, Credited credited) {
        pdf(context, credited.note().text(), Paper.of(credited.note(), credited.invoice()));
    }

    private void pdf(Context context, String name, Paper paper) {
        context.header("Content-Disposition", "attachment; filename=\"" + name + ".pdf\"")
                .contentType(PDF)
                .result(pdf.write(paper));
    }

    private static List<Object> total(List<Object> head, List<Object> what, Amounts amounts, Invoice invoice) {
        return row(
                head,
                what,
                plain(amounts.net()),
                List.of(plain(invoice.content().bill().taxPercent()), plain(amounts.tax()), plain(amounts.gross())),
                invoice);
    }

    private static List<Object> row(
            List<Object> head, List<Object> what, Object net, List<Object> tax, Invoice invoice) {
        List<Object> row = new ArrayList<>(head);
        row.addAll(what);
        row.add(net);
        row.addAll(tax);
        row.add(invoice.content().currency());
        return row;
    }

    /** A number with its decimals and without an exponent, which is no text to a spreadsheet. */
    private static Object plain(BigDecimal number) {
        return new BigDecimal(number.toPlainString());
    }

    private static String name(Invoice invoice) {
        return invoice.issue() == null ? "draft-" + invoice.invoiceId() : invoice.number();
    }
}
