package io.claimstream.feedback.desk;

import io.claimstream.event.ModelCommandKind;
import io.claimstream.event.ModelSlot;
import org.jspecify.annotations.Nullable;

/**
 * A command as a caller gives it, checked in itself.
 *
 * @param kind what is asked
 * @param slot the slot to move in
 * @param version the version meant, or null
 * @param share share of the claims that a canary is to decide, or null
 * @param reason why, in the caller's words
 */
public record CommandRequest(
        ModelCommandKind kind, ModelSlot slot, @Nullable String version, @Nullable Double share, String reason) {}
