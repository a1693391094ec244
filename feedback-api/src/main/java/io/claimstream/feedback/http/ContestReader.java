package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.claimant.ReviewAnswer.Outcome;
import io.claimstream.feedback.contest.Contest.By;
import io.claimstream.feedback.contest.Contest.Channel;
import io.claimstream.feedback.contest.Contest.Received;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what is said about what claimants contest. Thread-safe. */
final class ContestReader {

    /** More days no contest has: three months have 92 days at most, and one went by already. */
    static final int MOST_MORE_DAYS = 91;

    private static final Pattern TEXT = Pattern.compile("(?=[\\s\\S]*\\S)[^\\p{Cntrl}&&[^\\n\\t]]{1,2000}");
    private static final String TEXT_FORM = "a text of 1 to 2,000 printable characters";
    private static final Outcome[] OUTCOMES = {Outcome.UPHELD, Outcome.CHANGED, Outcome.WITHDRAWN};
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private final Clock clock;

    ContestReader(Clock clock) {
        this.clock = clock;
    }

    /**
     * A contest that is to be opened.
     *
     * @param scoreId what is contested; empty when the decision is named instead
     * @param feedbackId the decision that is contested
     */
    record Opening(Optional<String> scoreId, Optional<String> feedbackId, Received received, String grounds) {}

    Opening opening(JsonNode json) {
        Fields fields =
                new Fields(json, Set.of("scoreId", "feedbackId", "receivedAt", "channel", "contestedBy", "grounds"));
        Optional<String> score = fields.optionalText("scoreId", ContestReader::isId, "the id of a live score");
        Optional<String> feedback = fields.optionalText("feedbackId", ContestReader::isId, "the id of a feedback");
        Instant received = fields.optionalTime(
                        "receivedAt",
                        it -> !it.isAfter(clock.instant()) && !it.isBefore(EARLIEST),
                        "a time that is over, such as 2026-03-01T09:30:00Z")
                .orElseGet(clock::instant)
                .truncatedTo(ChronoUnit.MICROS);
        Channel channel = fields.oneOf("channel", Channel.values());
        By by = fields.oneOf("contestedBy", By.values());
        String grounds = text(fields, "grounds");
        fields.done();
        return new Opening(score, feedback, new Received(received, channel, by), grounds);
    }

    /**
     * More time that is wanted.
     *
     * @param why what the claimant is told about it
     */
    record More(Duration time, String why) {}

    More more(JsonNode json) {
        Fields fields = new Fields(json, Set.of("days", "reason"));
        int days = fields.needed("days", 1, MOST_MORE_DAYS);
        String why = text(fields, "reason");
        fields.done();
        return new More(Duration.ofDays(days), why);
    }

    /**
     * What a review came to.
     *
     * @param decision the feedback that changes the result, in the form that the API takes; empty when it stays
     * @param text what the claimant is told
     */
    record Ended(Outcome outcome, Optional<ObjectNode> decision, String text) {}

    Ended ended(JsonNode json) {
        Fields fields = new Fields(json, Set.of("outcome", "amount", "reasonCode", "text"));
        Outcome outcome = fields.oneOf("outcome", OUTCOMES);
        ObjectNode decision = JsonNodeFactory.instance.objectNode().put("kind", "corrected");
        if (outcome == Outcome.CHANGED) {
            fields.amount("amount", "the amount that is given now").ifPresent(it -> decision.put("amount", it));
        } else {
            fields.refuse("amount", "an amount only where the result is changed");
            fields.refuse("reasonCode", "a reason only where the result is changed");
        }
        fields.optionalText("reasonCode", it -> it.matches("[A-Z][A-Z0-9_]{0,63}"), "a code such as PROGNOSIS")
                .ifPresent(it -> decision.put("reasonCode", it));
        String text = text(fields, "text");
        fields.done();
        return new Ended(outcome, Optional.of(decision).filter(it -> outcome == Outcome.CHANGED), text);
    }

    private static String text(Fields fields, String name) {
        return fields.text(name, it -> TEXT.matcher(it).matches(), TEXT_FORM);
    }

    private static boolean isId(String text) {
        return text.matches("[A-Za-z0-9_-]{1,64}");
    }
}
