package io.claimstream.model.engine;

/**
 * For three quadrature points: {@link AnyPointsKernel} written out, because the compiler does not unroll loops this short. Paths of at most
 * six different features.
 */
final class ThreePointKernel implements ShapKernel {

    private final ShapLayout layout;

    ThreePointKernel(ShapLayout layout) {
        this.layout = layout;
    }

    @Override
    public void addTo(long[] slots, ShapScratch scratch, double[] contributions) {
        int upper = 0;
        int cap = 0;
        int leaf = 0;
        int[] trees = layout.trees;
        for (int at = 0; at < trees.length; at += ShapLayout.TREE_INTS) {
            int upperEnd = trees[at];
            down(upper, upperEnd, slots, scratch);
            caps(cap, trees[at + 1], slots, scratch, contributions);
            leaves(leaf, trees[at + 2], scratch.values);
            up(upper, upperEnd, scratch, contributions);
            upper = upperEnd;
            cap = trees[at + 1];
            leaf = trees[at + 2];
        }
    }

    private void down(int from, int to, long[] slots, ShapScratch scratch) {
        double[] values = scratch.values;
        int[] states = scratch.states;
        int[] uppers = layout.uppers;
        float[] factors = layout.factors;
        values[0] = 1;
        values[1] = 1;
        values[2] = 1;
        for (int i = from; i < to; i++) {
            int at = i * ShapLayout.UPPER_INTS;
            int state = ShapKernel.state(Keys.side(layout.upperNodes[i], slots), uppers[at + 3], states);
            states[i - from + 1] = state;
            int offset = uppers[at + 4] + state * 12;
            scratch.offsets[i - from] = offset;
            int place = uppers[at];
            int child = uppers[at + 1];
            double product0 = values[place];
            double product1 = values[place + 1];
            double product2 = values[place + 2];
            values[child] = product0 * factors[offset];
            values[child + 1] = product1 * factors[offset + 1];
            values[child + 2] = product2 * factors[offset + 2];
            values[child + 3] = product0 * factors[offset + 3];
            values[child + 4] = product1 * factors[offset + 4];
            values[child + 5] = product2 * factors[offset + 5];
        }
    }

    private void caps(int from, int to, long[] slots, ShapScratch scratch, double[] contributions) {
        double[] values = scratch.values;
        int[] caps = layout.caps;
        float[] entries = layout.entries;
        for (int i = from; i < to; i++) {
            int at = i * ShapLayout.CAP_INTS;
            int entry = ShapKernel.entry(layout, i, slots, scratch.states) * 12 + caps[at + 1];
            int place = caps[at];
            double product0 = values[place];
            double product1 = values[place + 1];
            double product2 = values[place + 2];
            values[place] = product0 * entries[entry];
            values[place + 1] = product1 * entries[entry + 1];
            values[place + 2] = product2 * entries[entry + 2];
            contributions[caps[at + 2]] +=
                    product0 * entries[entry + 3] + product1 * entries[entry + 4] + product2 * entries[entry + 5];
            contributions[caps[at + 3]] +=
                    product0 * entries[entry + 6] + product1 * entries[entry + 7] + product2 * entries[entry + 8];
            contributions[caps[at + 4]] +=
                    product0 * entries[entry + 9] + product1 * entries[entry + 10] + product2 * entries[entry + 11];
        }
    }

    private void leaves(int from, int to, double[] values) {
        for (int i = from; i < to; i++) {
            int place = layout.leafPlaces[i];
            double value = layout.leafValues[i];
            values[place] *= value;
            values[place + 1] *= value;
            values[place + 2] *= value;
        }
    }

    private void up(int from, int to, ShapScratch scratch, double[] contributions) {
        double[] values = scratch.values;
        int[] uppers = layout.uppers;
        float[] factors = layout.factors;
        for (int i = to - 1; i >= from; i--) {
            int at = i * ShapLayout.UPPER_INTS;
            int place = uppers[at];
            int child = uppers[at + 1];
            int offset = scratch.offsets[i - from] + 6;
            double sum = 0;
            double left0 = values[child];
            double right0 = values[child + 3];
            sum += left0 * factors[offset] + right0 * factors[offset + 3];
            values[place] = left0 + right0;
            double left1 = values[child + 1];
            double right1 = values[child + 4];
            sum += left1 * factors[offset + 1] + right1 * factors[offset + 4];
            values[place + 1] = left1 + right1;
            double left2 = values[child + 2];
            double right2 = values[child + 5];
            sum += left2 * factors[offset + 2] + right2 * factors[offset + 5];
            values[place + 2] = left2 + right2;
            contributions[uppers[at + 2]] += sum;
        }
    }
}
