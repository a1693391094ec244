package io.claimstream.simulator;

/**
 * How a claimant or provider inflates: the share of what they claim that is really owed. A model cannot see it; it shows only in
 * how their earlier claims settled.
 */
final class Habits {

    private final SimulatorSettings settings;

    Habits(SimulatorSettings settings) {
        this.settings = settings;
    }

    /** From 0.60 for the boldest provider to 1.05 for the most modest. */
    double owedShareOfProvider(int insurer, int provider) {
        Dice dice = new Dice(settings.seed(), "provider", insurer * 100_000L + provider);
        return dice.happens(0.4) ? dice.between(0.60, 0.78) : dice.between(0.92, 1.05);
    }

    /** From 0.85 to 1.00; one claimant in five inflates. */
    double owedShareOfClaimant(int insurer, int claimant) {
        Dice dice = new Dice(settings.seed(), "claimant", insurer * 10_000_000L + claimant);
        return dice.happens(0.2) ? dice.between(0.85, 0.92) : dice.between(0.97, 1.00);
    }
}
