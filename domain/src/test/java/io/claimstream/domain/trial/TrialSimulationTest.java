package io.claimstream.domain.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.trial.SettledWorld.Settled;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Trials looked at after every settlement, in a world with delayed labels, claimants with several claims, and drift. Its length is
 * {@code -Dtrial.simulation.runs}; {@code docs/ml.md} shows what 10,000 print.
 */
class TrialSimulationTest {

    private static final long SEED = 20_261_121;
    private static final int RUNS = Integer.getInteger("trial.simulation.runs", 500);
    private static final int CLAIMS = 3_000;
    private static final double ALPHA = 0.05;

    /** What a challenger that is no better may be like; none has an average above 0 at any time. */
    private static final Map<String, DoubleUnaryOperator> NO_BETTER = new TreeMap<>(Map.of(
            "equal", time -> 0,
            "worse by half a point", time -> -0.005,
            "worse, then as good", time -> time < 800 ? -0.02 : 0,
            "worse and better by turns", time -> -0.03 * StrictMath.sin(2 * Math.PI * time / 700)));

    @Test
    void shouldPromoteAChallengerThatIsNoBetterLessOftenThanItsLevel() {
        System.out.println("seed " + SEED + ", runs " + RUNS + ", settled claims " + CLAIMS);
        NO_BETTER.forEach((kind, advantage) -> {
            // Given
            double level = AlphaSpending.level(ALPHA, 1);

            // When
            double rate = rate(seed -> isPromotedFalsely(seed, advantage, level));

            // Then
            say("| %s | %.4f | %.4f |", kind, rate, level);
            assertThat(rate).as(kind).isLessThan(withMargin(level));
        });
    }

    @Test
    void shouldPromoteNoneOfManySuccessiveChallengersMoreOftenThanItsLevel() {
        // Given
        int challengers = 8;

        // When
        double rate = rate(seed -> IntStream.rangeClosed(1, challengers)
                .anyMatch(number ->
                        isPromotedFalsely(seed * 31 + number, time -> 0, AlphaSpending.level(ALPHA, number))));

        // Then
        say("| %d equal ones, one after another | %.4f | %.4f |", challengers, rate, ALPHA);
        assertThat(rate).isLessThan(withMargin(ALPHA));
    }

    @Test
    void shouldPromoteABetterChallengerTheSoonerTheBetterItIs() {
        int[] points = {1, 2, 5};
        double[] medians = new double[points.length];
        for (int i = 0; i < points.length; i++) {
            // Given
            double advantage = points[i] / 100.0;

            // When
            int[] delays = IntStream.range(0, Math.max(100, RUNS / 10))
                    .map(run -> delay(SEED + run, time -> advantage, AlphaSpending.level(ALPHA, 1)))
                    .sorted()
                    .toArray();

            // Then
            double found =
                    (double) Arrays.stream(delays).filter(it -> it < CLAIMS).count() / delays.length;
            medians[i] = delays[delays.length / 2];
            say(
                    "| better by %d points | %d | %d | %.3f |",
                    points[i], delays[delays.length / 2], delays[delays.length * 9 / 10], found);
            assertThat(found).isGreaterThan(0.8);
        }
        assertThat(medians).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    }

    /** Bets on every claim of a claimant would break the promise in this very world: the rule of one claim is needed. */
    @Test
    void shouldNotHoldIfEveryClaimOfAClaimantCounted() {
        // Given: few claimants with very many claims each.
        double level = AlphaSpending.level(ALPHA, 1);

        // When
        double each = rate(seed -> isProvenWithFewClaimants(seed, level, true));
        double once = rate(seed -> isProvenWithFewClaimants(seed, level, false));

        // Then
        say("| 40 claimants, every claim counts | %.4f | %.4f |", each, level);
        say("| 40 claimants, one claim counts | %.4f | %.4f |", once, level);
        assertThat(each).isGreaterThan(2 * level);
        assertThat(once).isLessThan(withMargin(level));
    }

    private interface Run {
        boolean of(long seed);
    }

    private static double rate(Run run) {
        long hits = IntStream.range(0, RUNS).filter(i -> run.of(SEED + i)).count();
        return (double) hits / RUNS;
    }

    /** Whether it is ever proven while its average advantage on the claims judged so far is not above 0. */
    private static boolean isPromotedFalsely(long seed, DoubleUnaryOperator advantage, double level) {
        SettledWorld world = new SettledWorld(new Random(seed), advantage);
        Trial trial = new Trial(level);
        TrialStanding standing = trial.standing();
        double sum = 0;
        for (int i = 0; i < CLAIMS; i++) {
            Settled settled = world.next();
            int before = standing.judged();
            take(trial, settled);
            standing = trial.standing();
            sum += standing.judged() > before ? settled.advantage() : 0;
            if (standing.isProven() && sum <= 1e-12) {
                return true;
            }
        }
        return false;
    }

    private static int delay(long seed, DoubleUnaryOperator advantage, double level) {
        SettledWorld world = new SettledWorld(new Random(seed), advantage);
        Trial trial = new Trial(level);
        int claims = 0;
        while (claims < CLAIMS && !trial.standing().isProven()) {
            take(trial, world.next());
            claims++;
        }
        return claims;
    }

    private static boolean isProvenWithFewClaimants(long seed, double level, boolean isEachCounted) {
        Random random = new Random(seed);
        double[] suits = random.doubles(40).map(it -> it < 0.5 ? -0.1 : 0.1).toArray();
        Trial trial = new Trial(level);
        for (int i = 0; i < CLAIMS; i++) {
            int claimant = random.nextInt(suits.length);
            double difference = suits[claimant] + 0.1 * (2 * random.nextDouble() - 1);
            trial.take(isEachCounted ? i + "" : claimant + "", 0.4 + difference / 2, 0.4 - difference / 2);
            if (trial.standing().isProven()) {
                return true;
            }
        }
        return false;
    }

    private static void take(Trial trial, Settled settled) {
        trial.take("claimant-" + settled.claimant(), settled.champion(), settled.challenger());
    }

    /** Three standard errors of a rate at the level. */
    private static double withMargin(double level) {
        return level + 3 * StrictMath.sqrt(level * (1 - level) / RUNS);
    }

    private static void say(String form, Object... values) {
        System.out.println(String.format(Locale.ROOT, form, values));
    }
}
