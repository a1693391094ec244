package io.claimstream.feedback.batch;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.domain.importing.MotorInjuryFields;
import io.claimstream.feedback.batch.LineResult.Scored;
import io.claimstream.schemas.json.EventJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * What became of the lines of batches, as the views have it. A submission is told by its place on the topic, and its outcome as whoever waits for a score is
 * told it; see {@link io.claimstream.feedback.desk.ScoringDesk}. Thread-safe.
 */
final class BatchResults {

    /** Records that died on the way of a line's revision, after it was accepted. */
    private static final String DIED_LATER =
            " from view_dead_letter e where e.insurer = v.insurer and e.claim_id = v.claim_id"
                    + " and e.revision = v.revision and e.source_topic <> 'claims.submitted.v1'";

    private static final String OUTCOME = "case when l.problems is not null then 'UNREADABLE'"
            + " when r.violations is not null then 'REJECTED'"
            + " when v.submitted_offset <> l.submitted_offset or v.submitted_partition <> l.submitted_partition then 'DUPLICATE'"
            + " when s.score_id is not null then 'SCORED'"
            + " when d.code is not null or exists (select 1" + DIED_LATER + ") then 'DEAD_LETTERED'"
            + " else 'SUBMITTED' end";

    private static final String OF_BATCH = " from record_batch_line l"
            + " left join view_rejection r on r.submitted_partition = l.submitted_partition"
            + " and r.submitted_offset = l.submitted_offset"
            + " left join view_claim_revision v on v.insurer = l.insurer and v.claim_id = l.claim_id"
            + " and v.revision = l.revision and v.content_hash = l.content_hash"
            + " left join view_score s on s.insurer = v.insurer and s.claim_id = v.claim_id and s.revision = v.revision"
            + " left join view_dead_letter d on d.source_topic = 'claims.submitted.v1'"
            + " and d.source_partition = l.submitted_partition and d.source_offset = l.submitted_offset"
            + " where l.batch_id = :id";

    private static final String COUNTS = "select outcome, count(*) as lines from (select " + OUTCOME + " as outcome"
            + OF_BATCH + ") as o group by outcome";

    private static final String LINES =
            "select l.*, s.score_id, s.estimate, s.lower_end, s.upper_end, s.currency, s.document, r.violations,"
                    // Several records may die on the way of one revision: any of them says enough.
                    + " coalesce(d.code, (select min(e.code)" + DIED_LATER + ")) as dead_code,"
                    + " coalesce(d.service, (select min(e.service)" + DIED_LATER + ")) as dead_service, "
                    + OUTCOME + " as outcome" + OF_BATCH + " and l.line > :after";

    private final Jdbi jdbi;

    BatchResults(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    Map<LineOutcome, Integer> counts(String batchId) {
        Map<LineOutcome, Integer> counts = new EnumMap<>(LineOutcome.class);
        jdbi.useHandle(handle -> handle.createQuery(COUNTS)
                .bind("id", batchId)
                .map((row, context) ->
                        Map.entry(LineOutcome.valueOf(BatchRows.text(row, "outcome")), row.getInt("lines")))
                .forEach(it -> counts.put(it.getKey(), it.getValue())));
        return counts;
    }

    List<LineResult> lines(Batch batch, Optional<LineOutcome> outcome, int after, int limit) {
        // Not around a derived table: H2 would make all of it for each page.
        String only = outcome.isPresent() ? " and " + OUTCOME + " = :outcome" : "";
        return jdbi.withHandle(handle -> handle.createQuery(LINES + only + " order by l.line limit :limit")
                .bindMap(outcome.map(it -> Map.of("outcome", it.name())).orElse(Map.of()))
                .bind("id", batch.batchId())
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> result(row, batch.format()))
                .list());
    }

    private static LineResult result(ResultSet row, BatchFormat format) throws SQLException {
        LineOutcome outcome = LineOutcome.valueOf(BatchRows.text(row, "outcome"));
        @Nullable String claimId = row.getString("claim_id");
        boolean isScored = outcome == LineOutcome.SCORED || outcome == LineOutcome.DUPLICATE;
        return new LineResult(
                row.getInt("line"),
                outcome,
                claimId == null ? null : new ClaimKey(BatchRows.text(row, "insurer"), claimId),
                row.getInt("revision"),
                isScored && row.getString("score_id") != null ? scored(row) : null,
                problems(row, outcome, format));
    }

    private static Scored scored(ResultSet row) throws SQLException {
        JsonNode confidence = EventJson.parse(BatchRows.text(row, "document")).path("confidence");
        return new Scored(
                BatchRows.text(row, "score_id"),
                BatchRows.text(row, "currency"),
                row.getBigDecimal("estimate"),
                row.getBigDecimal("lower_end"),
                row.getBigDecimal("upper_end"),
                confidence.isNumber() ? confidence.doubleValue() : null);
    }

    private static List<LineProblem> problems(ResultSet row, LineOutcome outcome, BatchFormat format)
            throws SQLException {
        return switch (outcome) {
            case UNREADABLE -> BatchRows.problems(BatchRows.text(row, "problems"));
            case REJECTED -> violations(BatchRows.text(row, "violations"), format);
            case DEAD_LETTERED ->
                List.of(new LineProblem(
                        BatchRows.text(row, "dead_code"),
                        "",
                        "A record on its way died in " + BatchRows.text(row, "dead_service")
                                + ": the claim's address says what is left to do."));
            case SUBMITTED, SCORED, DUPLICATE -> List.of();
        };
    }

    private static List<LineProblem> violations(String json, BatchFormat format) {
        List<LineProblem> problems = new ArrayList<>();
        for (JsonNode one : EventJson.parse(json)) {
            String field = one.path("field").asText();
            problems.add(new LineProblem(
                    one.path("code").asText(),
                    format == BatchFormat.CSV
                            ? MotorInjuryFields.column(field).orElse("")
                            : "/" + field.replace('.', '/'),
                    one.path("message").asText()));
        }
        return problems;
    }
}
