package io.claimstream.feedback.page.audit;

import io.claimstream.event.FeedbackKind;
import io.claimstream.feedback.approval.Approval;
import io.claimstream.feedback.approval.Matter;
import io.claimstream.feedback.claimant.ReviewAnswer;
import io.claimstream.feedback.contest.Contest;
import io.claimstream.feedback.contest.Contest.Answer;
import io.claimstream.feedback.http.ApiPorts;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.view.DecidedScore;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What people decided on a score that no feedback says: how a contest ended, and what a second person declined.
 *
 * @param kind as the ledger of decisions calls it
 * @param words what it is
 * @param amount what was declined; null of a contest
 * @param askedBy who asked for what was declined; null of a contest
 */
record BesideFeedback(
        String kind, String words, @Nullable BigDecimal amount, @Nullable String askedBy, String actor, Instant at) {

    /** Of each score of a page: how contests ended, then what was declined, each in the order in which it came. */
    static Map<String, List<BesideFeedback>> of(ApiPorts ports, List<DecidedScore> page) {
        List<String> scores = page.stream().map(it -> it.score().scoreId()).toList();
        Map<String, List<BesideFeedback>> found = new HashMap<>();
        ports.review()
                .contests()
                .ended(scores)
                .forEach((score, contests) -> contests.forEach(it -> add(found, score, ended(it))));
        ports.access()
                .approvals()
                .lists()
                .declined(scores)
                .forEach((score, approvals) -> approvals.forEach(it -> add(found, score, declined(it))));
        return found;
    }

    private static void add(Map<String, List<BesideFeedback>> found, String score, BesideFeedback one) {
        found.computeIfAbsent(score, it -> new ArrayList<>()).add(one);
    }

    private static BesideFeedback ended(Contest contest) {
        Answer answer = Objects.requireNonNull(contest.answer(), contest.contestId());
        return new BesideFeedback(
                "CONTEST_" + answer.outcome().name(), words(answer.outcome()), null, null, answer.by(), answer.at());
    }

    private static String words(ReviewAnswer.Outcome outcome) {
        return switch (outcome) {
            case UPHELD -> "Contested: the result stands";
            case CHANGED -> "Contested: the result was changed";
            case WITHDRAWN -> "Contested: taken back by the claimant";
            case ERASED -> "Contested: ended with the erasure of the claimant";
        };
    }

    private static BesideFeedback declined(Approval approval) {
        Approval.Decision decision = Objects.requireNonNull(approval.decision(), approval.approvalId());
        return new BesideFeedback(
                "APPROVAL_DECLINED",
                "Declined by a second person: " + approval.matter().fold(command -> "", BesideFeedback::words),
                approval.matter()
                        .fold(command -> Optional.<BigDecimal>empty(), asked -> Optional.of(asked.amount()))
                        .orElse(null),
                approval.askedBy(),
                decision.by(),
                decision.at());
    }

    private static String words(Matter.Decision asked) {
        FeedbackKind kind = asked.request().kind();
        return switch (kind) {
            case ACCEPTED -> "to agree with";
            case CORRECTED -> "to correct to";
            case SETTLED -> "to note as paid";
            case WITHDRAWN, UNKNOWN -> throw new IllegalStateException("Expected what comes to an amount, not " + kind);
        };
    }

    /**
     * What it is, with the amount and who asked.
     *
     * @param called what an actor is called
     */
    String what(String currency, Reader reader, UnaryOperator<String> called) {
        return words
                + (amount == null ? "" : " " + reader.money(amount, currency))
                + (askedBy == null ? "" : ", which " + called.apply(askedBy) + " asked for");
    }
}
