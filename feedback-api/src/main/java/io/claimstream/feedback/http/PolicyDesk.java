package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.feedback.policy.Acceptance;
import io.claimstream.feedback.policy.AcceptanceRule;
import io.claimstream.feedback.policy.Authority;
import io.claimstream.feedback.policy.AuthorityLimit;
import io.claimstream.feedback.policy.LetterProfile;
import io.claimstream.feedback.policy.LetterProfiles;
import io.claimstream.feedback.policy.Policy;
import io.claimstream.feedback.policy.PolicyKind;
import io.javalin.http.Context;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;
import java.util.function.Supplier;

/**
 * Shows and lays down how far one person's word goes, and what is accepted without a person: one set of rules, whether what is wanted comes as JSON or from a page. The insurer is
 * that of the address. Thread-safe.
 */
public final class PolicyDesk {

    private final Acceptance acceptance;
    private final Authority authority;
    private final LetterProfiles letters;
    private final BooleanSupplier caughtUp;

    PolicyDesk(ApiPorts ports) {
        this.caughtUp = ports.caughtUp();
        this.acceptance = ports.review().acceptance();
        this.authority = ports.review().authority();
        this.letters = ports.review().letters();
    }

    /**
     * What is accepted without a person.
     *
     * @throws ProblemException when it is no insurer that the caller may see
     */
    public Policy acceptance(Context context) {
        return acceptance.policy(PolicyAddress.seen(context, false));
    }

    /**
     * How far one person's word goes; {@code *} for all insurers.
     *
     * @throws ProblemException when it is no insurer that the caller may see
     */
    public Policy authority(Context context) {
        return authority.policy(PolicyAddress.seen(context, true));
    }

    /**
     * What letters to claimants say of an insurer.
     *
     * @throws ProblemException when it is no insurer that the caller may see
     */
    public Policy letter(Context context) {
        return letters.policy(PolicyAddress.seen(context, false));
    }

    /** Lays down what letters to claimants say of an insurer; throws as {@link #changeAcceptance}. */
    public Policy changeLetter(Context context, Supplier<JsonNode> json, Supplier<LongPredicate> seen) {
        String insurer = PolicyAddress.changed(context, false);
        LongPredicate isSeen = seen.get();
        LetterProfile profile = PolicyRequestReader.letter(json.get());
        return letters.change(Authentication.act(context), insurer, profile, it -> isSeen.test(it.version()))
                .orElseThrow(() -> PolicyAddress.failed(context, letters.policy(insurer), PolicyKind.LETTER));
    }

    /**
     * Looks at what is wanted without laying it down.
     *
     * @throws ProblemException when it has another form; to accept nothing has none
     */
    public void requireForm(PolicyKind kind, JsonNode json) {
        if (kind == PolicyKind.LETTER) {
            var unused = PolicyRequestReader.letter(json);
        } else if (kind == PolicyKind.AUTHORITY) {
            var unused = PolicyRequestReader.limits(json);
        } else if (!json.path("rules").isEmpty()) {
            var unused = PolicyRequestReader.rules(json);
        }
    }

    /**
     * Lays down what is accepted without a person.
     *
     * @param json what is wanted, in the form that the API takes; asked once it is known that the caller may
     * @param seen whether a version is the one that the caller has seen; asked likewise
     * @throws ProblemException when it is not the caller's to change, has another form, was changed meanwhile, or the read model is being made
     */
    public Policy changeAcceptance(Context context, Supplier<JsonNode> json, Supplier<LongPredicate> seen) {
        // The first one begins where the read model stands: while that is made again, it would accept what came before
        // it.
        if (!caughtUp.getAsBoolean()) {
            throw ApiPorts.catchingUp();
        }
        String insurer = PolicyAddress.changed(context, false);
        LongPredicate isSeen = seen.get();
        return changed(context, insurer, PolicyRequestReader.rules(json.get()), isSeen);
    }

    /**
     * Has every score wait for a person again.
     *
     * @throws ProblemException as {@link #changeAcceptance}, and when there is no policy
     */
    public Policy endAcceptance(Context context, Supplier<LongPredicate> seen) {
        String insurer = PolicyAddress.changed(context, false);
        LongPredicate isSeen = seen.get();
        if (acceptance.policy(insurer).document() == null) {
            throw new ProblemException(ProblemCode.POLICY_NOT_FOUND, "Expected an insurer with a policy.");
        }
        return changed(context, insurer, List.of(), isSeen);
    }

    private Policy changed(Context context, String insurer, List<AcceptanceRule> rules, LongPredicate isSeen) {
        return acceptance
                .change(Authentication.act(context), insurer, rules, it -> isSeen.test(it.version()))
                .orElseThrow(() -> PolicyAddress.failed(context, acceptance.policy(insurer), PolicyKind.ACCEPTANCE));
    }

    /** Lays down how far one person's word goes; throws as {@link #changeAcceptance}. */
    public Policy changeAuthority(Context context, Supplier<JsonNode> json, Supplier<LongPredicate> seen) {
        String insurer = PolicyAddress.changed(context, true);
        LongPredicate isSeen = seen.get();
        List<AuthorityLimit> limits = PolicyRequestReader.limits(json.get());
        return authority
                .change(Authentication.act(context), insurer, limits, it -> isSeen.test(it.version()))
                .orElseThrow(() -> PolicyAddress.failed(context, authority.policy(insurer), PolicyKind.AUTHORITY));
    }
}
