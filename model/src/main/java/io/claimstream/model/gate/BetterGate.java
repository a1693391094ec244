package io.claimstream.model.gate;

import io.claimstream.model.Metrics;
import io.claimstream.model.gate.GateResult.Figure;
import io.claimstream.model.statistics.Measured;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Lets a model pass whose mean error is smaller than that of each rival on the same later rows, beyond chance: the 95 % interval of the paired
 * bootstrap of the difference of MAPE lies below 0. Pure.
 */
public final class BetterGate {

    private BetterGate() {}

    /**
     * What the model is compared with.
     *
     * @param name {@code champion} or {@code baseline}
     * @param metrics its error on the rows compared on
     * @param difference MAPE of the model less its own, on the same rows
     */
    public record Rival(String name, Metrics metrics, Measured difference) {

        boolean isBeaten() {
            Double upper = difference.upper();
            return upper != null && upper < 0;
        }

        Figure figure() {
            Double upper = difference.upper();
            return new Figure(
                    "MAPE less that of the " + name + ", upper end of its 95 % interval; has to be below",
                    upper == null ? difference.value() : upper,
                    0);
        }

        String text() {
            return percent(metrics.mape()) + " of the " + name + " (difference " + interval() + ", on "
                    + String.format(Locale.ROOT, "%,d", metrics.rows()) + " claims)";
        }

        private String interval() {
            Double lower = difference.lower();
            Double upper = difference.upper();
            return lower == null || upper == null
                    ? points(difference.value()) + ", without an interval"
                    : points(lower) + " to " + points(upper) + " points";
        }
    }

    /**
     * Compares.
     *
     * @param model error of the model
     * @param rivals all that it has to beat, the champion first
     */
    public static GateResult of(Metrics model, List<Rival> rivals) {
        List<Rival> unbeaten =
                rivals.stream().filter(rival -> !rival.isBeaten()).toList();
        String verdict = unbeaten.isEmpty()
                ? "Better"
                : "Not better than the " + unbeaten.stream().map(Rival::name).collect(Collectors.joining(" and the "))
                        + " beyond chance";
        String figures = rivals.stream().map(Rival::text).collect(Collectors.joining(" and "));
        return GateResult.of(
                Gate.BETTER,
                unbeaten.isEmpty(),
                rivals.stream().map(Rival::figure).toList(),
                verdict + ": MAPE " + percent(model.mape()) + " against " + figures + ".");
    }

    /** A model that cannot be compared, or need not be, does not pass. */
    public static GateResult refused(String why) {
        return new GateResult(Gate.BETTER, GateResult.Outcome.REFUSED, List.of(), why);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", share * 100);
    }

    private static String points(double share) {
        return String.format(Locale.ROOT, "%+.2f", share * 100);
    }
}
