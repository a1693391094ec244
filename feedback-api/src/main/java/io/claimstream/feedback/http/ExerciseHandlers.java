package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.exercise.Exercise;
import io.claimstream.feedback.figures.AgreementSums;
import io.claimstream.feedback.figures.Days;
import io.claimstream.feedback.figures.SettledSums;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/** Asks people for exercises, shows them and takes answers. */
final class ExerciseHandlers {

    private final ExerciseDesk desk;
    private final AgreementDesk agreement;
    private final RequestBody body;
    private final Executor executor;

    ExerciseHandlers(ApiPorts ports, ExerciseDesk desk, RequestBody body) {
        this.desk = desk;
        this.agreement = new AgreementDesk(ports);
        this.body = body;
        this.executor = ports.executor();
    }

    /** By operation. */
    Map<String, Handler> handlers() {
        return Map.of(
                "planExercise", this::plan,
                "listExercises", this::list,
                "showExercise", this::show,
                "showExerciseClaim", this::next,
                "answerExercise", this::answer,
                "endExercise", this::end,
                "showExerciseAgreement", this::agreement);
    }

    /** {@code POST /v1/exercises}: 201. */
    private void plan(Context context) {
        Exercise exercise = desk.plan(context, body.json(context));
        context.header("Location", Links.exercise(exercise.exerciseId()));
        Answers.json(context, 201, ExerciseJson.of(exercise));
    }

    /** {@code GET /v1/exercises?after=&limit=}. */
    private void list(Context context) {
        int limit = Query.limit(context);
        List<Exercise> page = desk.list(context, limit);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var array = json.putArray("exercises");
        page.forEach(it -> array.add(ExerciseJson.head(it)));
        if (page.size() == limit) {
            json.put(
                    "next",
                    Links.EXERCISES + "?limit=" + limit + "&after="
                            + page.get(limit - 1).exerciseId());
        }
        Answers.json(context, 200, json);
    }

    /** {@code GET /v1/exercises/{exerciseId}}. */
    private void show(Context context) {
        Answers.json(context, 200, ExerciseJson.of(desk.find(context)));
    }

    /** {@code GET /v1/exercises/{exerciseId}/claim}. */
    private void next(Context context) {
        Later.answer(context, executor, desk.next(context), it -> Answers.json(context, 200, ExerciseJson.of(it)));
    }

    /** {@code POST /v1/exercises/{exerciseId}/answers}. */
    private void answer(Context context) {
        Answers.json(context, 200, ExerciseJson.of(desk.answer(context, body.json(context))));
    }

    /** {@code POST /v1/exercises/{exerciseId}/end}. */
    private void end(Context context) {
        Answers.json(context, 200, ExerciseJson.of(desk.end(context)));
    }

    /** {@code GET /v1/agreement/exercises?from=&to=&insurer=}. */
    private void agreement(Context context) {
        Days days = agreement.days(context);
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("from", days.from().toString())
                .put("to", days.to().toString())
                .put("least", SettledSums.LEAST)
                .put("quickSeconds", AgreementSums.QUICK_SECONDS);
        json.setAll(ExerciseJson.of(desk.agreement(context)));
        Answers.json(context, 200, json);
    }
}
