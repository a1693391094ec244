package io.claimstream.feedback.page.models;

import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.http.Later;
import io.claimstream.feedback.http.PageRoute;
import io.claimstream.feedback.http.Problem;
import io.claimstream.feedback.page.QueueFilter;
import io.claimstream.feedback.page.Screen;
import io.claimstream.feedback.page.Words;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Gives a model that was made elsewhere. */
final class UploadPages {

    private static final String PATH = SlotPages.PATH + "/upload";

    private final ModelKit kit;

    UploadPages(ModelKit kit) {
        this.kit = kit;
    }

    List<PageRoute> routes() {
        return List.of(
                PageRoute.get(PATH, this::form, "uploadModel"), PageRoute.post(PATH, this::upload, "uploadModel"));
    }

    private void form(Context context) {
        String insurer = Authentication.caller(context).insurer();
        kit.screen()
                .show(
                        context,
                        "Upload a model",
                        "models/upload.jte",
                        Map.of(
                                "lines",
                                QueueFilter.lines(),
                                "currencies",
                                QueueFilter.currencies(),
                                "insurer",
                                insurer == null ? "" : insurer,
                                "requestId",
                                UUID.randomUUID().toString()));
    }

    private void upload(Context context) {
        Later.page(
                context,
                kit.ports().executor(),
                () -> kit.desks().uploads().ofPage(context),
                receipt -> done(context, "/models/commands/" + receipt.commandId()),
                problem -> say(context, problem));
    }

    /** A script does not see where a redirect leads; it is told. */
    private static void done(Context context, String address) {
        if (Screen.isPart(context)) {
            context.header("HX-Redirect", address);
        } else {
            Screen.goOn(context, address);
        }
    }

    private void say(Context context, Problem problem) {
        String fields = problem.fields().stream()
                .map(it -> " " + it.pointer().substring(it.pointer().lastIndexOf('/') + 1) + ": expected "
                        + it.expected() + ".")
                .reduce("", String::concat);
        kit.screen()
                .show(
                        context,
                        "Upload a model",
                        "models/trouble.jte",
                        Map.of(
                                "words",
                                problem.code().title() + ". " + problem.detail() + fields + " "
                                        + Words.ending(problem, "Nothing was uploaded."),
                                "address",
                                "",
                                "traceId",
                                ""));
    }
}
