package io.claimstream.feedback.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.claim.ClaimShare;
import io.claimstream.event.AcceptanceTerms;
import io.claimstream.event.ClaimScored;
import io.claimstream.feedback.view.ClaimSummary.Decision;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is accepted without a person for one insurer. Pure.
 *
 * @param insurer the insurer
 * @param version version of the policy
 * @param since scores made before this are left to a person
 * @param rules one for each line of business and currency at most
 */
public record AcceptancePolicy(String insurer, long version, Instant since, List<AcceptanceRule> rules) {

    private static final String DRAWING = "acceptance";

    public AcceptancePolicy {
        rules = List.copyOf(rules);
    }

    /** A policy in force. */
    static AcceptancePolicy of(Policy policy) {
        return new AcceptancePolicy(
                policy.insurer(),
                policy.version(),
                Optional.ofNullable(policy.changed()).map(Policy.Change::at).orElse(Instant.MAX),
                rules(policy));
    }

    /** Whether it accepts a score for what that says: one of its own rules is for it, and finds no doubt. What was claimed is {@link #lowers another question}. */
    public boolean accepts(ClaimScored score) {
        return insurer.equals(score.getInsurer())
                && !score.getScoredAt().isBefore(since)
                && rule(score).filter(it -> it.doubt(score).isEmpty()).isPresent();
    }

    /**
     * Whether to accept a score would give less than its rule lets be given of what was claimed.
     *
     * @param claimed the sum that was claimed; empty when it is not known any more, which counts as less
     */
    public boolean lowers(ClaimScored score, Optional<BigDecimal> claimed) {
        return rule(score).filter(it -> it.doubt(score, claimed).isEmpty()).isEmpty();
    }

    /**
     * The rule by which it accepts a score, as it stands in events.
     *
     * @throws java.util.NoSuchElementException when no rule is for the score
     */
    public AcceptanceTerms terms(ClaimScored score) {
        return rule(score).orElseThrow().terms();
    }

    /**
     * Whether a score that it accepts is drawn for a person to look at instead. By the claim, whichever revision and version of the policy: who sends a claim
     * or lays a policy down again draws the same, and of two shares the larger holds the smaller.
     */
    public boolean draws(ClaimScored score) {
        return rule(score)
                .filter(it -> ClaimShare.holds(
                        DRAWING, insurer, score.getClaimId(), it.reviewShare().doubleValue()))
                .isPresent();
    }

    /** The rule of the line of business counts before the one for every line. */
    private Optional<AcceptanceRule> rule(ClaimScored score) {
        return rules.stream()
                .filter(it -> it.isFor(score))
                .min(Comparator.comparing(it -> it.lineOfBusiness() == null));
    }

    /** Who accepts, as it stands in events. */
    public String actor() {
        return Decision.POLICY + insurer + "@" + version;
    }

    /** The rules of a policy; none when nothing is laid down. */
    public static List<AcceptanceRule> rules(Policy policy) {
        List<AcceptanceRule> rules = new ArrayList<>();
        @Nullable JsonNode document = policy.document();
        if (document != null) {
            document.path("rules")
                    .forEach(it -> rules.add(new AcceptanceRule(
                            it.path("lineOfBusiness").asText(null),
                            it.path("currency").asText(),
                            it.path("greatestEstimate").decimalValue(),
                            it.path("leastConfidence").decimalValue(),
                            it.path("greatestRelativeWidth").decimalValue(),
                            it.path("leastShareOfClaimed").isNumber()
                                    ? it.path("leastShareOfClaimed").decimalValue()
                                    : BigDecimal.ONE,
                            it.path("reviewShare").decimalValue())));
        }
        return rules;
    }

    /** Rules as they are kept and shown. */
    public static ObjectNode document(List<AcceptanceRule> rules) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var array = json.putArray("rules");
        for (AcceptanceRule rule : rules) {
            ObjectNode one = array.addObject();
            Optional.ofNullable(rule.lineOfBusiness()).ifPresent(it -> one.put("lineOfBusiness", it));
            one.put("currency", rule.currency())
                    .put("greatestEstimate", rule.greatestEstimate())
                    .put("leastConfidence", rule.leastConfidence())
                    .put("greatestRelativeWidth", rule.greatestWidth())
                    .put("leastShareOfClaimed", rule.leastShareOfClaimed())
                    .put("reviewShare", rule.reviewShare());
        }
        return json;
    }
}
