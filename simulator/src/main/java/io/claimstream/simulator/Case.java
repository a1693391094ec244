package io.claimstream.simulator;

import io.claimstream.domain.claim.HeadOfLoss;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

/**
 * One claim as the world knows it.
 *
 * @param index place in the world, counted from 0
 * @param insurer number of the insurer
 * @param claimant number of the claimant within the insurer
 * @param provider number of the provider within the insurer; −1 for none
 * @param madeAt when the claim is made
 * @param accidentAt when the accident happened, before {@code madeAt}
 * @param heads true and final amounts claimed
 */
record Case(
        int index,
        int insurer,
        int claimant,
        int provider,
        Instant madeAt,
        Instant accidentAt,
        int accidentKind,
        int prognosisMonths,
        boolean isPsychological,
        boolean isExceptional,
        Map<HeadOfLoss, BigDecimal> heads) {

    boolean hasProvider() {
        return provider >= 0;
    }

    String insurerName() {
        return "insurer-" + (char) ('a' + insurer);
    }

    String claimId() {
        return "SIM-%06d".formatted(index + 1);
    }
}
