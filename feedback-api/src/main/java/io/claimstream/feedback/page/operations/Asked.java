package io.claimstream.feedback.page.operations;

import io.claimstream.feedback.http.Query;
import io.claimstream.feedback.page.Words;
import io.javalin.http.Context;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a list is asked for, by parameter of the address.
 *
 * @param chosen values by parameter; none for a parameter that is not given
 * @param hasInsurers whether the reader serves more than one insurer
 */
public record Asked(Map<String, String> chosen, boolean hasInsurers) {

    public Asked {
        chosen = Map.copyOf(chosen);
    }

    static Asked of(Context context, boolean hasInsurers, Collection<String> parameters) {
        return new Asked(
                parameters.stream()
                        .filter(it -> Query.parameter(context, it).isPresent())
                        .collect(Collectors.toMap(
                                it -> it, it -> Query.parameter(context, it).orElseThrow())),
                hasInsurers);
    }

    /** Something that is chosen, in words. */
    public record Chosen(String name, String text) {}

    /** All that is chosen, in words. */
    public List<Chosen> words() {
        return new TreeMap<>(chosen)
                .entrySet().stream()
                        .map(it -> new Chosen(
                                Words.of(it.getKey()),
                                it.getValue().matches("[A-Z_]+") ? Words.of(it.getValue()) : it.getValue()))
                        .toList();
    }

    /** What is chosen; blank for nothing. */
    public String of(String parameter) {
        return Objects.requireNonNullElse(chosen.get(parameter), "");
    }

    /** Whether something is left out. */
    public boolean isNarrow() {
        return !chosen.isEmpty();
    }
}
