package io.claimstream.feedback.approval;

import io.claimstream.event.Sealed;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.figures.Agreement;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A command about a model, or a decision on a claim, that a second person confirms or not.
 *
 * @param matter what it is about
 * @param askedBy who wants it
 * @param askedPerson the person behind that; null when nobody knows
 * @param expiresAt when it can no longer be confirmed
 * @param decision what became of it; null while it waits
 */
public record Approval(
        String approvalId,
        Matter matter,
        String askedBy,
        @Nullable String askedPerson,
        Instant askedAt,
        Instant expiresAt,
        @Nullable Decision decision) {

    /**
     * What became of it.
     *
     * @param resultId the command or the feedback that was given; null when none was, or not yet
     * @param because why, in the words of who decided
     */
    public record Decision(boolean approved, String by, Instant at, @Nullable String resultId, Because because) {}

    /**
     * Why somebody decided so.
     *
     * @param text in the clear; null when nothing was said, or where it is sealed and not opened
     * @param sealed sealed for the claimant; null of commands, and of what was decided before such words were sealed
     */
    public record Because(@Nullable String text, @Nullable Sealed sealed) {

        /** Words about a command, which concern no claimant; null when nothing was said. */
        public static Because of(@Nullable String text) {
            return new Because(text, null);
        }
    }

    /** Where it stands. */
    public enum State {
        WAITING,
        APPROVED,
        DECLINED,
        EXPIRED
    }

    /** Where it stands at a time. */
    public State state(Instant now) {
        if (decision != null) {
            return decision.approved() ? State.APPROVED : State.DECLINED;
        }
        return now.isBefore(expiresAt) ? State.WAITING : State.EXPIRED;
    }

    /** Who gives it, as it stands in the event: both. */
    public String actors() {
        return decision == null ? askedBy : askedBy + Agreement.APPROVED_BY + decision.by();
    }

    /** Whether someone asked for it: by the same key, or as the same person. */
    public boolean isOf(Caller caller) {
        return askedBy.equals(caller.name()) || (askedPerson != null && askedPerson.equals(caller.person()));
    }

    /** Whether it was approved and neither command nor feedback was given yet, as when Kafka was away. */
    public boolean isToBeGivenStill() {
        return decision != null && decision.approved() && decision.resultId() == null;
    }

    /** Whether someone decided it. */
    public boolean isDecidedBy(Caller caller) {
        return decision != null && decision.by().equals(caller.name());
    }

    /** It, once the command or the feedback was given. */
    public Approval given(String resultId) {
        Decision how = Objects.requireNonNull(decision, "only what was decided is given");
        return decided(new Decision(how.approved(), how.by(), how.at(), resultId, how.because()));
    }

    /** It, with words that were opened; null for none that may be read. */
    public Approval because(@Nullable String text) {
        Decision how = Objects.requireNonNull(decision, "only what was decided has a reason");
        return decided(new Decision(how.approved(), how.by(), how.at(), how.resultId(), Because.of(text)));
    }

    /** It, decided. */
    Approval decided(Decision how) {
        return new Approval(approvalId, matter, askedBy, askedPerson, askedAt, expiresAt, how);
    }
}
