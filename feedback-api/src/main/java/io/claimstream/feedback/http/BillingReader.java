package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.domain.billing.Credit;
import io.claimstream.domain.billing.InvoiceState;
import io.claimstream.domain.billing.RateMonths;
import io.claimstream.domain.billing.Tier;
import io.claimstream.domain.billing.Tiers;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.billing.Parties;
import io.claimstream.feedback.billing.RateSpec;
import io.claimstream.feedback.http.Problem.Field;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what is wanted of billing. Every method throws a {@link ProblemException} that names each place of another form. */
final class BillingReader {

    private static final Pattern MONTH = Pattern.compile("2[0-9]{3}-(0[1-9]|1[0-2])");
    private static final String MONTH_FORM = "a month such as 2026-03, from 2000 to 2999";
    private static final Pattern REASON = Pattern.compile("[^\\p{Cntrl}]{1,200}");
    private static final String PARTY_FORM = "name and address: up to 10 lines, 500 characters, not blank";
    private static final String TIERS_FORM =
            "tiers of the form {\"through\": 1000, \"price\": 0.05}, the last without through";
    private static final BigDecimal WHOLE = BigDecimal.valueOf(100);
    private static final int USUAL_PAYMENT_DAYS = 30;

    private BillingReader() {}

    /** What a draft is wanted of. */
    record Wanted(String insurer, YearMonth month) {}

    /**
     * Where an invoice is to go.
     *
     * @param paidOn given for a payment only
     */
    record Move(InvoiceState to, Optional<LocalDate> paidOn) {}

    /**
     * What is to be given back.
     *
     * @param lines empty for all that is left
     */
    record Wish(String reason, List<Credit.Line> lines) {}

    static RateSpec rate(JsonNode json) {
        Fields fields = new Fields(
                json,
                Set.of(
                        "insurer",
                        "firstMonth",
                        "lastMonth",
                        "currency",
                        "tiers",
                        "taxPercent",
                        "paymentDays",
                        "billFrom",
                        "billTo"));
        String insurer = fields.text("insurer", ClaimKey::isInsurer, ClaimKey.INSURER_FORM);
        String first = fields.text("firstMonth", BillingReader::isMonth, MONTH_FORM);
        Optional<String> last = fields.optionalText(
                "lastMonth", it -> isMonth(it) && it.compareTo(first) >= 0, MONTH_FORM + ", not before firstMonth");
        String currency = fields.text("currency", RateSpec::isCurrency, "the code of a currency, such as GBP");
        List<Tier> tiers = tiers(json.path("tiers"), fields);
        BigDecimal tax = fields.share("taxPercent", WHOLE, "a number from 0 to 100 with at most 2 decimals");
        if (tax.stripTrailingZeros().scale() > 2) {
            fields.add(List.of(new Field("/taxPercent", "TOO_MANY_DECIMALS", "at most 2 decimals")));
        }
        int days = fields.integer("paymentDays", USUAL_PAYMENT_DAYS, 0, RateSpec.MOST_PAYMENT_DAYS);
        String from = fields.text("billFrom", Parties::isParty, PARTY_FORM);
        String to = fields.text("billTo", Parties::isParty, PARTY_FORM);
        fields.done();
        return new RateSpec(
                insurer,
                new RateMonths(
                        YearMonth.parse(first), last.map(YearMonth::parse).orElse(null)),
                currency,
                new Tiers(tiers),
                tax.setScale(2),
                days,
                new Parties(from, to));
    }

    static YearMonth lastMonth(JsonNode json) {
        Fields fields = new Fields(json, Set.of("lastMonth"));
        String month = fields.text("lastMonth", BillingReader::isMonth, MONTH_FORM);
        fields.done();
        return YearMonth.parse(month);
    }

    static Wanted draft(JsonNode json) {
        Fields fields = new Fields(json, Set.of("insurer", "month"));
        String insurer = fields.text("insurer", ClaimKey::isInsurer, ClaimKey.INSURER_FORM);
        String month = fields.text("month", BillingReader::isMonth, MONTH_FORM);
        fields.done();
        return new Wanted(insurer, YearMonth.parse(month));
    }

    static Move move(JsonNode json) {
        Fields fields = new Fields(json, Set.of("to", "paidOn"));
        InvoiceState to = fields.oneOf(
                "to",
                new InvoiceState[] {InvoiceState.ISSUED, InvoiceState.SENT, InvoiceState.PAID, InvoiceState.CANCELLED});
        if (to == InvoiceState.PAID && json.path("paidOn").isMissingNode()) {
            fields.add(List.of(new Field("/paidOn", "MISSING", "a day such as 2026-04-20")));
        } else if (to != InvoiceState.PAID) {
            fields.refuse("paidOn", "a day for a payment only");
        }
        Optional<String> paidOn = fields.optionalText("paidOn", BillingReader::isDay, "a day such as 2026-04-20");
        fields.done();
        return new Move(to, paidOn.map(LocalDate::parse));
    }

    static Wish credit(JsonNode json) {
        Fields fields = new Fields(json, Set.of("reason", "lines"));
        String reason = fields.text(
                "reason",
                it -> REASON.matcher(it).matches() && !it.isBlank(),
                "a text of 1 to 200 characters without control characters");
        List<Credit.Line> lines = new ArrayList<>();
        JsonNode array = json.path("lines");
        boolean isGiven = !array.isMissingNode();
        for (JsonNode it : array) {
            if (it.path("line").canConvertToInt() && it.path("line").isIntegralNumber() && isAmount(it.path("net"))) {
                lines.add(new Credit.Line(
                        it.path("line").intValue(), it.path("net").decimalValue()));
            }
        }
        if (isGiven
                && (!array.isArray() || array.isEmpty() || lines.size() != array.size() || lines.size() > Tiers.MOST)) {
            fields.add(List.of(new Field(
                    "/lines", "WRONG_FORM", "lines of the form {\"line\": 1, \"net\": 12.34}, or none for all")));
        }
        fields.done();
        return new Wish(reason, lines);
    }

    private static List<Tier> tiers(JsonNode array, Fields fields) {
        List<Tier> tiers = new ArrayList<>();
        for (JsonNode it : array) {
            JsonNode through = it.path("through");
            boolean isEnd = through.isMissingNode()
                    || (through.isIntegralNumber() && through.canConvertToLong() && through.longValue() > 0);
            boolean isKnown = it.isObject() && it.size() == (through.isMissingNode() ? 1 : 2);
            if (isKnown && isEnd && isPrice(it.path("price"))) {
                tiers.add(new Tier(
                        through.isMissingNode() ? null : (Long) through.longValue(),
                        plain(it.path("price").decimalValue())));
            }
        }
        boolean isRead = array.isArray() && tiers.size() == array.size();
        Optional<String> fault = isRead ? Tiers.fault(tiers) : Optional.of(TIERS_FORM);
        fault.ifPresent(
                it -> fields.add(List.of(new Field("/tiers", array.isMissingNode() ? "MISSING" : "WRONG_FORM", it))));
        return tiers;
    }

    private static boolean isPrice(JsonNode node) {
        return node.isNumber() && Tier.isPrice(node.decimalValue());
    }

    /** Without an exponent, such as 1E+2 would have. */
    private static BigDecimal plain(BigDecimal price) {
        return price.scale() < 0 ? price.setScale(0) : price;
    }

    /** The digits are looked at first: 1e999999999 would fill the memory. */
    private static boolean isAmount(JsonNode node) {
        return node.isNumber()
                && Math.abs((long) node.decimalValue().scale()) <= 12
                && node.decimalValue().precision() <= 24;
    }

    private static boolean isMonth(String text) {
        return MONTH.matcher(text).matches();
    }

    private static boolean isDay(String text) {
        try {
            return text.matches("[0-9-]{10}") && LocalDate.parse(text).getYear() > 0;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
