package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.view.ClaimSummary;
import io.claimstream.feedback.view.ClaimSummary.Decision;
import io.claimstream.feedback.view.ClaimSummary.Facts;
import io.claimstream.feedback.view.ClaimSummary.Scored;
import java.util.Locale;
import java.util.Optional;

/** A claim in a list as JSON. What is not known is left out. */
final class ClaimSummaryJson {

    private ClaimSummaryJson() {}

    static ObjectNode of(ClaimSummary claim) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("insurer", claim.key().insurer())
                .put("claimId", claim.key().claimId())
                .put("revision", claim.revision())
                .put("status", ClaimJson.text(claim.status()))
                .put("submittedAt", claim.submittedAt().toString());
        Optional.ofNullable(claim.facts()).ifPresent(facts -> add(json, facts));
        Optional.ofNullable(claim.score()).ifPresent(score -> add(json.putObject("score"), score));
        Optional.ofNullable(claim.decision()).ifPresent(decision -> add(json.putObject("decision"), decision));
        return json.put("link", Links.claim(claim.key()));
    }

    private static void add(ObjectNode json, Facts facts) {
        json.put("lineOfBusiness", facts.lineOfBusiness()).put("currency", facts.currency());
        Optional.ofNullable(facts.eventTime()).ifPresent(it -> json.put("eventTime", it.toString()));
        Optional.ofNullable(facts.answerDueAt()).ifPresent(it -> json.put("deadline", it.toString()));
    }

    private static void add(ObjectNode json, Scored score) {
        json.put("scoreId", score.scoreId()).put("currency", score.currency()).put("estimate", score.estimate());
        Optional.ofNullable(score.lower()).ifPresent(it -> json.put("lower", it));
        Optional.ofNullable(score.upper()).ifPresent(it -> json.put("upper", it));
        Optional.ofNullable(score.moneyAtRisk()).ifPresent(it -> json.put("moneyAtRisk", it));
        json.put("modelVersion", score.modelVersion())
                .put("scoredAt", score.scoredAt().toString())
                .put("link", Links.score(score.scoreId()));
    }

    private static void add(ObjectNode json, Decision decision) {
        json.put("verdict", decision.verdict().name().toLowerCase(Locale.ROOT));
        Optional.ofNullable(decision.amount()).ifPresent(it -> json.put("amount", it));
        Optional.ofNullable(decision.at()).ifPresent(it -> json.put("at", it.toString()));
        Optional.ofNullable(decision.by()).ifPresent(it -> json.put("by", it));
    }
}
