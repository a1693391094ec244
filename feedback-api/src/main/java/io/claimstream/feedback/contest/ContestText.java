package io.claimstream.feedback.contest;

import io.claimstream.event.Sealed;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that was said with a contest.
 *
 * @param text it, sealed with the key of the claimant; null when that key was destroyed before
 * @param by who wrote it down
 */
public record ContestText(Kind kind, @Nullable Sealed text, Instant at, String by) {

    /** What it is. The names stand in the database and in the API. */
    public enum Kind {
        /** Why the claimant contests; each further statement is another one. */
        GROUNDS,
        /** Why it takes longer. */
        EXTENSION,
        /** What the claimant is answered. */
        ANSWER
    }
}
