package io.claimstream.feedback.http;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.claim.Currencies;
import io.claimstream.domain.claim.HeadOfLoss;
import io.claimstream.domain.claim.LineOfBusiness;
import io.claimstream.domain.feature.KnownCategories;
import io.claimstream.domain.validation.FieldLimit;
import io.claimstream.domain.validation.Rule;
import io.claimstream.feedback.contract.ApiContract;
import io.claimstream.feedback.contract.ClaimFormSchema;
import io.claimstream.model.ReviewReason;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Shows what forms are made of. All of it is made once, from the schemas and rules that decide on claims and feedback. */
final class FormHandlers {

    private final ObjectNode claim = ClaimFormSchema.make();
    private final ObjectNode feedback;
    private final ObjectNode enumerations;

    FormHandlers(ApiContract contract) {
        JsonNode request = contract.document().at("/components/schemas/FeedbackRequest");
        feedback = JsonNodeFactory.instance
                .objectNode()
                .put("$schema", "https://json-schema.org/draft/2020-12/schema")
                .put("title", "What is said of a score");
        feedback.setAll((ObjectNode) request.deepCopy());
        enumerations = enumerations(request.at("/properties/kind/enum"));
    }

    Map<String, Handler> handlers() {
        return Map.ofEntries(
                entry("showClaimSchema", context -> show(context, claim)),
                entry("showFeedbackSchema", context -> show(context, feedback)),
                entry("listEnumerations", context -> show(context, enumerations)));
    }

    private static void show(Context context, ObjectNode json) {
        Answers.json(context, 200, json);
    }

    private static ObjectNode enumerations(JsonNode feedbackKinds) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode lines = json.putArray("linesOfBusiness");
        for (LineOfBusiness line : LineOfBusiness.values()) {
            lines.addObject().put("name", line.name()).put("coversInjury", line.coversInjury());
        }
        texts(json.putArray("currencies"), Currencies.all().stream().sorted().toList());
        texts(json.putArray("genders"), genders());
        texts(json.putArray("accidentTypes"), KnownCategories.accidentTypes());
        texts(json.putArray("dominantInjuries"), KnownCategories.dominantInjuries());
        ArrayNode heads = json.putArray("headsOfLoss");
        for (HeadOfLoss head : HeadOfLoss.values()) {
            heads.addObject()
                    .put("field", head.field())
                    .put("damages", head.damages().name());
        }
        json.set("feedbackKinds", feedbackKinds.deepCopy());
        ArrayNode rules = json.putArray("rules");
        for (Rule rule : Rule.values()) {
            rules.addObject().put("code", rule.name()).put("meaning", rule.meaning());
        }
        ArrayNode reasons = json.putArray("reviewReasons");
        for (ReviewReason reason : ReviewReason.values()) {
            reasons.addObject().put("code", reason.name()).put("meaning", reason.text());
        }
        return json;
    }

    private static List<String> genders() {
        return FieldLimit.all().stream()
                .filter(it -> it.rule() == Rule.GENDER_UNKNOWN && it.value() instanceof Collection<?>)
                .flatMap(it -> ((Collection<?>) it.value()).stream())
                .map(Object::toString)
                .toList();
    }

    private static void texts(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }
}
