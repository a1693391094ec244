package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.policy.Policies;
import io.claimstream.feedback.policy.Policy;
import io.claimstream.feedback.policy.PolicyKind;
import io.javalin.http.Context;
import java.util.Optional;

/** Which policy a request is about, and what every policy shows of itself. */
final class PolicyAddress {

    private PolicyAddress() {}

    /**
     * The insurer of the address, to look.
     *
     * @param isForAll whether there is a policy for all insurers too, which everyone may see
     * @throws ProblemException when there is none that the caller may see
     */
    static String seen(Context context, boolean isForAll) {
        String insurer = context.pathParam("insurer");
        boolean isSeen = insurer.equals(Policies.ALL)
                ? isForAll
                : ClaimKey.isInsurer(insurer) && Authentication.caller(context).serves(insurer);
        if (!isSeen) {
            throw new ProblemException(
                    ProblemCode.POLICY_NOT_FOUND, "Expected an insurer" + (isForAll ? ", or * for all of them." : "."));
        }
        return insurer;
    }

    /**
     * The insurer of the address, to change.
     *
     * @throws ProblemException when there is none that the caller may see, or it is not the caller's to change
     */
    static String changed(Context context, boolean isForAll) {
        String insurer = seen(context, isForAll);
        Authentication.requireServes(context, insurer.equals(Policies.ALL) ? null : insurer);
        return insurer;
    }

    /** Of which insurer, in which version, changed by whom. */
    static ObjectNode json(Policy policy, PolicyKind kind) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("insurer", policy.insurer()).put("version", policy.version());
        Optional.ofNullable(policy.changed()).ifPresent(it -> json.put("changedBy", it.by())
                .put("changedAt", it.at().toString()));
        json.put("etag", EntityTag.of(policy.version()).text());
        return json.put("link", kind.address(policy.insurer()));
    }

    /** Someone has changed it in between. */
    static ProblemException failed(Context context, Policy now, PolicyKind kind) {
        return Precondition.failed(
                context,
                EntityTag.of(now.version()),
                "Expected the policy as it is now"
                        + Optional.ofNullable(now.changed())
                                .map(it -> ": " + it.by() + " changed it.")
                                .orElse("."),
                kind.address(now.insurer()));
    }
}
