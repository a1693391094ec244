package io.claimstream.simulator;

import io.claimstream.domain.claim.HeadOfLoss;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.Map;

/**
 * What is claimed under each head of loss: general damages by a tariff on the months of prognosis, special damages each with its own chance
 * and size. Most heads are zero, as in real files.
 */
final class Damage {

    /** A head of special damages: how often it is claimed, and the median and spread of its size in pounds. */
    private record Special(HeadOfLoss head, double chance, double median, double sigma) {}

    private static final Special[] SPECIALS = {
        new Special(HeadOfLoss.THERAPY, 0.55, 320, 0.5),
        new Special(HeadOfLoss.JOURNEY_EXPENSES, 0.25, 45, 0.8),
        new Special(HeadOfLoss.EARNINGS_LOSS, 0.12, 420, 0.9),
        new Special(HeadOfLoss.ASSET_DAMAGE, 0.10, 650, 0.8),
        new Special(HeadOfLoss.TRIP_COSTS, 0.08, 25, 0.7),
        new Special(HeadOfLoss.USAGE_LOSS, 0.07, 120, 0.6),
        new Special(HeadOfLoss.OVERAGE, 0.06, 200, 0.5),
        new Special(HeadOfLoss.LOANER_VEHICLE, 0.05, 700, 0.7),
        new Special(HeadOfLoss.MEDICATIONS, 0.04, 12, 0.4),
        new Special(HeadOfLoss.FIXES, 0.03, 600, 0.8),
        new Special(HeadOfLoss.HEALTH_EXPENSES, 0.02, 500, 0.8),
        new Special(HeadOfLoss.ADDITIONAL_INJURY, 0.02, 300, 0.5),
        new Special(HeadOfLoss.REHABILITATION, 0.02, 18, 0.2),
    };

    private Damage() {}

    /** Amounts in pounds with two decimals; every head present. */
    static Map<HeadOfLoss, BigDecimal> draw(Dice dice, int prognosisMonths, boolean exceptional) {
        Map<HeadOfLoss, BigDecimal> heads = new EnumMap<>(HeadOfLoss.class);
        for (HeadOfLoss head : HeadOfLoss.values()) {
            heads.put(head, pounds(0));
        }
        double general = tariff(prognosisMonths);
        heads.put(HeadOfLoss.GENERAL_FIXED, pounds(general));
        if (exceptional) {
            heads.put(HeadOfLoss.GENERAL_UPLIFT, pounds(general * dice.between(0.08, 0.20)));
        }
        if (dice.happens(0.2)) {
            heads.put(HeadOfLoss.GENERAL_REST, pounds(dice.logNormal(350, 0.7)));
        }
        for (Special special : SPECIALS) {
            if (dice.happens(special.chance())) {
                heads.put(special.head(), pounds(dice.logNormal(special.median(), special.sigma())));
            }
        }
        return heads;
    }

    /** Fixed general damages by months of prognosis, in pounds. */
    static double tariff(int months) {
        return 5 * StrictMath.rint((240 + 95 * StrictMath.pow(months - 1.0, 1.15)) / 5);
    }

    static BigDecimal pounds(double amount) {
        return BigDecimal.valueOf(amount).setScale(2, RoundingMode.HALF_EVEN);
    }
}
