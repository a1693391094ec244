package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.letter.Replayable;
import io.claimstream.feedback.view.Claim;
import io.claimstream.feedback.view.Claim.DeadLetter;
import io.claimstream.feedback.view.Claim.Place;
import io.claimstream.feedback.view.Claim.Rejection;
import io.claimstream.feedback.view.Claim.Revision;
import io.claimstream.feedback.view.Claim.Status;
import io.claimstream.feedback.view.Feedback;
import io.claimstream.feedback.view.Score;
import io.claimstream.feedback.view.Uses;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** A claim as JSON. What is not known is left out. */
final class ClaimJson {

    private ClaimJson() {}

    /**
     * A claim.
     *
     * @param uses which models learned from what was said of the claim
     * @param notes the note of a feedback, for who may read it
     */
    static ObjectNode of(Claim claim, Uses uses, Function<Feedback, Optional<Note>> notes) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("insurer", claim.key().insurer()).put("claimId", claim.key().claimId());
        claim.currentScoreId().ifPresent(id -> json.put("currentScoreId", id));
        var revisions = json.putArray("revisions");
        claim.revisions().forEach(revision -> revisions.add(of(revision)));
        var feedback = json.putArray("feedback");
        claim.feedback().forEach(one -> feedback.add(FeedbackJson.of(one, uses, notes.apply(one))));
        return json;
    }

    /** A score as published, with its own address. */
    static ObjectNode of(Score score) {
        ObjectNode json = score.document().deepCopy();
        return json.put("link", Links.score(score.scoreId()));
    }

    private static ObjectNode of(Revision revision) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("revision", revision.number())
                .put("status", text(revision.status()))
                .put("submittedAt", revision.submittedAt().toString());
        if (revision.eventTime() != null) {
            json.put("eventTime", revision.eventTime().toString());
        }
        if (revision.answerDueAt() != null) {
            json.put("answerDueAt", revision.answerDueAt().toString());
        }
        if (revision.score() != null) {
            json.put("scoreId", revision.score().scoreId());
            json.set("score", of(revision.score()));
        }
        rejections(revision.rejections(), json);
        deadLetters(revision.deadLetters(), json);
        return json;
    }

    static String text(Status status) {
        return status == Status.DEAD_LETTERED ? "deadLettered" : status.name().toLowerCase(Locale.ROOT);
    }

    private static void rejections(List<Rejection> rejections, ObjectNode json) {
        if (rejections.isEmpty()) {
            return;
        }
        var array = json.putArray("rejections");
        for (Rejection rejection : rejections) {
            JsonNode violations = rejection.violations();
            array.addObject().put("submittedAt", rejection.at().toString()).set("violations", violations);
        }
    }

    private static void deadLetters(List<DeadLetter> letters, ObjectNode json) {
        if (letters.isEmpty()) {
            return;
        }
        var array = json.putArray("deadLetters");
        for (DeadLetter letter : letters) {
            ObjectNode one = array.addObject();
            one.put("code", letter.code()).put("service", letter.service());
            one.put("diedAt", letter.letter().at().toString());
            place(letter.source(), one.putObject("source"));
            place(letter.letter(), one.putObject("letter"));
            one.put("hint", hint(letter));
        }
    }

    /** What is left to do. An accepted revision that is sent again is a duplicate. */
    private static String hint(DeadLetter letter) {
        String mended = "once the cause in " + letter.service() + " is mended, ";
        String topic = letter.source().topic();
        if (!Replayable.is(topic, letter.service())) {
            return "Sent again it is a duplicate, and the letter is not put back, since a copy on " + topic
                    + " would count twice: " + mended + "send a newer revision.";
        }
        String putBack = mended + "put the letter back on " + topic;
        return letter.isSubmission()
                ? "Send the claim again, or, " + putBack + "."
                : "Sent again it is a duplicate: " + putBack + ".";
    }

    private static void place(Place place, ObjectNode json) {
        json.put("topic", place.topic()).put("partition", place.partition()).put("offset", place.offset());
    }
}
