package io.claimstream.domain.similar;

import java.util.List;

/** How far two values of a fact are from each other: 0 for the same, 1 for entirely different. The scales are fixed, so that no other claim moves a distance. */
enum FactScale {
    /** Ten times as much, or more, is entirely different; twice as much 0.3. Below one unit of the currency amounts count as near. */
    AMOUNT {
        @Override
        double between(List<Float> one, List<Float> other) {
            double logarithms = Math.abs(StrictMath.log1p(positive(one)) - StrictMath.log1p(positive(other)));
            return Math.min(1, logarithms / StrictMath.log(10));
        }
    },
    /** A year apart is entirely different. */
    MONTHS {
        @Override
        double between(List<Float> one, List<Float> other) {
            return apart(one, other, 12);
        }
    },
    /** Ninety days apart is entirely different. */
    DAYS {
        @Override
        double between(List<Float> one, List<Float> other) {
            return apart(one, other, 90);
        }
    },
    /** The same or not: yes and no, or the indicators of a category. */
    KIND {
        @Override
        double between(List<Float> one, List<Float> other) {
            return one.equals(other) ? 0 : 1;
        }
    };

    /** How far values that are both stated are from each other, from 0 to 1; alike whichever comes first. */
    abstract double between(List<Float> one, List<Float> other);

    private static double positive(List<Float> value) {
        return Math.max(0, value.get(0));
    }

    private static double apart(List<Float> one, List<Float> other, double most) {
        return Math.min(1, Math.abs((double) one.get(0) - other.get(0)) / most);
    }
}
