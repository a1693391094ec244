package io.claimstream.feedback.http;

import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.contest.ContestSearch;
import io.claimstream.feedback.view.ClaimSearch;
import io.claimstream.feedback.view.ClaimSearch.Holding;
import io.claimstream.feedback.view.ClaimSearch.Order;
import io.claimstream.feedback.view.ClaimSearch.Place;
import io.claimstream.feedback.view.ClaimSummary.Verdict;
import io.claimstream.model.ReviewReason;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads what is asked of the review queue. */
public final class QueueQuery {

    /** The most that is counted of what waits: counting on would read the whole queue for every page. */
    public static final int MOST_COUNTED = 10_000;

    /** The most contests above a page; the others stand in the list of contests. */
    public static final int MOST_CONTESTED = 50;

    /** Review reason of what a claimant contests. */
    public static final String CONTESTED = "CONTESTED";

    private static final String ASSIGNEE = "assignee";
    private static final String REASON = "reviewReason";
    private static final String SORT = "sort";
    private static final Map<String, Order> ORDERS =
            new TreeMap<>(Map.of("deadline", Order.DEADLINE, "-moneyAtRisk", Order.MONEY_AT_RISK));
    /** Parameters that the next page repeats. */
    private static final List<String> REPEATED =
            List.of("insurer", "lineOfBusiness", "currency", ASSIGNEE, REASON, SORT, "limit");

    private QueueQuery() {}

    /** What is asked for; empty when it is of an insurer that the caller does not serve. */
    public static Optional<ClaimSearch> read(Context context, Instant now) {
        Caller caller = Authentication.caller(context);
        Order order = Query.named(context, SORT, ORDERS).orElse(Order.DEADLINE);
        Optional<String> asked = Query.parameter(context, "insurer");
        Optional<ReviewReason> reason =
                isContestedOnly(context) ? Optional.empty() : Query.oneOf(context, REASON, ReviewReason.values());
        ClaimSearch search = new ClaimSearch(
                asked.or(() -> Optional.ofNullable(caller.insurer())),
                Optional.empty(),
                Optional.of(Verdict.OPEN),
                Query.parameter(context, "lineOfBusiness"),
                Query.parameter(context, "currency"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Query.parameter(context, ASSIGNEE).map(it -> holding(it, caller, now)),
                reason,
                order,
                Query.parameter(context, "after").map(it -> place(it, order, filter(reason))),
                Query.limit(context));
        boolean isEmpty = isContestedOnly(context)
                || asked.filter(it -> !caller.serves(it)).isPresent();
        return isEmpty ? Optional.empty() : Optional.of(search);
    }

    /** Whether only claims are asked for that are contested: that is no reason of a score. */
    public static boolean isContestedOnly(Context context) {
        return Query.parameter(context, REASON).filter(CONTESTED::equals).isPresent();
    }

    /**
     * What is asked for of what claimants contest, which stands above the first page whatever its order; empty on further pages, among those of other reasons, and of an
     * insurer that the caller does not serve.
     */
    public static Optional<ContestSearch> contested(Context context) {
        Caller caller = Authentication.caller(context);
        Optional<String> asked = Query.parameter(context, "insurer");
        boolean isOther = Query.parameter(context, REASON)
                .filter(it -> !it.equals(CONTESTED))
                .isPresent();
        boolean isFurther = Query.parameter(context, "after").isPresent();
        return isOther || isFurther || asked.filter(it -> !caller.serves(it)).isPresent()
                ? Optional.empty()
                : Optional.of(ContestSearch.unanswered(asked.orElse(caller.insurer()), MOST_CONTESTED));
    }

    /** The same question, for how many there are: one more is counted than is told. */
    static ClaimSearch counting(ClaimSearch search) {
        return search.beginning(MOST_COUNTED + 1);
    }

    /** The same question for the page after a place, as it stands behind the question mark of an address. */
    public static String next(Context context, Place last) {
        String filter = filter(Query.oneOf(context, REASON, ReviewReason.values()));
        StringBuilder link = new StringBuilder("after=" + ListCursor.of(last, filter));
        REPEATED.forEach(name -> Query.parameter(context, name).ifPresent(value -> link.append('&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8))));
        return link.toString();
    }

    private static Holding holding(String assignee, Caller caller, Instant now) {
        return switch (assignee) {
            case "me" -> new Holding(Optional.of(caller.name()), now);
            case "none" -> new Holding(Optional.empty(), now);
            default -> new Holding(Optional.of(assignee), now);
        };
    }

    /** A place among claims of one reason is none among those of another. */
    private static String filter(Optional<ReviewReason> reason) {
        return reason.map(Enum::name).orElse("");
    }

    private static Place place(String cursor, Order order, String filter) {
        return ListCursor.read(cursor, order, filter)
                .orElseThrow(() -> Query.wrong("after", "what next of the page before says"));
    }
}
