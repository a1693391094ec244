package io.claimstream.feedback.http;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.http.QueueDesk.Queued;
import io.claimstream.feedback.queue.Assignment;
import io.claimstream.feedback.queue.Assignment.Holder;
import io.claimstream.feedback.queue.Moved;
import io.claimstream.feedback.view.ClaimSummary;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Shows what waits for a person, and who works on it; lets callers take, give back and hand over. */
final class QueueHandlers {

    private final QueueDesk desk;
    private final ContestDesk contests;
    private final RequestBody body;

    QueueHandlers(QueueDesk desk, ContestDesk contests, RequestBody body) {
        this.desk = desk;
        this.contests = contests;
        this.body = body;
    }

    Map<String, Handler> handlers() {
        return Map.ofEntries(
                entry("listQueue", this::list),
                entry("showQueued", this::show),
                entry("takeClaim", this::take),
                entry("releaseClaim", this::release),
                entry("handClaimOver", this::handOver));
    }

    /** {@code GET /v1/queue}. */
    private void list(Context context) {
        QueueDesk.Listed listed = desk.list(QueueQuery.read(context, desk.now()));
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("waiting", listed.waiting()).put("waitingMore", listed.isMore());
        var contested = json.putArray("contested");
        QueueQuery.contested(context).map(contests::list).orElse(List.of()).forEach(it -> {
            ObjectNode contest = contested.addObject();
            contest.put("reviewReason", QueueQuery.CONTESTED);
            contest.setAll(ContestJson.head(it, desk.now()));
        });
        var claims = json.putArray("claims");
        listed.claims().forEach(it -> claims.add(QueueJson.of(it.claim(), it.assignment(), desk.now())));
        listed.last().ifPresent(last -> json.put("next", Links.QUEUE + "?" + QueueQuery.next(context, last)));
        Answers.json(context, 200, json);
    }

    /** {@code GET /v1/queue/{insurer}/{claimId}}. */
    private void show(Context context) {
        Queued queued = waiting(context);
        show(context, queued.claim(), queued.assignment());
    }

    /** {@code POST /v1/queue/{insurer}/{claimId}/take}: 200. */
    private void take(Context context) {
        Predicate<Assignment> expected = expected(context);
        Queued queued = waiting(context);
        answer(context, queued.claim(), desk.take(Authentication.act(context), queued, expected));
    }

    /** {@code POST /v1/queue/{insurer}/{claimId}/release}: 200. */
    private void release(Context context) {
        Predicate<Assignment> expected = expected(context);
        Queued queued = waiting(context);
        answer(context, queued.claim(), desk.release(Authentication.act(context), queued, expected));
    }

    /** {@code POST /v1/queue/{insurer}/{claimId}/handover}: 200. */
    private void handOver(Context context) {
        Predicate<Assignment> expected = expected(context);
        Fields fields = new Fields(body.json(context), Set.of("to"));
        String to = fields.text("to", it -> it.matches("[A-Za-z0-9:._-]{1,200}"), "who gets it, as in /v1/me");
        fields.done();
        Queued queued = waiting(context);
        answer(context, queued.claim(), desk.handOver(Authentication.act(context), queued, expected, to));
    }

    private static Predicate<Assignment> expected(Context context) {
        Precondition precondition = Precondition.required(context);
        return it -> precondition.matches(EntityTag.of(it.version()));
    }

    private Queued waiting(Context context) {
        return desk.waiting(Authentication.caller(context), context.pathParam("insurer"), context.pathParam("claimId"));
    }

    private void answer(Context context, ClaimSummary claim, Moved moved) {
        Optional<Holder> holder = moved.now().holder(desk.now());
        EntityTag tag = EntityTag.of(moved.now().version());
        String link = Links.queued(claim.key());
        switch (moved.outcome()) {
            case DONE -> show(context, claim, moved.now());
            case CHANGED ->
                throw Precondition.failed(
                        context, tag, "Expected the claim as it is now: " + who(holder) + " has it.", link);
            case ANOTHERS ->
                throw new ProblemException(Problem.of(
                                ProblemCode.CLAIM_TAKEN,
                                "Expected a claim of your own: " + who(holder)
                                        + " has it, and may hand it over; an administrator may take it.")
                        .withLink(link));
            case FREE ->
                throw new ProblemException(
                        ProblemCode.CLAIM_NOT_TAKEN, "Expected a claim that you have; nobody has this one.");
            case NO_SUCH_WORKER ->
                throw new ProblemException(Problem.of(
                        ProblemCode.NO_SUCH_WORKER,
                        List.of(new Problem.Field(
                                "/to",
                                "UNKNOWN_ACTOR",
                                "an active key or account of an adjuster or administrator who serves the insurer, or"
                                        + " someone who has worked this queue"))));
        }
    }

    private static String who(Optional<Holder> holder) {
        return holder.map(Holder::actor).orElse("nobody");
    }

    private void show(Context context, ClaimSummary claim, Assignment assignment) {
        EntityTag.of(assignment.version()).into(context);
        Answers.json(context, 200, QueueJson.of(claim, assignment, desk.now()));
    }
}
