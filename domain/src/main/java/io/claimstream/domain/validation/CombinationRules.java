package io.claimstream.domain.validation;

import static io.claimstream.domain.validation.Rule.CLAIMANT_IS_PROVIDER;
import static io.claimstream.domain.validation.Rule.INJURY_OUT_OF_LINE;
import static io.claimstream.domain.validation.Rule.UPLIFT_WITHOUT_GENERAL;

import io.claimstream.domain.claim.HeadOfLoss;
import io.claimstream.domain.claim.HeadOfLoss.Damages;
import io.claimstream.domain.claim.LineOfBusiness;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.HeadsOfLoss;
import io.claimstream.event.Injury;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;

/** Rules for fields that do not go together. */
final class CombinationRules {

    private CombinationRules() {}

    static void check(ClaimSubmitted claim, Findings findings) {
        checkContent(claim.getLineOfBusiness(), claim.getInjury(), claim.getHeadsOfLoss(), findings);
        boolean samePerson = claim.getProvider()
                .map(provider -> !provider.isBlank() && provider.equals(claim.getClaimant()))
                .orElse(false);
        findings.require(!samePerson, CLAIMANT_IS_PROVIDER, "provider", "a provider other than the claimant");
    }

    static void checkContent(String lineOfBusiness, Injury injury, HeadsOfLoss heads, Findings findings) {
        checkLine(lineOfBusiness, injury, heads, findings);
        checkUplift(heads, findings);
    }

    private static void checkLine(String lineOfBusiness, Injury injury, HeadsOfLoss heads, Findings findings) {
        boolean injuryAllowed = LineOfBusiness.of(lineOfBusiness)
                .map(LineOfBusiness::coversInjury)
                .orElse(true);
        findings.require(
                injuryAllowed || !describesInjury(injury),
                INJURY_OUT_OF_LINE,
                "injury",
                "no injury in this line of business");
        findings.require(
                injuryAllowed || !claimsGeneralDamages(heads),
                INJURY_OUT_OF_LINE,
                "headsOfLoss",
                "no general damages in this line of business");
    }

    private static boolean describesInjury(Injury injury) {
        return isGiven(injury.getPrognosis())
                || isGiven(injury.getDominantInjury())
                || injury.getWhiplash().orElse(false)
                || injury.getMinorPsychologicalInjury().orElse(false);
    }

    private static boolean isGiven(Optional<String> text) {
        return text.map(it -> !it.isBlank()).orElse(false);
    }

    private static boolean claimsGeneralDamages(HeadsOfLoss heads) {
        return Arrays.stream(HeadOfLoss.values())
                .filter(head -> head.damages() == Damages.GENERAL)
                .anyMatch(head -> head.of(heads).orElse(BigDecimal.ZERO).signum() > 0);
    }

    private static void checkUplift(HeadsOfLoss heads, Findings findings) {
        boolean uplift = heads.getGeneralUplift().orElse(BigDecimal.ZERO).signum() > 0;
        findings.require(
                !(uplift && isZero(heads.getGeneralFixed()) && isZero(heads.getGeneralRest())),
                UPLIFT_WITHOUT_GENERAL,
                "headsOfLoss.generalUplift",
                "general damages beside an uplift of them");
    }

    /** Known to be zero; an unknown amount may yet turn out to be one. */
    private static boolean isZero(Optional<BigDecimal> amount) {
        return amount.map(it -> it.signum() == 0).orElse(false);
    }
}
