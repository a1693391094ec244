package io.claimstream.feedback.view;

import static io.claimstream.feedback.view.Column.amount;
import static io.claimstream.feedback.view.Column.id;
import static io.claimstream.feedback.view.Column.integer;
import static io.claimstream.feedback.view.Column.text;
import static io.claimstream.feedback.view.Column.time;

import io.claimstream.domain.claim.ScoreId;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.RescoreRefused;
import io.claimstream.event.RescoreRequest;
import io.claimstream.event.ScorePurpose;
import io.claimstream.event.Sealed;
import io.claimstream.feedback.note.NoteColumns;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.json.EventJson;
import java.util.List;
import java.util.Optional;

/** The views of scores that were asked for once more. Shadow scores, which stand on the same topic, are left out, and malformed identities. */
final class RescoreViews {

    private static final int LONG_TEXT = 100_000;

    /** The first record of an id counts, as it does for the scoring-processor. */
    static final TopicView<RescoreRequest> REQUESTS = new TopicView<>(
            Topics.CLAIMS_RESCORE_REQUESTS,
            Upsert.ifAbsent(
                    "view_rescore_request",
                    List.of(id("request_id")),
                    List.of(
                            id("insurer"),
                            id("claim_id"),
                            integer("revision"),
                            id("score_id"),
                            id("rescore_id"),
                            id("model_version"),
                            id("command_id"),
                            text("reason", LONG_TEXT),
                            id("reason_key_id"),
                            text("reason_ciphertext", NoteColumns.CIPHERTEXT_CHARACTERS),
                            id("actor"),
                            time("requested_at"))),
            RescoreViews::request);

    static final TopicView<ClaimScored> RESCORED = new TopicView<>(
            Topics.CLAIMS_RESCORED,
            Upsert.replacing(
                    "view_rescore",
                    List.of(id("score_id")),
                    List.of(
                            id("insurer"),
                            id("claim_id"),
                            integer("revision"),
                            text("currency", 10),
                            amount("estimate"),
                            id("model_version"),
                            time("scored_at"),
                            text("document", 1_000_000))),
            RescoreViews::rescored);

    static final TopicView<RescoreRefused> REFUSALS = new TopicView<>(
            Topics.CLAIMS_RESCORE_REFUSALS,
            Upsert.replacing(
                    "view_rescore_refusal",
                    List.of(id("request_id")),
                    List.of(id("code"), text("detail", LONG_TEXT), time("refused_at"))),
            RescoreViews::refused);

    static final List<TopicView<?>> ALL = List.of(REQUESTS, RESCORED, REFUSALS);

    private RescoreViews() {}

    private static Optional<Row> request(Seen<RescoreRequest> seen) {
        RescoreRequest request = seen.value();
        return ClaimViews.identity(request.getInsurer(), request.getClaimId()).map(row -> row.with(
                        "request_id", request.getRequestId())
                .with("revision", request.getRevision())
                .with("score_id", request.getScoreId())
                .with("rescore_id", ScoreId.rescore(request.getRequestId()).text())
                .with("model_version", request.getModelVersion())
                .with("command_id", request.getCommandId())
                .with("reason", request.getReason())
                .with("reason_key_id", request.getSealedReason().map(Sealed::getKeyId))
                .with("reason_ciphertext", request.getSealedReason().map(NoteColumns::ciphertext))
                .with("actor", request.getActor())
                .with("requested_at", request.getRequestedAt()));
    }

    private static Optional<Row> rescored(Seen<ClaimScored> seen) {
        ClaimScored score = seen.value();
        if (score.getPurpose() != ScorePurpose.RESCORE) {
            return Optional.empty();
        }
        return ClaimViews.identity(score.getInsurer(), score.getClaimId())
                .map(row -> row.with("score_id", score.getScoreId())
                        .with("revision", score.getRevision())
                        .with("currency", score.getCurrency())
                        .with("estimate", score.getEstimate())
                        .with("model_version", score.getModelVersion())
                        .with("scored_at", score.getScoredAt())
                        .with("document", EventJson.format(EventJson.toJson(score))));
    }

    private static Optional<Row> refused(Seen<RescoreRefused> seen) {
        RescoreRefused refusal = seen.value();
        return Optional.of(new Row()
                .with("request_id", refusal.getRequestId())
                .with("code", refusal.getCode())
                .with("detail", refusal.getDetail())
                .with("refused_at", refusal.getRefusedAt()));
    }
}
