package io.claimstream.domain.claim;

import io.claimstream.event.HeadsOfLoss;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The 17 heads of loss, in the order of the schema. */
// The functions are references to static accessors and hold no state, which Error Prone cannot know.
@SuppressWarnings("ImmutableEnumChecker")
public enum HeadOfLoss {
    HEALTH_EXPENSES(
            Damages.SPECIAL,
            "specialHealthExpenses",
            HeadsOfLoss::getSpecialHealthExpenses,
            HeadsOfLoss.Builder::setSpecialHealthExpenses),
    REDUCTION(
            Damages.SPECIAL,
            "specialReduction",
            HeadsOfLoss::getSpecialReduction,
            HeadsOfLoss.Builder::setSpecialReduction),
    OVERAGE(Damages.SPECIAL, "specialOverage", HeadsOfLoss::getSpecialOverage, HeadsOfLoss.Builder::setSpecialOverage),
    GENERAL_REST(Damages.GENERAL, "generalRest", HeadsOfLoss::getGeneralRest, HeadsOfLoss.Builder::setGeneralRest),
    ADDITIONAL_INJURY(
            Damages.SPECIAL,
            "specialAdditionalInjury",
            HeadsOfLoss::getSpecialAdditionalInjury,
            HeadsOfLoss.Builder::setSpecialAdditionalInjury),
    EARNINGS_LOSS(
            Damages.SPECIAL,
            "specialEarningsLoss",
            HeadsOfLoss::getSpecialEarningsLoss,
            HeadsOfLoss.Builder::setSpecialEarningsLoss),
    USAGE_LOSS(
            Damages.SPECIAL,
            "specialUsageLoss",
            HeadsOfLoss::getSpecialUsageLoss,
            HeadsOfLoss.Builder::setSpecialUsageLoss),
    MEDICATIONS(
            Damages.SPECIAL,
            "specialMedications",
            HeadsOfLoss::getSpecialMedications,
            HeadsOfLoss.Builder::setSpecialMedications),
    ASSET_DAMAGE(
            Damages.SPECIAL,
            "specialAssetDamage",
            HeadsOfLoss::getSpecialAssetDamage,
            HeadsOfLoss.Builder::setSpecialAssetDamage),
    REHABILITATION(
            Damages.SPECIAL,
            "specialRehabilitation",
            HeadsOfLoss::getSpecialRehabilitation,
            HeadsOfLoss.Builder::setSpecialRehabilitation),
    FIXES(Damages.SPECIAL, "specialFixes", HeadsOfLoss::getSpecialFixes, HeadsOfLoss.Builder::setSpecialFixes),
    GENERAL_FIXED(Damages.GENERAL, "generalFixed", HeadsOfLoss::getGeneralFixed, HeadsOfLoss.Builder::setGeneralFixed),
    GENERAL_UPLIFT(
            Damages.GENERAL, "generalUplift", HeadsOfLoss::getGeneralUplift, HeadsOfLoss.Builder::setGeneralUplift),
    LOANER_VEHICLE(
            Damages.SPECIAL,
            "specialLoanerVehicle",
            HeadsOfLoss::getSpecialLoanerVehicle,
            HeadsOfLoss.Builder::setSpecialLoanerVehicle),
    TRIP_COSTS(
            Damages.SPECIAL,
            "specialTripCosts",
            HeadsOfLoss::getSpecialTripCosts,
            HeadsOfLoss.Builder::setSpecialTripCosts),
    JOURNEY_EXPENSES(
            Damages.SPECIAL,
            "specialJourneyExpenses",
            HeadsOfLoss::getSpecialJourneyExpenses,
            HeadsOfLoss.Builder::setSpecialJourneyExpenses),
    THERAPY(Damages.SPECIAL, "specialTherapy", HeadsOfLoss::getSpecialTherapy, HeadsOfLoss.Builder::setSpecialTherapy);

    /** The two kinds of damages. */
    public enum Damages {
        SPECIAL,
        GENERAL
    }

    private final Damages damages;
    private final String field;
    private final Function<HeadsOfLoss, Optional<BigDecimal>> getter;
    private final BiConsumer<HeadsOfLoss.Builder, @Nullable BigDecimal> setter;

    HeadOfLoss(
            Damages damages,
            String field,
            Function<HeadsOfLoss, Optional<BigDecimal>> getter,
            BiConsumer<HeadsOfLoss.Builder, @Nullable BigDecimal> setter) {
        this.damages = damages;
        this.field = field;
        this.getter = getter;
        this.setter = setter;
    }

    /** Special or general damages. */
    public Damages damages() {
        return damages;
    }

    /** Name of the field of {@link HeadsOfLoss}, such as {@code generalFixed}. */
    public String field() {
        return field;
    }

    /** The amount claimed under this head; empty when not known. */
    public Optional<BigDecimal> of(HeadsOfLoss heads) {
        return getter.apply(heads);
    }

    /** Sets the amount claimed under this head; null for not known. */
    public void set(HeadsOfLoss.Builder heads, @Nullable BigDecimal amount) {
        setter.accept(heads, amount);
    }

    /** The sum of the heads that are known, exact, at the scale they were submitted with. */
    public static BigDecimal sum(HeadsOfLoss heads) {
        BigDecimal sum = BigDecimal.ZERO;
        for (HeadOfLoss head : values()) {
            sum = sum.add(head.of(heads).orElse(BigDecimal.ZERO));
        }
        return sum;
    }
}
