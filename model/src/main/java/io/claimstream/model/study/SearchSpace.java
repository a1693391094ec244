package io.claimstream.model.study;

import io.claimstream.model.TrainingParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Where a search looks: random search (Bergstra &amp; Bengio, 2012) over what matters to boosted trees. Rounds times learning rate are the same for
 * all, so that candidates that were grown a part of their rounds are as far on as each other. Pure.
 */
final class SearchSpace {

    private static final int MOST_ROUNDS = 5_000;
    private static final double LEAST_RATE = 0.04;
    private static final double GREATEST_RATE = 0.16;
    private static final double[] PENALTIES = {0, 0.1, 1};
    private static final double[] LEAF_WEIGHTS = {1, 2, 4};
    private static final double[] SHARES = {0.7, 0.85, 1};
    private static final int LEAST_DEPTH = 6;
    private static final int DEPTHS = 11;

    private SearchSpace() {}

    /**
     * Candidates.
     *
     * @param start the first of them; bins, seed, features, copies and boosters of all are its
     * @param count how many, 1 or more
     */
    static List<TrainingParameters> draw(TrainingParameters start, int count, int seed) {
        Random random = new Random(seed);
        List<TrainingParameters> drawn = new ArrayList<>(List.of(start));
        while (drawn.size() < count) {
            drawn.add(one(start, random));
        }
        return drawn;
    }

    private static TrainingParameters one(TrainingParameters start, Random random) {
        double drawn = LEAST_RATE * StrictMath.pow(GREATEST_RATE / LEAST_RATE, random.nextDouble());
        double rate = Math.round(drawn * 1_000) / 1_000.0;
        return new TrainingParameters(
                (int) Math.max(1, Math.min(MOST_ROUNDS, Math.round(start.rounds() * start.learningRate() / rate))),
                LEAST_DEPTH + random.nextInt(DEPTHS),
                rate,
                of(PENALTIES, random),
                of(LEAF_WEIGHTS, random),
                of(SHARES, random),
                of(SHARES, random),
                (3 + random.nextInt(6)) / 10.0,
                1,
                start.maxBins(),
                start.seed(),
                start.ignoredFeatures(),
                start.risingFeatures(),
                start.gappedCopies(),
                start.boosters());
    }

    private static double of(double[] values, Random random) {
        return values[random.nextInt(values.length)];
    }
}
