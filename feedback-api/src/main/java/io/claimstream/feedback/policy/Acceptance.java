package io.claimstream.feedback.policy;

import io.claimstream.feedback.access.Act;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What is accepted without a person, by insurer. Thread-safe. */
public final class Acceptance {

    private final Policies policies;

    /** @param policies those of {@link PolicyKind#ACCEPTANCE} */
    public Acceptance(Policies policies) {
        this.policies = policies;
    }

    /** The policy of an insurer. */
    public Policy policy(String insurer) {
        return policies.find(insurer);
    }

    /** The policies that are not taken back, in the order of insurers. */
    public List<Policy> policies() {
        return policies.inForce();
    }

    /** What is accepted now. */
    public List<AcceptancePolicy> inForce() {
        return policies().stream().map(AcceptancePolicy::of).toList();
    }

    /** Whether a policy is what is laid down for its insurer at this moment. */
    boolean isInForce(AcceptancePolicy policy) {
        Policy now = policy(policy.insurer());
        return now.document() != null && now.version() == policy.version();
    }

    /**
     * Lays something else down.
     *
     * @param rules none to accept nothing any more
     * @param expected whether a policy is the one that the caller has seen
     * @return the policy; empty when it is not as the caller has seen it
     */
    public Optional<Policy> change(Act act, String insurer, List<AcceptanceRule> rules, Predicate<Policy> expected) {
        return policies.change(
                act,
                insurer,
                expected,
                rules.isEmpty() ? null : AcceptancePolicy.document(rules),
                PlaceTable::startWhereTheReadModelIs);
    }
}
