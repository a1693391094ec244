package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.figures.SettledSums;
import io.claimstream.feedback.figures.VersionPeriod;

/** What a version's scores turned out to be, as JSON. Figures of too few cases are left out; the counts beside them say how many there were. */
final class VersionMetricsJson {

    private VersionMetricsJson() {}

    static ObjectNode of(VersionPeriod period) {
        SettledSums settled = period.settled();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("scored", period.scored()).put("settled", settled.claims()).put("paidAboveZero", settled.aboveZero());
        MeasuredJson.share(json, "mape", settled.mape());
        MeasuredJson.share(json, "bias", settled.bias());
        MeasuredJson.amount(json, "mae", settled.mae());
        json.put("withInterval", settled.withInterval());
        MeasuredJson.measured(json, "coverage", settled.coverage());
        json.put("withConfidence", settled.withConfidence());
        MeasuredJson.share(json, "meanConfidence", settled.meanConfidence());
        MeasuredJson.measured(json, "hitRate", settled.hitRate());
        json.set("decided", OverviewJson.decided(period.answered()));
        return json;
    }
}
