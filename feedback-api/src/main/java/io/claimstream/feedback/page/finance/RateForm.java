package io.claimstream.feedback.page.finance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.http.FormBody;
import io.javalin.http.Context;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands in the form of a rate. Tiers are typed one a line: {@code up to 1000: 0.05}, the last {@code above: 0.02}. */
public record RateForm(
        String insurer,
        String firstMonth,
        String lastMonth,
        String currency,
        String tiers,
        String taxPercent,
        String paymentDays,
        String billFrom,
        String billTo) {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,12})?");
    private static final Pattern UP_TO = Pattern.compile("(?i)up to ([0-9]{1,15}) *: *(\\S+)");
    private static final Pattern ABOVE = Pattern.compile("(?i)(?:above|all) *: *(\\S+)");

    /** As it was sent; before it was, what most will want. */
    static RateForm of(FormBody forms, Context context) {
        return new RateForm(
                value(forms, context, "insurer", ""),
                value(forms, context, "firstMonth", ""),
                value(forms, context, "lastMonth", ""),
                value(forms, context, "currency", "GBP"),
                value(forms, context, "tiers", ""),
                value(forms, context, "taxPercent", "20"),
                value(forms, context, "paymentDays", "30"),
                value(forms, context, "billFrom", ""),
                value(forms, context, "billTo", ""));
    }

    /** It in the form that the API takes; what cannot be read goes as text, which the API refuses in its place. */
    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        put(json, "insurer", insurer);
        put(json, "firstMonth", firstMonth);
        put(json, "lastMonth", lastMonth);
        put(json, "currency", currency);
        put(json, "billFrom", billFrom);
        put(json, "billTo", billTo);
        number(json, "taxPercent", taxPercent);
        if (paymentDays.matches("[0-9]{1,9}")) {
            json.put("paymentDays", Integer.parseInt(paymentDays));
        } else {
            put(json, "paymentDays", paymentDays);
        }
        ArrayNode array = json.putArray("tiers");
        tiers.lines().map(String::strip).filter(it -> !it.isEmpty()).forEach(it -> tier(array, it));
        return json;
    }

    private static void tier(ArrayNode tiers, String line) {
        Matcher upTo = UP_TO.matcher(line);
        Matcher above = ABOVE.matcher(line);
        if (upTo.matches()) {
            number(tiers.addObject().put("through", Long.parseLong(upTo.group(1))), "price", upTo.group(2));
        } else if (above.matches()) {
            number(tiers.addObject(), "price", above.group(1));
        } else {
            tiers.add(line);
        }
    }

    private static void number(ObjectNode json, String field, String text) {
        if (NUMBER.matcher(text).matches()) {
            json.put(field, new BigDecimal(text));
        } else {
            put(json, field, text);
        }
    }

    private static void put(ObjectNode json, String field, String text) {
        if (!text.isEmpty()) {
            json.put(field, text);
        }
    }

    /** Browsers end lines with two characters. */
    private static String value(FormBody forms, Context context, String name, String before) {
        boolean isSent = forms.value(context, FormBody.CSRF).isPresent();
        return forms.value(context, name).map(it -> it.replace("\r\n", "\n")).orElse(isSent ? "" : before);
    }
}
