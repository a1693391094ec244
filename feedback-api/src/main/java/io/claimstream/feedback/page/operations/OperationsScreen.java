package io.claimstream.feedback.page.operations;

import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.page.Navigation;
import io.claimstream.feedback.page.Screen;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.Map;

/** Answers with pages of operations, each beside the others. Thread-safe. */
final class OperationsScreen {

    private final Screen screen;
    private final Navigation navigation;
    private final String here;

    /** @param here the page that the others stand beside */
    OperationsScreen(Screen screen, Navigation navigation, String here) {
        this.screen = screen;
        this.navigation = navigation;
        this.here = here;
    }

    void show(Context context, String title, String template, Map<String, Object> model) {
        Map<String, Object> all = new HashMap<>(model);
        all.put("tabs", Tabs.of(navigation, Authentication.caller(context).role(), here));
        screen.show(context, title, "operations/" + template, all);
    }

    /** A part of a page. */
    void part(Context context, String template, Map<String, Object> model) {
        screen.show(context, "Operations", "operations/" + template, model);
    }

    boolean may(Context context, String operation) {
        return navigation.allows(Authentication.caller(context).role(), operation);
    }
}
