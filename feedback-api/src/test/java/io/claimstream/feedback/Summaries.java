package io.claimstream.feedback;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.event.FeedbackKind;
import io.claimstream.feedback.view.Claim;
import io.claimstream.feedback.view.ClaimSummary;
import io.claimstream.feedback.view.ClaimSummary.Decision;
import io.claimstream.feedback.view.ClaimSummary.Scored;
import io.claimstream.feedback.view.ClaimSummary.Verdict;
import io.claimstream.feedback.view.Feedback;
import io.claimstream.feedback.view.Score;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Claims summed up for the read model in memory. */
public final class Summaries {

    private Summaries() {}

    /** A claim of which one score is known, and what was said of it. */
    public static ClaimSummary of(Score score, List<Feedback> feedback) {
        JsonNode document = score.document();
        return new ClaimSummary(
                score.claim(),
                score.revision(),
                Claim.Status.SCORED,
                Facts.NOW,
                new ClaimSummary.Facts(
                        document.path("lineOfBusiness").asText(),
                        document.path("currency").asText(),
                        Facts.NOW,
                        null),
                new Scored(
                        score.scoreId(),
                        score.currency(),
                        document.path("estimate").decimalValue(),
                        document.at("/interval/lower").decimalValue(),
                        document.at("/interval/upper").decimalValue(),
                        document.path("modelVersion").asText(),
                        Instant.parse(document.path("scoredAt").asText())),
                decision(feedback));
    }

    private static Decision decision(List<Feedback> feedback) {
        return feedback.stream()
                .filter(it -> !it.withdrawn() && it.said().kind() != FeedbackKind.WITHDRAWN)
                .max(Comparator.comparing(it -> it.said().eventTime()))
                .map(it -> new Decision(
                        Verdict.valueOf(it.said().kind().name()),
                        it.said().amount(),
                        it.said().eventTime(),
                        it.actor()))
                .orElseGet(() -> new Decision(Verdict.OPEN, null, null, null));
    }
}
