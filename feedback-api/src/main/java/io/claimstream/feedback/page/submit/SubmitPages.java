package io.claimstream.feedback.page.submit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.feedback.desk.ScoringDesk;
import io.claimstream.feedback.desk.ScoringOutcome;
import io.claimstream.feedback.desk.Submission;
import io.claimstream.feedback.http.ApiPorts;
import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.http.ClaimReader;
import io.claimstream.feedback.http.FormBody;
import io.claimstream.feedback.http.Later;
import io.claimstream.feedback.http.PagePorts;
import io.claimstream.feedback.http.PageRoute;
import io.claimstream.feedback.http.Problem;
import io.claimstream.feedback.http.ProblemCode;
import io.claimstream.feedback.http.ProblemException;
import io.claimstream.feedback.page.FormErrors;
import io.claimstream.feedback.page.Readers;
import io.claimstream.feedback.page.Screen;
import io.claimstream.feedback.page.Words;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A form for one claim, made from the schema of a claim, with what became of it in its place. */
public final class SubmitPages {

    static final String PATH = "/submit";

    /** Afterwards the page asks again by itself, so nobody has to look at a page that does nothing. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final int AGAIN_SECONDS = 3;
    private static final String REQUEST = "requestId";
    private static final ClaimFields FIELDS = ClaimFields.make();

    private final ApiPorts ports;
    private final ScoringDesk scoring;
    private final SubmitDesk desk;
    private final FormBody forms;
    private final Screen screen;
    private final NextRevision revisions;

    public SubmitPages(PagePorts ports, Screen screen) {
        this.ports = ports.api();
        this.scoring = ports.api().scoring();
        this.desk = new SubmitDesk(ports.api());
        this.forms = ports.forms();
        this.screen = screen;
        this.revisions = new NextRevision(ports);
    }

    /** The pages, in the order of the navigation. */
    public List<PageRoute> routes() {
        return List.of(
                PageRoute.get(PATH, this::form, "scoreClaim").labelled("Submit"),
                PageRoute.post(PATH, this::send, "scoreClaim"),
                PageRoute.get(PATH + "/sent/{requestId}", this::sent, "scoreClaim"));
    }

    private void form(Context context) {
        Later.page(
                context,
                ports.executor(),
                () -> revisions.of(context, typed(context)),
                it -> show(context, it.typed(), FormErrors.NONE, it.notice(), null),
                problem -> {
                    throw new ProblemException(problem);
                });
    }

    private void send(Context context) {
        Map<String, String> typed = new HashMap<>();
        FIELDS.all().stream()
                .flatMap(it -> Stream.of(it.path(), it.path() + ClaimTyped.EXACT))
                .forEach(name -> forms.value(context, name).ifPresent(text -> typed.put(name, text)));
        String requestId = forms.value(context, REQUEST).orElseGet(SubmitPages::newId);
        Later.page(
                context,
                ports.executor(),
                () -> sent(context, requestId, typed),
                it -> answer(context, requestId, typed, it),
                problem -> refuse(context, typed, problem));
    }

    private record Sent(Submission submission, ScoringOutcome outcome) {}

    private CompletableFuture<Sent> sent(Context context, String requestId, Map<String, String> typed) {
        ObjectNode json = typed(context).json(path -> Optional.ofNullable(typed.get(path)));
        ClaimSubmitted claim = ClaimReader.read(json);
        Authentication.requireServes(context, claim.getInsurer());
        return desk.send(Authentication.caller(context).name(), requestId, json, claim)
                .thenCompose(it -> scoring.await(it, PATIENCE).thenApply(outcome -> new Sent(it, outcome)));
    }

    private void answer(Context context, String requestId, Map<String, String> typed, Sent sent) {
        ResultView result = result(context, requestId, sent.submission(), sent.outcome());
        boolean isFormOfUse = !result.broken().isEmpty();
        if (!Screen.isPart(context) && !isFormOfUse) {
            Screen.goOn(context, address(requestId));
            return;
        }
        Map<String, String> wrong = new HashMap<>();
        result.broken().forEach(it -> wrong.merge(it.path(), it.message(), (one, other) -> one + " " + other));
        show(context, typed, new FormErrors("", wrong), "", result);
    }

    /** What became of a form that was sent: the page that follows one, and the part that asks again. */
    private void sent(Context context) {
        String requestId = context.pathParam(REQUEST);
        Submission submission = desk.sent(Authentication.caller(context).name(), requestId)
                .filter(it -> Authentication.caller(context).serves(it.claim().insurer()))
                .orElseThrow(() -> new ProblemException(
                        ProblemCode.NOT_FOUND,
                        "Expected a form that you sent within the last day. Look for the claim under Claims."));
        ScoringOutcome outcome =
                scoring.outcome(submission).orElseGet(() -> new ScoringOutcome.Pending(submission.where()));
        ResultView result = result(context, requestId, submission, outcome);
        if (Screen.isPart(context)) {
            screen.show(context, "Submit", "submit/result.jte", Map.of("result", result));
            return;
        }
        screen.show(
                context,
                screen.frame(
                        context,
                        "Submit a claim",
                        Authentication.session(context),
                        result.poll().isEmpty() ? 0 : AGAIN_SECONDS),
                "submit/sent.jte",
                Map.of("result", result));
    }

    private static ResultView result(Context context, String requestId, Submission submission, ScoringOutcome outcome) {
        return new ResultViews(Readers.of(context), submission, address(requestId)).of(outcome);
    }

    private void refuse(Context context, Map<String, String> typed, Problem problem) {
        // htmx shows what a form is answered with only when it went well; what is wrong stands in the form.
        if (!Screen.isPart(context)) {
            context.status(problem.code().status());
        }
        Map<String, String> fields = new HashMap<>();
        problem.fields()
                .forEach(it -> fields.put(
                        it.pointer().replaceFirst("^/", "").replace('/', '.'), "Expected " + it.expected() + "."));
        show(context, typed, new FormErrors(words(problem, fields), fields), "", null);
    }

    private static String words(Problem problem, Map<String, String> fields) {
        if (problem.code() == ProblemCode.INVALID_BODY) {
            return "Not yet: " + (fields.size() == 1 ? "a field is" : fields.size() + " fields are")
                    + " to be filled in otherwise. Nothing was sent.";
        }
        if (problem.code() == ProblemCode.FORBIDDEN) {
            return "You may submit claims of your own insurer only. Nothing was sent.";
        }
        if (problem.code() == ProblemCode.IDEMPOTENCY_KEY_REUSED) {
            return "This form was sent before with something else in it, and that counts. Send it once more to send it as it is now.";
        }
        if (problem.code() == ProblemCode.IN_FLIGHT) {
            return "This form is being sent already. Wait a moment, then look under Claims.";
        }
        return problem.code().title() + ". "
                + Words.ending(
                        problem, "Nothing was sent: what you filled in is still here, send it again in a moment.");
    }

    private void show(
            Context context, Map<String, String> typed, FormErrors errors, String notice, @Nullable ResultView result) {
        SubmitView view = new SubmitView(
                SubmitView.sections(FIELDS),
                typed,
                errors,
                newId(),
                zone(context).getId(),
                FIELDS.others(),
                notice,
                result);
        screen.show(
                context,
                "Submit a claim",
                Screen.isPart(context) ? "submit/work.jte" : "submit/form.jte",
                Map.of("view", view));
    }

    private ClaimTyped typed(Context context) {
        return new ClaimTyped(FIELDS, zone(context));
    }

    /** The zone that the form says, whatever the reader's is by the time that it is sent. */
    private ZoneId zone(Context context) {
        return forms.value(context, Readers.ZONE).map(Readers::zone).orElseGet(() -> Readers.of(context)
                .zone());
    }

    private static String address(String requestId) {
        return PATH + "/sent/" + requestId;
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }
}
