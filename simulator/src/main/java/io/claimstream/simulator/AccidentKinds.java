package io.claimstream.simulator;

/** The kinds of accident of the simulated world, how often each happens and what liability it usually ends with. */
final class AccidentKinds {

    private record Kind(String text, double weight, double liability) {}

    private static final Kind[] KINDS = {
        new Kind("Rear end", 50, 1.00),
        new Kind("Other side pulled out of side road", 12, 0.95),
        new Kind("Other side turned across Clt's path", 7, 0.92),
        new Kind("Rear end - Clt pushed into next vehicle", 6, 1.00),
        new Kind("Other side changed lanes and collided with clt's vehicle", 5, 0.85),
        new Kind("Rear end - 3 car - Clt at front", 4, 1.00),
        new Kind("Other side reversed into Clt's vehicle", 3, 0.97),
        new Kind("Other side drove on wrong side of the road", 3, 0.98),
        new Kind("Other side changed lanes on a roundabout colliding with clt's vehicle", 3, 0.80),
        new Kind("Other side collided with Clt's parked vehicle", 2, 0.90),
        new Kind("Struck by a falling load", 1, 0.88),
        new Kind("Other", 4, 0.90),
    };

    private AccidentKinds() {}

    static int draw(Dice dice) {
        double[] weights = new double[KINDS.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = KINDS[i].weight();
        }
        return dice.weighted(weights);
    }

    static String text(int kind) {
        return KINDS[kind].text();
    }

    /** Share of the damage that this kind of accident usually ends with, from 0.80 to 1.00. */
    static double liability(int kind) {
        return KINDS[kind].liability();
    }
}
