package io.claimstream.benchmarks.train;

import io.claimstream.model.FeatureSchema;
import io.claimstream.model.training.Dataset;
import io.claimstream.model.training.LabelledRow;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Made-up labelled claims: amounts, a third of them nothing, and a settlement that some of them decide. The same seed gives the same. */
final class SyntheticClaims {

    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
    private static final int DECISIVE = 12;

    private SyntheticClaims() {}

    /**
     * A dataset.
     *
     * @param features features of a row, 12 or more
     */
    static Dataset of(int rows, int features, long seed) {
        Random random = new Random(seed);
        List<LabelledRow> all = new ArrayList<>(rows);
        for (int row = 0; row < rows; row++) {
            all.add(row(amounts(features, random), random, START.plusSeconds(row)));
        }
        List<String> names =
                IntStream.range(0, features).mapToObj(i -> "amount_" + i).toList();
        return new Dataset(new FeatureSchema("benchmark", names), all);
    }

    private static LabelledRow row(float[] amounts, Random random, Instant at) {
        double sum = 1;
        for (int i = 0; i < DECISIVE; i++) {
            sum += amounts[i] * (amounts[i + 1 < DECISIVE ? i + 1 : 0] > 500 ? 0.7 : 1);
        }
        double label = sum * Math.exp(0.1 * random.nextGaussian());
        return new LabelledRow(new Amounts(amounts), label, sum, at, true);
    }

    private static float[] amounts(int features, Random random) {
        float[] amounts = new float[features];
        for (int i = 0; i < features; i++) {
            amounts[i] = random.nextInt(3) == 0 ? 0 : random.nextInt(100_000) / 100f;
        }
        return amounts;
    }

    private static final class Amounts extends AbstractList<Float> {

        private final float[] values;

        Amounts(float[] values) {
            this.values = values;
        }

        @Override
        public Float get(int place) {
            return values[place];
        }

        @Override
        public int size() {
            return values.length;
        }
    }
}
