package io.claimstream.feedback.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.claimstream.feedback.account.Session;
import io.claimstream.feedback.account.User;
import io.claimstream.feedback.http.AccountDesk;
import io.claimstream.feedback.http.CsrfMask;
import io.claimstream.feedback.page.Frame.Menu;
import io.claimstream.feedback.page.Frame.Person;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Answers with templates. Thread-safe. */
public final class Screen {

    /** Nothing inline and nothing from elsewhere: what gets into a page as text cannot become a script. */
    public static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /** Cookie with the look that the reader chose. */
    private static final String THEME = "theme";

    private static final Set<String> THEMES = Set.of("light", "dark");
    private static final String HTML = "text/html; charset=utf-8";
    private static final int SEE_OTHER = 303;

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);
    private final AccountDesk accounts;
    private final Navigation navigation;
    private final Assets assets;

    public Screen(AccountDesk accounts, Navigation navigation, Assets assets) {
        this.accounts = accounts;
        this.navigation = navigation;
        this.assets = assets;
    }

    /**
     * Answers with a page.
     *
     * @param title what the page is
     * @param template file below {@code src/main/jte}, which takes a {@link Frame} as {@code frame}
     * @param model its other parameters
     */
    public void show(Context context, String title, String template, Map<String, Object> model) {
        show(context, frame(context, title, accounts.visitor(context), 0), template, model);
    }

    /** Answers with a page within a frame. */
    public void show(Context context, Frame frame, String template, Map<String, Object> model) {
        Map<String, Object> parameters = new HashMap<>(model);
        parameters.put("frame", frame);
        StringOutput output = new StringOutput();
        engine.render(template, parameters, output);
        // Forms are sent with their origin only where the address may be told, and to this origin it may.
        context.header("Content-Security-Policy", POLICY)
                .header("Referrer-Policy", "same-origin")
                .contentType(HTML)
                .result(output.toString());
    }

    /** A template on its own, as text. */
    public String text(String template, Map<String, Object> model) {
        StringOutput output = new StringOutput();
        engine.render(template, model, output);
        return output.toString();
    }

    /**
     * What stands around a page.
     *
     * @param session of the reader
     * @param again seconds after which the browser asks again by itself, or 0
     */
    public Frame frame(Context context, String title, Optional<Session> session, int again) {
        String theme = context.cookie(THEME);
        return new Frame(
                title,
                assets.path(),
                theme != null && THEMES.contains(theme) ? theme : "",
                session.map(it -> navigation.menu(it.user().scope().role(), context.path()))
                        .orElse(Menu.NONE),
                session.map(it -> person(it.user())).orElse(null),
                session.map(it -> CsrfMask.mask(it.csrfToken())).orElse(""),
                Readers.of(context),
                again);
    }

    /** Sends the browser on: after a form, so that to load the page again sends nothing again. */
    public static void goOn(Context context, String address) {
        context.status(SEE_OTHER).header("Location", address);
    }

    /** Whether a script of ours asks for a part of a page. */
    public static boolean isPart(Context context) {
        return "true".equals(context.header("HX-Request"));
    }

    private static Person person(User user) {
        String insurer = user.scope().insurer();
        return new Person(
                user.displayName(), Words.of(user.scope().role().name()), insurer == null ? "all insurers" : insurer);
    }
}
