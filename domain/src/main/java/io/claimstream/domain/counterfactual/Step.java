package io.claimstream.domain.counterfactual;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** What a field is changed by, its bounds, and how far a change of it is. */
public enum Step {
    /** A whole unit of the claim's currency; the sum of the heads of loss, or 100 if that is less, is a distance of 1. */
    AMOUNT(0, 100_000_000) {
        @Override
        double distance(double change, BigDecimal sumOfHeads) {
            return change / Math.max(LEAST_SUM, sumOfHeads.doubleValue());
        }

        @Override
        String say(BigDecimal value, String currency) {
            return currency + " " + String.format(Locale.ROOT, "%,.2f", value.setScale(2, RoundingMode.HALF_EVEN));
        }
    },
    /** A month; a year is a distance of 1. */
    MONTH(1, 120) {
        @Override
        double distance(double change, BigDecimal sumOfHeads) {
            return change / MONTHS_A_YEAR;
        }

        @Override
        String say(BigDecimal value, String currency) {
            return months(value.longValue());
        }
    },
    /** From yes to no or back; a distance of 1. */
    FLAG(0, 1) {
        @Override
        double distance(double change, BigDecimal sumOfHeads) {
            return change;
        }

        @Override
        String say(BigDecimal value, String currency) {
            return value.signum() == 0 ? "no" : "yes";
        }
    };

    private static final double LEAST_SUM = 100;
    private static final double MONTHS_A_YEAR = 12;

    private final long least;
    private final long most;

    Step(long least, long most) {
        this.least = least;
        this.most = most;
    }

    /** The least value that a field may be changed to. */
    public long least() {
        return least;
    }

    /** The greatest value that a field may be changed to. */
    public long most() {
        return most;
    }

    abstract double distance(double change, BigDecimal sumOfHeads);

    abstract String say(BigDecimal value, String currency);

    static String months(long months) {
        return months + (months == 1 ? " month" : " months");
    }
}
