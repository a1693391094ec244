package io.claimstream.domain.billing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Graduated prices of a month: each score costs what the tier says in which it stands, whatever the others cost. The last tier, and only that, has no end. Immutable.
 *
 * @param tiers 1 to {@value #MOST}, by where they end
 */
public record Tiers(List<Tier> tiers) {

    public static final int MOST = 20;

    public Tiers {
        tiers = List.copyOf(tiers);
        Optional<String> fault = fault(tiers);
        if (fault.isPresent()) {
            throw new IllegalArgumentException("Expected " + fault.get() + ".");
        }
    }

    /** What is expected of tiers and not so; empty when they can stand. */
    public static Optional<String> fault(List<Tier> tiers) {
        if (tiers.isEmpty() || tiers.size() > MOST) {
            return Optional.of("1 to " + MOST + " tiers");
        }
        long before = 0;
        for (Tier tier : tiers.subList(0, tiers.size() - 1)) {
            Long through = tier.through();
            if (through == null || through <= before) {
                return Optional.of("tiers that each end after the one before, and no end for the last one only");
            }
            before = through;
        }
        return tiers.get(tiers.size() - 1).through() == null
                ? Optional.empty()
                : Optional.of("a last tier without an end");
    }

    /**
     * What scores of a month cost, one charge for each tier that they touch.
     *
     * @param before how many scores of the month are billed already, 0 or more
     * @param total how many the month has; those from {@code before + 1} up to it are charged
     * @param decimals of the currency's smallest unit
     */
    public List<Charge> charges(long before, long total, int decimals) {
        List<Charge> charges = new ArrayList<>();
        long begin = 0;
        for (Tier tier : tiers) {
            Long through = tier.through();
            long end = through == null ? Long.MAX_VALUE : through;
            long from = Math.max(begin, before) + 1;
            long to = Math.min(end, total);
            if (from <= to) {
                charges.add(Charge.of(from, to, tier.price(), decimals));
            }
            begin = end;
            if (begin >= total) {
                break;
            }
        }
        return charges;
    }
}
