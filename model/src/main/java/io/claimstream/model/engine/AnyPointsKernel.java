package io.claimstream.model.engine;

/** For any number of quadrature points. */
final class AnyPointsKernel implements ShapKernel {

    private final ShapLayout layout;

    AnyPointsKernel(ShapLayout layout) {
        this.layout = layout;
    }

    @Override
    public void addTo(long[] slots, ShapScratch scratch, double[] contributions) {
        int upper = 0;
        int cap = 0;
        int leaf = 0;
        for (int at = 0; at < layout.trees.length; at += ShapLayout.TREE_INTS) {
            int upperEnd = layout.trees[at];
            down(upper, upperEnd, slots, scratch);
            for (int end = layout.trees[at + 1]; cap < end; cap++) {
                cap(cap, slots, scratch, contributions);
            }
            for (int end = layout.trees[at + 2]; leaf < end; leaf++) {
                leaf(layout.leafPlaces[leaf], layout.leafValues[leaf], scratch.values);
            }
            up(upper, upperEnd, scratch, contributions);
            upper = upperEnd;
        }
    }

    private void down(int from, int to, long[] slots, ShapScratch scratch) {
        int points = layout.points;
        double[] values = scratch.values;
        for (int q = 0; q < points; q++) {
            values[q] = 1;
        }
        for (int i = from; i < to; i++) {
            int at = i * ShapLayout.UPPER_INTS;
            int side = Keys.side(layout.upperNodes[i], slots);
            int state = ShapKernel.state(side, layout.uppers[at + 3], scratch.states);
            scratch.states[i - from + 1] = state;
            int offset = layout.uppers[at + 4] + state * EdgeFactors.KINDS * points;
            scratch.offsets[i - from] = offset;
            int place = layout.uppers[at];
            int child = layout.uppers[at + 1];
            for (int q = 0; q < points; q++) {
                double product = values[place + q];
                values[child + q] = product * layout.factors[offset + q];
                values[child + points + q] = product * layout.factors[offset + points + q];
            }
        }
    }

    private void cap(int cap, long[] slots, ShapScratch scratch, double[] contributions) {
        int points = layout.points;
        int[] caps = layout.caps;
        int at = cap * ShapLayout.CAP_INTS;
        int entry = ShapKernel.entry(layout, cap, slots, scratch.states);
        int from = caps[at + 1] + entry * CapTable.entry(points);
        double first = 0;
        double second = 0;
        double third = 0;
        for (int q = 0; q < points; q++) {
            double product = scratch.values[caps[at] + q];
            scratch.values[caps[at] + q] = product * layout.entries[from + q];
            first += product * layout.entries[from + points + q];
            second += product * layout.entries[from + 2 * points + q];
            third += product * layout.entries[from + 3 * points + q];
        }
        contributions[caps[at + 2]] += first;
        contributions[caps[at + 3]] += second;
        contributions[caps[at + 4]] += third;
    }

    private void leaf(int place, double value, double[] values) {
        for (int q = 0; q < layout.points; q++) {
            values[place + q] *= value;
        }
    }

    private void up(int from, int to, ShapScratch scratch, double[] contributions) {
        int points = layout.points;
        double[] values = scratch.values;
        for (int i = to - 1; i >= from; i--) {
            int at = i * ShapLayout.UPPER_INTS;
            int place = layout.uppers[at];
            int child = layout.uppers[at + 1];
            int offset = scratch.offsets[i - from] + 2 * points;
            double sum = 0;
            for (int q = 0; q < points; q++) {
                double left = values[child + q];
                double right = values[child + points + q];
                sum += left * layout.factors[offset + q] + right * layout.factors[offset + points + q];
                values[place + q] = left + right;
            }
            contributions[layout.uppers[at + 2]] += sum;
        }
    }
}
