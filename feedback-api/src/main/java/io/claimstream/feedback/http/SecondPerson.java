package io.claimstream.feedback.http;

import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.approval.Approval;
import io.claimstream.feedback.approval.Matter;
import io.claimstream.feedback.desk.FeedbackRequest;
import io.claimstream.feedback.view.Score;
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
                        null,
                        request.note()),
                null);
    }

    /**
     * Asks somebody else, when a decision is more than whoever makes it may make alone.
     *
     * @param score what is decided on
     * @param idempotencyKey the caller's name for this request, if there is one
     * @return what waits; empty when nobody has to be asked
     * @throws ProblemException when a newer revision is scored: nobody is to be asked about what does not count
     */
    Optional<Approval> ask(Act act, Score score, Matter.Decision decision, Optional<String> idempotencyKey) {
        if (isWithinAuthority(act, decision)) {
            return Optional.empty();
        }
        ports.readModel()
                .currentScore(score.claim())
                .filter(it -> it.revision() > score.revision())
                .ifPresent(newer -> {
                    throw new ProblemException(DecisionDesk.superseded(newer.scoreId()));
                });
        return Optional.of(
                ports.access().approvals().ask(act, decision, idempotencyKey).orElseThrow(DecisionDesk::keyReused));
    }

    /** Whether nobody has to be asked. */
    boolean isWithinAuthority(Act act, Matter.Decision decision) {
        return ports.review()
                .authority()
                .allows(act.caller().role(), decision.insurer(), decision.currency(), decision.amount());
    }
}
