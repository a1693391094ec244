package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.claim.RescoreRefusal;
import io.claimstream.event.ScorePurpose;
import io.claimstream.feedback.view.Rescore;
import io.claimstream.feedback.view.RescoreTally;
import io.claimstream.feedback.view.Score;
import java.util.List;
import java.util.Locale;

/** Scores asked for once more as JSON. What is not known is left out. */
final class RescoreJson {

    private RescoreJson() {}

    /** Adds to each revision of a claim what was asked for once more, oldest first; to none without any. */
    static void into(ObjectNode claim, List<Rescore> rescores) {
        for (JsonNode revision : claim.path("revisions")) {
            List<Rescore> ofThis = rescores.stream()
                    .filter(it -> it.revision() == revision.path("revision").asInt())
                    .toList();
            if (!ofThis.isEmpty()) {
                ArrayNode array = ((ObjectNode) revision).putArray("rescores");
                ofThis.forEach(it -> array.add(of(it)));
            }
        }
    }

    /** A request, and in short what came of it. */
    static ObjectNode of(Rescore rescore) {
        ObjectNode json = request(rescore);
        Score score = rescore.score();
        if (score != null) {
            copy(score.document(), json, "modelVersion", "estimate", "currency", "interval", "scoredAt");
        }
        return json;
    }

    /** The score that answers a request, as published, or what is known while there is none. It has no feedback: that belongs on the live score. */
    static ObjectNode score(Rescore rescore) {
        Score score = rescore.score();
        ObjectNode json = score == null
                ? JsonNodeFactory.instance
                        .objectNode()
                        .put("scoreId", rescore.rescoreId())
                        .put("insurer", rescore.claim().insurer())
                        .put("claimId", rescore.claim().claimId())
                        .put("revision", rescore.revision())
                        .put("purpose", ScorePurpose.RESCORE.name())
                : score.document().deepCopy();
        json.put("link", Links.score(rescore.rescoreId())).put("claimLink", Links.claim(rescore.claim()));
        json.set("rescore", request(rescore));
        if (score != null) {
            json.putArray("feedback");
        }
        return json;
    }

    /** A request of a roll back, with the live estimate beside the new one. */
    static ObjectNode compared(Rescore rescore) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("insurer", rescore.claim().insurer())
                .put("claimId", rescore.claim().claimId())
                .put("revision", rescore.revision());
        json.setAll(of(rescore));
        if (rescore.liveEstimate() != null) {
            json.put("liveEstimate", rescore.liveEstimate());
        }
        return json;
    }

    /** How far the scores of a roll back are done again. */
    static ObjectNode of(RescoreTally tally) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("asked", tally.asked())
                .put("done", tally.done())
                .put("refused", tally.refused())
                .put("pending", tally.pending());
        RescoreTally.Moved moved = tally.moved();
        if (moved.currency() != null) {
            json.putObject("moved")
                    .put("claims", moved.claims())
                    .put("currency", moved.currency())
                    .put("before", moved.before())
                    .put("after", moved.after())
                    .put("difference", moved.after().subtract(moved.before()));
        }
        return json;
    }

    private static ObjectNode request(Rescore rescore) {
        Rescore.Asked asked = rescore.asked();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("requestId", rescore.requestId())
                .put("state", rescore.state().name().toLowerCase(Locale.ROOT))
                .put("scoreId", rescore.rescoreId())
                .put("liveScoreId", rescore.scoreId())
                .put("reason", asked.reason())
                .put("actor", asked.actor())
                .put("requestedAt", asked.at().toString());
        if (asked.version() != null) {
            json.put("askedVersion", asked.version());
        }
        if (asked.commandId() != null) {
            json.put("commandId", asked.commandId());
        }
        refusal(rescore, json);
        return json.put("link", Links.score(rescore.rescoreId()));
    }

    private static void refusal(Rescore rescore, ObjectNode json) {
        Rescore.Refused refused = rescore.refused();
        if (refused == null) {
            return;
        }
        ObjectNode why = json.putObject("refusal").put("code", refused.code()).put("detail", refused.detail());
        RescoreRefusal.of(refused.code()).ifPresent(known -> why.put("hint", known.hint()));
        why.put("refusedAt", refused.at().toString());
    }

    private static void copy(JsonNode from, ObjectNode to, String... fields) {
        for (String field : fields) {
            if (from.hasNonNull(field)) {
                to.set(field, from.get(field));
            }
        }
    }
}
