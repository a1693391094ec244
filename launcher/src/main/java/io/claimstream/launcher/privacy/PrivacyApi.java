package io.claimstream.launcher.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.launcher.command.OutputFormat;
import io.claimstream.launcher.command.WrongUseException;
import io.claimstream.launcher.models.Connection;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Addresses of privacy, whom a command is about, and how what is there is printed. */
final class PrivacyApi {

    static final String ERASURES = "/v1/privacy/erasures";
    static final String RECEIPTS = "/v1/privacy/receipts";
    static final String HOLDS = "/v1/privacy/holds";
    static final String DUTIES = "/v1/privacy/retention-duties";

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,60}");
    private static final Pattern INSURER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern NAMED = Pattern.compile("([^/]+)/(.+)");

    private PrivacyApi() {}

    /**
     * A body that says whom a command is about.
     *
     * @throws WrongUseException unless exactly one is named, in the form INSURER/ID
     */
    static ObjectNode about(@Nullable String claim, @Nullable String subject) {
        if ((claim == null) == (subject == null)) {
            throw new WrongUseException("Expected either --claim INSURER/CLAIM_ID or --subject INSURER/PSEUDONYM.");
        }
        String text = claim == null ? String.valueOf(subject) : claim;
        Matcher matcher = NAMED.matcher(text);
        if (!matcher.matches()) {
            throw new WrongUseException("Expected INSURER/ID such as acme/C-1001, but got '" + text + "'.");
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("insurer", matcher.group(1))
                .put(claim == null ? "claimant" : "claimId", matcher.group(2));
    }

    static String id(String text, String example) {
        if (!ID.matcher(text).matches()) {
            throw new WrongUseException("Expected " + example + ", but got '" + text + "'.");
        }
        return text;
    }

    /** The insurer as a part of an address. */
    static String insurer(String text) {
        if (!INSURER.matcher(text).matches()) {
            throw new WrongUseException("Expected an insurer such as acme, but got '" + text + "'.");
        }
        return text;
    }

    /** The insurer as a part of a query; blank for all. */
    static String of(@Nullable String insurer, String before) {
        return insurer == null ? "" : before + "insurer=" + URLEncoder.encode(insurer, StandardCharsets.UTF_8);
    }

    /** A key of a request that is made once. */
    static String key() {
        return "cli:" + UUID.randomUUID();
    }

    /** Prints all of it for programs, and some columns for people. */
    static void print(Connection connection, ArrayNode rows, List<String> columns) {
        if (connection.common().output() == OutputFormat.JSON) {
            connection.common().printer().list(rows);
            return;
        }
        ArrayNode shown = JsonNodeFactory.instance.arrayNode();
        rows.forEach(one -> {
            ObjectNode row = shown.addObject();
            columns.forEach(it -> row.put(it, one.path(it).asText()));
        });
        connection.common().printer().list(shown);
    }

    /** Prints all of it for programs, and without tables in its cells for people. */
    static void print(Connection connection, JsonNode object) {
        ObjectNode shown = (ObjectNode) object;
        if (connection.common().output() == OutputFormat.TABLE) {
            shown.remove("link");
            for (String array : List.of("histories", "refusals", "erasure")) {
                if (shown.path(array).isContainerNode()) {
                    shown.put(array, said(shown.remove(array)));
                }
            }
            if (shown.path("done").isArray()) {
                ArrayNode done = (ArrayNode) shown.remove("done");
                shown.put("done", done.size() == 0 ? "" : String.join(", ", done.findValuesAsText("step")));
            }
        }
        connection.common().printer().object(shown);
    }

    private static String said(JsonNode node) {
        if (node.isObject()) {
            return node.path("erasureId").asText() + " " + node.path("state").asText();
        }
        List<String> texts = new ArrayList<>();
        node.forEach(it -> texts.add(it.isObject() ? it.path("because").asText() : it.asText()));
        return String.join(", ", texts);
    }
}
