package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.billing.Amounts;
import io.claimstream.domain.billing.Charge;
import io.claimstream.feedback.billing.CreditNote;
import io.claimstream.feedback.billing.Invoice;
import io.claimstream.feedback.billing.InvoiceContent;
import io.claimstream.feedback.billing.Issue;
import io.claimstream.feedback.billing.Rate;
import io.claimstream.feedback.billing.RateSpec;
import io.claimstream.feedback.billing.TiersJson;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rates, invoices and credit notes as JSON. */
final class BillingJson {

    private BillingJson() {}

    static ObjectNode of(Rate rate) {
        RateSpec spec = rate.spec();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("rateId", rate.rateId())
                .put("insurer", spec.insurer())
                .put("firstMonth", spec.months().first().toString());
        YearMonth last = spec.months().last();
        putIfThere(json, "lastMonth", last);
        json.put("currency", spec.currency());
        json.set("tiers", TiersJson.of(spec.tiers()));
        return json.put("taxPercent", spec.taxPercent())
                .put("paymentDays", spec.paymentDays())
                .put("billFrom", spec.parties().from())
                .put("billTo", spec.parties().to())
                .put("createdAt", rate.createdAt().toString())
                .put("createdBy", rate.createdBy());
    }

    /** An invoice as it stands on a day. */
    static ObjectNode of(Invoice invoice, LocalDate today) {
        InvoiceContent content = invoice.content();
        ObjectNode json = head(invoice, today);
        json.put("billFrom", content.parties().from())
                .put("billTo", content.parties().to())
                .put("rateId", content.rateId())
                .put("scoresOfMonth", content.total())
                .put("billedBefore", content.before())
                .put("taxPercent", content.bill().taxPercent());
        ArrayNode lines = json.putArray("lines");
        List<Charge> charges = content.bill().charges();
        for (int i = 0; i < charges.size(); i++) {
            Charge charge = charges.get(i);
            lines.addObject()
                    .put("line", i + 1)
                    .put("fromScore", charge.from())
                    .put("throughScore", charge.through())
                    .put("quantity", charge.quantity())
                    .put("price", charge.price())
                    .put("net", charge.net());
        }
        ArrayNode notes = json.putArray("creditNotes");
        invoice.creditNotes().forEach(it -> notes.add(of(it, invoice)));
        return json;
    }

    /** What a list says of an invoice. */
    static ObjectNode head(Invoice invoice, LocalDate today) {
        InvoiceContent content = invoice.content();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("invoiceId", invoice.invoiceId())
                .put("state", invoice.state(today).name())
                .put("insurer", content.insurer())
                .put("month", content.month().toString())
                .put("scores", content.bill().scores())
                .put("currency", content.currency());
        json.setAll(amounts(content.bill().amounts()));
        Issue issue = invoice.issue();
        if (issue != null) {
            json.put("number", issue.text())
                    .put("issuedOn", issue.issuedOn().toString())
                    .put("dueOn", issue.dueOn().toString())
                    .put("contentHash", invoice.contentHash())
                    .put("credited", invoice.credits().given().gross());
        }
        Invoice.Marks marks = invoice.marks();
        json.put("draftedAt", marks.draftedAt().toString()).put("draftedBy", marks.draftedBy());
        putIfThere(json, "issuedAt", marks.issuedAt());
        putIfThere(json, "sentAt", marks.sentAt());
        putIfThere(json, "paidOn", marks.paidOn());
        putIfThere(json, "cancelledAt", marks.cancelledAt());
        return json.put("link", Links.invoice(invoice.invoiceId()));
    }

    static ObjectNode of(CreditNote note, Invoice invoice) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("number", note.text())
                .put("invoiceId", invoice.invoiceId())
                .put("invoice", invoice.number())
                .put("insurer", invoice.content().insurer())
                .put("month", invoice.content().month().toString())
                .put("issuedOn", note.issuedOn().toString())
                .put("issuedBy", note.issuedBy())
                .put("reason", note.reason())
                .put("currency", invoice.content().currency())
                .put("taxPercent", invoice.content().bill().taxPercent());
        ArrayNode lines = json.putArray("lines");
        note.credit()
                .lines()
                .forEach(it -> lines.addObject().put("line", it.number()).put("net", it.net()));
        json.setAll(amounts(note.credit().amounts()));
        return json.put("contentHash", note.contentHash()).put("link", Links.creditNote(note.text()));
    }

    private static ObjectNode amounts(Amounts amounts) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("net", amounts.net())
                .put("tax", amounts.tax())
                .put("gross", amounts.gross());
    }

    private static void putIfThere(ObjectNode json, String name, @Nullable Object value) {
        if (value != null) {
            json.put(name, value.toString());
        }
    }
}
