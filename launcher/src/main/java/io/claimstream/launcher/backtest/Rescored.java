package io.claimstream.launcher.backtest;

import io.claimstream.domain.claim.AmountBand;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A claim beside itself: what was decided and what the other model would have said.
 *
 * @param decision what was decided
 * @param estimate what the model says on the same features
 * @param band of the amount claimed
 * @param accidentType such as {@code rear end}; {@code unknown} where the claim does not say
 * @param settlement what was paid; empty while the claim is open
 * @param learned whether the model has learned from this claim, so that its error here proves nothing
 */
record Rescored(
        Decision decision,
        BigDecimal estimate,
        AmountBand band,
        String accidentType,
        Optional<BigDecimal> settlement,
        boolean learned) {

    BigDecimal difference() {
        return estimate.subtract(decision.estimate());
    }

    /** The settlement where it proves something. */
    Optional<BigDecimal> evidence() {
        return learned ? Optional.empty() : settlement;
    }
}
