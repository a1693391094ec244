package io.claimstream.retrain.dataset;

import java.time.Instant;

/**
 * Whose row of a dataset it is, which the row itself does not say.
 *
 * @param insurer insurer that the claim belongs to
 * @param claimId claim id, unique within the insurer
 * @param revision the revision that was scored
 * @param eventTime event time of that revision
 */
public record LabelledClaim(String insurer, String claimId, int revision, Instant eventTime) {}
