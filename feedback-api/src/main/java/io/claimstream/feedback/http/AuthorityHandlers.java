package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.policy.Authority;
import io.claimstream.feedback.policy.Policy;
import io.claimstream.feedback.policy.PolicyKind;
import io.javalin.http.Context;

/** Shows how far one person's word goes, and has administrators lay it down. */
final class AuthorityHandlers {

    private final PolicyDesk desk;
    private final RequestBody body;

    AuthorityHandlers(PolicyDesk desk, RequestBody body) {
        this.desk = desk;
        this.body = body;
    }

    /** {@code GET /v1/policies/authority/{insurer}}. */
    void show(Context context) {
        answer(context, desk.authority(context));
    }

    /** {@code PUT /v1/policies/authority/{insurer}}: 200. */
    void change(Context context) {
        answer(context, desk.changeAuthority(context, () -> body.json(context), AcceptanceHandlers.seen(context)));
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
}
