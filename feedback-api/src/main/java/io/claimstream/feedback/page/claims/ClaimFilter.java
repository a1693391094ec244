package io.claimstream.feedback.page.claims;

import io.claimstream.feedback.http.Query;
import io.claimstream.feedback.page.QueueFilter.Choice;
import io.claimstream.feedback.view.ClaimSearch;
import io.claimstream.feedback.view.ClaimSearch.Order;
import io.claimstream.feedback.view.ClaimSummary.Verdict;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is asked of the list of claims, by parameter of the address.
 *
 * @param chosen values by parameter; none for a parameter that is not given
 * @param hasInsurers whether the reader serves more than one insurer
 * @param note what the order leaves out, or blank
 */
public record ClaimFilter(Map<String, String> chosen, boolean hasInsurers, String note) {

    private static final String DECISION = "decision";
    private static final List<String> PARAMETERS =
            List.of("sort", "claimId", "insurer", "status", DECISION, "lineOfBusiness", "currency", "from", "to");

    public ClaimFilter {
        chosen = Map.copyOf(chosen);
    }

    static ClaimFilter of(Context context, Optional<ClaimSearch> search, boolean hasInsurers) {
        Map<String, String> chosen = new HashMap<>();
        PARAMETERS.forEach(it -> Query.parameter(context, it).ifPresent(value -> chosen.put(it, value)));
        boolean isOfVerdict = search.map(ClaimSearch::order)
                .filter(it -> it == Order.DEADLINE || it == Order.MONEY_AT_RISK)
                .isPresent();
        if (isOfVerdict) {
            search.flatMap(ClaimSearch::decision).ifPresent(it -> chosen.put(DECISION, name(it)));
        }
        return new ClaimFilter(
                chosen,
                hasInsurers,
                isOfVerdict
                        ? "In this order there are scored claims of one decision only: choose it under Decision."
                        : "");
    }

    private static String name(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }

    /** What is chosen; blank for nothing. */
    public String of(String parameter) {
        return Objects.requireNonNullElse(chosen.get(parameter), "");
    }

    /** Whether some claims are left out. */
    public boolean isNarrow() {
        return chosen.keySet().stream().anyMatch(it -> !it.equals("sort"));
    }

    /** What may have become of a claim. */
    public static List<Choice> statuses() {
        return List.of(
                new Choice("pending", "On its way"),
                new Choice("scored", "Scored"),
                new Choice("rejected", "Rejected"),
                new Choice("deadLettered", "Dead letter"));
    }

    /** What people may have said of its score. */
    public static List<Choice> decisions() {
        return List.of(
                new Choice("open", "Open"),
                new Choice("accepted", "Agreed"),
                new Choice("corrected", "Corrected"),
                new Choice("settled", "Paid"));
    }
}
