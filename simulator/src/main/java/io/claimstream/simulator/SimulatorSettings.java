package io.claimstream.simulator;

import java.time.Duration;
import java.time.Instant;

/**
 * What a world is like. The same settings give the same world, event by event.
 *
 * @param seed seeds every draw
 * @param claims number of claims, from 1
 * @param insurers number of insurers, from 1
 * @param providersPerInsurer number of providers each insurer deals with, from 1
 * @param claimsPerDay mean number of claims a day of simulated time, above 0
 * @param start when the first claim is made; in the past, so that event times are plausible
 * @param rubbish share of submissions beside which something unusable is submitted, from 0 to 1
 * @param drift how much the logarithm of every settlement grows in a year of simulated time; 0 for a world that stays as it is
 */
public record SimulatorSettings(
        long seed,
        int claims,
        int insurers,
        int providersPerInsurer,
        double claimsPerDay,
        Instant start,
        double rubbish,
        double drift) {

    private static final Instant START = Instant.parse("2023-01-02T08:00:00Z");

    /** Rejects a world that cannot be. */
    public SimulatorSettings {
        require(claims >= 1, "at least one claim");
        require(insurers >= 1 && providersPerInsurer >= 1, "at least one insurer and one provider");
        require(claimsPerDay > 0, "more than zero claims a day");
        require(rubbish >= 0 && rubbish <= 1, "a share of rubbish between 0 and 1");
    }

    /**
     * The usual world: three insurers, twelve or more providers each, six or more claims a day so that it lasts at most 600 days, 2 % rubbish,
     * no drift.
     */
    public static SimulatorSettings of(long seed, int claims) {
        return new SimulatorSettings(
                seed, claims, 3, Math.max(12, claims / 200), Math.max(6, claims / 600.0), START, 0.02, 0);
    }

    /** The same world with drift. */
    public SimulatorSettings withDrift(double yearly) {
        return new SimulatorSettings(seed, claims, insurers, providersPerInsurer, claimsPerDay, start, rubbish, yearly);
    }

    /** The same world with another number of claims, as dense as this one. */
    public SimulatorSettings withClaims(int number) {
        return new SimulatorSettings(seed, number, insurers, providersPerInsurer, claimsPerDay, start, rubbish, drift);
    }

    /** Mean time between two claims. */
    Duration meanGap() {
        return Duration.ofMillis((long) (Duration.ofDays(1).toMillis() / claimsPerDay));
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException("Expected " + what + ".");
        }
    }
}
