package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.domain.counterfactual.FieldChange;
import io.claimstream.domain.feature.FeatureGroup;
import io.claimstream.domain.feature.FeatureGroups;
import io.claimstream.domain.feature.FeatureSetV1;
import io.claimstream.domain.feature.FeatureText;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimScored;
import io.claimstream.feedback.http.ExplanationDesk.Moved;
import io.claimstream.feedback.whatif.Explained;
import io.claimstream.model.FullReasons.GroupReason;
import io.claimstream.model.Metrics;
import io.claimstream.model.ModelManifest;
import io.claimstream.model.counterfactual.Counterfactual;
import java.math.BigDecimal;
import java.util.Optional;

/** Explanations and counterfactuals as JSON. What is not known is left out. */
final class ExplanationJson {

    private ExplanationJson() {}

    /** A score and all that is behind it. */
    static ObjectNode of(Explained explained) {
        ClaimScored score = explained.score();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("scoreId", score.getScoreId())
                .put("link", Links.score(score.getScoreId()))
                .put("claimLink", Links.claim(new ClaimKey(score.getInsurer(), score.getClaimId())))
                .put("insurer", score.getInsurer())
                .put("claimId", score.getClaimId())
                .put("revision", score.getRevision())
                .put("purpose", score.getPurpose().name())
                .put("scoredAt", score.getScoredAt().toString());
        json.setAll(WhatIfJson.estimate(score));
        json.set("reasons", reasons(explained));
        json.set("sum", sum(explained));
        json.putObject("remade")
                .put("outcome", explained.remade().name())
                .put("complete", explained.isComplete())
                .put("text", explained.remade().text());
        explained.manifest().ifPresent(it -> json.set("model", model(score.getModelVersion(), it)));
        return json;
    }

    /** What would move an estimate. */
    static ObjectNode of(Moved moved) {
        ClaimScored score = moved.score();
        Counterfactual found = moved.found();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("scoreId", score.getScoreId())
                .put("link", Links.score(score.getScoreId()))
                .put("modelVersion", score.getModelVersion())
                .put("currency", score.getCurrency())
                .put("amount", moved.goal().amount())
                .put("estimate", score.getEstimate())
                .put("outcome", found.outcome().name())
                .put("text", moved.text());
        ArrayNode changes = json.putArray("changes");
        found.changes().forEach(it -> changes.add(of(it, score.getCurrency())));
        return json.put("estimateThen", found.estimate())
                .put("difference", found.estimate().subtract(score.getEstimate()))
                .put("distance", found.distance())
                .put("tried", found.tried());
    }

    private static ObjectNode of(FieldChange change, String currency) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("field", change.field().path())
                .put("sentence", change.sentence(currency));
        return json.putPOJO("from", change.field().stated(change.from()))
                .putPOJO("to", change.field().stated(BigDecimal.valueOf(change.to())));
    }

    private static ArrayNode reasons(Explained explained) {
        ArrayNode reasons = JsonNodeFactory.instance.arrayNode();
        for (GroupReason reason : explained.reasons()) {
            ObjectNode json = WhatIfJson.of(reason);
            json.put("main", explained.score().getReasons().stream().anyMatch(it -> it.getFeature()
                    .equals(reason.group())));
            explained
                    .features()
                    .filter(it -> it.getFeatureSet().equals(FeatureSetV1.VERSION))
                    .ifPresent(it -> group(reason.group()).ifPresent(group -> facts(json, group, it)));
            reasons.add(json);
        }
        return reasons;
    }

    private static void facts(ObjectNode json, FeatureGroup group, ClaimFeatures features) {
        json.put("facts", FeatureText.describe(group.name(), features.getValues(), features.getCurrency()));
        ArrayNode values = json.putArray("values");
        for (int index : group.indexes()) {
            ObjectNode value = values.addObject().put("feature", FeatureSetV1.NAMES.get(index));
            float number = features.getValues().get(index);
            if (!Float.isNaN(number)) {
                // The shortest decimal that names the float, so that 0.1 reads 0.1.
                value.put("value", new BigDecimal(Float.toString(number)));
            }
        }
    }

    private static Optional<FeatureGroup> group(String name) {
        return FeatureGroups.ALL.stream().filter(it -> it.name().equals(name)).findFirst();
    }

    private static ObjectNode sum(Explained explained) {
        ClaimScored score = explained.score();
        BigDecimal told =
                explained.reasons().stream().map(GroupReason::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal others = explained.isComplete() ? BigDecimal.ZERO : score.getOtherReasons();
        BigDecimal total = score.getBaseValue().add(told).add(others);
        return JsonNodeFactory.instance
                .objectNode()
                .put("baseValue", score.getBaseValue())
                .put("reasons", told.setScale(2))
                .put("otherReasons", others.setScale(2))
                .put("estimate", score.getEstimate())
                .put("exact", total.compareTo(score.getEstimate()) == 0);
    }

    private static ObjectNode model(String version, ModelManifest manifest) {
        Metrics error = manifest.holdout();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("version", version)
                .put("report", Links.report(version))
                .put("sha256", manifest.artifactSha256());
        json.putObject("error")
                .put("method", manifest.measurement().method().name())
                .put("rows", error.rows())
                .put("meanAbsolutePercentage", error.mape())
                .put("medianAbsolutePercentage", error.medianApe())
                .put("meanAbsolute", error.mae())
                .put("rootMeanSquare", error.rmse())
                .put("bias", error.bias())
                .put("withinTenPercent", error.withinTenPercent());
        return json;
    }
}
