package io.claimstream.feedback.page;

import io.claimstream.domain.claim.Currencies;
import io.claimstream.domain.claim.LineOfBusiness;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.http.Query;
import io.claimstream.feedback.http.QueueQuery;
import io.claimstream.model.ReviewReason;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is asked of a list, by parameter of the address, as the API calls them.
 *
 * @param chosen values by parameter; none for a parameter that is not given
 * @param hasInsurers whether the reader serves more than one insurer
 */
public record QueueFilter(Map<String, String> chosen, boolean hasInsurers) {

    private static final List<String> PARAMETERS =
            List.of("sort", "insurer", "lineOfBusiness", "currency", "reviewReason", "assignee");

    public QueueFilter {
        chosen = Map.copyOf(chosen);
    }

    /** Something to choose. */
    public record Choice(String value, String label) {}

    public static QueueFilter of(Context context, boolean hasInsurers) {
        return new QueueFilter(
                PARAMETERS.stream()
                        .filter(it -> Query.parameter(context, it).isPresent())
                        .collect(Collectors.toMap(
                                it -> it, it -> Query.parameter(context, it).orElseThrow())),
                hasInsurers);
    }

    /** What is chosen; blank for nothing. */
    public String of(String parameter) {
        return Objects.requireNonNullElse(chosen.get(parameter), "");
    }

    /** Whether some claims are left out. */
    public boolean isNarrow() {
        return chosen.keySet().stream().anyMatch(it -> !it.equals("sort"));
    }

    /** Lines of business. */
    public static List<Choice> lines() {
        return Arrays.stream(LineOfBusiness.values())
                .map(it -> new Choice(it.name(), Words.of(it.name())))
                .toList();
    }

    /** Currencies. */
    public static List<Choice> currencies() {
        return Currencies.all().stream().sorted().map(it -> new Choice(it, it)).toList();
    }

    /** Roles of people and keys. */
    public static List<Choice> roles() {
        return Arrays.stream(Role.values())
                .map(it -> new Choice(it.name(), Words.of(it.name())))
                .toList();
    }

    /** Review reasons. */
    public static List<Choice> reasons() {
        return Stream.concat(
                        Stream.of(new Choice(QueueQuery.CONTESTED, "Contested by the claimant")),
                        Arrays.stream(ReviewReason.values())
                                .filter(it -> it != ReviewReason.BASELINE_REQUESTED)
                                .map(it -> new Choice(it.name(), Words.of(it.name()))))
                .toList();
    }
}
