package io.claimstream.feedback.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.access.Role;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** How far one person's word goes, by role, currency and insurer. What an insurer says of a role and currency counts before what is said for all. Thread-safe. */
public final class Authority {

    private final Policies policies;

    /** @param policies those of {@link PolicyKind#AUTHORITY} */
    public Authority(Policies policies) {
        this.policies = policies;
    }

    /** The policy of an insurer, or of {@link Policies#ALL}. */
    public Policy policy(String insurer) {
        return policies.find(insurer);
    }

    /** The limits of a policy; none when nothing is laid down. */
    public static List<AuthorityLimit> limits(Policy policy) {
        List<AuthorityLimit> limits = new ArrayList<>();
        @Nullable JsonNode document = policy.document();
        if (document != null) {
            document.path("limits")
                    .forEach(it -> limits.add(new AuthorityLimit(
                            Role.valueOf(it.path("role").asText()),
                            it.path("currency").asText(),
                            it.path("amount").decimalValue())));
        }
        return limits;
    }

    /**
     * Lays other limits down.
     *
     * @param limits none to have no limit
     * @param expected whether a policy is the one that the caller has seen
     * @return the policy; empty when it is not as the caller has seen it
     */
    public Optional<Policy> change(Act act, String insurer, List<AuthorityLimit> limits, Predicate<Policy> expected) {
        return policies.change(act, insurer, expected, limits.isEmpty() ? null : document(limits), handle -> {});
    }

    /** Whether someone may decide on an amount alone: up to their limit, or to any where there is none. */
    public boolean allows(Role role, String insurer, String currency, BigDecimal amount) {
        return limit(policies.find(insurer), role, currency)
                .or(() -> limit(policies.find(Policies.ALL), role, currency))
                .map(limit -> amount.compareTo(limit) <= 0)
                .orElse(true);
    }

    private static Optional<BigDecimal> limit(Policy policy, Role role, String currency) {
        return limits(policy).stream()
                .filter(it -> it.role() == role && it.currency().equals(currency))
                .map(AuthorityLimit::amount)
                .findFirst();
    }

    private static ObjectNode document(List<AuthorityLimit> limits) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var array = json.putArray("limits");
        limits.forEach(it -> array.addObject()
                .put("role", it.role().name())
                .put("currency", it.currency())
                .put("amount", it.amount()));
        return json;
    }
}
