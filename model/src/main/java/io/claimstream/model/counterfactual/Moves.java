package io.claimstream.model.counterfactual;

import io.claimstream.domain.counterfactual.ChangeableField;
import io.claimstream.domain.counterfactual.ClaimFields;
import io.claimstream.domain.counterfactual.Step;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The values of a field that matter: going away from what the claim states, the first whole step after each threshold of a feature that
 * follows from the field. Between two of them the estimate does not change, so no other value can be nearer and do more. Pure.
 */
final class Moves {

    private final SplitPoints splits;
    private final Situation situation;
    private final BigDecimal sumOfHeads;
    private final float[] row;

    /**
     * The moves from a situation.
     *
     * @param sumOfHeads sum of the heads of loss before any change, by which distances of amounts are measured
     */
    Moves(SplitPoints splits, Situation situation, BigDecimal sumOfHeads) {
        this.splits = splits;
        this.situation = situation;
        this.sumOfHeads = sumOfHeads;
        this.row = situation.vector().values();
    }

    /** Every move of every field that the claim states, nearest first. */
    List<Move> all() {
        List<Move> moves = new ArrayList<>();
        for (int order = 0; order < ClaimFields.CHANGEABLE.size(); order++) {
            moves.addAll(of(order));
        }
        moves.sort(Move.NEAREST);
        return moves;
    }

    /** The moves of one field, nearest first; none when the claim does not state it. */
    List<Move> of(int order) {
        ChangeableField field = ClaimFields.CHANGEABLE.get(order);
        BigDecimal from = situation.value(field).orElse(null);
        if (from == null) {
            return List.of();
        }
        return values(field, from).stream()
                .map(to -> new Move(order, field, to, field.distance(from, to, sumOfHeads)))
                .sorted(Move.NEAREST)
                .toList();
    }

    private SortedSet<Long> values(ChangeableField field, BigDecimal from) {
        SortedSet<Long> values = new TreeSet<>();
        if (field.step() == Step.FLAG) {
            values.add(1 - from.longValueExact());
            return values;
        }
        for (int feature : field.features()) {
            for (float threshold : splits.of(feature)) {
                long first = firstAtLeast(threshold, feature, field, from);
                if (BigDecimal.valueOf(first).compareTo(from) > 0) {
                    values.add(first);
                }
                if (BigDecimal.valueOf(first - 1).compareTo(from) < 0) {
                    values.add(first - 1);
                }
            }
        }
        values.removeIf(
                value -> value < field.step().least() || value > field.step().most());
        return values;
    }

    /** The first whole value whose feature is not less than a threshold; one beyond the greatest when there is none. */
    private long firstAtLeast(float threshold, int feature, ChangeableField field, BigDecimal from) {
        long least = field.step().least();
        long beyond = field.step().most() + 1;
        // Features of a field grow by what the field grows, but for rounding: the guess is off by a step or two.
        double guess = from.doubleValue() + ((double) threshold - row[feature]);
        long high = Math.min(beyond, Math.max(least, (long) Math.ceil(guess)));
        long low = high - 1;
        for (long reach = 1; high < beyond && !reaches(threshold, feature, field, high); reach *= 2) {
            low = high;
            high = Math.min(beyond, high + reach);
        }
        for (long reach = 1; low >= least && reaches(threshold, feature, field, low); reach *= 2) {
            high = low;
            low = Math.max(least - 1, low - reach);
        }
        while (high - low > 1) {
            long middle = low + (high - low) / 2;
            if (reaches(threshold, feature, field, middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    private boolean reaches(float threshold, int feature, ChangeableField field, long value) {
        return situation.feature(feature, field, value, row) >= threshold;
    }
}
