package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.feedback.exercise.Estimate;
import io.claimstream.feedback.exercise.Exercise;
import io.claimstream.feedback.exercise.Exercise.Noted;
import io.claimstream.feedback.exercise.ExerciseAgreement;
import io.claimstream.feedback.exercise.ExerciseClaim;
import io.claimstream.feedback.exercise.ExerciseClaim.Answer;
import io.claimstream.feedback.exercise.ExerciseSums;
import io.claimstream.schemas.json.EventJson;
import java.util.List;

/** Exercises as JSON. Before one is over nothing here tells what was planted. What is not known is left out. */
final class ExerciseJson {

    /** What is shown beside an estimate; without names, ids and times by which the claim could be looked up. */
    private static final List<String> FACTS = List.of("accident", "injury", "headsOfLoss");

    private static final List<String> SHOWN =
            List.of("lineOfBusiness", "currency", "estimate", "interval", "confidence", "reviewReasons");

    private ExerciseJson() {}

    /** How far it is. */
    static ObjectNode head(Exercise exercise) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("exerciseId", exercise.exerciseId())
                .put("state", exercise.isOver() ? "OVER" : "OPEN")
                .put("insurer", exercise.insurer())
                .put("person", exercise.person())
                .put("askedBy", exercise.asked().by())
                .put("askedAt", exercise.asked().at().toString());
        Noted ended = exercise.ended();
        if (ended != null) {
            json.put("endedBy", ended.by()).put("endedAt", ended.at().toString());
        }
        return json.put("claims", exercise.claims().size())
                .put("answered", exercise.answered())
                .put("link", Links.exercise(exercise.exerciseId()));
    }

    /** With what was planted, once it is over. */
    static ObjectNode of(Exercise exercise) {
        ObjectNode json = head(exercise);
        if (exercise.isOver()) {
            ExerciseSums sums = exercise.sums();
            ObjectNode result = json.putObject("result")
                    .put("planted", sums.planted())
                    .put("missed", sums.missed())
                    .put("right", sums.right())
                    .put("changed", sums.changed());
            ArrayNode claims = result.putArray("claims");
            exercise.claims().forEach(it -> claims.add(result(exercise, it)));
        }
        return json;
    }

    private static ObjectNode result(Exercise exercise, ExerciseClaim claim) {
        ClaimKey key = new ClaimKey(exercise.insurer(), claim.score().claimId());
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("number", claim.number())
                .put("claimId", key.claimId())
                .put("scoreId", claim.score().scoreId())
                .put("currency", claim.score().currency())
                .put("planted", claim.isPlanted());
        json.set("scored", of(claim.score().estimate()));
        json.set("shown", of(claim.shown()));
        json.put("paid", claim.score().paid());
        Answer answer = claim.answer();
        if (answer != null) {
            ObjectNode said = json.putObject("answer").put("kind", answer.amount() == null ? "accepted" : "corrected");
            if (answer.amount() != null) {
                said.put("amount", answer.amount());
            }
            said.put("answeredAt", answer.at().toString())
                    .put("seconds", claim.taken().toSeconds());
        }
        return json.put("claimLink", Links.claim(key));
    }

    private static ObjectNode of(Estimate estimate) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("estimate", estimate.median())
                .put("lower", estimate.lower())
                .put("upper", estimate.upper());
    }

    /** The claim that is to be answered. */
    static ObjectNode of(ExerciseDesk.Shown shown) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("exerciseId", shown.exercise().exerciseId())
                .put("number", shown.claim().number())
                .put("claims", shown.exercise().claims().size())
                .put("answered", shown.exercise().answered());
        ObjectNode estimate = WhatIfJson.estimate(shown.score());
        estimate.retain(SHOWN);
        json.setAll(estimate);
        shown.facts().ifPresent(it -> json.set("facts", facts(it)));
        return json;
    }

    private static ObjectNode facts(ClaimAccepted claim) {
        ObjectNode facts = EventJson.toJson(claim);
        facts.retain(FACTS);
        return facts;
    }

    /** How people answered. */
    static ObjectNode of(ExerciseAgreement agreement) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("total", of(agreement.total()));
        ArrayNode people = json.putArray("people");
        agreement.people().forEach((person, sums) -> people.addObject()
                .put("actor", person)
                .setAll(of(sums)));
        return json;
    }

    private static ObjectNode of(ExerciseSums sums) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("answers", sums.answers())
                .put("planted", sums.planted())
                .put("right", sums.right())
                .put("agreed", sums.agreed());
        MeasuredJson.measured(json, "missed", sums.missedShare());
        MeasuredJson.measured(json, "changed", sums.changedShare());
        MeasuredJson.measured(json, "closer", sums.closerShare());
        MeasuredJson.measured(json, "quick", sums.quickShare());
        return json;
    }
}
