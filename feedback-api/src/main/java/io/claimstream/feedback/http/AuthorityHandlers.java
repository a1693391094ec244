package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.http.Problem.Field;
import io.claimstream.feedback.policy.Authority;
import io.claimstream.feedback.policy.AuthorityLimit;
import io.claimstream.feedback.policy.Policy;
import io.claimstream.feedback.policy.PolicyKind;
import io.javalin.http.Context;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Shows how far one person's word goes, and has administrators lay it down. */
final class AuthorityHandlers {

    private static final int MOST = 100;
    private static final Role[] ROLES = {Role.ADJUSTER, Role.ADMINISTRATOR};

    private final Authority authority;
    private final RequestBody body;

    AuthorityHandlers(ApiPorts ports, RequestBody body) {
        this.authority = ports.review().authority();
        this.body = body;
    }

    /** {@code GET /v1/policies/authority/{insurer}}. */
    void show(Context context) {
        answer(context, authority.policy(PolicyAddress.seen(context, true)));
    }

    /** {@code PUT /v1/policies/authority/{insurer}}: 200. */
    void change(Context context) {
        String insurer = PolicyAddress.changed(context, true);
        Precondition precondition = Precondition.required(context);
        List<AuthorityLimit> limits = limits(body.json(context));
        answer(
                context,
                authority
                        .change(
                                Authentication.act(context),
                                insurer,
                                limits,
                                it -> precondition.matches(EntityTag.of(it.version())))
                        .orElseThrow(
                                () -> PolicyAddress.failed(context, authority.policy(insurer), PolicyKind.AUTHORITY)));
    }

    private static void answer(Context context, Policy policy) {
        ObjectNode json = PolicyAddress.json(policy, PolicyKind.AUTHORITY);
        var limits = json.putArray("limits");
        Authority.limits(policy).forEach(it -> limits.addObject()
                .put("role", it.role().name())
                .put("currency", it.currency())
                .put("amount", it.amount()));
        EntityTag.of(policy.version()).into(context);
        Answers.json(context, 200, json);
    }

    private static List<AuthorityLimit> limits(JsonNode json) {
        Fields fields = new Fields(json, Set.of("limits"));
        JsonNode array = json.path("limits");
        if (!array.isArray() || array.size() > MOST) {
            String code = array.isMissingNode() ? "MISSING" : array.isArray() ? "TOO_LONG" : "WRONG_TYPE";
            fields.add(List.of(new Field("/limits", code, "at most " + MOST + " limits; none to have no limit")));
        }
        fields.done();
        List<AuthorityLimit> limits = new ArrayList<>();
        Set<String> named = new HashSet<>();
        for (int i = 0; i < array.size(); i++) {
            String pointer = "/limits/" + i;
            try {
                AuthorityLimit limit = limit(array.get(i));
                if (!named.add(limit.role() + limit.currency())) {
                    fields.add(List.of(new Field(pointer, "REPEATED", "one limit for a role and currency")));
                }
                limits.add(limit);
            } catch (ProblemException e) {
                fields.add(e.problem().below(pointer).fields());
            }
        }
        fields.done();
        return limits;
    }

    private static AuthorityLimit limit(JsonNode json) {
        Fields fields = new Fields(json, Set.of("role", "currency", "amount"));
        Role role = fields.oneOf("role", ROLES);
        String currency = fields.text("currency", it -> it.matches("[A-Z]{3}"), "a currency such as GBP");
        BigDecimal amount = fields.amount("amount", "the greatest amount that needs nobody else")
                .orElse(BigDecimal.ZERO);
        fields.done();
        return new AuthorityLimit(role, currency, amount);
    }
}
