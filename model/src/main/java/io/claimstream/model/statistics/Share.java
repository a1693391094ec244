package io.claimstream.model.statistics;

/** Shares of rows with the 95 % interval of Wilson (1927), which stays between 0 and 1 however few rows there are. Pure. */
public final class Share {

    private static final double Z = 1.959963984540054;

    private Share() {}

    /**
     * A share.
     *
     * @param hits rows that count, 0 to {@code rows}
     * @param rows all rows, 1 or more, which are taken to be independent
     */
    public static Measured of(long hits, long rows) {
        if (rows < 1 || hits < 0 || hits > rows) {
            throw new IllegalArgumentException("Expected some of the rows, but got " + hits + " of " + rows + ".");
        }
        double share = (double) hits / rows;
        double square = Z * Z / rows;
        double centre = (share + square / 2) / (1 + square);
        double half = Z / (1 + square) * Math.sqrt(share * (1 - share) / rows + square / (4 * rows));
        return new Measured(
                share, Math.max(0, Math.min(share, centre - half)), Math.min(1, Math.max(share, centre + half)));
    }
}
