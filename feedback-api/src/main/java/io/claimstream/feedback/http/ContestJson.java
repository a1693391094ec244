package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.contest.Contest;
import io.claimstream.feedback.contest.Contest.Answer;
import io.claimstream.feedback.contest.Contest.Review;
import io.claimstream.feedback.contest.ContestText;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Contests as JSON. What is not known is left out. */
final class ContestJson {

    private ContestJson() {}

    /** Everything but the texts. */
    static ObjectNode head(Contest contest, Instant now) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        Contest.Subject subject = contest.subject();
        json.put("contestId", contest.contestId())
                .put("state", contest.state().name())
                .put("overdue", contest.isOverdue(now))
                .put("insurer", subject.claim().insurer())
                .put("claimId", subject.claim().claimId())
                .put("revision", subject.revision())
                .put("scoreId", subject.scoreId());
        Optional.ofNullable(subject.feedbackId()).ifPresent(it -> json.put("feedbackId", it));
        json.put("receivedAt", contest.received().at().toString())
                .put("channel", contest.received().channel().name())
                .put("contestedBy", contest.received().by().name())
                .put("dueAt", contest.dueAt().toString());
        Optional.ofNullable(contest.extendedAt()).ifPresent(it -> json.put("extendedAt", it.toString()));
        json.put("openedAt", contest.openedAt().toString()).put("openedBy", contest.openedBy());
        Review review = contest.review();
        if (review != null) {
            json.putObject("review")
                    .put("reviewer", review.reviewer())
                    .put("beganAt", review.beganAt().toString())
                    .put("deciderUnknown", review.isDeciderUnknown());
        }
        Optional.ofNullable(contest.approvalId()).ifPresent(it -> json.put("approvalLink", Links.approval(it)));
        Answer answer = contest.answer();
        if (answer != null) {
            ObjectNode answered = json.putObject("answer")
                    .put("outcome", answer.outcome().name())
                    .put("answeredAt", answer.at().toString())
                    .put("answeredBy", answer.by());
            Optional.ofNullable(answer.feedbackId()).ifPresent(it -> answered.put("feedbackId", it));
            Optional.ofNullable(answer.amount()).ifPresent(it -> answered.put("amount", it));
            answered.put("letterLink", Links.contest(contest.contestId()) + "/letter");
        }
        return json.put("claimLink", Links.claim(subject.claim()))
                .put("scoreLink", Links.score(subject.scoreId()))
                .put("link", Links.contest(contest.contestId()));
    }

    /**
     * With its texts.
     *
     * @param read what the caller may read of one
     */
    static ObjectNode of(Contest contest, Instant now, Function<ContestText, Optional<Note>> read) {
        ObjectNode json = head(contest, now);
        var texts = json.putArray("texts");
        contest.texts().forEach(it -> {
            ObjectNode text = texts.addObject()
                    .put("kind", it.kind().name())
                    .put("writtenAt", it.at().toString())
                    .put("writtenBy", it.by());
            read.apply(it).ifPresent(note -> {
                text.put("state", note.state().name());
                if (note.state() == Note.State.OPENED) {
                    text.put("text", note.text());
                }
            });
        });
        return json;
    }
}
