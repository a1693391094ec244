package io.claimstream.feedback.page.finance;

import io.claimstream.domain.billing.Amounts;
import io.claimstream.domain.billing.Charge;
import io.claimstream.domain.billing.InvoiceState;
import io.claimstream.feedback.billing.CreditNote;
import io.claimstream.feedback.billing.Invoice;
import io.claimstream.feedback.billing.InvoiceContent;
import io.claimstream.feedback.billing.Issue;
import io.claimstream.feedback.page.Reader;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** An invoice as its page shows it. */
public record InvoiceView(Invoice invoice, LocalDate today, boolean isEditor, Reader reader) {

    /** A word and what it says. */
    public record Fact(String name, String value) {}

    /** A line of the table, and how much of it may be given back as a form takes it. */
    public record Row(int number, List<String> cells, String left) {}

    /** A credit note. */
    public record Note(String number, String day, String reason, String gross) {}

    public String id() {
        return invoice.invoiceId();
    }

    public String title() {
        return invoice.issue() == null
                ? "Draft for " + content().insurer() + ", " + month()
                : "Invoice " + invoice.number();
    }

    public String state() {
        return InvoiceLine.word(current());
    }

    public String look() {
        return InvoiceLine.look(current());
    }

    /** Whether somebody may do something with it that leads to a state. */
    public boolean mayBecome(InvoiceState next) {
        return isEditor && current().mayBecome(next);
    }

    public boolean isDraft() {
        return current() == InvoiceState.DRAFT;
    }

    /** Whether some of it may be given back. */
    public boolean isCreditable() {
        return isEditor && current().isStanding() && invoice.credits().isOpen();
    }

    public List<Fact> facts() {
        InvoiceContent content = content();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Insurer", content.insurer()));
        facts.add(new Fact("Month", month() + " (UTC)"));
        Issue issue = invoice.issue();
        if (issue != null) {
            facts.add(new Fact("Issued on", reader.day(issue.issuedOn())));
            facts.add(new Fact("Due on", reader.day(issue.dueOn())));
        }
        LocalDate paidOn = invoice.marks().paidOn();
        if (paidOn != null) {
            facts.add(new Fact("Paid on", reader.day(paidOn)));
        }
        facts.add(new Fact("Scores of the month", reader.count(content.total())));
        if (content.before() > 0) {
            facts.add(new Fact("Billed before", reader.count(content.before())));
        }
        facts.add(new Fact("From", content.parties().from()));
        facts.add(new Fact("To", content.parties().to()));
        String hash = invoice.contentHash();
        if (hash != null) {
            facts.add(new Fact("SHA-256", hash));
        }
        return facts;
    }

    public List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        List<Charge> charges = content().bill().charges();
        for (int i = 0; i < charges.size(); i++) {
            Charge it = charges.get(i);
            rows.add(new Row(
                    i + 1,
                    List.of(
                            reader.count(it.from()) + " to " + reader.count(it.through()),
                            reader.count(it.quantity()),
                            it.price().toPlainString(),
                            money(it.net())),
                    invoice.credits().left(i + 1).toPlainString()));
        }
        return rows;
    }

    public List<Fact> totals() {
        Amounts amounts = content().bill().amounts();
        String tax = content().bill().taxPercent().stripTrailingZeros().toPlainString();
        List<Fact> totals = new ArrayList<>(List.of(
                new Fact("Net", money(amounts.net())),
                new Fact("Tax " + tax + " %", money(amounts.tax())),
                new Fact("Total", money(amounts.gross()))));
        if (!invoice.creditNotes().isEmpty()) {
            totals.add(new Fact("Given back", money(invoice.credits().given().gross())));
            totals.add(new Fact("Left", money(invoice.credits().left().gross())));
        }
        return totals;
    }

    public List<Note> notes() {
        return invoice.creditNotes().stream().map(this::note).toList();
    }

    /** The day that is proposed for a payment. */
    public String day() {
        return today.toString();
    }

    private Note note(CreditNote note) {
        return new Note(
                note.text(),
                reader.day(note.issuedOn()),
                note.reason(),
                money(note.credit().amounts().gross()));
    }

    private InvoiceState current() {
        return invoice.state(today);
    }

    private InvoiceContent content() {
        return invoice.content();
    }

    private String month() {
        return reader.month(content().month().atDay(1));
    }

    private String money(BigDecimal amount) {
        return reader.money(amount, content().currency());
    }
}
