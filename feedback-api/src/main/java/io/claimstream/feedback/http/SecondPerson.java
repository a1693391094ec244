package io.claimstream.feedback.http;

import io.claimstream.feedback.approval.Approval;
import io.claimstream.feedback.approval.Matter;
import io.claimstream.feedback.desk.FeedbackRequest;
import io.claimstream.feedback.view.Score;
import io.javalin.http.Context;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Has decisions above someone's authority wait for somebody else. Thread-safe. */
final class SecondPerson {

    private final ApiPorts ports;

    SecondPerson(ApiPorts ports) {
        this.ports = ports;
    }

    /** What a feedback on a score comes to: the amount that is given, or the estimate that is agreed with. */
    static Matter.Decision decision(Score score, FeedbackRequest request) {
        BigDecimal amount = Optional.ofNullable(request.amount())
                .orElseGet(() -> score.document().path("estimate").decimalValue());
        return new Matter.Decision(
                score.claim(),
                score.scoreId(),
                score.document().path("lineOfBusiness").asText(),
                score.document().path("currency").asText(),
                amount.setScale(2, RoundingMode.UNNECESSARY),
                new FeedbackRequest(
                        request.kind(),
                        request.amount(),
                        request.reasonCode(),
                        Optional.ofNullable(request.eventTime())
                                .map(it -> it.truncatedTo(ChronoUnit.MICROS))
                                .orElse(null),
                        null),
                null);
    }

    /**
     * Whether somebody else is asked, since the decision is more than the caller may make alone; it is answered then.
     *
     * @param score what is decided on
     * @throws ProblemException when a newer revision is scored: nobody is to be asked about what does not count
     */
    boolean isAsked(Context context, Score score, Matter.Decision decision) {
        if (isWithinAuthority(context, decision)) {
            return false;
        }
        ports.readModel()
                .currentScore(score.claim())
                .filter(it -> it.revision() > score.revision())
                .ifPresent(newer -> {
                    throw new ProblemException(FeedbackHandlers.superseded(newer.scoreId()));
                });
        Approval approval = ports.access()
                .approvals()
                .ask(Authentication.act(context), decision, IdempotencyKey.of(context))
                .orElseThrow(FeedbackHandlers::keyReused);
        ApprovalHandlers.waits(context, approval);
        return true;
    }

    private boolean isWithinAuthority(Context context, Matter.Decision decision) {
        return ports.review()
                .authority()
                .allows(
                        Authentication.caller(context).role(),
                        decision.insurer(),
                        decision.currency(),
                        decision.amount());
    }
}
