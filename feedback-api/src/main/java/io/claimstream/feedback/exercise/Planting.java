package io.claimstream.feedback.exercise;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Draws the claims of an exercise, and what is shown of each. Pure: the same scores and the same source of chance give the same exercise.
 *
 * <p>A planted estimate is the true one, with its interval, raised by {@value #LEAST_PERCENT} to {@value #MOST_PERCENT} % or divided by as much, by chance. Where one direction would bring it near what was paid, which it may
 * since a right estimate may be a quarter off, it is the other.
 */
final class Planting {

    static final int LEAST_PERCENT = 40;
    static final int MOST_PERCENT = 150;

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Planting() {}

    /**
     * What an exercise is made of.
     *
     * @param claims how many claims
     * @param planted how many of them are shown with a wrong estimate, at most all
     */
    record Size(int claims, int planted) {

        Size {
            if (claims < 1 || planted < 0 || planted > claims) {
                throw new IllegalArgumentException(
                        "Expected some of the claims to be planted, but got " + planted + " of " + claims + ".");
            }
        }

        /** Of a share in per cent, rounded to whole claims. */
        static Size of(int claims, int plantedPercent) {
            return new Size(claims, Math.toIntExact(Math.round(claims * plantedPercent / 100.0)));
        }
    }

    /**
     * Draws an exercise.
     *
     * @param scores as many as are wanted, or more
     * @return in the order in which they are shown, counted from 1
     */
    static List<ExerciseClaim> draw(List<RightScore> scores, Size size, Random chance) {
        List<RightScore> drawn = new ArrayList<>(scores);
        Collections.shuffle(drawn, chance);
        List<Boolean> isPlanted = new ArrayList<>(Collections.nCopies(size.claims(), false));
        Collections.fill(isPlanted.subList(0, size.planted()), true);
        Collections.shuffle(isPlanted, chance);
        return IntStream.range(0, size.claims())
                .mapToObj(i -> claim(i + 1, drawn.get(i), isPlanted.get(i), chance))
                .toList();
    }

    private static ExerciseClaim claim(int number, RightScore score, boolean isPlanted, Random chance) {
        Estimate shown = isPlanted ? wrong(score, chance) : score.estimate();
        return new ExerciseClaim(number, score, shown, isPlanted, null, null);
    }

    private static Estimate wrong(RightScore score, Random chance) {
        int percent = LEAST_PERCENT + chance.nextInt(MOST_PERCENT - LEAST_PERCENT + 1);
        BigDecimal factor = BigDecimal.ONE.add(BigDecimal.valueOf(percent).divide(HUNDRED, MathContext.DECIMAL64));
        Estimate raised = score.estimate().times(factor);
        Estimate lowered = score.estimate().dividedBy(factor);
        boolean isRaised = chance.nextBoolean();
        Estimate first = isRaised ? raised : lowered;
        return first.isOff(score.paid()) ? first : isRaised ? lowered : raised;
    }
}
