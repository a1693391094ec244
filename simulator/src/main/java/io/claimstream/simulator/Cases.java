package io.claimstream.simulator;

import java.time.Duration;
import java.time.Instant;

/** Draws claims one after the other, in the order in which they are made. Not thread-safe. */
final class Cases {

    private static final double WITHOUT_PROVIDER = 0.1;
    private static final double WITH_A_KNOWN_CLAIMANT = 0.3;
    private static final int FREQUENT_CLAIMANTS = 60;
    private static final double[] PROGNOSIS_WEIGHTS = {7, 5, 3, 8, 15, 22, 13, 13, 5, 4, 1, 2, 0.4, 0.4, 0.4, 0.3};

    private final SimulatorSettings settings;
    private Instant now;
    private int next;

    Cases(SimulatorSettings settings) {
        this.settings = settings;
        this.now = settings.start();
    }

    boolean hasNext() {
        return next < settings.claims();
    }

    /** Time and chance go on as if the claims had been told. */
    void skip(int claims) {
        for (int i = 0; i < claims && hasNext(); i++) {
            next();
        }
    }

    Case next() {
        Dice dice = new Dice(settings.seed(), "case", next);
        now = now.plusMillis((long) dice.exponential((double) settings.meanGap().toMillis()));
        int insurer = dice.below(settings.insurers());
        int prognosis = 1 + dice.weighted(PROGNOSIS_WEIGHTS);
        boolean exceptional = dice.happens(0.07);
        Case drawn = new Case(
                next,
                insurer,
                dice.happens(WITH_A_KNOWN_CLAIMANT) ? dice.below(FREQUENT_CLAIMANTS) : FREQUENT_CLAIMANTS + next,
                dice.happens(WITHOUT_PROVIDER) ? -1 : dice.below(settings.providersPerInsurer()),
                now,
                now.minus(Duration.ofHours((long) (24 + dice.exponential(24 * 40)))),
                AccidentKinds.draw(dice),
                prognosis,
                dice.happens(0.7),
                exceptional,
                Damage.draw(dice, prognosis, exceptional));
        next++;
        return drawn;
    }
}
