package io.claimstream.feedback.billing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A rate as it is kept. Immutable.
 *
 * @param rateId names it
 * @param spec what it says
 * @param createdAt when it was made
 * @param createdBy who made it
 * @param withdrawnAt since when it counts no more, before anything was billed by it; null for one that counts
 */
public record Rate(String rateId, RateSpec spec, Instant createdAt, String createdBy, @Nullable Instant withdrawnAt) {}
