package io.claimstream.feedback.view;

import static io.claimstream.feedback.view.Column.day;
import static io.claimstream.feedback.view.Column.id;
import static io.claimstream.feedback.view.Column.integer;
import static io.claimstream.feedback.view.Column.number;

import io.claimstream.event.ClaimScored;
import io.claimstream.event.ScorePurpose;
import io.claimstream.schemas.Topics;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * What insurers are billed for: the first live score of each revision, on the UTC day on which its submission came in. Beside the view of scores, which reads the same
 * topic. All records of a claim stand in one partition, so the first one read is the first on the topic, also when all is read anew.
 */
final class MeterView {

    static final TopicView<ClaimScored> VIEW = new TopicView<>(
            Topics.CLAIMS_SCORED,
            Upsert.ifAbsent(
                    "view_metered_score",
                    List.of(id("insurer"), id("claim_id"), integer("revision")),
                    List.of(
                            day("metered_on"),
                            id("model_version"),
                            id("score_id"),
                            integer("partition_number"),
                            number("record_offset"))),
            MeterView::row);

    private MeterView() {}

    private static Optional<Row> row(Seen<ClaimScored> seen) {
        ClaimScored score = seen.value();
        if (score.getPurpose() != ScorePurpose.LIVE) {
            return Optional.empty();
        }
        return ClaimViews.identity(score.getInsurer(), score.getClaimId())
                .map(row -> row.with("revision", score.getRevision())
                        .with("metered_on", LocalDate.ofInstant(seen.timestamp(), ZoneOffset.UTC))
                        .with("model_version", score.getModelVersion())
                        .with("score_id", score.getScoreId())
                        .with("partition_number", seen.partition())
                        .with("record_offset", seen.offset()));
    }
}
