package io.claimstream.feedback.view;

import static io.claimstream.feedback.view.Column.amount;
import static io.claimstream.feedback.view.Column.flag;
import static io.claimstream.feedback.view.Column.id;
import static io.claimstream.feedback.view.Column.integer;
import static io.claimstream.feedback.view.Column.number;
import static io.claimstream.feedback.view.Column.share;
import static io.claimstream.feedback.view.Column.text;
import static io.claimstream.feedback.view.Column.time;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.ClaimRejected;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.Interval;
import io.claimstream.event.ScorePurpose;
import io.claimstream.event.Sealed;
import io.claimstream.feedback.note.NoteColumns;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.json.EventJson;
import java.util.List;
import java.util.Optional;

/** The views of the claim topics. A claim whose identity is malformed has no address and is left out. */
final class ClaimViews {

    private static final int DOCUMENT = 1_000_000;
    private static final List<Column> REVISION_KEY = List.of(id("insurer"), id("claim_id"), integer("revision"));

    static final TopicView<ClaimSubmitted> SUBMITTED = new TopicView<>(
            Topics.CLAIMS_SUBMITTED,
            Upsert.earliest(
                    "view_claim_revision",
                    REVISION_KEY,
                    List.of(time("submitted_at"), flag("accepted")),
                    time("first_seen_at")),
            ClaimViews::submitted);

    static final TopicView<ClaimAccepted> ACCEPTED = new TopicView<>(
            Topics.CLAIMS_ACCEPTED,
            Upsert.replacing(
                    "view_claim_revision",
                    REVISION_KEY,
                    List.of(
                            time("submitted_at"),
                            flag("accepted"),
                            id("line_of_business"),
                            text("currency", 10),
                            time("event_time"),
                            time("answer_due_at"),
                            id("content_hash"),
                            id("claimant"),
                            integer("submitted_partition"),
                            number("submitted_offset"),
                            integer("accepted_partition"),
                            number("accepted_offset"))),
            ClaimViews::accepted);

    static final TopicView<ClaimRejected> REJECTED = new TopicView<>(
            Topics.CLAIMS_REJECTED,
            Upsert.replacing(
                    "view_rejection",
                    List.of(integer("submitted_partition"), number("submitted_offset")),
                    List.of(
                            id("insurer"),
                            id("claim_id"),
                            integer("revision"),
                            time("rejected_at"),
                            text("violations", DOCUMENT))),
            ClaimViews::rejected);

    static final TopicView<ClaimScored> SCORED = new TopicView<>(
            Topics.CLAIMS_SCORED,
            Upsert.replacing(
                    "view_score",
                    List.of(id("score_id")),
                    List.of(
                            id("insurer"),
                            id("claim_id"),
                            integer("revision"),
                            id("line_of_business"),
                            text("currency", 10),
                            amount("estimate"),
                            amount("lower_end"),
                            amount("upper_end"),
                            id("model_version"),
                            time("scored_at"),
                            time("answer_due_at"),
                            share("confidence"),
                            text("review_reasons", 1_000),
                            text("document", DOCUMENT))),
            ClaimViews::scored);

    static final TopicView<ClaimFeedback> FEEDBACK = new TopicView<>(
            Topics.CLAIMS_FEEDBACK,
            Upsert.ifAbsent(
                    "view_feedback",
                    List.of(id("feedback_id")),
                    List.of(
                            id("insurer"),
                            id("claim_id"),
                            integer("revision"),
                            id("score_id"),
                            text("kind", 20),
                            amount("amount"),
                            id("reason_code"),
                            id("withdrawn_feedback_id"),
                            id("actor"),
                            time("event_time"),
                            time("recorded_at"),
                            id(NoteColumns.KEY_ID),
                            text(NoteColumns.CIPHERTEXT, NoteColumns.CIPHERTEXT_CHARACTERS))),
            ClaimViews::feedback);

    static final List<TopicView<?>> ALL = List.of(SUBMITTED, ACCEPTED, REJECTED, SCORED, FEEDBACK);

    private ClaimViews() {}

    private static Optional<Row> submitted(Seen<ClaimSubmitted> seen) {
        ClaimSubmitted claim = seen.value();
        return identity(claim.getInsurer(), claim.getClaimId()).map(row -> row.with("revision", claim.getRevision())
                .with("submitted_at", seen.timestamp())
                .with("first_seen_at", seen.timestamp())
                .with("accepted", false));
    }

    private static Optional<Row> accepted(Seen<ClaimAccepted> seen) {
        ClaimAccepted claim = seen.value();
        return identity(claim.getInsurer(), claim.getClaimId()).map(row -> row.with("revision", claim.getRevision())
                .with("submitted_at", seen.timestamp())
                .with("accepted", true)
                .with("line_of_business", claim.getLineOfBusiness())
                .with("currency", claim.getCurrency())
                .with("event_time", claim.getEventTime())
                .with("answer_due_at", claim.getAnswerDueAt())
                .with("content_hash", claim.getContentHash())
                .with("claimant", claim.getClaimantPseudonym())
                .with("submitted_partition", claim.getSubmitted().getPartition())
                .with("submitted_offset", claim.getSubmitted().getOffset())
                .with("accepted_partition", seen.partition())
                .with("accepted_offset", seen.offset()));
    }

    private static Optional<Row> rejected(Seen<ClaimRejected> seen) {
        ClaimRejected claim = seen.value();
        return identity(claim.getInsurer(), claim.getClaimId()).map(row -> row.with("revision", claim.getRevision())
                .with("submitted_partition", claim.getSubmitted().getPartition())
                .with("submitted_offset", claim.getSubmitted().getOffset())
                .with("rejected_at", seen.timestamp())
                .with("violations", EventJson.format(EventJson.toJson(claim).path("violations"))));
    }

    private static Optional<Row> scored(Seen<ClaimScored> seen) {
        ClaimScored score = seen.value();
        if (score.getPurpose() != ScorePurpose.LIVE) {
            return Optional.empty();
        }
        return identity(score.getInsurer(), score.getClaimId()).map(row -> row.with("revision", score.getRevision())
                .with("score_id", score.getScoreId())
                .with("line_of_business", score.getLineOfBusiness())
                .with("currency", score.getCurrency())
                .with("estimate", score.getEstimate())
                .with("lower_end", score.getInterval().map(Interval::getLower))
                .with("upper_end", score.getInterval().map(Interval::getUpper))
                .with("model_version", score.getModelVersion())
                .with("scored_at", score.getScoredAt())
                .with("answer_due_at", score.getAnswerDueAt())
                .with("confidence", score.getConfidence())
                .with("review_reasons", WaitingReasons.format(score.getReviewReasons()))
                .with("document", EventJson.format(EventJson.toJson(score))));
    }

    private static Optional<Row> feedback(Seen<ClaimFeedback> seen) {
        ClaimFeedback feedback = seen.value();
        return identity(feedback.getInsurer(), feedback.getClaimId())
                .map(row -> row.with("feedback_id", feedback.getFeedbackId())
                        .with("revision", feedback.getRevision())
                        .with("score_id", feedback.getScoreId())
                        .with("kind", feedback.getKind().name())
                        .with("amount", feedback.getAmount())
                        .with("reason_code", feedback.getReasonCode())
                        .with("withdrawn_feedback_id", feedback.getWithdrawnFeedbackId())
                        .with("actor", feedback.getActor())
                        .with("event_time", feedback.getEventTime())
                        .with("recorded_at", seen.timestamp())
                        .with(NoteColumns.KEY_ID, feedback.getNote().map(Sealed::getKeyId))
                        .with(NoteColumns.CIPHERTEXT, feedback.getNote().map(NoteColumns::ciphertext)));
    }

    /** A row with the identity of a claim; empty when that is malformed. */
    static Optional<Row> identity(String insurer, String claimId) {
        return ClaimKey.isInsurer(insurer) && ClaimKey.isClaimId(claimId)
                ? Optional.of(new Row().with("insurer", insurer).with("claim_id", claimId))
                : Optional.empty();
    }
}
