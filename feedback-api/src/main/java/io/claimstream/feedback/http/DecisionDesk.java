package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.event.FeedbackKind;
import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.approval.Approval;
import io.claimstream.feedback.desk.FeedbackAnswer;
import io.claimstream.feedback.desk.FeedbackRequest;
import io.claimstream.feedback.view.Score;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Takes what people decide on scores: one set of rules, limits and traces, whether it comes as JSON or from a page. Thread-safe.
 */
public final class DecisionDesk {

    private final ApiPorts ports;
    private final FeedbackRequestReader reader;
    private final FeedbackAudit audit;
    private final SecondPerson secondPerson;
    private final NoteDesk notes;

    DecisionDesk(ApiPorts ports) {
        this.ports = ports;
        this.reader = new FeedbackRequestReader(ports.clock());
        this.audit = new FeedbackAudit(ports);
        this.secondPerson = new SecondPerson(ports);
        this.notes = new NoteDesk(ports);
    }

    /** What became of a decision that was not refused. */
    public sealed interface Decided {

        /**
         * It stands on the topic.
         *
         * @param isNew whether it was written just now; otherwise it stood there before
         * @param isNoteStored whether the note that came with it stands there, sealed
         */
        record Given(String feedbackId, boolean isNew, boolean isNoteStored) implements Decided {}

        /** It is more than the caller may decide alone, and waits for a second person. */
        record Waits(Approval approval) implements Decided {}

        /** One function for either. */
        default <R> R fold(Function<Given, R> given, Function<Waits, R> waits) {
            return this instanceof Given it ? given.apply(it) : waits.apply((Waits) this);
        }
    }

    /**
     * Takes a feedback on a score by the caller.
     *
     * @param json the feedback, in the form that the API takes
     * @param idempotencyKey the caller's name for this request, if there is one
     * @return completes once Kafka has it on all in-sync replicas, or it waits; with a {@link ProblemException} when it does not count
     * @throws ProblemException when it has another form, is not for the caller to give, or cannot be told yet
     */
    public CompletableFuture<Decided> give(
            Context context, String scoreId, JsonNode json, Optional<String> idempotencyKey) {
        FeedbackRequest read = reader.read(json);
        Optional<String> note = FeedbackRequestReader.note(json);
        if (!ports.caughtUp().getAsBoolean()) {
            // What was acknowledged before a restart is not known yet: it could be recorded twice.
            throw ApiPorts.catchingUp();
        }
        Score score = ports.readModel()
                .score(scoreId)
                .filter(it -> Authentication.caller(context).serves(it.claim().insurer()))
                .orElseThrow(DecisionDesk::noSuchScore);
        FeedbackRequest request = read.withNote(note.flatMap(it -> notes.seal(score.claim(), score.revision(), it))
                .orElse(null));
        Act act = Authentication.act(context);
        Optional<Approval> waits = request.kind() == FeedbackKind.WITHDRAWN
                ? Optional.empty()
                : secondPerson.ask(act, score, SecondPerson.decision(score, request), idempotencyKey);
        if (waits.isPresent()) {
            return CompletableFuture.completedFuture(new Decided.Waits(waits.get()));
        }
        return ports.desk()
                .give(score.scoreId(), request, idempotencyKey, act.caller().name())
                .thenApplyAsync(
                        answer -> given(act, score, request, answer, isStored(score, request, note, answer)),
                        ports.executor());
    }

    /** What was given before may have come with another note, or without one. */
    private boolean isStored(Score score, FeedbackRequest request, Optional<String> note, FeedbackAnswer answer) {
        if (answer instanceof FeedbackAnswer.Repeated repeated) {
            return note.isPresent()
                    && notes.read(score.claim(), score.revision(), repeated.note())
                            .map(Note::text)
                            .equals(note);
        }
        return request.note() != null;
    }

    private Decided given(Act act, Score score, FeedbackRequest request, FeedbackAnswer answer, boolean isNoteStored) {
        boolean isNew = answer instanceof FeedbackAnswer.Recorded;
        String feedbackId = feedbackId(answer);
        if (isNew) {
            audit.given(act, feedbackId, score.claim(), score.scoreId(), request);
        }
        return new Decided.Given(feedbackId, isNew, isNoteStored);
    }

    /** Whether the caller may decide on the estimate of a score alone: what a page says beforehand. */
    public boolean mayAccept(Context context, Score score) {
        FeedbackRequest accepted = new FeedbackRequest(FeedbackKind.ACCEPTED, null, null, null, null);
        return secondPerson.isWithinAuthority(Authentication.act(context), SecondPerson.decision(score, accepted));
    }

    /**
     * The feedback that stands on the topic.
     *
     * @throws ProblemException when none does
     */
    static String feedbackId(FeedbackAnswer answer) {
        return answer.<Supplier<String>>fold(new FeedbackAnswer.Cases<>(
                        recorded -> recorded::feedbackId,
                        repeated -> repeated::feedbackId,
                        unknown -> () -> {
                            throw noSuchScore();
                        },
                        superseded -> () -> {
                            throw new ProblemException(superseded(superseded.currentScoreId()));
                        },
                        reused -> () -> {
                            throw keyReused();
                        },
                        nothing -> () -> {
                            throw new ProblemException(
                                    ProblemCode.NOTHING_TO_WITHDRAW,
                                    "Expected a feedback on the same claim that is not itself a withdrawal.");
                        }))
                .get();
    }

    static Problem superseded(String currentScoreId) {
        return Problem.of(ProblemCode.SCORE_SUPERSEDED, "Expected feedback on the score of the newest revision.")
                .withLink(Links.score(currentScoreId));
    }

    private static ProblemException noSuchScore() {
        return new ProblemException(ProblemCode.SCORE_NOT_FOUND, "Expected the id of a live score.");
    }

    static ProblemException keyReused() {
        return new ProblemException(ProblemCode.IDEMPOTENCY_KEY_REUSED, "Expected a new key for a new feedback.");
    }
}
