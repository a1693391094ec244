package io.claimstream.model.training;

import io.claimstream.domain.claim.HeadOfLoss;
import io.claimstream.domain.claim.HeadOfLoss.Damages;
import io.claimstream.domain.feature.HeadFeature;
import io.claimstream.model.FeatureSchema;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Rows, and copies of them with gaps. A claim seldom says everything, and two that are alike seldom leave out the same; a model that has met a
 * row with other gaps too knows its like again. A copy lacks each head of loss and the prognosis with a chance of one in twenty; its sums and
 * its number of missing heads are those of a claim that never had them. Van der Maaten, Chen, Tyree &amp; Weinberger (2013), <i>Learning with
 * marginalized corrupted features</i>, tell why it helps. Pure: the same rows and seed give the same copies.
 */
final class GappedCopies {

    private static final double CHANCE = 0.05;
    private static final double PENCE = 100;

    private final List<String> names;
    private final int[] mayLack;
    private final int[] allHeads;
    private final int missingHeads;
    private final List<Sum> sums;

    /**
     * @param schema features of the rows; what it does not have is passed over
     */
    GappedCopies(FeatureSchema schema) {
        names = schema.names();
        allHeads = heads(head -> true);
        mayLack = IntStream.concat(Arrays.stream(allHeads), IntStream.of(names.indexOf("prognosis_months")))
                .filter(place -> place >= 0)
                .toArray();
        missingHeads = names.indexOf("missing_heads");
        sums = Stream.of(
                        new Sum(names.indexOf("sum_special"), heads(head -> head.damages() == Damages.SPECIAL)),
                        new Sum(names.indexOf("sum_general"), heads(head -> head.damages() == Damages.GENERAL)),
                        new Sum(names.indexOf("sum_heads"), allHeads))
                .filter(sum -> sum.place() >= 0)
                .toList();
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Sum(int place, int[] heads) {}

    /**
     * The rows, then their copies.
     *
     * @param rows feature vectors one after another; NaN is missing
     * @param copies copies of each row, 0 or more; without any, the same array is given back
     */
    float[] added(float[] rows, int copies, int seed) {
        if (copies == 0) {
            return rows;
        }
        float[] all = Arrays.copyOf(rows, Math.multiplyExact(rows.length, copies + 1));
        Random random = new Random(seed);
        for (int row = rows.length; row < all.length; row += names.size()) {
            System.arraycopy(rows, row % rows.length, all, row, names.size());
            takeAway(all, row, random);
        }
        return all;
    }

    private void takeAway(float[] all, int row, Random random) {
        boolean[] isTaken = new boolean[names.size()];
        for (int place : mayLack) {
            isTaken[place] = random.nextDouble() < CHANCE && !Float.isNaN(all[row + place]);
        }
        for (Sum sum : sums) {
            all[row + sum.place()] = left(all, row, sum, isTaken);
        }
        if (missingHeads >= 0) {
            all[row + missingHeads] +=
                    (float) IntStream.of(allHeads).filter(head -> isTaken[head]).count();
        }
        for (int place : mayLack) {
            all[row + place] = isTaken[place] ? Float.NaN : all[row + place];
        }
    }

    /** What is left of a sum: in whole pence, as floats would leave crumbs that tell a copy from a claim. */
    private static float left(float[] all, int row, Sum sum, boolean[] isTaken) {
        float whole = all[row + sum.place()];
        long taken = 0;
        boolean isAnyTaken = false;
        boolean isAnyKnown = false;
        for (int head : sum.heads()) {
            taken += isTaken[head] ? pence(all[row + head]) : 0;
            isAnyTaken |= isTaken[head];
            isAnyKnown |= !isTaken[head] && !Float.isNaN(all[row + head]);
        }
        if (!isAnyTaken || Float.isNaN(whole)) {
            return whole;
        }
        return isAnyKnown ? (float) ((pence(whole) - taken) / PENCE) : Float.NaN;
    }

    private static long pence(float amount) {
        return Math.round(amount * PENCE);
    }

    private int[] heads(Predicate<HeadOfLoss> wanted) {
        return HeadFeature.ALL.stream()
                .filter(head -> wanted.test(head.head()))
                .mapToInt(head -> names.indexOf(head.feature()))
                .filter(place -> place >= 0)
                .toArray();
    }
}
