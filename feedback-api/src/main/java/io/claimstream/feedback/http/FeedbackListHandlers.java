package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.FeedbackKind;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.view.Became;
import io.claimstream.feedback.view.Feedback;
import io.claimstream.feedback.view.FeedbackSearch;
import io.claimstream.feedback.view.FeedbackSearch.Place;
import io.claimstream.feedback.view.Uses;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Lists what was said of claims, with what became of it; one by one, too. */
final class FeedbackListHandlers {

    /** What learned from each is looked up by claim, so pages are smaller than others. */
    private static final int MOST = 100;

    private static final String ACTOR = "actor";
    private static final Map<String, FeedbackKind> KINDS = new TreeMap<>(Map.of(
            "accepted", FeedbackKind.ACCEPTED,
            "corrected", FeedbackKind.CORRECTED,
            "settled", FeedbackKind.SETTLED,
            "withdrawn", FeedbackKind.WITHDRAWN));
    private static final Map<String, Boolean> YES_OR_NO = new TreeMap<>(Map.of("true", true, "false", false));
    /** Parameters that the next page repeats. */
    private static final List<String> REPEATED = List.of("insurer", ACTOR, "kind", "withdrawn", "from", "to", "limit");

    private final ApiPorts ports;

    FeedbackListHandlers(ApiPorts ports) {
        this.ports = ports;
    }

    /** {@code GET /v1/feedback}. */
    void list(Context context) {
        Optional<FeedbackSearch> search = search(context);
        List<Feedback> page = search.map(ports.readModel()::feedback).orElse(List.of());
        Map<String, Became> becameOf = ports.readModel().becameOf(page);
        var notes = new NoteDesk(ports).readBy(Authentication.caller(context));
        Map<ClaimKey, Uses> uses = new HashMap<>();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var feedback = json.putArray("feedback");
        for (Feedback one : page) {
            Uses used = uses.computeIfAbsent(one.claim(), ports.readModel()::usedIn);
            Became became = Objects.requireNonNull(becameOf.get(one.feedbackId()));
            feedback.add(FeedbackJson.alone(one, used, became, notes.apply(one)));
        }
        search.filter(it -> it.limit() == page.size())
                .ifPresent(it -> json.put("next", next(context, Place.of(page.get(page.size() - 1)))));
        Answers.json(context, 200, json);
    }

    /** {@code GET /v1/feedback/{feedbackId}}. */
    void show(Context context) {
        Feedback feedback = required(context);
        FeedbackJson.tag(feedback).into(context);
        Answers.json(
                context,
                200,
                FeedbackJson.alone(
                        feedback,
                        ports.readModel().usedIn(feedback.claim()),
                        Objects.requireNonNull(
                                ports.readModel().becameOf(List.of(feedback)).get(feedback.feedbackId())),
                        new NoteDesk(ports)
                                .readBy(Authentication.caller(context))
                                .apply(feedback)));
    }

    /**
     * The feedback of the address.
     *
     * @throws ProblemException when there is none that the caller may see
     */
    Feedback required(Context context) {
        return ports.readModel()
                .feedback(context.pathParam("feedbackId"))
                .filter(it -> Authentication.caller(context).serves(it.claim().insurer()))
                .orElseThrow(() ->
                        ports.missing(ProblemCode.FEEDBACK_NOT_FOUND, "Expected the id of a feedback on the topic."));
    }

    /** What is asked for; empty when it is of an insurer that the caller does not serve. */
    private static Optional<FeedbackSearch> search(Context context) {
        Caller caller = Authentication.caller(context);
        Optional<String> asked = Query.parameter(context, "insurer");
        FeedbackSearch search = new FeedbackSearch(
                asked.or(() -> Optional.ofNullable(caller.insurer())),
                actor(context, caller),
                Query.named(context, "kind", KINDS),
                Query.named(context, "withdrawn", YES_OR_NO),
                Query.time(context, "from"),
                Query.time(context, "to"),
                Query.parameter(context, "after").map(TimeCursor::parse).map(FeedbackListHandlers::place),
                Query.limit(context, MOST));
        return asked.filter(it -> !caller.serves(it)).isPresent() ? Optional.empty() : Optional.of(search);
    }

    /** Whose: an adjuster's own, unless others are asked for. */
    private static Optional<String> actor(Context context, Caller caller) {
        String asked = Query.parameter(context, ACTOR).orElse(caller.role() == Role.ADJUSTER ? "me" : "any");
        return switch (asked) {
            case "me" -> Optional.of(caller.name());
            case "any" -> Optional.empty();
            default -> Optional.of(asked);
        };
    }

    private static Place place(TimeCursor cursor) {
        return new Place(cursor.at(), cursor.id());
    }

    private static String next(Context context, Place last) {
        StringBuilder link = new StringBuilder(
                Links.FEEDBACK + "?after=" + new TimeCursor(last.recordedAt(), last.feedbackId()).encoded());
        REPEATED.forEach(name -> Query.parameter(context, name)
                .ifPresent(value -> link.append('&').append(name).append('=').append(encoded(value))));
        return link.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
