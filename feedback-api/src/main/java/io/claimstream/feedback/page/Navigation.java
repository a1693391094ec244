package io.claimstream.feedback.page;

import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.contract.ApiContract;
import io.claimstream.feedback.contract.Operation;
import io.claimstream.feedback.http.PageRoute;
import io.claimstream.feedback.page.Frame.Link;
import io.claimstream.feedback.page.Frame.Menu;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Leads to the pages that a role may see. Thread-safe. */
public final class Navigation {

    /** As many as a row of a usual screen has room for beside who is signed in. */
    private static final int IN_BAR = 7;

    /** Pages that belong to another, by its address, although they do not stand below it. */
    private static final Map<String, List<String>> SECTIONS =
            Map.of("/models", List.of("/runs", "/datasets"), "/users", List.of("/keys", "/roles"));

    private final Map<String, Operation> operations;
    private final Supplier<List<PageRoute>> routes;

    /** @param routes every page, in order */
    public Navigation(ApiContract contract, Supplier<List<PageRoute>> routes) {
        this.operations = contract.operations().stream().collect(Collectors.toMap(Operation::id, Function.identity()));
        this.routes = routes;
    }

    /**
     * The pages for a role, those that are used most in a row.
     *
     * @param path the page that is shown
     */
    public Menu menu(Role role, String path) {
        List<Link> links = links(role, path);
        // A disclosure of one page would take as much room as the page.
        int inBar = links.size() <= IN_BAR ? links.size() : IN_BAR - 1;
        return new Menu(links.subList(0, inBar), links.subList(inBar, links.size()));
    }

    /**
     * The pages for a role, in order.
     *
     * @param path the page that is shown
     */
    public List<Link> links(Role role, String path) {
        return routes.get().stream()
                .filter(it -> !it.label().isEmpty())
                .filter(it -> it.operations().stream().allMatch(id -> allows(role, id)))
                .map(it -> new Link(it.label(), it.path(), isWithin(path, it.path())))
                .toList();
    }

    private static boolean isWithin(String path, String page) {
        return Stream.concat(Stream.of(page), SECTIONS.getOrDefault(page, List.of()).stream())
                .anyMatch(it -> path.equals(it) || path.startsWith(it + "/"));
    }

    /** The page that someone of a role begins at. */
    public String first(Role role) {
        return links(role, "").get(0).path();
    }

    /** Whether someone of a role may use an operation. */
    public boolean allows(Role role, String operation) {
        return Objects.requireNonNull(operations.get(operation), operation).allows(role);
    }
}
