package io.claimstream.feedback.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key to be made.
 *
 * @param name what it is for
 * @param expiresAt when it ends by itself; null for never
 */
public record NewKey(String name, KeyRecord.Scope scope, @Nullable Instant expiresAt) {}
