package io.claimstream.model.statistics;

/**
 * Student's t distribution. The distribution function is the regularised incomplete beta function, by its continued fraction (DLMF
 * 8.17.22, evaluated by Lentz's method); the quantile is found by bisection. Pure.
 */
final class StudentT {

    private static final double TINY = 1e-300;
    private static final double CLOSE = 1e-15;
    private static final int MAX_TERMS = 10_000;
    private static final double[] LANCZOS = {
        676.5203681218851,
        -1259.1392167224028,
        771.3234287776531,
        -176.6150291621406,
        12.507343278686905,
        -0.13857109526572012,
        9.984369578019572e-06,
        1.5056327351493116e-07
    };

    private StudentT() {}

    /**
     * The value that is not exceeded with a probability.
     *
     * @param probability above 0.5 and below 1
     * @param degrees degrees of freedom, 1 or more
     */
    static double quantile(double probability, double degrees) {
        if (!(probability > 0.5 && probability < 1) || !(degrees >= 1)) {
            throw new IllegalArgumentException("Expected a probability above 0.5 and a degree of freedom, but got "
                    + probability + " and " + degrees + ".");
        }
        double low = 0;
        double high = 1;
        while (probabilityUpTo(high, degrees) < probability) {
            high *= 2;
        }
        for (int i = 0; i < 200 && high - low > CLOSE * high; i++) {
            double middle = (low + high) / 2;
            if (probabilityUpTo(middle, degrees) < probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** The probability of at most t, which is 0 or more. */
    static double probabilityUpTo(double t, double degrees) {
        return 1 - incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5) / 2;
    }

    private static double incompleteBeta(double x, double a, double b) {
        if (x <= 0 || x >= 1) {
            return x <= 0 ? 0 : 1;
        }
        double front = StrictMath.exp(
                logGamma(a + b) - logGamma(a) - logGamma(b) + a * StrictMath.log(x) + b * StrictMath.log1p(-x));
        return x < (a + 1) / (a + b + 2) ? front * fraction(x, a, b) / a : 1 - front * fraction(1 - x, b, a) / b;
    }

    private static double fraction(double x, double a, double b) {
        double c = 1;
        double d = 1 / away(1 - (a + b) * x / (a + 1));
        double product = d;
        for (int m = 1; m <= MAX_TERMS; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / away(1 + even * d);
            c = away(1 + even / c);
            product *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / away(1 + odd * d);
            c = away(1 + odd / c);
            product *= d * c;
            if (Math.abs(d * c - 1) < CLOSE) {
                return product;
            }
        }
        return product;
    }

    private static double away(double fromZero) {
        return Math.abs(fromZero) < TINY ? TINY : fromZero;
    }

    /** Lanczos' approximation, for 0.5 and above. */
    static double logGamma(double x) {
        double shifted = x - 1;
        double sum = 0.9999999999998099;
        for (int i = 0; i < LANCZOS.length; i++) {
            sum += LANCZOS[i] / (shifted + i + 1);
        }
        double t = shifted + LANCZOS.length - 0.5;
        return StrictMath.log(2 * StrictMath.PI) / 2 + (shifted + 0.5) * StrictMath.log(t) - t + StrictMath.log(sum);
    }
}
