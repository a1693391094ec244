package io.claimstream.feedback.whatif;

import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.ClaimScored;
import io.claimstream.model.FullReasons.GroupReason;
import java.util.List;
import java.util.Optional;

/**
 * What a claim would be scored at.
 *
 * @param score as it would be published, though it never is; its id is that of the score it started from
 * @param reasons what each group of features adds, largest first; with the base value they add up to the estimate
 * @param start what it started from; empty for a claim that is not submitted, which has no history
 */
public record Previewed(ClaimScored score, List<GroupReason> reasons, Optional<Start> start) {

    public Previewed {
        reasons = List.copyOf(reasons);
    }

    /**
     * What a preview started from.
     *
     * @param score the score
     * @param before the claim that was scored
     * @param after the claim with its changes
     */
    public record Start(ClaimScored score, ClaimAccepted before, ClaimAccepted after) {}
}
