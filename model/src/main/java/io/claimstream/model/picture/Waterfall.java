package io.claimstream.model.picture;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The way from a base value to an estimate by what each reason adds, to the hundredth.
 *
 * <p>The reasons that add most, upward or downward, have a bar each, the largest first, those of one size in the order given. When there are more, all
 * the others together have one last bar, as have those that add nothing. What base and reasons lack to the estimate, because not every reason is told, is
 * in that bar too. So base and bars always add up to the estimate. Immutable.
 *
 * @param base where the way begins
 * @param bars what leads on, in order; the last one may be of several reasons
 * @param estimate where the way ends
 */
public record Waterfall(BigDecimal base, List<Bar> bars, BigDecimal estimate) {

    /** @throws IllegalArgumentException when the bars do not lead from the base to the estimate */
    public Waterfall {
        bars = List.copyOf(bars);
        BigDecimal end = base;
        for (Bar bar : bars) {
            if (bar.from().compareTo(end) != 0) {
                throw new IllegalArgumentException("Expected each bar to begin where the one before it ends.");
            }
            end = bar.to();
        }
        if (end.compareTo(estimate) != 0) {
            throw new IllegalArgumentException("Expected bars that end at the estimate.");
        }
    }

    /**
     * What a reason adds.
     *
     * @param name the reason
     * @param amount in the currency of the estimate; below 0 when it lowers the estimate
     */
    public record Reason(String name, BigDecimal amount) {}

    /**
     * A part of the way.
     *
     * @param name the reason, or what several are
     * @param from where it begins
     * @param amount what it adds; below 0 when it lowers the estimate
     * @param isOther whether it is of the reasons that have no bar of their own
     */
    public record Bar(String name, BigDecimal from, BigDecimal amount, boolean isOther) {

        /** Where it ends. */
        public BigDecimal to() {
            return from.add(amount);
        }
    }

    /**
     * The way by reasons.
     *
     * @param reasons all that is told, in any order; 0 or more
     * @param most how many have a bar of their own, 1 or more
     */
    public static Waterfall of(BigDecimal base, List<Reason> reasons, BigDecimal estimate, int most) {
        if (most < 1) {
            throw new IllegalArgumentException("Expected 1 bar or more, but got " + most + ".");
        }
        List<Reason> sorted = reasons.stream()
                .sorted(Comparator.comparing((Reason it) -> it.amount().abs()).reversed())
                .toList();
        BigDecimal told = reasons.stream().map(Reason::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        boolean isAllTold = base.add(told).compareTo(estimate) == 0;
        // One reason alone is never called "others": it takes no more room by its name.
        int moving =
                (int) sorted.stream().filter(it -> it.amount().signum() != 0).count();
        int shown = isAllTold && moving == most + 1 && moving == sorted.size() ? moving : Math.min(most, moving);
        List<Bar> bars = new ArrayList<>();
        BigDecimal at = base;
        for (Reason reason : sorted.subList(0, shown)) {
            Bar bar = new Bar(reason.name(), at, reason.amount(), false);
            bars.add(bar);
            at = bar.to();
        }
        int gathered = sorted.size() - shown;
        if (gathered > 0 || !isAllTold) {
            boolean isStill = isAllTold && shown == moving;
            String name = isStill ? counted(gathered, "add nothing", "adds nothing") : others(gathered, isAllTold);
            bars.add(new Bar(name, at, estimate.subtract(at), true));
        }
        return new Waterfall(base, bars, estimate);
    }

    private static String counted(int reasons, String many, String one) {
        return reasons == 1 ? "1 reason that " + one : reasons + " reasons that " + many;
    }

    private static String others(int gathered, boolean isAllTold) {
        if (gathered == 0) {
            return "reasons that are not told";
        }
        String smaller = gathered + (gathered == 1 ? " smaller reason" : " smaller reasons");
        return isAllTold ? smaller : smaller + ", others not told";
    }
}
