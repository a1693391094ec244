package io.claimstream.feedback.view;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.Sealed;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A live score that is to be done again, and what came of it.
 *
 * @param requestId id of the request
 * @param claim the claim
 * @param revision the revision scored, counted from 1
 * @param scoreId the live score, which stays the one that counts
 * @param rescoreId id of the score that answers, once it is there
 * @param asked who asked for what, and why
 * @param liveEstimate estimate of the live score; null when that is not in the read model yet
 * @param score the score that answers, or null
 * @param refused why there is none, or null
 */
public record Rescore(
        String requestId,
        ClaimKey claim,
        int revision,
        String scoreId,
        String rescoreId,
        Asked asked,
        @Nullable BigDecimal liveEstimate,
        @Nullable Score score,
        @Nullable Refused refused) {

    /** What became of a request. */
    public enum State {
        PENDING,
        DONE,
        REFUSED
    }

    /**
     * A request.
     *
     * @param version version asked for, or null for whatever is in service
     * @param commandId the roll back whose decisions are done again, or null
     * @param reason why, in the caller's words; empty where it is sealed and not opened
     * @param sealed why, sealed; null of a roll back, and of what was asked before reasons were sealed
     * @param actor who
     * @param at when
     */
    public record Asked(
            @Nullable String version,
            @Nullable String commandId,
            String reason,
            @Nullable Sealed sealed,
            String actor,
            Instant at) {}

    /**
     * Why a score is not done again.
     *
     * @param code stable code
     * @param detail in plain words
     * @param at when it was refused
     */
    public record Refused(String code, String detail, Instant at) {}

    /** With a reason that was opened. */
    public Rescore because(String reason) {
        Asked opened = new Asked(asked.version(), asked.commandId(), reason, asked.sealed(), asked.actor(), asked.at());
        return new Rescore(requestId, claim, revision, scoreId, rescoreId, opened, liveEstimate, score, refused);
    }

    public State state() {
        if (score != null) {
            return State.DONE;
        }
        return refused != null ? State.REFUSED : State.PENDING;
    }
}
