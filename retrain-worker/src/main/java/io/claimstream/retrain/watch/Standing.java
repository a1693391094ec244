package io.claimstream.retrain.watch;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How a champion stands on the settlements of its own claims.
 *
 * @param version the champion
 * @param error mean error over the latest settlements, single ones counted up to 1; empty before any
 * @param baselineError that of the sum of the heads of loss on the same claims; empty before any
 * @param breaches bounds that it breaks now
 */
public record Standing(String version, OptionalDouble error, OptionalDouble baselineError, List<Breach> breaches) {

    public Standing {
        breaches = List.copyOf(breaches);
    }

    /** Whether the baseline was closer on the latest settlements. */
    public boolean isBaselineCloser() {
        return error.isPresent() && baselineError.orElse(1) < error.getAsDouble();
    }

    /** Whether it breaks a bound now. */
    public boolean breaks(Bound bound) {
        return breaches.stream().anyMatch(it -> it.bound() == bound);
    }
}
