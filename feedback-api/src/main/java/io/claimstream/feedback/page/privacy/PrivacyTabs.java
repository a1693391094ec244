package io.claimstream.feedback.page.privacy;

import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.http.Authentication;
import io.claimstream.feedback.page.Frame.Link;
import io.claimstream.feedback.page.Navigation;
import io.javalin.http.Context;
import java.util.List;

/** The pages of privacy, beside each other. */
final class PrivacyTabs {

    static final String ERASURES = "/privacy";
    static final String HOLDS = "/privacy/holds";
    static final String EXPORT = "/privacy/export";
    static final String RETENTION = "/privacy/retention";

    private record Tab(String label, String path, String operation) {}

    private static final List<Tab> TABS = List.of(
            new Tab("Erasures", ERASURES, "listErasures"),
            new Tab("Holds and duties", HOLDS, "listLegalHolds"),
            new Tab("Export", EXPORT, "exportPersonalData"),
            new Tab("Retention", RETENTION, "showRetention"));

    private PrivacyTabs() {}

    /** Those that the reader may see. */
    static List<Link> of(Context context, Navigation navigation, String here) {
        Role role = Authentication.caller(context).role();
        return TABS.stream()
                .filter(it -> navigation.allows(role, it.operation()))
                .map(it -> new Link(it.label(), it.path(), it.path().equals(here)))
                .toList();
    }
}
