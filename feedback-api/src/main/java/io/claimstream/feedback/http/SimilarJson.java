package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.domain.feature.FeatureText;
import io.claimstream.domain.similar.Comparison.Fact;
import io.claimstream.domain.similar.Likeness;
import io.claimstream.event.ClaimScored;
import io.claimstream.feedback.http.SimilarDesk.Alike;
import io.claimstream.feedback.http.SimilarDesk.Found;
import io.claimstream.feedback.view.SettledClaim;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Past claims like another as JSON. */
final class SimilarJson {

    private static final int DIGITS = 4;

    private SimilarJson() {}

    static ObjectNode of(Found found) {
        ClaimScored score = found.score();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("scoreId", score.getScoreId())
                .put("link", Links.score(score.getScoreId()))
                .put("claimLink", Links.claim(new ClaimKey(score.getInsurer(), score.getClaimId())))
                .put("lineOfBusiness", score.getLineOfBusiness())
                .put("currency", score.getCurrency())
                .put("estimate", score.getEstimate())
                .put("method", Likeness.METHOD)
                .put("compared", found.compared());
        ArrayNode similar = json.putArray("similar");
        found.alike().forEach(it -> similar.add(of(it, found)));
        return json;
    }

    private static ObjectNode of(Alike alike, Found found) {
        SettledClaim claim = alike.claim();
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("insurer", claim.key().insurer())
                .put("claimId", claim.key().claimId())
                .put("claimLink", Links.claim(claim.key()))
                .put("likeness", share(1 - alike.comparison().distance()))
                .put("text", alike.comparison().words())
                .put("estimate", claim.estimate())
                .put("settled", claim.settled())
                .put("difference", claim.settled().subtract(claim.estimate()))
                .put("settledAt", claim.settledAt().toString());
        json.set("shared", facts(alike.comparison().shared(), alike, found));
        json.set("different", facts(alike.comparison().different(), alike, found));
        return json;
    }

    private static ArrayNode facts(List<Fact> facts, Alike alike, Found found) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        String currency = found.score().getCurrency();
        facts.forEach(it -> json.addObject()
                .put("feature", it.group())
                .put("there", FeatureText.describe(it.group(), alike.claim().features(), currency))
                .put("here", FeatureText.describe(it.group(), found.features().getValues(), currency))
                .put("distance", share(it.distance()))
                .put("weight", share(it.weight())));
        return json;
    }

    private static BigDecimal share(double share) {
        return BigDecimal.valueOf(share).setScale(DIGITS, RoundingMode.HALF_EVEN);
    }
}
