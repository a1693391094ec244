package io.claimstream.domain.validation;

import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.HeadsOfLoss;
import io.claimstream.event.Injury;
import io.claimstream.event.Violation;
import java.time.Instant;
import java.util.List;

/** Checks one submitted revision by itself, without knowing earlier ones. Thread-safe. */
public final class ClaimValidation {

    private ClaimValidation() {}

    /**
     * Every rule the revision breaks, in a fixed order; empty for a valid one. An optional field that is absent or blank
     * breaks none.
     */
    public static List<Violation> check(ClaimSubmitted claim, Instant ingestedAt) {
        Findings findings = new Findings();
        TextRules.check(claim, findings);
        EnumerationRules.check(claim, findings);
        NumberRules.check(claim, findings);
        AmountRules.check(claim.getHeadsOfLoss(), findings);
        TimeRules.check(claim, ingestedAt, findings);
        CombinationRules.check(claim, findings);
        return findings.all();
    }

    /** The rules about injury and amounts alone: for an accepted claim of which nothing else changes. */
    public static List<Violation> checkContent(String lineOfBusiness, Injury injury, HeadsOfLoss heads) {
        Findings findings = new Findings();
        AmountRules.check(heads, findings);
        CombinationRules.checkContent(lineOfBusiness, injury, heads, findings);
        return findings.all();
    }
}
