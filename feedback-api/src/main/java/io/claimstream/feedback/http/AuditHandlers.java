package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.audit.AuditAction;
import io.claimstream.feedback.audit.AuditEntry;
import io.claimstream.feedback.audit.AuditFilter;
import io.claimstream.feedback.audit.AuditTrail;
import io.claimstream.feedback.audit.AuditedEntry;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows the audit trail, and adds refusals to it. */
final class AuditHandlers {

    private static final int FORBIDDEN = 403;

    private final AuditTrail audit;

    AuditHandlers(AuditTrail audit) {
        this.audit = audit;
    }

    /** {@code GET /v1/audit?actor=&action=&from=&to=&after=&limit=}, the newest first. */
    void list(Context context) {
        Caller caller = Authentication.caller(context);
        int limit = Query.limit(context);
        AuditFilter filter = new AuditFilter(
                Query.parameter(context, "actor").orElse(null),
                Query.oneOf(context, "action", AuditAction.values()).orElse(null),
                Query.time(context, "from").orElse(null),
                Query.time(context, "to").orElse(null),
                caller.insurer());
        long below = Query.number(context, "after").orElse(Long.MAX_VALUE);
        List<AuditedEntry> page = audit.page(filter, below, limit);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var entries = json.putArray("entries");
        page.forEach(entry -> entries.add(json(entry)));
        if (page.size() == limit) {
            json.put("next", next(filter, page.get(limit - 1).id(), limit));
        }
        Answers.json(context, 200, json);
    }

    /** After a request: keeps that a known caller was refused. */
    void keepRefusal(Context context) {
        if (context.statusCode() == FORBIDDEN && Authentication.isKnown(context)) {
            audit.addRefusal(Authentication.act(context)
                    .refused(AuditAction.ACCESS_REFUSED, context.method() + " " + context.path()));
        }
    }

    private static String next(AuditFilter filter, long after, int limit) {
        StringBuilder link = new StringBuilder(Links.AUDIT + "?limit=" + limit + "&after=" + after);
        add(link, "actor", filter.actor());
        add(link, "action", filter.action());
        add(link, "from", filter.from());
        add(link, "to", filter.to());
        return link.toString();
    }

    private static void add(StringBuilder link, String name, @Nullable Object value) {
        if (value != null) {
            link.append('&')
                    .append(name)
                    .append('=')
                    .append(URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
        }
    }

    private static ObjectNode json(AuditedEntry audited) {
        AuditEntry entry = audited.entry();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", Long.toString(audited.id()))
                .put("at", audited.at().toString())
                .put("actor", entry.actor())
                .put("action", entry.action().name())
                .put("resource", entry.resource())
                .put("outcome", entry.outcome().name());
        Optional.ofNullable(entry.insurer()).ifPresent(insurer -> json.put("insurer", insurer));
        Optional.ofNullable(entry.states().before()).ifPresent(before -> json.set("before", before));
        Optional.ofNullable(entry.states().after()).ifPresent(after -> json.set("after", after));
        return json.put("traceId", entry.traceId());
    }
}
