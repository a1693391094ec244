package io.claimstream.feedback.privacy;

import io.claimstream.feedback.access.Caller;
import io.claimstream.platform.seal.Subject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An erasure of a claimant.
 *
 * @param reason why, in the words of who asked
 * @param asked who wants it, and when
 * @param expiresAt when it can no longer be confirmed
 * @param state where it stands, as the database has it: one that waits may have expired
 * @param decided who confirmed or declined it; null while it waits
 * @param receipt number of its receipt, from 1; null until it is confirmed
 * @param doneAt when all was done; null until then
 */
public record Erasure(
        String erasureId,
        Subject subject,
        String reason,
        Asked asked,
        Instant expiresAt,
        State state,
        @Nullable Decided decided,
        @Nullable Long receipt,
        @Nullable Instant doneAt) {

    /** Where it stands. */
    public enum State {
        /** For a second person. */
        WAITING,
        DECLINED,
        /** Nobody confirmed it in time. */
        EXPIRED,
        /** It is being carried out. */
        CONFIRMED,
        DONE
    }

    /**
     * Who asked.
     *
     * @param person the person behind that; null when nobody knows
     */
    public record Asked(String by, @Nullable String person, Instant at) {}

    /** Who decided. */
    public record Decided(String by, Instant at) {}

    /** Where it stands at a time. */
    public State state(Instant now) {
        return state == State.WAITING && !now.isBefore(expiresAt) ? State.EXPIRED : state;
    }

    /** Whether someone asked for it: by the same key, or as the same person. */
    public boolean isOf(Caller caller) {
        return asked.by().equals(caller.name())
                || (asked.person() != null && asked.person().equals(caller.person()));
    }

    /** The number of the receipt as it is written; null until it is confirmed. */
    public @Nullable String receiptText() {
        return receipt == null ? null : ReceiptNumbers.text(receipt);
    }
}
