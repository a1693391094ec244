package io.claimstream.feedback.policy;

import io.claimstream.feedback.access.Act;
import java.util.Optional;
import java.util.function.Predicate;

/** What insurers say of themselves in letters to claimants. Thread-safe. */
public final class LetterProfiles {

    private final Policies policies;

    /** @param policies those of {@link PolicyKind#LETTER} */
    public LetterProfiles(Policies policies) {
        this.policies = policies;
    }

    /** What is laid down for an insurer. */
    public Policy policy(String insurer) {
        return policies.find(insurer);
    }

    /** What a policy says; empty when nothing is laid down. */
    public static Optional<LetterProfile> profile(Policy policy) {
        return Optional.ofNullable(policy.document()).map(LetterProfile::of);
    }

    /** What an insurer says; empty when nothing is laid down. */
    public Optional<LetterProfile> find(String insurer) {
        return profile(policy(insurer));
    }

    /** Calendar days within which an insurer answers who contests. */
    public int answerDays(String insurer) {
        return find(insurer).map(LetterProfile::answerDays).orElse(LetterProfile.USUAL_ANSWER_DAYS);
    }

    /**
     * Lays something else down.
     *
     * @param expected whether a policy is the one that the caller has seen
     * @return the policy; empty when it is not as the caller has seen it
     */
    public Optional<Policy> change(Act act, String insurer, LetterProfile profile, Predicate<Policy> expected) {
        return policies.change(act, insurer, expected, profile.document(), handle -> {});
    }
}
