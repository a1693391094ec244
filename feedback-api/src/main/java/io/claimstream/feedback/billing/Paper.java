package io.claimstream.feedback.billing;

import io.claimstream.domain.billing.Amounts;
import io.claimstream.domain.billing.Charge;
import io.claimstream.domain.billing.Credit;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What an invoice or a credit note says on paper: plain English, days as ISO 8601, amounts with their decimals. Immutable.
 *
 * @param title what it is, with its number
 * @param facts days and whom it is for
 * @param parties who bills whom
 * @param columns headings of the lines; all but the first are numbers
 * @param rows lines, each with as many cells as there are columns
 * @param totals net, tax and gross
 * @param notes what must be known besides
 */
public record Paper(
        String title,
        List<Fact> facts,
        Parties parties,
        List<String> columns,
        List<List<String>> rows,
        List<Fact> totals,
        List<String> notes) {

    private static final List<String> NOTES = List.of(
            "A score is counted once for each accepted revision of a claim, in the month (UTC) in which it was submitted. Scores"
                    + " done again, shadow scores and replays are free.",
            "Each line is rounded to the smallest unit of the currency, halves up; tax once, on the sum of the lines.");

    /** A word and what it says. */
    public record Fact(String name, String value) {}

    public Paper {
        facts = List.copyOf(facts);
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        totals = List.copyOf(totals);
        notes = List.copyOf(notes);
    }

    /** An invoice; a draft says that it is one. */
    public static Paper of(Invoice invoice) {
        InvoiceContent content = invoice.content();
        Issue issue = invoice.issue();
        List<Fact> facts = new ArrayList<>();
        if (issue != null) {
            facts.add(new Fact("Issued on", issue.issuedOn().toString()));
            facts.add(new Fact("Due on", issue.dueOn().toString()));
        }
        facts.add(new Fact("Insurer", content.insurer()));
        facts.add(new Fact("Month", content.month() + " (UTC)"));
        List<List<String>> rows = new ArrayList<>();
        for (Charge charge : content.bill().charges()) {
            rows.add(List.of(
                    "Scores " + count(charge.from()) + " to " + count(charge.through()) + " of the month",
                    count(charge.quantity()),
                    price(charge.price()),
                    amount(charge.net())));
        }
        List<String> notes = new ArrayList<>(NOTES);
        if (issue != null) {
            notes.add("SHA-256 of the record: " + invoice.contentHash());
        }
        return new Paper(
                issue == null ? "Draft, not an invoice" : "Invoice " + issue.text(),
                facts,
                content.parties(),
                List.of("What", "Number", "Price", "Net, " + content.currency()),
                rows,
                totals(content, content.bill().amounts()),
                notes);
    }

    /** A credit note of an invoice. */
    public static Paper of(CreditNote note, Invoice invoice) {
        List<List<String>> rows = new ArrayList<>();
        for (Credit.Line line : note.credit().lines()) {
            Charge charge = invoice.content().bill().charges().get(line.number() - 1);
            rows.add(List.of(
                    "Line " + line.number() + ": scores " + count(charge.from()) + " to " + count(charge.through()),
                    amount(line.net())));
        }
        return new Paper(
                "Credit note " + note.text(),
                List.of(
                        new Fact("Issued on", note.issuedOn().toString()),
                        new Fact("For invoice", invoice.number()),
                        new Fact("Insurer", invoice.content().insurer()),
                        new Fact("Month", invoice.content().month() + " (UTC)"),
                        new Fact("Reason", note.reason())),
                invoice.content().parties(),
                List.of("What", "Net, " + invoice.content().currency()),
                rows,
                totals(invoice.content(), note.credit().amounts()),
                List.of("SHA-256 of the record: " + note.contentHash()));
    }

    private static List<Fact> totals(InvoiceContent content, Amounts amounts) {
        String tax = content.bill().taxPercent().stripTrailingZeros().toPlainString();
        return List.of(
                new Fact("Net", content.currency() + " " + amount(amounts.net())),
                new Fact("Tax " + tax + " %", content.currency() + " " + amount(amounts.tax())),
                new Fact("Total", content.currency() + " " + amount(amounts.gross())));
    }

    private static String count(long number) {
        return form("#,##0").format(number);
    }

    private static String amount(BigDecimal amount) {
        return form(amount.scale() == 0 ? "#,##0" : "#,##0." + "0".repeat(amount.scale()))
                .format(amount);
    }

    /** With the decimals that it has. */
    private static String price(BigDecimal price) {
        BigDecimal plain = price.stripTrailingZeros();
        return (plain.scale() < 2 ? plain.setScale(2) : plain).toPlainString();
    }

    private static DecimalFormat form(String pattern) {
        return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
    }
}
