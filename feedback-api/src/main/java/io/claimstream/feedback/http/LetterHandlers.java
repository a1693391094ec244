package io.claimstream.feedback.http;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.http.LetterDesk.Listed;
import io.claimstream.feedback.letter.LetterFilter;
import io.claimstream.feedback.letter.Letters;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Shows dead letters and rejections, and has dead letters put back. */
final class LetterHandlers {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,200}");
    private static final String TIME = "a time such as 2026-03-01T09:30:00Z";

    private final LetterDesk desk;
    private final RequestBody body;

    LetterHandlers(LetterDesk desk, RequestBody body) {
        this.desk = desk;
        this.body = body;
    }

    Map<String, Handler> handlers() {
        return Map.ofEntries(
                entry("listDeadLetters", this::list),
                entry("showDeadLetter", this::show),
                entry("readDeadLetter", this::read),
                entry("replayDeadLetter", this::replay),
                entry("replayDeadLetters", this::replayAll),
                entry("listRejections", this::rejections),
                entry("showRejection", this::rejection),
                entry("readRejection", this::readRejection));
    }

    /** {@code GET /v1/dead-letters}. */
    private void list(Context context) {
        answer(context, "letters", desk.letters(context), LetterJson::of, Links.DEAD_LETTERS);
    }

    /** {@code GET /v1/dead-letters/{letter}}. */
    private void show(Context context) {
        Answers.json(context, 200, LetterJson.of(desk.letter(context)));
    }

    /** {@code GET /v1/dead-letters/{letter}/contents}. */
    private void read(Context context) {
        Answers.json(context, 200, LetterJson.of(desk.look(Authentication.act(context), desk.letter(context))));
    }

    /** {@code POST /v1/dead-letters/{letter}/replay}: 202, and it is put back soon. */
    private void replay(Context context) {
        Letters.Asked asked = desk.replay(Authentication.act(context), desk.letter(context));
        Answers.json(context, 202, LetterJson.of(asked.letter()));
    }

    /** {@code POST /v1/dead-letters/replay}: 202 with how many. */
    private void replayAll(Context context) {
        Fields fields = new Fields(body.json(context), Set.of("code", "service", "topic", "insurer", "from", "to"));
        Predicate<String> isName = it -> NAME.matcher(it).matches();
        LetterFilter filter = new LetterFilter(
                fields.optionalText("insurer", ClaimKey::isInsurer, ClaimKey.INSURER_FORM)
                        .orElse(null),
                fields.optionalText("code", isName, "the code of a letter").orElse(null),
                fields.optionalText("service", isName, "the name of a service").orElse(null),
                fields.optionalText("topic", isName, "the name of a topic").orElse(null),
                fields.optionalTime("from", it -> true, TIME).orElse(null),
                fields.optionalTime("to", it -> true, TIME).orElse(null),
                null);
        fields.done();
        int letters = desk.replayAll(Authentication.act(context), filter);
        Answers.json(
                context,
                202,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("letters", letters)
                        .put("more", letters == Letters.MOST_AT_ONCE));
    }

    /** {@code GET /v1/rejections}. */
    private void rejections(Context context) {
        answer(context, "rejections", desk.rejections(context), LetterJson::of, Links.REJECTIONS);
    }

    /** {@code GET /v1/rejections/{rejection}}. */
    private void rejection(Context context) {
        Answers.json(context, 200, LetterJson.of(desk.rejection(context)));
    }

    /** {@code GET /v1/rejections/{rejection}/contents}. */
    private void readRejection(Context context) {
        Answers.json(context, 200, LetterJson.of(desk.look(Authentication.act(context), desk.rejection(context))));
    }

    private static <R> void answer(
            Context context, String name, Listed<R> listed, Function<R, JsonNode> toJson, String address) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode rows = json.putArray(name);
        listed.rows().forEach(it -> rows.add(toJson.apply(it)));
        if (!listed.next().isEmpty()) {
            json.put("next", address + "?" + listed.next());
        }
        Answers.json(context, 200, json);
    }
}
