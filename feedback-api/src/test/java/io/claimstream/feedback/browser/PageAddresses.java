package io.claimstream.feedback.browser;

import io.claimstream.feedback.http.PageRoute;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the pages are found in {@link Fixture}. One without parameters is found at its path; of those with parameters the beginnings stand here, and what is below
 * one of them is found below its address.
 */
final class PageAddresses {

    /** Pages that show something else at another address. */
    private static final Map<String, List<String>> MORE = Map.of(
            "/overview", List.of("/overview?insurer=nobody"),
            "/sign-in", List.of("/sign-in?notice=signed-out"));

    /** What became of a form, for whoever sent it: looked at where {@link EveryPageIT} sends one. */
    static final String SENT = "/submit/sent/{requestId}";

    private final Map<String, String> beginnings;

    PageAddresses(Fixture fixture) {
        this.beginnings = fixture.addresses();
    }

    /** The address of a route; empty when nobody has said yet where it is. */
    Optional<String> of(PageRoute route) {
        String path = route.path();
        return beginnings.entrySet().stream()
                .filter(it -> path.equals(it.getKey()) || path.startsWith(it.getKey() + "/"))
                .max(Comparator.comparing(it -> it.getKey().length()))
                .map(it -> it.getValue() + path.substring(it.getKey().length()))
                .or(() -> Optional.of(path))
                .filter(it -> !it.contains("{") && !it.contains("<"));
    }

    /** The address of a route and others at which it shows something else. */
    Stream<String> allOf(PageRoute route) {
        return Stream.concat(
                of(route).stream(), Objects.requireNonNullElse(MORE.get(route.path()), List.<String>of()).stream());
    }
}
