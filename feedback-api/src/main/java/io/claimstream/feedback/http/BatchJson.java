package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.batch.Batch;
import io.claimstream.feedback.batch.LineOutcome;
import io.claimstream.feedback.batch.LineProblem;
import io.claimstream.feedback.batch.LineResult;
import io.claimstream.feedback.batch.LineResult.Scored;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Batches as JSON. What is not known is left out. */
final class BatchJson {

    private BatchJson() {}

    /** The answer to whoever sends a batch. It says nothing that changes afterwards, so that a repeat is answered alike. */
    static ObjectNode receipt(Batch batch, Map<LineOutcome, Integer> counts) {
        int unreadable = counts.getOrDefault(LineOutcome.UNREADABLE, 0);
        return JsonNodeFactory.instance
                .objectNode()
                .put("batchId", batch.batchId())
                .put("lines", batch.lines())
                .put("submitted", batch.lines() - unreadable)
                .put("unreadable", unreadable)
                .put("link", Links.batch(batch.batchId()))
                .put("linesLink", Links.batchLines(batch.batchId()));
    }

    /** A batch in a list: what is known without a look at its lines. */
    static ObjectNode summary(Batch batch, Instant now) {
        return head(batch, now)
                .put("lines", batch.lines())
                .put("link", Links.batch(batch.batchId()))
                .put("linesLink", Links.batchLines(batch.batchId()));
    }

    /** How far a batch is. */
    static ObjectNode progress(Batch batch, Map<LineOutcome, Integer> counts, Instant now) {
        int known = counts.values().stream().mapToInt(it -> it).sum();
        int waiting = counts.getOrDefault(LineOutcome.SUBMITTED, 0);
        ObjectNode json = head(batch, now);
        json.put("lines", batch.lines()).put("answered", known - waiting);
        ObjectNode outcomes = json.putObject("outcomes");
        for (LineOutcome outcome : LineOutcome.values()) {
            outcomes.put(text(outcome), counts.getOrDefault(outcome, 0));
        }
        return json.put("link", Links.batch(batch.batchId())).put("linesLink", Links.batchLines(batch.batchId()));
    }

    private static ObjectNode head(Batch batch, Instant now) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("batchId", batch.batchId());
        if (batch.insurer() != null) {
            json.put("insurer", batch.insurer());
        }
        json.put("state", text(batch.state(now)))
                .put("format", text(batch.format()))
                .put("actor", batch.actor())
                .put("begunAt", batch.begunAt().toString());
        if (batch.endedAt() != null) {
            json.put("endedAt", batch.endedAt().toString());
        }
        return json;
    }

    /** A line and what became of it. */
    static ObjectNode of(LineResult line) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("line", line.line());
        json.put("outcome", text(line.outcome()));
        ClaimKey claim = line.claim();
        if (claim != null) {
            json.put("insurer", claim.insurer())
                    .put("claimId", claim.claimId())
                    .put("revision", line.revision())
                    .put("link", Links.claim(claim));
        }
        scored(line.scored(), json);
        if (!line.problems().isEmpty()) {
            var problems = json.putArray("problems");
            line.problems().forEach(it -> problems.addObject()
                    .put("code", it.code())
                    .put("place", it.place())
                    .put("hint", it.hint()));
        }
        return json;
    }

    private static void scored(@Nullable Scored score, ObjectNode json) {
        if (score == null) {
            return;
        }
        json.put("scoreId", score.scoreId()).put("currency", score.currency()).put("estimate", score.estimate());
        if (score.lower() != null) {
            json.put("lower", score.lower());
        }
        if (score.upper() != null) {
            json.put("upper", score.upper());
        }
        if (score.confidence() != null) {
            json.put("confidence", score.confidence());
        }
    }

    /** A place in the header. */
    static Problem.Field field(LineProblem problem) {
        return new Problem.Field(
                problem.place().isEmpty() ? "" : FlatClaimReader.pointer(problem.place()),
                problem.code(),
                problem.hint());
    }

    static String text(Enum<?> constant) {
        return constant == LineOutcome.DEAD_LETTERED
                ? "deadLettered"
                : constant.name().toLowerCase(Locale.ROOT);
    }
}
