package io.claimstream.feedback.page.people;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.contract.ApiContract;
import io.claimstream.feedback.contract.Operation;
import io.claimstream.feedback.http.PagePorts;
import io.claimstream.feedback.http.PageRoute;
import io.claimstream.feedback.page.Navigation;
import io.claimstream.feedback.page.Screen;
import io.claimstream.feedback.page.Tabs;
import io.claimstream.feedback.page.Words;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Shows which role may do what: the matrix that the contract has, and that lets people in. */
public final class RolePages {

    private final List<Group> groups;
    private final Navigation navigation;
    private final Screen screen;
    private final Tabs tabs;

    public RolePages(PagePorts ports, Screen screen, Navigation navigation, Tabs tabs) {
        this.groups = groups(ports.contract());
        this.navigation = navigation;
        this.screen = screen;
        this.tabs = tabs;
    }

    public List<PageRoute> routes() {
        return List.of(PageRoute.get("/roles", this::show, "showMe"));
    }

    /** What belongs together. */
    public record Group(String name, List<Line> lines) {}

    /**
     * Something that may be done.
     *
     * @param what in words
     * @param address by which
     * @param roles for each role, in their order, whether it may
     */
    public record Line(String what, String address, List<Boolean> roles) {}

    private void show(Context context) {
        List<Group> all = new ArrayList<>();
        all.add(new Group("Pages", pages()));
        all.addAll(groups);
        screen.show(
                context,
                "Roles",
                "people/roles.jte",
                Map.of(
                        "tabs",
                        tabs.of(context),
                        "roles",
                        Arrays.stream(Role.values())
                                .map(it -> Words.of(it.name()))
                                .toList(),
                        "groups",
                        all));
    }

    private List<Line> pages() {
        Map<String, String> pages = new LinkedHashMap<>();
        for (Role role : Role.values()) {
            navigation.links(role, "").forEach(it -> pages.putIfAbsent(it.path(), it.label()));
        }
        return pages.entrySet().stream()
                .map(page -> new Line(
                        page.getValue(),
                        page.getKey(),
                        Arrays.stream(Role.values())
                                .map(role -> navigation.links(role, "").stream()
                                        .anyMatch(it -> it.path().equals(page.getKey())))
                                .toList()))
                .toList();
    }

    private static List<Group> groups(ApiContract contract) {
        Map<String, List<Line>> byTag = new LinkedHashMap<>();
        for (Operation operation : contract.operations()) {
            byTag.computeIfAbsent(operation.tag(), tag -> new ArrayList<>()).add(line(contract, operation));
        }
        return byTag.entrySet().stream()
                .map(it -> new Group(Words.of(it.getKey()), it.getValue()))
                .toList();
    }

    private static Line line(ApiContract contract, Operation operation) {
        String path = operation.path().replace('<', '{').replace('>', '}');
        JsonNode described = contract.document()
                .path("paths")
                .path(path)
                .path(operation.method().toLowerCase(Locale.ROOT));
        return new Line(
                described.path("summary").asText(operation.id()),
                operation.method() + " " + path,
                Arrays.stream(Role.values()).map(operation::allows).toList());
    }
}
