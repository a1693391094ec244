package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.Interval;
import io.claimstream.feedback.whatif.Previewed;
import io.claimstream.schemas.json.EventJson;
import java.util.Optional;

/** Previews as JSON. What is not known is left out. */
final class PreviewJson {

    private PreviewJson() {}

    /**
     * What a claim would be scored at.
     *
     * @param changes what was to be changed, by the path of the field; empty for a claim that is not submitted
     */
    static ObjectNode of(Previewed previewed, ObjectNode changes) {
        ObjectNode json = WhatIfJson.estimate(previewed.score());
        ArrayNode reasons = json.putArray("reasons");
        previewed.reasons().forEach(it -> reasons.add(WhatIfJson.of(it)));
        json.set("history", history(previewed));
        previewed.start().ifPresent(start -> {
            json.set("changes", changes(start, changes));
            json.set("from", from(start.score()));
            json.set("difference", difference(start.score(), previewed.score()));
        });
        return json;
    }

    private static ObjectNode history(Previewed previewed) {
        boolean isServed = previewed.start().isPresent();
        return JsonNodeFactory.instance
                .objectNode()
                .put("kind", isServed ? "AS_SERVED" : "NONE")
                .put(
                        "text",
                        isServed
                                ? "The history of claimant and provider is the one that the score was made with."
                                : "No history: scored as the first claim of its claimant and provider.");
    }

    private static ArrayNode changes(Previewed.Start start, ObjectNode changes) {
        ObjectNode before = EventJson.toJson(start.before());
        ObjectNode after = EventJson.toJson(start.after());
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        changes.fieldNames().forEachRemaining(path -> {
            String pointer = "/" + path.replace('.', '/');
            ObjectNode change = array.addObject().put("field", path);
            set(change, "from", before.at(pointer));
            set(change, "to", after.at(pointer));
        });
        return array;
    }

    private static void set(ObjectNode change, String name, JsonNode value) {
        if (!value.isMissingNode()) {
            change.set(name, value);
        }
    }

    private static ObjectNode from(ClaimScored score) {
        ObjectNode json = EventJson.toJson(score);
        json.retain("scoreId", "modelVersion", "calibration", "currency", "estimate", "interval", "confidence");
        return json.put("link", Links.score(score.getScoreId()));
    }

    private static ObjectNode difference(ClaimScored before, ClaimScored after) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("estimate", after.getEstimate().subtract(before.getEstimate()));
        Optional<Interval> one = before.getInterval();
        Optional<Interval> other = after.getInterval();
        if (one.isPresent() && other.isPresent()) {
            json.put("lower", other.get().getLower().subtract(one.get().getLower()))
                    .put("upper", other.get().getUpper().subtract(one.get().getUpper()));
        }
        return json;
    }
}
