package io.claimstream.simulator;

import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.FeedbackKind;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Something that reaches Claimstream. */
public sealed interface SimulatedEvent {

    /** When it reaches Claimstream, in simulated time. */
    Instant at();

    /** Calls the function for the kind of event this is. */
    <R> R fold(Function<Submission, R> onSubmission, Function<Rubbish, R> onRubbish, Function<Opinion, R> onOpinion);

    /** A revision is submitted; valid unless {@code kind} says otherwise. */
    record Submission(Instant at, Kind kind, ClaimSubmitted claim) implements SimulatedEvent {

        /** What a submission is, and so what becomes of it when everything works. */
        public enum Kind {
            /** A valid revision for the first time: accepted and scored. */
            REVISION,
            /** The same content again: dropped as a duplicate. */
            REDELIVERY,
            /** A valid revision that arrives after a later one: rejected as stale. */
            STALE,
            /** A known revision with other content: rejected as a conflict. */
            CONFLICT,
            /** A revision that breaks rules: rejected. */
            RULE_BREAKING
        }

        @Override
        public <R> R fold(
                Function<Submission, R> onSubmission, Function<Rubbish, R> onRubbish, Function<Opinion, R> onOpinion) {
            return onSubmission.apply(this);
        }
    }

    /** Bytes that are no event: a dead letter. Read a duplicate of the buffer, not the buffer itself. */
    record Rubbish(Instant at, ByteBuffer bytes) implements SimulatedEvent {

        /** The bytes, copied. */
        public byte[] toArray() {
            byte[] copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            return copy;
        }

        @Override
        public <R> R fold(
                Function<Submission, R> onSubmission, Function<Rubbish, R> onRubbish, Function<Opinion, R> onOpinion) {
            return onRubbish.apply(this);
        }
    }

    /**
     * An adjuster answers, the claim settles, or one of these is taken back.
     *
     * @param revision the last revision of the claim
     * @param amount what the adjuster says or what was paid, in whole pence; empty for plain agreement and for a withdrawal
     * @param takesBack for a withdrawal the earlier opinion, else empty
     */
    record Opinion(
            Instant at,
            String insurer,
            String claimId,
            int revision,
            FeedbackKind kind,
            Optional<BigDecimal> amount,
            Optional<Opinion> takesBack)
            implements SimulatedEvent {

        /** This opinion is taken back. */
        Opinion withdrawnAt(Instant time) {
            return new Opinion(
                    time, insurer, claimId, revision, FeedbackKind.WITHDRAWN, Optional.empty(), Optional.of(this));
        }

        @Override
        public <R> R fold(
                Function<Submission, R> onSubmission, Function<Rubbish, R> onRubbish, Function<Opinion, R> onOpinion) {
            return onOpinion.apply(this);
        }
    }
}
