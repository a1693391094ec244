package io.claimstream.model.artifact;

/**
 * The natural logarithm as the C library computes it for a float, so that a base score becomes the same margin here and in XGBoost.
 * After {@code logf} of Arm's Optimized Routines (Szabolcs Nagy, 2017), which glibc has used since 2.27: a table of 16 intervals and
 * a cubic, in double. {@code StrictMath.log} rounded to float differs from it in the last bit now and then.
 */
final class FloatLog {

    private static final int OFFSET = 0x3f330000;
    private static final double LN_2 = 0x1.62e42fefa39efp-1;
    private static final double A0 = -0x1.00ea348b88334p-2;
    private static final double A1 = 0x1.5575b0be00b6ap-2;
    private static final double A2 = -0x1.ffffef20a4123p-2;

    /** Reciprocal and logarithm of a point in each interval. */
    private static final double[][] TABLE = {
        {0x1.661ec79f8f3bep+0, -0x1.57bf7808caadep-2},
        {0x1.571ed4aaf883dp+0, -0x1.2bef0a7c06ddbp-2},
        {0x1.49539f0f010bp+0, -0x1.01eae7f513a67p-2},
        {0x1.3c995b0b80385p+0, -0x1.b31d8a68224e9p-3},
        {0x1.30d190c8864a5p+0, -0x1.6574f0ac07758p-3},
        {0x1.25e227b0b8eap+0, -0x1.1aa2bc79c81p-3},
        {0x1.1bb4a4a1a343fp+0, -0x1.a4e76ce8c0e5ep-4},
        {0x1.12358f08ae5bap+0, -0x1.1973c5a611cccp-4},
        {0x1.0953f419900a7p+0, -0x1.252f438e10c1ep-5},
        {0x1p+0, 0x0p+0},
        {0x1.e608cfd9a47acp-1, 0x1.aa5aa5df25984p-5},
        {0x1.ca4b31f026aap-1, 0x1.c5e53aa362eb4p-4},
        {0x1.b2036576afce6p-1, 0x1.526e57720db08p-3},
        {0x1.9c2d163a1aa2dp-1, 0x1.bc2860d22477p-3},
        {0x1.886e6037841edp-1, 0x1.1058bc8a07ee1p-2},
        {0x1.767dcf5534862p-1, 0x1.4043057b6ee09p-2},
    };

    private FloatLog() {}

    /** The logarithm of a positive, finite float. */
    static float of(float x) {
        // A subnormal is scaled by 2^23 first.
        boolean isSubnormal = x < Float.MIN_NORMAL;
        int bits = isSubnormal ? Float.floatToRawIntBits(x * 0x1p23f) - (23 << 23) : Float.floatToRawIntBits(x);
        int shifted = bits - OFFSET;
        double[] interval = TABLE[(shifted >>> 19) & 15];
        int exponent = shifted >> 23;
        double mantissa = Float.intBitsToFloat(bits - (shifted & 0xff800000));
        double r = mantissa * interval[0] - 1.0;
        double y0 = interval[1] + exponent * LN_2;
        double r2 = r * r;
        double y = A1 * r + A2;
        y = A0 * r2 + y;
        y = y * r2 + (y0 + r);
        return (float) y;
    }
}
