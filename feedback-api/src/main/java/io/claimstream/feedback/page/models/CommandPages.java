package io.claimstream.feedback.page.models;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.event.ModelCommand;
import io.claimstream.event.ModelCommandKind;
import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.http.Later;
import io.claimstream.feedback.http.OrderDesk.Followed;
import io.claimstream.feedback.http.PageRoute;
import io.claimstream.feedback.http.Problem;
import io.claimstream.feedback.page.FormErrors;
import io.claimstream.feedback.page.Reader;
import io.claimstream.feedback.page.Readers;
import io.claimstream.feedback.page.Screen;
import io.claimstream.feedback.view.RescoreTally;
import io.claimstream.feedback.view.Run;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A command about a model, followed in its place until it is done or refused; and what a roll back leaves to do. */
final class CommandPages {

    private static final String PATH = SlotPages.PATH + "/commands/{commandId}";

    private final ModelKit kit;

    CommandPages(ModelKit kit) {
        this.kit = kit;
    }

    List<PageRoute> routes() {
        return List.of(
                PageRoute.get(PATH + "/state", this::state, "showCommand").watching(),
                PageRoute.get(
                        PATH + "/rescore", context -> ask(context, FormErrors.NONE), "rescoreWithdrawn", "showCommand"),
                PageRoute.post(PATH + "/rescore", this::rescore, "rescoreWithdrawn", "showCommand"),
                PageRoute.get(PATH, this::command, "showCommand"));
    }

    private void command(Context context) {
        CommandView view = view(context);
        kit.screen().show(context, view.title(), "models/command.jte", Map.of("view", view));
    }

    private void state(Context context) {
        kit.screen().show(context, "Command", "models/command-state.jte", Map.of("view", view(context)));
    }

    private CommandView view(Context context) {
        Followed followed = kit.desks().orders().follow(context);
        ModelCommand command = followed.command();
        Reader reader = Readers.of(context);
        Optional<SlotName> slot = command.getSlot().map(SlotName::of);
        CommandView.Parts parts = new CommandView.Parts(
                run(context, followed)
                        .map(it -> new RunStates(kit).of(context, it))
                        .orElse(null),
                rescoring(context, followed).orElse(null),
                kit.allows(context, "rescoreWithdrawn")
                        && slot.map(it -> Authentication.caller(context).serves(it.insurer()))
                                .orElse(false));
        return CommandView.of(followed, parts, kit.names(), reader, kit.allows(context, "showModel"));
    }

    /** The training that a command waits for. */
    private Optional<Run> run(Context context, Followed followed) {
        boolean isRun = followed.command().getKind() == ModelCommandKind.TRAIN
                || followed.command().getKind() == ModelCommandKind.UPLOAD;
        return isRun && followed.state() == Followed.State.PENDING && kit.allows(context, "listRuns")
                ? kit.pending().running(Authentication.caller(context), it -> isFor(it, followed.command())).stream()
                        .findFirst()
                : Optional.empty();
    }

    private static boolean isFor(Run run, ModelCommand command) {
        return command.getSlot()
                .map(slot -> SlotName.of(slot).ofAll().equals(SlotName.of(run.slot())))
                .orElse(false);
    }

    private Optional<RescoreTally> rescoring(Context context, Followed followed) {
        boolean isOwn = followed.withdrawn() != null
                && Authentication.caller(context)
                        .serves(followed.withdrawn().what().slot().getInsurer().orElse(null));
        return isOwn && kit.allows(context, "showRescoring")
                ? Optional.of(kit.desks().withdrawn().tally(context))
                : Optional.empty();
    }

    private void ask(Context context, FormErrors errors) {
        Map<String, Object> model = new HashMap<>();
        model.put("view", view(context));
        model.put("errors", errors);
        model.put("reason", kit.forms().value(context, "reason").orElse(""));
        kit.screen().show(context, "Do the scores again", "models/rescore.jte", model);
    }

    private void rescore(Context context) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        kit.forms().value(context, "reason").ifPresent(it -> json.put("reason", it));
        Later.page(
                context,
                kit.ports().executor(),
                () -> kit.desks().withdrawn().askAll(context, json),
                asked -> Screen.goOn(context, "/models/commands/" + context.pathParam("commandId")),
                problem -> refuse(context, problem));
    }

    private void refuse(Context context, Problem problem) {
        context.status(problem.code().status());
        FormErrors errors = problem.fields().isEmpty()
                ? new FormErrors(problem.code().title() + ". " + problem.detail(), Map.of())
                : FormErrors.of(problem);
        ask(context, errors);
    }
}
