package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.event.FeedbackKind;
import io.claimstream.event.Sealed;
import io.claimstream.feedback.approval.Approval;
import io.claimstream.feedback.desk.FeedbackRequest;
import io.claimstream.feedback.desk.Revision;
import io.claimstream.feedback.desk.RevisionDesk;
import io.claimstream.feedback.view.Feedback;
import io.claimstream.feedback.view.Score;
import io.javalin.http.Context;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes what is said instead of an earlier feedback. */
final class RevisionHandlers {

    private final ApiPorts ports;
    private final RequestBody body;
    private final FeedbackListHandlers lists;
    private final FeedbackRequestReader reader;
    private final FeedbackAudit audit;
    private final SecondPerson secondPerson;
    private final NoteDesk notes;

    RevisionHandlers(ApiPorts ports, RequestBody body, FeedbackListHandlers lists) {
        this.ports = ports;
        this.body = body;
        this.lists = lists;
        this.reader = new FeedbackRequestReader(ports.clock());
        this.audit = new FeedbackAudit(ports);
        this.secondPerson = new SecondPerson(ports);
        this.notes = new NoteDesk(ports);
    }

    /** {@code PUT /v1/feedback/{feedbackId}}: 200 once Kafka has the new one and the withdrawal of the earlier one; 202 when a second person decides. */
    void revise(Context context) {
        Precondition precondition = Precondition.required(context);
        JsonNode json = body.json(context);
        FeedbackRequest read = reader.readRevision(json);
        if (!ports.caughtUp().getAsBoolean()) {
            throw ApiPorts.catchingUp();
        }
        Feedback earlier = lists.required(context);
        if (earlier.said().kind() == FeedbackKind.WITHDRAWN) {
            throw new ProblemException(
                    ProblemCode.NOTHING_TO_WITHDRAW, "Expected a feedback that is not itself a withdrawal.");
        }
        precondition.require(context, FeedbackJson.tag(earlier), Links.feedback(earlier.feedbackId()));
        if (earlier.withdrawn()) {
            throw changed(context, earlier);
        }
        FeedbackRequest request = read.withNote(FeedbackRequestReader.note(json)
                .flatMap(it -> sealed(earlier, read, it))
                .orElse(null));
        Optional<Approval> waits = waits(context, earlier, request);
        if (waits.isPresent()) {
            ApprovalHandlers.waits(context, waits.get());
            return;
        }
        Later.answer(
                context,
                ports.executor(),
                ports.revisions()
                        .revise(earlier, request, Authentication.caller(context).name()),
                revision -> answer(context, earlier, request, revision));
    }

    /** The note sealed, as it was before when it says the same: then nothing changes with it. */
    private Optional<Sealed> sealed(Feedback earlier, FeedbackRequest read, String text) {
        Optional<Score> score = ports.revisions().scoreOf(earlier, read);
        Sealed before = earlier.said().note();
        boolean isSame = score.filter(it -> Objects.equals(it.revision(), earlier.revision()))
                .flatMap(it -> notes.read(earlier.claim(), it.revision(), before))
                .filter(it -> it.text().equals(text))
                .isPresent();
        return isSame
                ? Optional.ofNullable(before)
                : score.flatMap(it -> notes.seal(earlier.claim(), it.revision(), text));
    }

    /** What waits for a second person; until they confirm it, the earlier feedback stands. */
    private Optional<Approval> waits(Context context, Feedback earlier, FeedbackRequest request) {
        Optional<Score> score = RevisionDesk.isUnchanged(earlier, request)
                ? Optional.empty()
                : ports.revisions().scoreOf(earlier, request);
        return score.flatMap(it -> secondPerson.ask(
                Authentication.act(context),
                it,
                SecondPerson.decision(it, request).revising(earlier.feedbackId()),
                IdempotencyKey.of(context)));
    }

    private void answer(Context context, Feedback earlier, FeedbackRequest request, Revision revision) {
        String id = standing(context, earlier, revision);
        if (revision.outcome() == Revision.Outcome.REVISED) {
            audit.revised(Authentication.act(context), earlier, request, id);
        }
        revised(
                context,
                id,
                revision.outcome() == Revision.Outcome.REVISED ? earlier.feedbackId() : null,
                request.note() != null);
    }

    /**
     * The feedback that stands on the topic now.
     *
     * @throws ProblemException when nothing came of the revision
     */
    static String standing(Context context, Feedback earlier, Revision revision) {
        return switch (revision.outcome()) {
            case REVISED, UNCHANGED -> Objects.requireNonNull(revision.id());
            case CHANGED -> throw changed(context, earlier);
            case SUPERSEDED ->
                throw new ProblemException(DecisionDesk.superseded(Objects.requireNonNull(revision.id())));
            case UNKNOWN_SCORE ->
                throw new ProblemException(ProblemCode.SCORE_NOT_FOUND, "Expected a claim that is scored.");
        };
    }

    private static ProblemException changed(Context context, Feedback earlier) {
        return Precondition.failed(
                context,
                EntityTag.of(2),
                "Expected a feedback that stands: it was taken back, or is being revised.",
                Links.feedback(earlier.feedbackId()));
    }

    private static void revised(
            Context context, String feedbackId, @Nullable String withdrawnId, boolean isNoteStored) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("feedbackId", feedbackId)
                .put("link", Links.feedback(feedbackId))
                .put("noteStored", isNoteStored);
        Optional.ofNullable(withdrawnId).ifPresent(it -> json.put("withdrawnFeedbackId", it));
        context.header("Location", Links.feedback(feedbackId));
        EntityTag.of(1).into(context);
        Answers.json(context, 200, json);
    }
}
