package io.claimstream.domain.lifecycle;

import java.time.Instant;

/**
 * A challenger under way in a slot.
 *
 * @param version the challenger
 * @param number which challenge of the slot it is, from 1; another champion to beat makes it another challenge
 * @param since when it began, as the event says
 * @param share share of the slot's claims that it decides: 0 in shadow, above it in canary
 */
public record Challenge(String version, int number, Instant since, double share) {

    /** Whether it decides some claims. */
    public boolean isCanary() {
        return share > 0;
    }
}
