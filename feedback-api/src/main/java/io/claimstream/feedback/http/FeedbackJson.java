package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.view.Became;
import io.claimstream.feedback.view.Feedback;
import io.claimstream.feedback.view.Uses;
import java.util.Locale;
import java.util.Optional;

/** A feedback as JSON. What it does not say is left out. */
final class FeedbackJson {

    private FeedbackJson() {}

    /**
     * A feedback by itself: of which claim, and what became of it.
     *
     * @param uses which models learned from what was said of the claim
     * @param note its note, for who may read it
     */
    static ObjectNode alone(Feedback feedback, Uses uses, Became standing, Optional<Note> note) {
        ObjectNode json = of(feedback, uses, note);
        json.put("insurer", feedback.claim().insurer())
                .put("claimId", feedback.claim().claimId());
        ObjectNode became =
                json.putObject("became").put("state", standing.state().name().toLowerCase(Locale.ROOT));
        if (standing.by() != null) {
            became.put("by", standing.by());
        }
        json.put("etag", tag(feedback).text())
                .put("link", Links.feedback(feedback.feedbackId()))
                .put("claimLink", Links.claim(feedback.claim()));
        return json;
    }

    /** A feedback is edited once, by taking it back. */
    static EntityTag tag(Feedback feedback) {
        return EntityTag.of(feedback.withdrawn() ? 2 : 1);
    }

    /**
     * A feedback.
     *
     * @param uses which models learned from what was said of the claim
     * @param note its note, for who may read it
     */
    static ObjectNode of(Feedback feedback, Uses uses, Optional<Note> note) {
        Feedback.Said said = feedback.said();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("feedbackId", feedback.feedbackId())
                .put("kind", said.kind().name().toLowerCase(Locale.ROOT));
        if (feedback.scoreId() != null) {
            json.put("scoreId", feedback.scoreId());
        }
        if (feedback.revision() != null) {
            json.put("revision", feedback.revision());
        }
        if (said.amount() != null) {
            json.put("amount", said.amount());
        }
        if (said.reasonCode() != null) {
            json.put("reasonCode", said.reasonCode());
        }
        note.ifPresent(it -> note(json, it));
        if (said.withdrawnFeedbackId() != null) {
            json.put("withdrawnFeedbackId", said.withdrawnFeedbackId());
        }
        json.put("actor", feedback.actor())
                .put("eventTime", said.eventTime().toString())
                .put("recordedAt", feedback.recordedAt().toString())
                .put("withdrawn", feedback.withdrawn());
        var versions = json.putArray("usedIn");
        uses.of(feedback.feedbackId()).forEach(versions::add);
        uses.erasureReceipt().ifPresent(receipt -> json.put("erasureReceipt", receipt));
        return json;
    }

    private static void note(ObjectNode json, Note note) {
        json.put("noteState", note.state().name().toLowerCase(Locale.ROOT));
        if (note.state() == Note.State.OPENED) {
            json.put("note", note.text());
        }
    }
}
