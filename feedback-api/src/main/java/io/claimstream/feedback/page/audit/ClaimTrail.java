package io.claimstream.feedback.page.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.feedback.approval.Approval;
import io.claimstream.feedback.page.Addresses;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.page.Words;
import io.claimstream.feedback.view.Claim;
import io.claimstream.feedback.view.Claim.Revision;
import io.claimstream.feedback.view.Feedback;
import io.claimstream.feedback.view.Rescore;
import io.claimstream.feedback.view.Score;
import io.claimstream.feedback.view.Uses;
import io.claimstream.model.Scorer;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What the log and the approvals know of a claim, as lines of its trail.
 *
 * @param claim the claim
 * @param uses which models learned from it
 * @param reader who reads
 * @param names what those who act are called
 */
record ClaimTrail(Claim claim, Uses uses, Reader reader, UnaryOperator<String> names) {

    /** What happened to its revisions: how each came in, what became of it, and its score. */
    List<TrailLine> revisions() {
        List<TrailLine> lines = new ArrayList<>();
        for (Revision revision : claim.revisions()) {
            String name = "Revision " + reader.count(revision.number());
            lines.add(TrailLine.of(
                    revision.submittedAt(),
                    "The submitting system",
                    name + " came in",
                    revision.accepted() ? "It broke no rule, and was accepted." : ""));
            revision.rejections()
                    .forEach(it -> lines.add(TrailLine.of(
                            it.at(), "claim-ingest", name + " was rejected", violations(it.violations()))));
            revision.deadLetters()
                    .forEach(it -> lines.add(TrailLine.of(
                            it.letter().at(),
                            it.service(),
                            "A record of " + name.toLowerCase(reader.locale()) + " became a dead letter",
                            Words.of(it.code()) + ", from " + it.source().topic() + ".")));
            Optional.ofNullable(revision.score()).ifPresent(it -> lines.add(scored(it, name + " was scored")));
        }
        return lines;
    }

    private static String violations(JsonNode violations) {
        return StreamSupport.stream(violations.spliterator(), false)
                .map(it -> Words.ofField(it.path("field").asText()) + ": "
                        + it.path("message").asText(it.path("code").asText()))
                .collect(Collectors.joining(" "));
    }

    private TrailLine scored(Score score, String what) {
        JsonNode event = score.document();
        String version = event.path("modelVersion").asText();
        String estimate = reader.money(
                event.path("estimate").decimalValue(), event.path("currency").asText());
        String review = StreamSupport.stream(event.path("reviewReasons").spliterator(), false)
                .map(it -> Words.of(it.asText()))
                .collect(Collectors.joining(", "));
        TrailLine line = TrailLine.of(
                Instant.parse(event.path("scoredAt").asText()),
                "scoring-processor",
                what + ": " + estimate,
                "By " + version + (review.isEmpty() ? "." : ". To be looked at: " + review + "."));
        return version.equals(Scorer.BASELINE)
                ? line
                : line.linked(Addresses.modelTrail(version), "trail of " + version);
    }

    /** What a person, a system or a policy said of it. */
    TrailLine said(Feedback one) {
        return TrailLine.of(one.recordedAt(), names.apply(one.actor()), what(one), detail(one))
                .linked(Addresses.claim(claim.key().insurer(), claim.key().claimId()), "the claim");
    }

    private String what(Feedback one) {
        BigDecimal amount = one.said().amount();
        String money = amount == null
                ? ""
                : " "
                        + claim.scoreOf(one)
                                .map(it -> reader.money(amount, it.currency()))
                                .orElse(amount.toPlainString());
        return switch (one.said().kind()) {
            case ACCEPTED -> "Agreed with the estimate";
            case CORRECTED -> "Corrected the estimate to" + money;
            case SETTLED -> "Said what was paid:" + money;
            case WITHDRAWN -> "Took back what was said before";
            default -> "Said something else";
        };
    }

    private String detail(Feedback one) {
        List<String> parts = new ArrayList<>();
        Integer revision = one.revision();
        if (revision != null) {
            parts.add("Of revision " + revision + ".");
        }
        Optional.ofNullable(one.said().reasonCode()).ifPresent(it -> parts.add("Because: " + Words.of(it) + "."));
        if (one.withdrawn()) {
            parts.add("It was taken back later.");
        }
        List<String> versions = uses.of(one.feedbackId());
        if (!versions.isEmpty()) {
            parts.add("Learned from by " + String.join(", ", versions) + ".");
        }
        return String.join(" ", parts);
    }

    /** Scores that were asked for once more, and what came of that. */
    List<TrailLine> doneAgain(List<Rescore> rescores) {
        List<TrailLine> lines = new ArrayList<>();
        for (Rescore rescore : rescores) {
            String of = "the score of revision " + reader.count(rescore.revision());
            lines.add(TrailLine.of(
                    rescore.asked().at(),
                    names.apply(rescore.asked().actor()),
                    "Asked for " + of + " to be done again",
                    rescore.asked().reason()));
            Score score = rescore.score();
            if (score != null) {
                lines.add(scored(score, "It was done again, and counts nowhere"));
            }
            Rescore.Refused refused = rescore.refused();
            if (refused != null) {
                lines.add(TrailLine.of(refused.at(), "scoring-processor", "It was not done again", refused.detail()));
            }
        }
        return lines;
    }

    /** What waited for a second person. */
    List<TrailLine> approvals(List<Approval> approvals) {
        return ApprovalLines.of(approvals, names);
    }
}
