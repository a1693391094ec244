package io.claimstream.feedback.http;

import io.claimstream.feedback.audit.AuditAction;
import io.claimstream.feedback.audit.AuditFilter;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is asked of the audit trail. */
public final class AuditQuery {

    private static final List<String> PARAMETERS = List.of("actor", "action", "resource", "from", "to");
    private static final String API = "/v1/";

    /** Where things are whose ids stand in the trail. */
    private static final List<String> PLACES = List.of(
            Links.API_KEYS,
            Links.USERS,
            Links.INVITATIONS,
            Links.APPROVALS,
            Links.WEBHOOKS,
            Links.FEEDBACK,
            Links.QUEUE,
            "/v1/scores",
            "/v1/models",
            "/v1/models/commands",
            "/v1/policies/acceptance",
            "/v1/policies/authority");

    private AuditQuery() {}

    /** Which entries the address asks for, as far as the caller may see them. */
    static AuditFilter filter(Context context) {
        return new AuditFilter(
                Query.parameter(context, "actor").orElse(null),
                Query.oneOf(context, "action", AuditAction.values()).orElse(null),
                Query.time(context, "from").orElse(null),
                Query.time(context, "to").orElse(null),
                Authentication.caller(context).insurer(),
                Query.parameter(context, "resource").map(AuditQuery::resources).orElse(List.of()));
    }

    /** The addresses that an id, or an address, stands for in the trail. */
    public static List<String> resources(String named) {
        return named.startsWith(API)
                ? List.of(named)
                : PLACES.stream().map(it -> it + "/" + named).toList();
    }

    /** What the address asks for, of a page after another. */
    static String next(Context context, long after, int limit) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("limit", Integer.toString(limit));
        parameters.put("after", Long.toString(after));
        PARAMETERS.forEach(name -> Query.parameter(context, name).ifPresent(it -> parameters.put(name, it)));
        return parameters.entrySet().stream()
                .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
