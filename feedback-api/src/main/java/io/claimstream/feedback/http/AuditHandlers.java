package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.audit.AuditAction;
import io.claimstream.feedback.audit.AuditEntry;
import io.claimstream.feedback.audit.AuditTrail;
import io.claimstream.feedback.audit.AuditedEntry;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/** Shows the audit trail, and adds refusals to it. */
final class AuditHandlers {

    private static final int FORBIDDEN = 403;

    private final AuditTrail audit;

    AuditHandlers(AuditTrail audit) {
        this.audit = audit;
    }

    /** {@code GET /v1/audit?actor=&action=&resource=&from=&to=&after=&limit=}, the newest first. */
    void list(Context context) {
        int limit = Query.limit(context);
        long below = Query.number(context, "after").orElse(Long.MAX_VALUE);
        List<AuditedEntry> page = audit.page(AuditQuery.filter(context), below, limit);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var entries = json.putArray("entries");
        page.forEach(entry -> entries.add(json(entry)));
        if (page.size() == limit) {
            long last = page.get(limit - 1).id();
            json.put("next", Links.AUDIT + "?" + AuditQuery.next(context, last, limit));
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
