package io.claimstream.domain.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/**
 * Claims that champion and challenger estimate and that settle later, in the order of their settlement. A claimant has several; one model
 * suits a claimant better than the other, for all of them. Large claims settle later and are harder to estimate. The mean difference of
 * the two models' errors may change while claims come in.
 */
final class SettledWorld {

    private static final double AGAIN = 0.35;
    private static final double SUITS = 0.05;
    private static final double NOISE = 0.12;
    private static final double SURPRISE = 0.4;

    private final Random random;
    private final DoubleUnaryOperator advantage;
    private final List<Double> suits = new ArrayList<>();
    private final PriorityQueue<Settled> open = new PriorityQueue<>((a, b) -> Double.compare(a.at(), b.at()));
    private int claims;

    /**
     * A claim when it settles.
     *
     * @param claimant number of its claimant
     * @param champion loss of the champion
     * @param challenger loss of the challenger
     * @param advantage mean of champion less challenger for such a claim
     * @param at when, in claims that came in
     */
    record Settled(int claimant, double champion, double challenger, double advantage, double at) {}

    /** @param advantage mean of champion less challenger for the claim that comes in at a time */
    SettledWorld(Random random, DoubleUnaryOperator advantage) {
        this.random = random;
        this.advantage = advantage;
    }

    /** The claim that settles next. */
    Settled next() {
        do {
            open.add(comeIn(claims++));
        } while (open.element().at() > claims);
        return open.remove();
    }

    private Settled comeIn(int time) {
        int claimant = claimant();
        boolean isLarge = random.nextDouble() < 0.2;
        double delay = -(isLarge ? 400 : 80) * StrictMath.log(1 - random.nextDouble());
        double mean = advantage.applyAsDouble(time);
        double difference = mean + suits.get(claimant) + NOISE * (2 * random.nextDouble() - 1) * (isLarge ? 1.5 : 1);
        if (random.nextDouble() < 0.01) {
            difference += random.nextBoolean() ? SURPRISE : -SURPRISE;
        }
        double level = isLarge ? 0.5 : 0.4;
        return new Settled(claimant, level + difference / 2, level - difference / 2, mean, time + delay);
    }

    private int claimant() {
        if (!suits.isEmpty() && random.nextDouble() < AGAIN) {
            return random.nextInt(suits.size());
        }
        suits.add(random.nextBoolean() ? SUITS : -SUITS);
        return suits.size() - 1;
    }
}
