package io.claimstream.simulator;

/**
 * The best error any model could reach in the simulated world.
 *
 * <p>A settlement is Y = m·e^(σZ), Z standard normal, m known to the world. The estimate p that minimises E|p/Y − 1| is the
 * median of Y weighted by 1/Y, p = m·e^(−σ²); its error is 2Φ(σ) − 1. A model that must learn m from examples, and does not see
 * everything the world sees, stays above it.
 */
public final class NoiseFloor {

    private static final int STEPS = 1000;

    private NoiseFloor() {}

    /** The best mean absolute percentage error for a noise of the given standard deviation, as a fraction. */
    public static double mape(double sigma) {
        return 2 * normalMass(sigma);
    }

    /** Mass of the standard normal distribution between 0 and x, by Simpson's rule. */
    private static double normalMass(double x) {
        double h = x / STEPS;
        double sum = density(0) + density(x);
        for (int i = 1; i < STEPS; i++) {
            sum += density(i * h) * (i % 2 == 0 ? 2 : 4);
        }
        return sum * h / 3;
    }

    private static double density(double z) {
        return StrictMath.exp(-z * z / 2) / StrictMath.sqrt(2 * Math.PI);
    }
}
