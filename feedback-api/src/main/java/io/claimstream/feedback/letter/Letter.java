package io.claimstream.feedback.letter;

import io.claimstream.schemas.Topics;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter without its contents.
 *
 * @param id where it stands on the topic of dead letters
 * @param source where the record stood that died
 * @param cause why it died
 * @param diedAt when the letter was written
 * @param bytes size of the value
 * @param claim the revision that it is about; null when its bytes do not say
 * @param replay what was asked for with it; null for nothing
 */
public record Letter(
        LetterId id,
        Source source,
        Cause cause,
        Instant diedAt,
        int bytes,
        @Nullable About claim,
        @Nullable Replay replay) {

    /**
     * Where a record stood.
     *
     * @param at when it was ingested
     */
    public record Source(String topic, int partition, long offset, Instant at) {}

    /**
     * Why it died.
     *
     * @param code a stable name
     * @param service the service that gave up
     * @param error class of the error; may be blank
     */
    public record Cause(String code, String service, String error) {}

    /** A revision of a claim. */
    public record About(String insurer, String claimId, int revision) {}

    /** Whose it is; null when nobody knows. */
    public @Nullable String insurer() {
        return claim == null ? null : claim.insurer();
    }

    /** What was asked for with it. */
    public Optional<Replay> asked() {
        return Optional.ofNullable(replay);
    }

    /** Whether it is a submission that was put back, and that said no claim when it died. */
    public boolean isPutBackUnread() {
        return claim == null
                && source.topic().equals(Topics.CLAIMS_SUBMITTED.name())
                && replay != null
                && replay.outcome() == Replay.Outcome.DELIVERED;
    }

    /** The same letter, after it was asked to be put back. */
    Letter with(Replay asked) {
        return new Letter(id, source, cause, diedAt, bytes, claim, asked);
    }

    /** The same letter, now that its bytes say what it is about. */
    Letter with(About said) {
        return new Letter(id, source, cause, diedAt, bytes, said, replay);
    }
}
