package io.claimstream.feedback.http;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.policy.Acceptance;
import io.claimstream.feedback.policy.AcceptancePolicy;
import io.claimstream.feedback.policy.Policy;
import io.claimstream.feedback.policy.PolicyKind;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.function.Supplier;

/** Shows what is accepted without a person, and has administrators lay it down. */
final class AcceptanceHandlers {

    private final Acceptance acceptance;
    private final PolicyDesk desk;
    private final RequestBody body;

    AcceptanceHandlers(ApiPorts ports, PolicyDesk desk, RequestBody body) {
        this.acceptance = ports.review().acceptance();
        this.desk = desk;
        this.body = body;
    }

    Map<String, Handler> handlers() {
        return Map.ofEntries(
                entry("listAcceptance", this::list),
                entry("showAcceptance", this::show),
                entry("changeAcceptance", this::change),
                entry("endAcceptance", this::end));
    }

    /** {@code GET /v1/policies/acceptance?after=&limit=}: those in force, in the order of insurers. */
    private void list(Context context) {
        int limit = Query.limit(context);
        String after = Query.parameter(context, "after").orElse("");
        List<Policy> page = acceptance.policies().stream()
                .filter(it -> Authentication.caller(context).serves(it.insurer()))
                .filter(it -> it.insurer().compareTo(after) > 0)
                .sorted(Comparator.comparing(Policy::insurer))
                .limit(limit)
                .toList();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var policies = json.putArray("policies");
        page.forEach(it -> policies.add(json(it)));
        if (page.size() == limit) {
            json.put(
                    "next",
                    "/v1/policies/acceptance?limit=" + limit + "&after="
                            + page.get(limit - 1).insurer());
        }
        Answers.json(context, 200, json);
    }

    /** {@code GET /v1/policies/acceptance/{insurer}}. */
    private void show(Context context) {
        answer(context, desk.acceptance(context));
    }

    /** {@code PUT /v1/policies/acceptance/{insurer}}: 200. */
    private void change(Context context) {
        answer(context, desk.changeAcceptance(context, () -> body.json(context), seen(context)));
    }

    /** {@code DELETE /v1/policies/acceptance/{insurer}}: 200, as it stands then. */
    private void end(Context context) {
        answer(context, desk.endAcceptance(context, seen(context)));
    }

    /** Asked once it is known which policy is meant. */
    static Supplier<LongPredicate> seen(Context context) {
        return () -> {
            Precondition precondition = Precondition.required(context);
            return version -> precondition.matches(EntityTag.of(version));
        };
    }

    private static void answer(Context context, Policy policy) {
        EntityTag.of(policy.version()).into(context);
        Answers.json(context, 200, json(policy));
    }

    private static ObjectNode json(Policy policy) {
        ObjectNode json = PolicyAddress.json(policy, PolicyKind.ACCEPTANCE);
        json.put("inForce", policy.document() != null);
        json.set(
                "rules",
                AcceptancePolicy.document(AcceptancePolicy.rules(policy)).path("rules"));
        return json;
    }
}
