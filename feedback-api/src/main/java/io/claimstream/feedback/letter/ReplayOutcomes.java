package io.claimstream.feedback.letter;

import io.claimstream.feedback.letter.Replay.Outcome;
import io.claimstream.feedback.letter.Replay.Sent;
import io.claimstream.schemas.Topics;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** What came of letters that were put back, as the views have it. */
final class ReplayOutcomes {

    private static final String OF_REVISION =
            " where insurer = :insurer and claim_id = :claim and revision = :revision";

    private ReplayOutcomes() {}

    /** The letter with what came of it, where it was put back. */
    static Letter of(Handle handle, Letter letter) {
        Replay replay = letter.replay();
        Sent sent = replay == null ? null : replay.sent();
        return replay == null || sent == null ? letter : letter.with(replay.with(outcome(handle, letter, sent)));
    }

    private static Outcome outcome(Handle handle, Letter letter, Sent sent) {
        if (LetterTable.of(handle, sent).isPresent()) {
            return Outcome.DIED_AGAIN;
        }
        if (sent.topic().equals(Topics.CLAIMS_SUBMITTED.name())) {
            return ofSubmission(handle, letter, sent);
        }
        if (sent.topic().equals(Topics.CLAIMS_FEATURES.name()) && letter.claim() != null) {
            return ofRevision(handle, letter, "select 1 from view_score" + OF_REVISION)
                            .mapTo(Integer.class)
                            .findFirst()
                            .isPresent()
                    ? Outcome.SCORED
                    : Outcome.PENDING;
        }
        return Outcome.DELIVERED;
    }

    private static Outcome ofSubmission(Handle handle, Letter letter, Sent sent) {
        if (isRejected(handle, sent)) {
            return Outcome.REJECTED;
        }
        // What says nothing of itself has no address to look at.
        return letter.claim() == null
                ? Outcome.DELIVERED
                : ofRevision(
                                handle,
                                letter,
                                "select submitted_partition, submitted_offset from view_claim_revision" + OF_REVISION
                                        + " and accepted = true")
                        .map((row, context) -> row.getInt(1) == sent.partition() && row.getLong(2) == sent.offset()
                                ? Outcome.ACCEPTED
                                : Outcome.DUPLICATE)
                        .findFirst()
                        .orElse(Outcome.PENDING);
    }

    private static boolean isRejected(Handle handle, Sent sent) {
        return handle.createQuery("select 1 from view_rejection"
                        + " where submitted_partition = :partition and submitted_offset = :offset")
                .bind("partition", sent.partition())
                .bind("offset", sent.offset())
                .mapTo(Integer.class)
                .findFirst()
                .isPresent();
    }

    private static Query ofRevision(Handle handle, Letter letter, String sql) {
        Letter.About claim = Objects.requireNonNull(letter.claim());
        return handle.createQuery(sql)
                .bind("insurer", claim.insurer())
                .bind("claim", claim.claimId())
                .bind("revision", claim.revision());
    }
}
