package io.claimstream.feedback.desk;

import io.claimstream.event.Sealed;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What became of a feedback. */
public sealed interface FeedbackAnswer {

    /** Acknowledged by Kafka just now. */
    record Recorded(String feedbackId) implements FeedbackAnswer {}

    /**
     * Acknowledged before; nothing was written again.
     *
     * @param note the note that it was given with; null for none
     */
    record Repeated(String feedbackId, @Nullable Sealed note) implements FeedbackAnswer {

        public Repeated(String feedbackId) {
            this(feedbackId, null);
        }
    }

    /** Nobody has seen this score. */
    record UnknownScore() implements FeedbackAnswer {}

    /** A newer revision is scored. */
    record Superseded(String currentScoreId) implements FeedbackAnswer {}

    /** The idempotency key came before with other content. */
    record KeyReused(String feedbackId) implements FeedbackAnswer {}

    /** The feedback to take back is not known for this claim, or takes one back itself. */
    record NothingToWithdraw(String withdrawnFeedbackId) implements FeedbackAnswer {}

    /** One function for each answer. */
    record Cases<R>(
            Function<Recorded, R> recorded,
            Function<Repeated, R> repeated,
            Function<UnknownScore, R> unknownScore,
            Function<Superseded, R> superseded,
            Function<KeyReused, R> keyReused,
            Function<NothingToWithdraw, R> nothingToWithdraw) {}

    default <R> R fold(Cases<R> cases) {
        if (this instanceof Recorded answer) {
            return cases.recorded().apply(answer);
        }
        if (this instanceof Repeated answer) {
            return cases.repeated().apply(answer);
        }
        if (this instanceof UnknownScore answer) {
            return cases.unknownScore().apply(answer);
        }
        if (this instanceof Superseded answer) {
            return cases.superseded().apply(answer);
        }
        if (this instanceof KeyReused answer) {
            return cases.keyReused().apply(answer);
        }
        return cases.nothingToWithdraw().apply((NothingToWithdraw) this);
    }
}
