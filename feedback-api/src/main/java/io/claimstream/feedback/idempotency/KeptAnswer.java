package io.claimstream.feedback.idempotency;

import org.jspecify.annotations.Nullable;

/**
 * An answer as it was given.
 *
 * @param status HTTP status
 * @param contentType media type of the body
 * @param location header {@code Location}, or null
 * @param body the body, UTF-8 text
 */
public record KeptAnswer(int status, String contentType, @Nullable String location, String body) {}
