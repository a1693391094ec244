package io.claimstream.model.gate;

import io.claimstream.model.gate.GateResult.Figure;
import io.claimstream.model.statistics.BetaBinomial;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Lets a model pass whose intervals cover as many settlements as they state, as far as chance allows, over all rows and within each group of
 * {@value #MIN_ROWS} rows or more.
 *
 * <p>Intervals by split conformal prediction are drawn from their calibration rows, so that even their true coverage is a draw: with n rows and
 * nominal coverage p it is Beta((n+1)·p, (n+1)·(1−p)) (Vovk, <em>Conditional validity of inductive conformal predictors</em>, 2012). The number of
 * covered rows among m later ones is then beta-binomial. A share is refused that is so low that a model whose coverage is short by the allowance
 * shows it, or a lower one, with a probability below the level, which is divided by the number of shares looked at (Bonferroni). Pure.
 */
public final class CoverageGate {

    /** Least number of rows of a group that is looked at on its own. */
    public static final int MIN_ROWS = 100;

    private CoverageGate() {}

    /**
     * What intervals state.
     *
     * @param nominal coverage that they are built for, above 0 and below 1
     * @param calibrationRows rows that they were drawn from
     */
    public record Stated(double nominal, int calibrationRows) {}

    /**
     * Rows whose settlement is known.
     *
     * @param name name for people, such as {@code all}
     * @param rows number of rows, 1 or more
     * @param covered rows whose settlement is inside the interval
     */
    public record Counted(String name, int rows, int covered) {

        double share() {
            return (double) covered / rows;
        }
    }

    private record Judged(Counted counted, double limit) {

        boolean passes() {
            return counted.share() >= limit;
        }

        Figure figure() {
            return new Figure("coverage of " + counted.name() + "; has to reach", counted.share(), limit);
        }

        String text() {
            return String.format(
                    Locale.ROOT,
                    "%s of %,d in %s (at least %s)",
                    percent(counted.share()),
                    counted.rows(),
                    counted.name(),
                    percent(limit));
        }
    }

    /**
     * Judges.
     *
     * @param stated what intervals state
     * @param all all rows
     * @param groups the same rows in groups; those below {@value #MIN_ROWS} are passed over
     */
    public static GateResult of(Stated stated, Counted all, List<Counted> groups, GateRules rules) {
        List<Counted> large =
                groups.stream().filter(group -> group.rows() >= MIN_ROWS).toList();
        double level = rules.coverageLevel() / (1 + large.size());
        List<Judged> judged = new ArrayList<>();
        judged.add(judge(all, stated, rules.coverageAllowance(), level));
        large.forEach(group -> judged.add(judge(group, stated, rules.groupAllowance(), level)));
        List<Judged> failing = judged.stream().filter(it -> !it.passes()).toList();
        return GateResult.of(
                Gate.COVERAGE,
                failing.isEmpty(),
                judged.stream().map(Judged::figure).toList(),
                failing.isEmpty() ? passed(stated, judged) : failed(stated, failing));
    }

    private static Judged judge(Counted counted, Stated stated, double allowance, double level) {
        double coverage = Math.max(0.01, stated.nominal() - allowance);
        double draws = stated.calibrationRows() + 1.0;
        int least = BetaBinomial.quantile(level, counted.rows(), draws * coverage, draws * (1 - coverage));
        return new Judged(counted, (double) least / counted.rows());
    }

    private static String passed(Stated stated, List<Judged> judged) {
        String groups = judged.size() == 1 ? "" : ", and no band of amounts is below what chance allows";
        return "Intervals stated to cover " + percent(stated.nominal()) + " cover "
                + judged.get(0).text() + groups + ".";
    }

    private static String failed(Stated stated, List<Judged> failing) {
        return "Intervals stated to cover " + percent(stated.nominal()) + " cover too little, beyond chance: "
                + failing.stream().map(Judged::text).collect(Collectors.joining("; ")) + ".";
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }
}
