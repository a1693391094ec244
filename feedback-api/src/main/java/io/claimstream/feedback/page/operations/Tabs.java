package io.claimstream.feedback.page.operations;

import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.page.Frame.Link;
import io.claimstream.feedback.page.Navigation;
import java.util.List;

/**
 * The pages of operations, beside each other.
 *
 * @param links those that the reader may see
 */
public record Tabs(List<Link> links) {

    public Tabs {
        links = List.copyOf(links);
    }

    private record Tab(String label, String path, String operation) {}

    private static final List<Tab> TABS = List.of(
            new Tab("Now", OperationsPages.PATH, "showLag"),
            new Tab("Dead letters", LetterPages.PATH, "listDeadLetters"),
            new Tab("Rejected", RejectionPages.PATH, "listRejections"),
            new Tab("Drift", DriftPages.PATH, "showDrift"),
            new Tab("Retention", "/privacy/retention", "showRetention"));

    /** @param here the page that is shown, or one above it */
    static Tabs of(Navigation navigation, Role role, String here) {
        return new Tabs(TABS.stream()
                .filter(it -> navigation.allows(role, it.operation()))
                .map(it -> new Link(it.label(), it.path(), it.path().equals(here)))
                .toList());
    }
}
