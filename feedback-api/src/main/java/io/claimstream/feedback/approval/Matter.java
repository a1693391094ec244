package io.claimstream.feedback.approval;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.desk.CommandRequest;
import io.claimstream.feedback.desk.FeedbackRequest;
import java.math.BigDecimal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a second person confirms or not. */
public sealed interface Matter {

    /** What kinds there are. The names stand in the database. */
    enum Subject {
        COMMAND,
        DECISION
    }

    /**
     * A command about a model.
     *
     * @param request the command
     */
    record Command(CommandRequest request) implements Matter {

        @Override
        public @Nullable String insurer() {
            return request.slot().getInsurer().orElse(null);
        }
    }

    /**
     * A decision on a claim.
     *
     * @param claim the claim
     * @param scoreId the score that it is about
     * @param lineOfBusiness of the claim
     * @param currency of the amount
     * @param amount what the decision comes to: the estimate agreed with, or the amount given
     * @param request the feedback
     * @param revises the earlier feedback that it is said instead of; null when there is none
     */
    record Decision(
            ClaimKey claim,
            String scoreId,
            String lineOfBusiness,
            String currency,
            BigDecimal amount,
            FeedbackRequest request,
            @Nullable String revises)
            implements Matter {

        /** The same, said instead of an earlier feedback. */
        public Decision revising(String feedbackId) {
            return new Decision(claim, scoreId, lineOfBusiness, currency, amount, request, feedbackId);
        }

        @Override
        public String insurer() {
            return claim.insurer();
        }
    }

    /** The insurer that it concerns; null for all of them together. */
    @Nullable
    String insurer();

    /** Whether it asks for the same. A note sealed again never looks alike, so notes are left out. */
    default boolean asksTheSameAs(Matter other) {
        return withoutNote().equals(other.withoutNote());
    }

    private Matter withoutNote() {
        return fold(
                command -> command,
                decision -> new Decision(
                        decision.claim(),
                        decision.scoreId(),
                        decision.lineOfBusiness(),
                        decision.currency(),
                        decision.amount(),
                        decision.request().withNote(null),
                        decision.revises()));
    }

    default Subject subject() {
        return fold(command -> Subject.COMMAND, decision -> Subject.DECISION);
    }

    default <R> R fold(Function<Command, R> command, Function<Decision, R> decision) {
        return this instanceof Command it ? command.apply(it) : decision.apply((Decision) this);
    }
}
