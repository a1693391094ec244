package io.claimstream.launcher.ledger;

import io.claimstream.event.DecisionEntry;
import java.time.Instant;
import java.util.Optional;

/**
 * Which entries are asked for.
 *
 * @param model version of the model that scored; empty for any, feedback included
 * @param insurer empty for any
 * @param claimId empty for any
 * @param from known at this time or later
 * @param to known before this time
 */
record Selection(Optional<String> model, Optional<String> insurer, Optional<String> claimId, Instant from, Instant to) {

    boolean takes(DecisionEntry entry) {
        return model.filter(it -> !entry.getModelVersion().equals(Optional.of(it)))
                        .isEmpty()
                && insurer.filter(it -> !it.equals(entry.getInsurer())).isEmpty()
                && claimId.filter(it -> !it.equals(entry.getClaimId())).isEmpty()
                && !entry.getKnownAt().isBefore(from)
                && entry.getKnownAt().isBefore(to);
    }
}
