package io.claimstream.model;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Turns contributions to a logarithm into money that adds up.
 *
 * <p>With base b, margin m and contributions φ the amount of a reason is φ·eᵇ·expm1(m−b)/(m−b), the Aumann–Shapley attribution of
 * the exponential, whose limit for m = b is φ·eᵇ. Amounts are rounded to pence by largest remainder, so that base and amounts give
 * the estimate to the penny. Pure and portable: {@link StrictMath} only.
 */
public final class ReasonMoney {

    /** Largest margin that is still money: e²⁵ is 72 thousand million. */
    public static final double MAX_MARGIN = 25;

    private final long basePence;
    private final long estimatePence;
    private final long[] amounts;

    private ReasonMoney(long basePence, long estimatePence, long[] amounts) {
        this.basePence = basePence;
        this.estimatePence = estimatePence;
        this.amounts = amounts;
    }

    /**
     * Splits an estimate.
     *
     * @param margin logarithm of the estimate, at most {@value #MAX_MARGIN}
     * @param base logarithm of the base value, at most {@value #MAX_MARGIN}
     * @param contributions to the logarithm; what they lack to margin − base, which is the engine's rounding, is shared out by size
     */
    static ReasonMoney split(double margin, double base, double[] contributions) {
        long estimatePence = pence(margin);
        long basePence = pence(base);
        double[] exact = exact(margin, base, contributions);
        return new ReasonMoney(basePence, estimatePence, rounded(exact, estimatePence - basePence));
    }

    /** The amount of a logarithm in whole pence, half even. */
    public static long pence(double margin) {
        if (!(margin <= MAX_MARGIN)) {
            throw new IllegalArgumentException("Expected a margin up to " + MAX_MARGIN + ", but it is " + margin + ".");
        }
        return (long) StrictMath.rint(StrictMath.exp(margin) * 100);
    }

    long basePence() {
        return basePence;
    }

    long estimatePence() {
        return estimatePence;
    }

    /** What a contribution adds, in pence; negative when it lowers the estimate. */
    long amount(int place) {
        return amounts[place];
    }

    private static double[] exact(double margin, double base, double[] contributions) {
        double difference = margin - base;
        double unit = difference == 0 ? 1 : StrictMath.expm1(difference) / difference;
        double pencePerLog = StrictMath.exp(base) * unit * 100;
        double sum = 0;
        double size = 0;
        for (double contribution : contributions) {
            sum += contribution;
            size += Math.abs(contribution);
        }
        double[] exact = new double[contributions.length];
        double missing = size == 0 ? 0 : (difference - sum) / size;
        for (int i = 0; i < exact.length; i++) {
            exact[i] = (contributions[i] + missing * Math.abs(contributions[i])) * pencePerLog;
        }
        return exact;
    }

    private static long[] rounded(double[] exact, long total) {
        long[] amounts = new long[exact.length];
        long left = total;
        for (int i = 0; i < exact.length; i++) {
            amounts[i] = (long) StrictMath.floor(exact[i]);
            left -= amounts[i];
        }
        if (exact.length == 0) {
            return amounts;
        }
        Integer[] byRemainder = IntStream.range(0, exact.length).boxed().toArray(Integer[]::new);
        Arrays.sort(
                byRemainder,
                Comparator.comparingDouble((Integer i) -> StrictMath.floor(exact[i]) - exact[i])
                        .thenComparingInt(i -> i));
        long each = Math.floorDiv(left, exact.length);
        long extra = Math.floorMod(left, exact.length);
        for (int i = 0; i < exact.length; i++) {
            amounts[byRemainder[i]] += each + (i < extra ? 1 : 0);
        }
        return amounts;
    }
}
