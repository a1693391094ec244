package io.claimstream.feedback.figures;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * How amounts are distributed, in so many buckets that a quantile is wrong by 1 % at most (buckets of relative width: Masson, Rim &amp; Lee, 2019,
 * <i>DDSketch</i>). Amounts can be taken back. Immutable and thread-safe.
 *
 * @param counts how many amounts fell into each bucket, never 0, in the order of the amounts; below 0 where more is taken back than there is
 */
public record AmountSketch(NavigableMap<Integer, Long> counts) {

    private static final double RATIO = 1.02;
    private static final double LOG_RATIO = StrictMath.log(RATIO);

    /** The bucket of 0, and of less. */
    private static final int ZERO = Integer.MIN_VALUE;

    public AmountSketch {
        counts = Collections.unmodifiableNavigableMap(new TreeMap<>(counts));
    }

    /** Of no amount. */
    public static AmountSketch empty() {
        return new AmountSketch(Collections.emptyNavigableMap());
    }

    /**
     * Reads what {@link #text()} wrote.
     *
     * @throws IllegalArgumentException when the text is something else
     */
    public static AmountSketch parse(String text) {
        NavigableMap<Integer, Long> counts = new TreeMap<>();
        for (String pair : text.isEmpty() ? new String[0] : text.split(" ", -1)) {
            int colon = pair.indexOf(':');
            if (colon < 1) {
                throw new IllegalArgumentException("Expected bucket:count, but got something else.");
            }
            counts.put(Integer.valueOf(pair.substring(0, colon)), Long.valueOf(pair.substring(colon + 1)));
        }
        return new AmountSketch(counts);
    }

    /** Buckets and counts, such as {@code 349:2 350:1}. */
    public String text() {
        StringBuilder text = new StringBuilder();
        counts.forEach((bucket, count) -> text.append(text.isEmpty() ? "" : " ")
                .append(bucket)
                .append(':')
                .append(count));
        return text.toString();
    }

    /**
     * With an amount more, or less.
     *
     * @param times how often it is added; below 0 it is taken back as often
     */
    public AmountSketch with(BigDecimal amount, long times) {
        NavigableMap<Integer, Long> changed = new TreeMap<>(counts);
        changed.merge(bucket(amount), times, Long::sum);
        changed.values().removeIf(count -> count == 0);
        return new AmountSketch(changed);
    }

    /** The amounts of both. */
    public AmountSketch plus(AmountSketch other) {
        NavigableMap<Integer, Long> sum = new TreeMap<>(counts);
        other.counts.forEach((bucket, count) -> sum.merge(bucket, count, Long::sum));
        sum.values().removeIf(count -> count == 0);
        return new AmountSketch(sum);
    }

    /** Number of amounts. */
    public long size() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The median within 1 %, the lower one of two; empty without amounts. */
    public OptionalDouble median() {
        long rank = (size() + 1) / 2;
        long upTo = 0;
        for (var bucket : counts.entrySet()) {
            upTo += bucket.getValue();
            if (rank > 0 && upTo >= rank) {
                return OptionalDouble.of(amount(bucket.getKey()));
            }
        }
        return OptionalDouble.empty();
    }

    private static int bucket(BigDecimal amount) {
        return amount.signum() <= 0
                ? ZERO
                : (int) StrictMath.ceil(StrictMath.log(amount.doubleValue()) / LOG_RATIO - 1e-9);
    }

    /** The amount whose distance from both ends of the bucket is the same share of them. */
    private static double amount(int bucket) {
        return bucket == ZERO ? 0 : 2 * StrictMath.pow(RATIO, bucket) / (1 + RATIO);
    }
}
