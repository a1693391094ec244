package io.claimstream.feedback.privacy;

import io.claimstream.platform.seal.Subject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an erasure would do now.
 *
 * @param claims how many claims would be answered with the receipt
 * @param currencies in which the claimant has histories
 * @param obstacles what keeps it from being done; empty when nothing does
 * @param standing an erasure of the claimant that waits, is carried out or is done; null for none
 */
public record Plan(
        Subject subject, int claims, List<String> currencies, List<Obstacle> obstacles, @Nullable Erasure standing) {

    public Plan {
        currencies = List.copyOf(currencies);
        obstacles = List.copyOf(obstacles);
    }

    /** Why it is not done. */
    public record Obstacle(PrivacyRefusal code, String because) {}
}
