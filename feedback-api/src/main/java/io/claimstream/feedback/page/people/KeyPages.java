package io.claimstream.feedback.page.people;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.IssuedKey;
import io.claimstream.feedback.access.KeyRecord;
import io.claimstream.feedback.access.KeyRegister;
import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.http.FormBody;
import io.claimstream.feedback.http.OfficePorts;
import io.claimstream.feedback.http.PagePorts;
import io.claimstream.feedback.http.PageRoute;
import io.claimstream.feedback.http.ProblemException;
import io.claimstream.feedback.http.Query;
import io.claimstream.feedback.page.FormErrors;
import io.claimstream.feedback.page.Names;
import io.claimstream.feedback.page.Readers;
import io.claimstream.feedback.page.Screen;
import io.claimstream.feedback.page.ShownOnce;
import io.claimstream.feedback.page.Tabs;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Lets administrators make, rotate and revoke API keys; the text of a key is shown once. */
public final class KeyPages {

    private static final String PATH = "/keys";
    private static final String ONE = PATH + "/{keyId}";
    private static final int PAGE = 50;

    private final KeyRegister keys;
    private final OfficePorts office;
    private final FormBody forms;
    private final Clock clock;
    private final Names names;
    private final Screen screen;
    private final Tabs tabs;

    public KeyPages(PagePorts ports, Screen screen, Tabs tabs, Names names) {
        this.keys = ports.api().access().keys();
        this.office = ports.office();
        this.forms = ports.forms();
        this.clock = ports.api().clock();
        this.names = names;
        this.screen = screen;
        this.tabs = tabs;
    }

    public List<PageRoute> routes() {
        return List.of(
                PageRoute.get(PATH, this::list, "listApiKeys"),
                PageRoute.post(PATH, this::create, "createApiKey"),
                PageRoute.get(ONE, this::one, "showApiKey"),
                PageRoute.post(ONE + "/rotation", this::rotate, "rotateApiKey"),
                PageRoute.post(ONE + "/revocation", this::revoke, "revokeApiKey"));
    }

    private void list(Context context) {
        show(context, FormErrors.NONE);
    }

    private void create(Context context) {
        ObjectNode json = forms.json(context, "name", "role", "insurer");
        Optional.ofNullable(Authentication.caller(context).insurer()).ifPresent(own -> json.put("insurer", own));
        days(context)
                .ifPresent(days -> json.put(
                        "expiresAt",
                        clock.instant()
                                .plus(Duration.ofDays(days))
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString()));
        try {
            IssuedKey issued =
                    office.once().carryOut(context, () -> office.keys().create(context, json));
            show(context, "A new API key", issued, "Keep it where secrets are kept. When it is lost, rotate the key.");
        } catch (ProblemException e) {
            context.status(e.problem().code().status());
            show(context, FormErrors.of(e.problem()));
        }
    }

    private void one(Context context) {
        String notice = Query.parameter(context, "notice").orElse("");
        showOne(context, notice.equals("revoked") ? "The key is revoked: it lets nobody in any more." : "", "");
    }

    private void rotate(Context context) {
        ObjectNode json = FormNumbers.with(forms.json(context), context, forms, "overlapSeconds");
        try {
            IssuedKey issued =
                    office.once().carryOut(context, () -> office.keys().rotate(context, json));
            show(
                    context,
                    "A new text for the key",
                    issued,
                    "Give it to the system that uses the key, before the text so far ends.");
        } catch (ProblemException e) {
            context.status(e.problem().code().status());
            showOne(context, "", e.problem().code().title() + ". " + e.problem().detail());
        }
    }

    private void revoke(Context context) {
        office.keys().revoke(context);
        Screen.goOn(context, PATH + "/" + context.pathParam("keyId") + "?notice=revoked");
    }

    private void show(Context context, String heading, IssuedKey issued, String warning) {
        KeyLine line = line(context, issued.key());
        ShownOnce shown = new ShownOnce(
                heading,
                line.name() + ": lets a system in as " + line.role() + " for " + line.insurer() + ".",
                "Key",
                issued.text(),
                warning,
                PATH + "/" + line.id(),
                "I have it");
        screen.show(context, heading, "office/shown-once.jte", Map.of("shown", shown));
    }

    private void show(Context context, FormErrors errors) {
        Caller caller = Authentication.caller(context);
        List<KeyRecord> page =
                keys.list(caller, Query.parameter(context, "after").orElse(""), PAGE);
        Map<String, Object> model = new HashMap<>();
        model.put("tabs", tabs.of(context));
        model.put("keys", page.stream().map(it -> line(context, it)).toList());
        model.put(
                "next",
                page.size() == PAGE ? PATH + "?after=" + page.get(PAGE - 1).keyId() : "");
        model.put("insurer", Optional.ofNullable(caller.insurer()).orElse(""));
        List.of("name", "role", "insurer", "days")
                .forEach(it -> model.put(
                        "typed" + it.substring(0, 1).toUpperCase(Locale.ROOT) + it.substring(1),
                        forms.value(context, it).orElse("")));
        model.put("once", office.once().name());
        model.put("errors", errors);
        screen.show(context, "API keys", "people/keys.jte", model);
    }

    private void showOne(Context context, String notice, String trouble) {
        KeyRecord key = office.keys().find(context);
        screen.show(
                context,
                key.name(),
                "people/key.jte",
                Map.of(
                        "tabs", tabs.of(context),
                        "key", line(context, key),
                        "texts", KeyLine.texts(key, clock.instant(), names, Readers.of(context)),
                        "once", office.once().name(),
                        "notice", notice,
                        "trouble", trouble));
    }

    /** After how many days the key ends; empty for never. */
    private Optional<Integer> days(Context context) {
        return forms.value(context, "days")
                .filter(it -> it.matches("[1-9][0-9]{0,3}"))
                .map(Integer::valueOf);
    }

    private KeyLine line(Context context, KeyRecord key) {
        return KeyLine.of(key, clock.instant(), names, Readers.of(context));
    }
}
