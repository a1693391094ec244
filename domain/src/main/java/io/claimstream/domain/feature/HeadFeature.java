package io.claimstream.domain.feature;

import io.claimstream.domain.claim.HeadOfLoss;
import io.claimstream.domain.claim.HeadOfLoss.Damages;
import io.claimstream.event.HeadsOfLoss;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A head of loss as a feature.
 *
 * @param head the head
 * @param words how people call it
 */
public record HeadFeature(HeadOfLoss head, String words) {

    /** Every head of loss, in the order of the contract. */
    public static final List<HeadFeature> ALL = List.of(
            new HeadFeature(HeadOfLoss.HEALTH_EXPENSES, "Health expenses"),
            new HeadFeature(HeadOfLoss.REDUCTION, "Reduction"),
            new HeadFeature(HeadOfLoss.OVERAGE, "Overage"),
            new HeadFeature(HeadOfLoss.GENERAL_REST, "General damages, rest"),
            new HeadFeature(HeadOfLoss.ADDITIONAL_INJURY, "Additional injury"),
            new HeadFeature(HeadOfLoss.EARNINGS_LOSS, "Loss of earnings"),
            new HeadFeature(HeadOfLoss.USAGE_LOSS, "Loss of use"),
            new HeadFeature(HeadOfLoss.MEDICATIONS, "Medications"),
            new HeadFeature(HeadOfLoss.ASSET_DAMAGE, "Damage to assets"),
            new HeadFeature(HeadOfLoss.REHABILITATION, "Rehabilitation"),
            new HeadFeature(HeadOfLoss.FIXES, "Fixes"),
            new HeadFeature(HeadOfLoss.GENERAL_FIXED, "General damages, fixed"),
            new HeadFeature(HeadOfLoss.GENERAL_UPLIFT, "General damages, uplift"),
            new HeadFeature(HeadOfLoss.LOANER_VEHICLE, "Loaner vehicle"),
            new HeadFeature(HeadOfLoss.TRIP_COSTS, "Trip costs"),
            new HeadFeature(HeadOfLoss.JOURNEY_EXPENSES, "Journey expenses"),
            new HeadFeature(HeadOfLoss.THERAPY, "Therapy"));

    /** Name of the feature: the name of the field in lower case, words joined by underscores. */
    public String feature() {
        return head.field().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    /** Exact sum of the known heads of one kind; empty when none of them is known, which is not zero. */
    static Optional<BigDecimal> sum(HeadsOfLoss heads, Damages kind) {
        return Arrays.stream(HeadOfLoss.values())
                .filter(head -> head.damages() == kind)
                .flatMap(head -> head.of(heads).stream())
                .reduce(BigDecimal::add);
    }

    /** Number of heads that are not known, 0 to 17. */
    static int missing(HeadsOfLoss heads) {
        return (int) Arrays.stream(HeadOfLoss.values())
                .filter(head -> head.of(heads).isEmpty())
                .count();
    }
}
