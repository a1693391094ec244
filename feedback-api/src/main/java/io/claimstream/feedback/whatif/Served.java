package io.claimstream.feedback.whatif;

import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.ClaimFeatures;

/**
 * The facts that a score was made from.
 *
 * @param claim the claim as it was accepted
 * @param features what was made of it and of the history of then
 */
public record Served(ClaimAccepted claim, ClaimFeatures features) {}
