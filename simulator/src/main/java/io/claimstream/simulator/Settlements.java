package io.claimstream.simulator;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/**
 * What is finally paid: the sum of the heads, times what the claimant's and the provider's habits leave of it, times the liability that the
 * kind of accident usually ends with, times drift, times noise.
 */
final class Settlements {

    /** Standard deviation of the noise on the logarithm of a settlement. */
    static final double NOISE = 0.05;

    private static final double DAYS_PER_YEAR = 365.25;

    private final SimulatorSettings settings;
    private final Habits habits;

    Settlements(SimulatorSettings settings, Habits habits) {
        this.settings = settings;
        this.habits = habits;
    }

    /** What the world knows would be paid without noise, in pounds. */
    double median(Case claim) {
        double sum = claim.heads().values().stream()
                .mapToDouble(BigDecimal::doubleValue)
                .sum();
        double psychological = claim.isPsychological() ? 1.04 : 1.0;
        return sum
                * psychological
                * AccidentKinds.liability(claim.accidentKind())
                * providerShare(claim)
                * habits.owedShareOfClaimant(claim.insurer(), claim.claimant())
                * driftUntil(claim.madeAt());
    }

    /** What is paid, in whole pence. */
    BigDecimal paid(Case claim, Dice dice) {
        return Damage.pounds(dice.logNormal(median(claim), NOISE));
    }

    private double providerShare(Case claim) {
        return claim.hasProvider() ? habits.owedShareOfProvider(claim.insurer(), claim.provider()) : 1.0;
    }

    private double driftUntil(Instant at) {
        double years = Duration.between(settings.start(), at).toHours() / 24.0 / DAYS_PER_YEAR;
        return StrictMath.exp(settings.drift() * years);
    }
}
