package io.claimstream.feedback.billing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.billing.Amounts;
import io.claimstream.domain.billing.Bill;
import io.claimstream.domain.billing.Charge;
import io.claimstream.domain.billing.Credit;
import io.claimstream.schemas.json.EventJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The texts in which invoices and credit notes are kept: JSON with every digit, always with the same fields in the same order. */
final class BillingDocument {

    private BillingDocument() {}

    /** An invoice; without a number, a draft. */
    static String of(InvoiceContent content, @Nullable Issue issue) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (issue != null) {
            json.put("number", issue.number())
                    .put("issuedOn", issue.issuedOn().toString())
                    .put("dueOn", issue.dueOn().toString());
        }
        json.put("insurer", content.insurer())
                .put("month", content.month().toString())
                .put("rateId", content.rateId())
                .put("currency", content.currency())
                .put("billFrom", content.parties().from())
                .put("billTo", content.parties().to())
                .put("paymentDays", content.paymentDays())
                .put("before", content.before())
                .put("total", content.total())
                .put("decimals", content.bill().decimals())
                .put("taxPercent", content.bill().taxPercent());
        ArrayNode lines = json.putArray("lines");
        content.bill().charges().forEach(it -> lines.addObject()
                .put("from", it.from())
                .put("through", it.through())
                .put("price", it.price())
                .put("net", it.net()));
        return EventJson.format(json.setAll(amounts(content.bill().amounts())));
    }

    /** A credit note. */
    static String of(long number, String invoiceId, LocalDate issuedOn, String reason, Credit credit) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("number", number)
                .put("invoiceId", invoiceId)
                .put("issuedOn", issuedOn.toString())
                .put("reason", reason);
        ArrayNode lines = json.putArray("lines");
        credit.lines().forEach(it -> lines.addObject().put("line", it.number()).put("net", it.net()));
        return EventJson.format(json.setAll(amounts(credit.amounts())));
    }

    static InvoiceContent content(String document) {
        JsonNode json = EventJson.parse(document);
        List<Charge> charges = new ArrayList<>();
        json.path("lines")
                .forEach(it -> charges.add(new Charge(
                        it.path("from").longValue(),
                        it.path("through").longValue(),
                        it.path("price").decimalValue(),
                        it.path("net").decimalValue())));
        return new InvoiceContent(
                json.path("insurer").asText(),
                YearMonth.parse(json.path("month").asText()),
                json.path("rateId").asText(),
                json.path("currency").asText(),
                new Parties(json.path("billFrom").asText(), json.path("billTo").asText()),
                json.path("paymentDays").intValue(),
                json.path("before").longValue(),
                json.path("total").longValue(),
                new Bill(
                        charges,
                        json.path("taxPercent").decimalValue(),
                        amounts(json),
                        json.path("decimals").intValue()));
    }

    /** What makes it an invoice; empty for a draft. */
    static Optional<Issue> issue(String document) {
        JsonNode json = EventJson.parse(document);
        return json.has("number")
                ? Optional.of(new Issue(json.path("number").longValue(), day(json, "issuedOn"), day(json, "dueOn")))
                : Optional.empty();
    }

    static CreditNote creditNote(String document, String issuedBy) {
        JsonNode json = EventJson.parse(document);
        List<Credit.Line> lines = new ArrayList<>();
        json.path("lines")
                .forEach(it -> lines.add(new Credit.Line(
                        it.path("line").intValue(), it.path("net").decimalValue())));
        return new CreditNote(
                json.path("number").longValue(),
                json.path("invoiceId").asText(),
                day(json, "issuedOn"),
                json.path("reason").asText(),
                new Credit(lines, amounts(json)),
                issuedBy,
                hash(document));
    }

    /** SHA-256, lower-case hexadecimal. */
    static String hash(String document) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(document.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected SHA-256 in every JDK.", e);
        }
    }

    private static ObjectNode amounts(Amounts amounts) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("net", amounts.net())
                .put("tax", amounts.tax())
                .put("gross", amounts.gross());
    }

    private static Amounts amounts(JsonNode json) {
        return new Amounts(
                json.path("net").decimalValue(),
                json.path("tax").decimalValue(),
                json.path("gross").decimalValue());
    }

    private static LocalDate day(JsonNode json, String field) {
        return LocalDate.parse(json.path(field).asText());
    }
}
