package io.claimstream.feedback.http;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.queue.Assignment;
import io.claimstream.feedback.queue.Assignment.Holder;
import io.claimstream.feedback.queue.Moved;
import io.claimstream.feedback.queue.ReviewQueue;
import io.claimstream.feedback.view.ClaimPage;
import io.claimstream.feedback.view.ClaimSearch;
import io.claimstream.feedback.view.ClaimSummary;
import io.claimstream.feedback.view.ClaimSummary.Verdict;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Shows what waits for a person, and who works on it; lets callers take, give back and hand over. */
final class QueueHandlers {

    private final ApiPorts ports;
    private final ReviewQueue queue;
    private final RequestBody body;

    QueueHandlers(ApiPorts ports, RequestBody body) {
        this.ports = ports;
        this.queue = ports.review().queue();
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
        Optional<ClaimSearch> search = QueueQuery.read(context, ports.clock().instant());
        ClaimPage page =
                search.map(ports.readModel()::claims).orElseGet(() -> new ClaimPage(List.of(), Optional.empty()));
        int waiting = search.map(it -> ports.readModel().count(QueueQuery.counting(it)))
                .orElse(0);
        Map<ClaimKey, Assignment> assignments =
                queue.assignments(page.claims().stream().map(ClaimSummary::key).collect(Collectors.toSet()));
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("waiting", Math.min(waiting, QueueQuery.MOST_COUNTED))
                .put("waitingMore", waiting > QueueQuery.MOST_COUNTED);
        var claims = json.putArray("claims");
        page.claims()
                .forEach(claim -> claims.add(QueueJson.of(
                        claim,
                        Objects.requireNonNull(assignments.get(claim.key())),
                        ports.clock().instant())));
        page.last().ifPresent(last -> json.put("next", QueueQuery.next(context, last)));
        Answers.json(context, 200, json);
    }

    /** {@code GET /v1/queue/{insurer}/{claimId}}. */
    private void show(Context context) {
        ClaimSummary claim = waiting(context);
        show(context, claim, queue.assignment(claim.key()));
    }

    /** {@code POST /v1/queue/{insurer}/{claimId}/take}: 200. */
    private void take(Context context) {
        Predicate<Assignment> expected = expected(context);
        ClaimSummary claim = waiting(context);
        answer(context, claim, queue.take(Authentication.act(context), claim.key(), expected));
    }

    /** {@code POST /v1/queue/{insurer}/{claimId}/release}: 200. */
    private void release(Context context) {
        Predicate<Assignment> expected = expected(context);
        ClaimSummary claim = waiting(context);
        answer(context, claim, queue.release(Authentication.act(context), claim.key(), expected));
    }

    /** {@code POST /v1/queue/{insurer}/{claimId}/handover}: 200. */
    private void handOver(Context context) {
        Predicate<Assignment> expected = expected(context);
        Fields fields = new Fields(body.json(context), Set.of("to"));
        String to = fields.text("to", it -> it.matches("[A-Za-z0-9:._-]{1,200}"), "who gets it, as in /v1/me");
        fields.done();
        ClaimSummary claim = waiting(context);
        answer(context, claim, queue.handOver(Authentication.act(context), claim.key(), expected, to));
    }

    private static Predicate<Assignment> expected(Context context) {
        Precondition precondition = Precondition.required(context);
        return it -> precondition.matches(EntityTag.of(it.version()));
    }

    /** The claim of the address, as long as it waits; asked of the views themselves, since lists follow half a second behind. */
    private ClaimSummary waiting(Context context) {
        String insurer = context.pathParam("insurer");
        String claimId = context.pathParam("claimId");
        return Optional.of(insurer)
                .filter(it -> ClaimKey.isInsurer(it) && ClaimKey.isClaimId(claimId))
                .filter(Authentication.caller(context)::serves)
                .flatMap(it -> ports.readModel().summary(new ClaimKey(insurer, claimId)))
                .filter(QueueHandlers::isWaiting)
                .orElseThrow(() -> ports.missing(
                        ProblemCode.NOT_IN_QUEUE, "Expected a claim on whose current score nobody has decided."));
    }

    private static boolean isWaiting(ClaimSummary claim) {
        return claim.decision() != null && claim.decision().verdict() == Verdict.OPEN;
    }

    private void answer(Context context, ClaimSummary claim, Moved moved) {
        Optional<Holder> holder = moved.now().holder(ports.clock().instant());
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
        Answers.json(context, 200, QueueJson.of(claim, assignment, ports.clock().instant()));
    }
}
