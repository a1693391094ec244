package io.claimstream.feedback.page.exercise;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.exercise.Exercise;
import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.http.ExerciseDesk;
import io.claimstream.feedback.http.FormBody;
import io.claimstream.feedback.http.Later;
import io.claimstream.feedback.http.PagePorts;
import io.claimstream.feedback.http.PageRoute;
import io.claimstream.feedback.http.Problem;
import io.claimstream.feedback.http.ProblemException;
import io.claimstream.feedback.page.Addresses;
import io.claimstream.feedback.page.Amounts;
import io.claimstream.feedback.page.FormErrors;
import io.claimstream.feedback.page.Names;
import io.claimstream.feedback.page.Navigation;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.page.Readers;
import io.claimstream.feedback.page.Screen;
import io.claimstream.feedback.page.claim.Evidence;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Exercises: the list, the claim that is to be judged, and once one is over, what was planted. The estimate looks as on the page of a claim; its reasons are not shown, since they would add up to the true one.
 */
public final class ExercisePages {

    private static final String PATH = "/exercises";
    private static final String ONE = PATH + "/{exerciseId}";
    private static final int PAGE = 50;
    private static final List<String> NUMBERS = List.of("claims", "planted", "number");

    private final ExerciseDesk desk;
    private final Executor executor;
    private final FormBody forms;
    private final Screen screen;
    private final Navigation navigation;
    private final Names names;

    public ExercisePages(PagePorts ports, Screen screen, Navigation navigation, Names names) {
        this.desk = ports.exercises();
        this.executor = ports.api().executor();
        this.forms = ports.forms();
        this.screen = screen;
        this.navigation = navigation;
        this.names = names;
    }

    public List<PageRoute> routes() {
        return List.of(
                PageRoute.get(PATH, this::list, "listExercises").labelled("Exercises"),
                PageRoute.post(PATH, this::plan, "planExercise"),
                PageRoute.get(ONE, this::one, "showExercise"),
                PageRoute.post(ONE + "/answer", this::answer, "answerExercise"),
                PageRoute.post(ONE + "/end", this::end, "endExercise"));
    }

    static String address(Exercise exercise) {
        return PATH + "/" + exercise.exerciseId();
    }

    private void list(Context context) {
        Optional<String> tidied = Addresses.tidied(context);
        if (tidied.isPresent()) {
            Screen.goOn(context, tidied.get());
            return;
        }
        list(
                context,
                Map.of(
                        "claims", String.valueOf(ExerciseDesk.USUAL_CLAIMS),
                        "planted", String.valueOf(ExerciseDesk.USUAL_PLANTED_PERCENT)),
                FormErrors.NONE);
    }

    private void list(Context context, Map<String, String> typed, FormErrors errors) {
        List<Exercise> page = desk.list(context, PAGE);
        Reader reader = Readers.of(context);
        Map<String, Object> model = new HashMap<>();
        model.put(
                "lines",
                page.stream().map(it -> ExerciseLine.of(it, names, reader)).toList());
        model.put("mayPlan", navigation.allows(Authentication.caller(context).role(), "planExercise"));
        model.put("typed", typed);
        model.put("errors", errors);
        model.put(
                "next",
                page.size() == PAGE ? PATH + "?after=" + page.get(PAGE - 1).exerciseId() : "");
        screen.show(context, "Exercises", "exercise/list.jte", model);
    }

    private void plan(Context context) {
        try {
            Screen.goOn(
                    context, address(desk.plan(context, wanted(context, "insurer", "person", "claims", "planted"))));
        } catch (ProblemException e) {
            Map<String, String> typed = new HashMap<>();
            for (String field : List.of("insurer", "person", "claims", "planted")) {
                typed.put(field, forms.value(context, field).orElse(""));
            }
            context.status(e.problem().code().status());
            list(context, typed, errors(e.problem()));
        }
    }

    private void one(Context context) {
        show(context, FormErrors.NONE);
    }

    private void show(Context context, FormErrors errors) {
        Exercise exercise = desk.find(context);
        boolean isAtWork = desk.isPerson(Authentication.caller(context), exercise)
                && exercise.next().isPresent();
        if (!isAtWork) {
            status(context, exercise, errors);
            return;
        }
        Later.page(context, executor, () -> desk.next(context), shown -> claim(context, shown, errors), problem -> {
            context.status(problem.code().status());
            status(context, exercise, errors(problem));
        });
    }

    private void claim(Context context, ExerciseDesk.Shown shown, FormErrors errors) {
        Reader reader = Readers.of(context);
        Map<String, Object> model = new HashMap<>();
        model.put("address", address(shown.exercise()));
        model.put("number", shown.claim().number());
        model.put("answered", shown.exercise().answered());
        model.put("claims", shown.exercise().claims().size());
        model.put("estimate", Evidence.estimate(shown.score(), reader));
        model.put("currency", shown.score().getCurrency());
        shown.facts().ifPresent(it -> model.put("facts", Evidence.facts(it, reader)));
        model.put("errors", errors);
        screen.show(context, "Exercise", "exercise/claim.jte", model);
    }

    /** How far it is for who does not work through it, and once it is over what came of it. */
    private void status(Context context, Exercise exercise, FormErrors errors) {
        Reader reader = Readers.of(context);
        screen.show(
                context,
                "Exercise",
                "exercise/result.jte",
                Map.of(
                        "line",
                        ExerciseLine.of(exercise, names, reader),
                        "isOver",
                        exercise.isOver(),
                        "sums",
                        exercise.isOver() ? sentence(exercise, reader) : "",
                        "claims",
                        exercise.isOver() ? ResultLine.of(exercise, reader) : List.of(),
                        "errors",
                        errors));
    }

    private static String sentence(Exercise exercise, Reader reader) {
        var sums = exercise.sums();
        return "Of " + reader.count(sums.planted()) + " wrong estimates " + reader.count(sums.missed())
                + " were accepted, and of " + reader.count(sums.right()) + " right ones "
                + reader.count(sums.changed()) + " were changed.";
    }

    private void answer(Context context) {
        ObjectNode json = wanted(context, "number", "kind");
        Optional<String> typed = forms.value(context, "amount");
        Optional<BigDecimal> amount = typed.flatMap(Amounts::read);
        if (typed.isPresent() && amount.isEmpty()) {
            context.status(HttpStatus.BAD_REQUEST);
            show(
                    context,
                    new FormErrors(
                            "Not yet: see below.",
                            Map.of(
                                    "amount",
                                    "Expected an amount of 0 or more with at most two decimals, such as 1500.00.")));
            return;
        }
        amount.ifPresent(it -> json.put("amount", it));
        change(context, () -> desk.answer(context, json));
    }

    private void end(Context context) {
        change(context, () -> desk.end(context));
    }

    private void change(Context context, Supplier<Exercise> change) {
        try {
            Screen.goOn(context, address(change.get()));
        } catch (ProblemException e) {
            context.status(e.problem().code().status());
            show(context, errors(e.problem()));
        }
    }

    /** Fields of the form as the object that the API takes. What is no number is sent on as it is, so that it is refused in its place. */
    private ObjectNode wanted(Context context, String... fields) {
        ObjectNode json = forms.json(context, fields);
        for (String name : NUMBERS) {
            String typed = json.path(name).asText().strip();
            if (typed.matches("[0-9]{1,6}")) {
                json.put(name, Integer.parseInt(typed));
            }
        }
        return json;
    }

    private static FormErrors errors(Problem problem) {
        FormErrors errors = FormErrors.of(problem);
        return errors.fields().isEmpty()
                ? new FormErrors(problem.code().title() + ". " + problem.detail(), Map.of())
                : errors;
    }
}
