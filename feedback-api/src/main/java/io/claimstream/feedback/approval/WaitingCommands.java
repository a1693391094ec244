package io.claimstream.feedback.approval;

import io.claimstream.event.ModelSlot;
import org.jspecify.annotations.Nullable;

/**
 * Which commands that wait for a second person are looked for.
 *
 * @param version only of this version; null for any
 * @param slot only of this slot; null for any
 */
public record WaitingCommands(@Nullable String version, @Nullable ModelSlot slot) {

    /** All of them. */
    public static final WaitingCommands ALL = new WaitingCommands(null, null);
}
