package io.claimstream.feedback.view;

import io.claimstream.domain.claim.ClaimKey;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * A claim that was settled. Immutable.
 *
 * @param key whose claim it is
 * @param features every feature as it was scored, in the order of the feature set; NaN is missing
 * @param estimate the live estimate of the revision that was settled, in the claim's currency
 * @param settled what was finally paid, likewise
 * @param settledAt when, as whoever said so has it
 */
public record SettledClaim(
        ClaimKey key, List<Float> features, BigDecimal estimate, BigDecimal settled, Instant settledAt) {

    public SettledClaim {
        features = List.copyOf(features);
    }
}
