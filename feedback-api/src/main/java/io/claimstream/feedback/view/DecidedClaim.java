package io.claimstream.feedback.view;

import io.claimstream.domain.claim.ClaimKey;

/** A live score of a claim by a version. */
public record DecidedClaim(ClaimKey claim, int revision, String scoreId) {}
