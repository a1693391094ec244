package io.claimstream.feedback.http;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.http.Problem.Field;
import io.claimstream.feedback.policy.Acceptance;
import io.claimstream.feedback.policy.AcceptancePolicy;
import io.claimstream.feedback.policy.AcceptanceRule;
import io.claimstream.feedback.policy.Policy;
import io.claimstream.feedback.policy.PolicyKind;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Shows what is accepted without a person, and has administrators lay it down. */
final class AcceptanceHandlers {

    private static final int MOST = 100;

    private final Acceptance acceptance;
    private final RequestBody body;

    AcceptanceHandlers(ApiPorts ports, RequestBody body) {
        this.acceptance = ports.review().acceptance();
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
        answer(context, acceptance.policy(PolicyAddress.seen(context, false)));
    }

    /** {@code PUT /v1/policies/acceptance/{insurer}}: 200. */
    private void change(Context context) {
        String insurer = PolicyAddress.changed(context, false);
        Precondition precondition = Precondition.required(context);
        answer(context, changed(context, insurer, rules(body.json(context)), precondition));
    }

    /** {@code DELETE /v1/policies/acceptance/{insurer}}: 200, as it stands then. */
    private void end(Context context) {
        String insurer = PolicyAddress.changed(context, false);
        Precondition precondition = Precondition.required(context);
        if (acceptance.policy(insurer).document() == null) {
            throw new ProblemException(ProblemCode.POLICY_NOT_FOUND, "Expected an insurer with a policy.");
        }
        answer(context, changed(context, insurer, List.of(), precondition));
    }

    private Policy changed(Context context, String insurer, List<AcceptanceRule> rules, Precondition precondition) {
        return acceptance
                .change(
                        Authentication.act(context),
                        insurer,
                        rules,
                        it -> precondition.matches(EntityTag.of(it.version())))
                .orElseThrow(() -> PolicyAddress.failed(context, acceptance.policy(insurer), PolicyKind.ACCEPTANCE));
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

    private static List<AcceptanceRule> rules(JsonNode json) {
        Fields fields = new Fields(json, Set.of("rules"));
        JsonNode array = json.path("rules");
        if (!array.isArray() || array.isEmpty() || array.size() > MOST) {
            String code = array.isMissingNode() ? "MISSING" : array.isArray() ? "OUT_OF_RANGE" : "WRONG_TYPE";
            fields.add(List.of(new Field("/rules", code, "1 to " + MOST + " rules; DELETE to accept nothing")));
        }
        fields.done();
        List<AcceptanceRule> rules = new ArrayList<>();
        Set<String> named = new HashSet<>();
        for (int i = 0; i < array.size(); i++) {
            String pointer = "/rules/" + i;
            try {
                AcceptanceRule rule = rule(array.get(i));
                if (!named.add(rule.lineOfBusiness() + "|" + rule.currency())) {
                    fields.add(List.of(new Field(pointer, "REPEATED", "one rule for a line of business and currency")));
                }
                rules.add(rule);
            } catch (ProblemException e) {
                fields.add(e.problem().below(pointer).fields());
            }
        }
        fields.done();
        return rules;
    }

    private static AcceptanceRule rule(JsonNode json) {
        Fields fields = new Fields(
                json,
                Set.of("lineOfBusiness", "currency", "greatestEstimate", "leastConfidence", "greatestRelativeWidth"));
        String line = fields.optionalText(
                        "lineOfBusiness",
                        it -> it.matches("[A-Za-z0-9_.-]{1,64}"),
                        "a line of business, or nothing for every one")
                .orElse(null);
        String currency = fields.text("currency", it -> it.matches("[A-Z]{3}"), "a currency such as GBP");
        BigDecimal estimate =
                fields.amount("greatestEstimate", "the greatest estimate").orElse(BigDecimal.ZERO);
        BigDecimal confidence = fields.share("leastConfidence", BigDecimal.ONE, "a confidence from 0 to 1");
        BigDecimal width = fields.share(
                "greatestRelativeWidth",
                BigDecimal.valueOf(100),
                "the width of the interval over the estimate, from 0 to 100");
        fields.done();
        return new AcceptanceRule(line, currency, estimate, confidence, width);
    }
}
