package io.claimstream.feedback.page;

import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.page.Frame.Link;
import io.javalin.http.Context;
import java.util.List;

/** Leads between the pages of administration, which the navigation has no room for one by one. Thread-safe. */
public final class Tabs {

    private record Tab(String label, String path, String operation) {}

    private static final List<Tab> TABS = List.of(
            new Tab("Users", "/users", "listUsers"),
            new Tab("Invitations", "/users/invitations", "listInvitations"),
            new Tab("API keys", "/keys", "listApiKeys"),
            new Tab("Policies", "/policies", "showAuthority"),
            new Tab("Webhooks", "/webhooks", "listWebhooks"),
            new Tab("Roles", "/roles", "showMe"));

    private final Navigation navigation;

    public Tabs(Navigation navigation) {
        this.navigation = navigation;
    }

    /** Those that the reader may see. */
    public List<Link> of(Context context) {
        Role role = Authentication.caller(context).role();
        String path = context.path();
        return TABS.stream()
                .filter(it -> navigation.allows(role, it.operation()))
                .map(it -> new Link(it.label(), it.path(), isCurrent(path, it.path())))
                .toList();
    }

    /** Invitations stand below users, and are a tab of their own. */
    private static boolean isCurrent(String path, String tab) {
        return path.equals(tab)
                || (path.startsWith(tab + "/") && !(tab.equals("/users") && path.startsWith("/users/invitations")));
    }
}
