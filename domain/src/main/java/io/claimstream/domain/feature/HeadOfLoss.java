package io.claimstream.domain.feature;

import io.claimstream.event.HeadsOfLoss;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One of the seventeen heads of loss.
 *
 * @param feature name of its feature
 * @param words how people call it
 * @param kind special or general damages
 * @param amount reads it from a claim; empty when not known yet
 */
public record HeadOfLoss(String feature, String words, Kind kind, Function<HeadsOfLoss, Optional<BigDecimal>> amount) {

    /** Special damages are costs with a bill, general damages pay for the injury itself. */
    public enum Kind {
        SPECIAL,
        GENERAL
    }

    /** Every head of loss, in the order of the contract. */
    public static final List<HeadOfLoss> ALL = List.of(
            special("special_health_expenses", "Health expenses", HeadsOfLoss::getSpecialHealthExpenses),
            special("special_reduction", "Reduction", HeadsOfLoss::getSpecialReduction),
            special("special_overage", "Overage", HeadsOfLoss::getSpecialOverage),
            general("general_rest", "General damages, rest", HeadsOfLoss::getGeneralRest),
            special("special_additional_injury", "Additional injury", HeadsOfLoss::getSpecialAdditionalInjury),
            special("special_earnings_loss", "Loss of earnings", HeadsOfLoss::getSpecialEarningsLoss),
            special("special_usage_loss", "Loss of use", HeadsOfLoss::getSpecialUsageLoss),
            special("special_medications", "Medications", HeadsOfLoss::getSpecialMedications),
            special("special_asset_damage", "Damage to assets", HeadsOfLoss::getSpecialAssetDamage),
            special("special_rehabilitation", "Rehabilitation", HeadsOfLoss::getSpecialRehabilitation),
            special("special_fixes", "Fixes", HeadsOfLoss::getSpecialFixes),
            general("general_fixed", "General damages, fixed", HeadsOfLoss::getGeneralFixed),
            general("general_uplift", "General damages, uplift", HeadsOfLoss::getGeneralUplift),
            special("special_loaner_vehicle", "Loaner vehicle", HeadsOfLoss::getSpecialLoanerVehicle),
            special("special_trip_costs", "Trip costs", HeadsOfLoss::getSpecialTripCosts),
            special("special_journey_expenses", "Journey expenses", HeadsOfLoss::getSpecialJourneyExpenses),
            special("special_therapy", "Therapy", HeadsOfLoss::getSpecialTherapy));

    /** Sum of the known heads, rounded half even to pence; 0.00 when none is known. */
    public static BigDecimal sum(HeadsOfLoss heads) {
        return ALL.stream()
                .flatMap(head -> head.amount().apply(heads).stream())
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .setScale(2, RoundingMode.HALF_EVEN);
    }

    /** Exact sum of the known heads of one kind; empty when none of them is known, which is not zero. */
    static Optional<BigDecimal> sum(HeadsOfLoss heads, Kind kind) {
        return ALL.stream()
                .filter(head -> head.kind() == kind)
                .flatMap(head -> head.amount().apply(heads).stream())
                .reduce(BigDecimal::add);
    }

    /** Number of heads that are not known, 0 to 17. */
    static int missing(HeadsOfLoss heads) {
        return (int) ALL.stream()
                .filter(head -> head.amount().apply(heads).isEmpty())
                .count();
    }

    private static HeadOfLoss special(
            String feature, String words, Function<HeadsOfLoss, Optional<BigDecimal>> amount) {
        return new HeadOfLoss(feature, words, Kind.SPECIAL, amount);
    }

    private static HeadOfLoss general(
            String feature, String words, Function<HeadsOfLoss, Optional<BigDecimal>> amount) {
        return new HeadOfLoss(feature, words, Kind.GENERAL, amount);
    }
}
