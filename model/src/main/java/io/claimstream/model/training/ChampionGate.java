package io.claimstream.model.training;

import io.claimstream.model.Metrics;
import java.util.Locale;
import java.util.Optional;

/** Lets a challenger pass that has a smaller error than champion and baseline on the same later rows. Pure. */
public final class ChampionGate {

    private ChampionGate() {}

    /**
     * Compares by MAPE.
     *
     * @param champion error of the champion in service; empty when the baseline is in service
     * @param challenger error of the challenger
     * @param baseline error of the sum of the heads of loss
     * @throws IllegalArgumentException when they were not measured on as many rows
     */
    public static GateDecision compare(Optional<Metrics> champion, Metrics challenger, Metrics baseline) {
        requireSameRows(challenger, baseline);
        champion.ifPresent(metrics -> requireSameRows(challenger, metrics));
        String figures = figures(champion, challenger, baseline);
        if (!(challenger.mape() < baseline.mape())) {
            return new GateDecision.Refuse("Not better than the baseline: " + figures);
        }
        if (champion.isPresent() && !(challenger.mape() < champion.get().mape())) {
            return new GateDecision.Refuse("Not better than the champion: " + figures);
        }
        return new GateDecision.Publish("Better: " + figures);
    }

    private static String figures(Optional<Metrics> champion, Metrics challenger, Metrics baseline) {
        return "MAPE " + percent(challenger) + " against "
                + champion.map(metrics -> percent(metrics) + " of the champion and ")
                        .orElse("")
                + percent(baseline) + " of the baseline, on the same " + challenger.rows() + " later claims.";
    }

    private static String percent(Metrics metrics) {
        return String.format(Locale.ROOT, "%.2f %%", metrics.mape() * 100);
    }

    private static void requireSameRows(Metrics one, Metrics other) {
        if (one.rows() != other.rows()) {
            throw new IllegalArgumentException(
                    "Expected both measured on the same rows, but got " + one.rows() + " and " + other.rows() + ".");
        }
    }
}
