package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.event.ClaimScored;
import io.claimstream.model.FullReasons.GroupReason;
import io.claimstream.model.ReviewReason;
import io.claimstream.schemas.json.EventJson;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What explanations and previews have in common as JSON. */
final class WhatIfJson {

    private static final List<String> ESTIMATE = List.of(
            "lineOfBusiness",
            "currency",
            "estimate",
            "baseValue",
            "interval",
            "confidence",
            "calibration",
            "modelVersion",
            "engineVersion",
            "featureSet");

    private WhatIfJson() {}

    /** The estimate and how sure it is. */
    static ObjectNode estimate(ClaimScored score) {
        ObjectNode json = EventJson.toJson(score);
        json.retain(ESTIMATE);
        json.set("reviewReasons", reviewReasons(score));
        return json;
    }

    /** A reason in money, with its sentence. */
    static ObjectNode of(GroupReason reason) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("feature", reason.group())
                .put("sentence", reason.sentence())
                .put("direction", reason.direction().name().toLowerCase(Locale.ROOT))
                .put("amount", reason.amount());
    }

    private static ArrayNode reviewReasons(ClaimScored score) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        score.getReviewReasons().forEach(code -> array.addObject()
                .put("code", code)
                .put(
                        "text",
                        Arrays.stream(ReviewReason.values())
                                .filter(it -> it.name().equals(code))
                                .findFirst()
                                .map(ReviewReason::text)
                                .orElse("A person must look at it.")));
        return array;
    }
}
