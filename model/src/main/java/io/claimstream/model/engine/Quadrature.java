package io.claimstream.model.engine;

/**
 * Gauss–Legendre quadrature on (0, 1): exact for polynomials up to degree 2n - 1. The same bits everywhere: StrictMath and plain
 * arithmetic only.
 */
final class Quadrature {

    private static final int NEWTON_STEPS = 100;

    private final double[] points;
    private final double[] weights;

    private Quadrature(int size) {
        this.points = new double[size];
        this.weights = new double[size];
        for (int i = 0; i < size; i++) {
            fill(i, size);
        }
    }

    /** A rule with so many points, 1 or more. */
    static Quadrature of(int size) {
        return new Quadrature(size);
    }

    int size() {
        return points.length;
    }

    double point(int i) {
        return points[i];
    }

    double weight(int i) {
        return weights[i];
    }

    /** Newton's method on the Legendre polynomial, from Tricomi's first guess. */
    private void fill(int i, int size) {
        double x = StrictMath.cos(Math.PI * (i + 0.75) / (size + 0.5));
        double slope = 0;
        for (int step = 0; step < NEWTON_STEPS; step++) {
            double previous = 1;
            double value = x;
            for (int degree = 2; degree <= size; degree++) {
                double next = ((2 * degree - 1) * x * value - (degree - 1) * previous) / degree;
                previous = value;
                value = next;
            }
            slope = size * (x * value - previous) / (x * x - 1);
            double better = x - value / slope;
            if (better == x) {
                break;
            }
            x = better;
        }
        points[i] = (1 - x) / 2;
        weights[i] = 1 / ((1 - x * x) * slope * slope);
    }
}
