package io.claimstream.feedback.page.office;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.http.FormBody;
import io.claimstream.feedback.http.OfficePorts;
import io.claimstream.feedback.http.PagePorts;
import io.claimstream.feedback.http.PageRoute;
import io.claimstream.feedback.http.Problem;
import io.claimstream.feedback.http.ProblemCode;
import io.claimstream.feedback.http.ProblemException;
import io.claimstream.feedback.http.Query;
import io.claimstream.feedback.page.FormErrors;
import io.claimstream.feedback.page.Names;
import io.claimstream.feedback.page.Readers;
import io.claimstream.feedback.page.Screen;
import io.claimstream.feedback.page.ShownOnce;
import io.claimstream.feedback.page.Tabs;
import io.claimstream.feedback.webhook.Delivery;
import io.claimstream.feedback.webhook.Webhook;
import io.claimstream.feedback.webhook.Webhooks;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Addresses that are told what happens: made, changed, tried out, and what was sent to them. A secret is shown once. */
public final class WebhookPages {

    private static final String PATH = "/webhooks";
    private static final String ONE = PATH + "/{webhookId}";
    private static final String VERSION = "version";
    private static final int PAGE = 50;
    private static final Map<String, String> NOTICES = Map.of(
            "changed", "The webhook is changed.",
            "tested", "A ping is on its way: load the page again to see what became of it.",
            "replayed", "They are sent again, the oldest first.",
            "deleted", "The webhook is deleted, with everything that was to be sent to it.");

    private final Webhooks webhooks;
    private final OfficePorts office;
    private final FormBody forms;
    private final Names names;
    private final Screen screen;
    private final Tabs tabs;

    public WebhookPages(PagePorts ports, Screen screen, Tabs tabs, Names names) {
        this.webhooks = ports.api().webhooks();
        this.office = ports.office();
        this.forms = ports.forms();
        this.names = names;
        this.screen = screen;
        this.tabs = tabs;
    }

    public List<PageRoute> routes() {
        return List.of(
                PageRoute.get(PATH, this::list, "listWebhooks").labelled("Webhooks"),
                PageRoute.post(PATH, this::create, "createWebhook"),
                PageRoute.get(ONE, this::one, "showWebhook", "listDeliveries"),
                PageRoute.post(ONE, this::change, "changeWebhook"),
                PageRoute.post(ONE + "/deletion", this::delete, "deleteWebhook"),
                PageRoute.post(ONE + "/rotation", this::rotate, "rotateWebhook"),
                PageRoute.post(ONE + "/replay", this::replay, "replayWebhook"),
                PageRoute.post(ONE + "/test", this::test, "testWebhook"));
    }

    private void list(Context context) {
        show(context, FormErrors.NONE);
    }

    private void show(Context context, FormErrors errors) {
        Caller caller = Authentication.caller(context);
        List<Webhook> page =
                webhooks.list(caller, Query.parameter(context, "after").orElse(""), PAGE);
        WebhookWords words = words(context);
        Map<String, Object> model = new HashMap<>();
        model.put("tabs", tabs.of(context));
        model.put("webhooks", page.stream().map(words::of).toList());
        model.put(
                "next",
                page.size() == PAGE ? PATH + "?after=" + page.get(PAGE - 1).webhookId() : "");
        model.put("insurer", Optional.ofNullable(caller.insurer()).orElse(""));
        model.put("typed", WebhookForm.of(forms, context));
        model.put("once", office.once().name());
        model.put("notice", notice(context));
        model.put("errors", errors);
        screen.show(context, "Webhooks", "office/webhooks.jte", model);
    }

    private void create(Context context) {
        ObjectNode json = WebhookForm.of(forms, context).json();
        forms.value(context, "insurer").ifPresent(it -> json.put("insurer", it));
        try {
            Webhooks.Issued issued =
                    office.once().carryOut(context, () -> office.webhooks().create(context, json));
            showSecret(context, "A new webhook", issued, "From now on it is told what happens.");
        } catch (ProblemException e) {
            context.status(e.problem().code().status());
            show(context, FormErrors.of(e.problem()));
        }
    }

    private void one(Context context) {
        showOne(context, notice(context), FormErrors.NONE);
    }

    private void showOne(Context context, String notice, FormErrors errors) {
        Webhook webhook = office.webhooks().find(context);
        List<Delivery> page = office.webhooks().deliveries(context, after(context), PAGE);
        WebhookWords words = words(context);
        Map<String, Object> model = new HashMap<>();
        model.put("tabs", tabs.of(context));
        // Who sees their own text again sees the version that it was made from: with a newer one a second click would
        // undo what others did.
        Optional<String> typedFrom = forms.value(context, VERSION);
        model.put("webhook", words.of(webhook));
        model.put("typed", typedFrom.isPresent() ? WebhookForm.of(forms, context) : WebhookForm.of(webhook));
        model.put("version", typedFrom.orElseGet(() -> Long.toString(webhook.version())));
        model.put("deliveries", page.stream().map(words::of).toList());
        model.put(
                "next",
                page.size() == PAGE
                        ? PATH + "/" + webhook.webhookId() + "?after="
                                + page.get(PAGE - 1).deliveryId()
                        : "");
        model.put("once", office.once().name());
        model.put("notice", notice);
        model.put("errors", errors);
        screen.show(context, "Webhook " + webhook.spec().url().getHost(), "office/webhook.jte", model);
    }

    private void change(Context context) {
        Webhook before = office.webhooks().find(context);
        String version = forms.value(context, VERSION).orElse("");
        attempt(context, "changed", () -> office.webhooks()
                .change(context, before, WebhookForm.of(forms, context).json(), it -> Long.toString(it)
                        .equals(version)));
    }

    private void test(Context context) {
        attempt(context, "tested", () -> office.webhooks().test(context));
    }

    private void replay(Context context) {
        attempt(context, "replayed", () -> office.webhooks().replay(context, forms.json(context, "fromDelivery")));
    }

    private void delete(Context context) {
        office.webhooks().delete(context);
        Screen.goOn(context, PATH + "?notice=deleted");
    }

    private void rotate(Context context) {
        ObjectNode json = forms.json(context);
        forms.value(context, "overlapSeconds")
                .filter(it -> it.matches("[0-9]{1,9}"))
                .ifPresent(it -> json.put("overlapSeconds", Integer.parseInt(it)));
        try {
            Webhooks.Issued issued =
                    office.once().carryOut(context, () -> office.webhooks().rotate(context, json));
            showSecret(context, "A new secret", issued, "Deliveries bear the signatures of both for a while.");
        } catch (ProblemException e) {
            trouble(context, e.problem());
        }
    }

    private void attempt(Context context, String notice, Runnable change) {
        try {
            change.run();
            Screen.goOn(context, PATH + "/" + context.pathParam("webhookId") + "?notice=" + notice);
        } catch (ProblemException e) {
            trouble(context, e.problem());
        }
    }

    private void trouble(Context context, Problem problem) {
        if (problem.code() == ProblemCode.WEBHOOK_NOT_FOUND) {
            throw new ProblemException(problem);
        }
        context.status(problem.code().status());
        showOne(context, "", errors(problem));
    }

    private static FormErrors errors(Problem problem) {
        return switch (problem.code()) {
            case PRECONDITION_FAILED ->
                new FormErrors(
                        "Somebody changed it meanwhile. What you see now is your own text, and nothing of it was kept: load the page again to see how it is.",
                        Map.of());
            case WEBHOOK_PAUSED ->
                new FormErrors("Nothing is sent while it is paused. Make it active first.", Map.of());
            case SHOWN_ONCE -> new FormErrors(problem.code().title() + ". " + problem.detail(), Map.of());
            default -> FormErrors.of(problem);
        };
    }

    private void showSecret(Context context, String heading, Webhooks.Issued issued, String warning) {
        ShownOnce shown = new ShownOnce(
                heading,
                "Deliveries to " + issued.webhook().spec().url().getHost()
                        + " are signed with this secret. The receiver checks them by it.",
                "Secret",
                issued.secret(),
                warning + " When the secret is lost, make another.",
                PATH + "/" + issued.webhook().webhookId(),
                "I have it");
        screen.show(context, heading, "office/shown-once.jte", Map.of("shown", shown));
    }

    private static long after(Context context) {
        String after = Query.parameter(context, "after").orElse("");
        if (!after.isEmpty() && !after.matches("[0-9]{1,18}")) {
            throw Query.wrong("after", "what the link to the next page says");
        }
        return after.isEmpty() ? Long.MAX_VALUE : Long.parseLong(after);
    }

    private static String notice(Context context) {
        return Objects.requireNonNullElse(
                NOTICES.get(Query.parameter(context, "notice").orElse("")), "");
    }

    private WebhookWords words(Context context) {
        return new WebhookWords(Readers.of(context), names);
    }
}
