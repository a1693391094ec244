package io.claimstream.simulator;

import java.util.SplittableRandom;

/** Seeded chance. Two dice of the same seed and purpose fall alike. Not thread-safe. */
final class Dice {

    private final SplittableRandom random;

    /**
     * Dice of their own for one thing in the world, so that adding a draw for one changes no other.
     *
     * @param purpose what the dice are for
     * @param index which of its kind
     */
    Dice(long seed, String purpose, long index) {
        SplittableRandom forPurpose = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + purpose.hashCode());
        this.random = new SplittableRandom(forPurpose.nextLong() + index * 0xD1342543DE82EF95L);
    }

    boolean happens(double probability) {
        return random.nextDouble() < probability;
    }

    /** A whole number from 0, below the bound. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    /** A standard normal draw by Marsaglia's polar method with StrictMath, so that every machine draws the same. */
    double normal() {
        while (true) {
            double x = between(-1, 1);
            double y = between(-1, 1);
            double s = x * x + y * y;
            if (s > 0 && s < 1) {
                return x * StrictMath.sqrt(-2 * StrictMath.log(s) / s);
            }
        }
    }

    /** A log-normal draw. */
    double logNormal(double median, double sigma) {
        return median * StrictMath.exp(sigma * normal());
    }

    /** An exponential draw. */
    double exponential(double mean) {
        return -mean * StrictMath.log(1 - random.nextDouble());
    }

    /** The index of a weight, drawn in proportion to the weights. */
    int weighted(double[] weights) {
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        double left = between(0, total);
        for (int i = 0; i < weights.length - 1; i++) {
            left -= weights[i];
            if (left < 0) {
                return i;
            }
        }
        return weights.length - 1;
    }

    void fill(byte[] bytes) {
        random.nextBytes(bytes);
    }
}
