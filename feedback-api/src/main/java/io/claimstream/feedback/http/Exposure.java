package io.claimstream.feedback.http;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * By which names the API is reached, and from which pages.
 *
 * @param hosts names besides those of this machine; none for those of this machine only, or for any where it is served to others
 * @param origins origins of other pages that may ask, such as {@code https://desk.example}
 */
public record Exposure(Set<String> hosts, Set<String> origins) {

    /** As it is without being set. */
    public static final Exposure BY_DEFAULT = new Exposure(Set.of(), Set.of());

    public Exposure {
        hosts = hosts.stream().map(it -> it.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        origins = Set.copyOf(origins);
    }
}
