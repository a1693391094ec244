package io.claimstream.launcher.billing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.launcher.command.OutputFormat;
import io.claimstream.launcher.command.WrongUseException;
import io.claimstream.launcher.instance.InstanceApi;
import io.claimstream.launcher.models.Connection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Addresses of billing, and how what is there is printed. */
final class BillingApi {

    static final String RATES = "/v1/billing/rates";
    static final String INVOICES = "/v1/billing/invoices";
    static final String CREDIT_NOTES = "/v1/billing/credit-notes";

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,40}");
    private static final Pattern MONTH = Pattern.compile("2[0-9]{3}-(0[1-9]|1[0-2])");
    private static final String USAGE = "/v1/billing/usage";

    private BillingApi() {}

    /** How many scores of an insurer the API says a month has. */
    static long metered(InstanceApi api, String insurer, YearMonth month) throws InterruptedException {
        return api.get(usage(insurer, month, month, "month")).path("scores").asLong();
    }

    static String usage(@Nullable String insurer, YearMonth from, YearMonth through, String by) {
        return USAGE + "?from=" + from.atDay(1) + "&to=" + through.atEndOfMonth() + "&by=" + by + of(insurer, "&");
    }

    /** The insurer as a part of a query; blank for all. */
    static String of(@Nullable String insurer, String before) {
        return insurer == null ? "" : before + "insurer=" + URLEncoder.encode(insurer, StandardCharsets.UTF_8);
    }

    static String id(String text, String example) {
        if (!ID.matcher(text).matches()) {
            throw new WrongUseException("Expected an id such as " + example + ", but got '" + text + "'.");
        }
        return text;
    }

    static YearMonth month(String text) {
        if (!MONTH.matcher(text).matches()) {
            throw new WrongUseException("Expected a month such as 2026-03, but got '" + text + "'.");
        }
        return YearMonth.parse(text);
    }

    /** A key of a request that is made once. */
    static String key() {
        return "cli:" + UUID.randomUUID();
    }

    /** Prints all of it for programs, and some columns for people. */
    static void print(Connection connection, ArrayNode rows, List<String> columns) {
        boolean isWhole = connection.common().output() == OutputFormat.JSON;
        connection.common().printer().list(isWhole ? rows : table(rows, columns));
    }

    /** Prints all of it for programs, and without tables in its cells for people. */
    static void print(Connection connection, JsonNode object) {
        ObjectNode shown = (ObjectNode) object;
        if (connection.common().output() == OutputFormat.TABLE) {
            shown.remove(List.of("lines", "creditNotes", "link"));
        }
        connection.common().printer().object(shown);
    }

    private static ArrayNode table(ArrayNode all, List<String> columns) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        all.forEach(one -> {
            ObjectNode row = rows.addObject();
            columns.forEach(it -> row.put(it, one.path(it).asText()));
        });
        return rows;
    }
}
