package io.claimstream.feedback.http;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.view.Claim.Status;
import io.claimstream.feedback.view.ClaimSearch;
import io.claimstream.feedback.view.ClaimSearch.Order;
import io.claimstream.feedback.view.ClaimSearch.Place;
import io.claimstream.feedback.view.ClaimSummary.Verdict;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads what is asked of the list of claims. */
public final class ClaimQuery {

    private static final String SORT = "sort";
    private static final String STATUS = "status";
    private static final String DECISION = "decision";
    private static final String CLAIM_ID = "claimId";
    private static final Map<String, Order> ORDERS = new TreeMap<>(Map.of(
            "-submittedAt", Order.NEWEST,
            "deadline", Order.DEADLINE,
            "-moneyAtRisk", Order.MONEY_AT_RISK,
            "-estimate", Order.ESTIMATE,
            "claimId", Order.CLAIM_ID));
    private static final Map<String, Status> STATUSES = new TreeMap<>(Map.of(
            "pending", Status.PENDING,
            "scored", Status.SCORED,
            "rejected", Status.REJECTED,
            "deadLettered", Status.DEAD_LETTERED));
    private static final Map<String, Verdict> VERDICTS = new TreeMap<>(Map.of(
            "open", Verdict.OPEN,
            "accepted", Verdict.ACCEPTED,
            "corrected", Verdict.CORRECTED,
            "settled", Verdict.SETTLED));
    /** Parameters that the next page repeats. */
    private static final List<String> REPEATED = List.of(
            "insurer",
            STATUS,
            DECISION,
            "lineOfBusiness",
            "currency",
            CLAIM_ID,
            "submittedFrom",
            "submittedTo",
            SORT,
            "limit");

    private ClaimQuery() {}

    /** What is asked for; empty when it is of an insurer that the caller does not serve. */
    public static Optional<ClaimSearch> read(Context context) {
        Caller caller = Authentication.caller(context);
        Optional<String> asked = Query.parameter(context, "insurer");
        if (asked.filter(it -> !caller.serves(it)).isPresent()) {
            return Optional.empty();
        }
        Order order = Query.named(context, SORT, ORDERS).orElse(Order.NEWEST);
        Optional<String> prefix = Query.parameter(context, CLAIM_ID);
        if (prefix.isPresent() && order != Order.CLAIM_ID) {
            throw Query.wrong(CLAIM_ID, "given with sort=claimId only");
        }
        if (prefix.isPresent() && !ClaimKey.isClaimId(prefix.get())) {
            throw Query.wrong(CLAIM_ID, "the beginning of a claim id: " + ClaimKey.CLAIM_ID_FORM);
        }
        Optional<Verdict> decision = Query.named(context, DECISION, VERDICTS);
        boolean isOfVerdict = order == Order.DEADLINE || order == Order.MONEY_AT_RISK;
        return Optional.of(new ClaimSearch(
                asked.or(() -> Optional.ofNullable(caller.insurer())),
                Query.named(context, STATUS, STATUSES),
                isOfVerdict ? decision.or(() -> Optional.of(Verdict.OPEN)) : decision,
                Query.parameter(context, "lineOfBusiness"),
                Query.parameter(context, "currency"),
                prefix,
                Query.time(context, "submittedFrom"),
                Query.time(context, "submittedTo"),
                Optional.empty(),
                Optional.empty(),
                order,
                Query.parameter(context, "after").map(it -> place(it, order)),
                Query.limit(context)));
    }

    /** A place in the list, as {@code after} has it. */
    public static String cursor(Place last) {
        return ListCursor.of(last);
    }

    /** The same question for the page after a place, as it stands behind the question mark of an address. */
    static String next(Context context, Place last) {
        StringBuilder link = new StringBuilder("after=" + ListCursor.of(last));
        REPEATED.forEach(name -> Query.parameter(context, name).ifPresent(value -> link.append('&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8))));
        return link.toString();
    }

    private static Place place(String cursor, Order order) {
        return ListCursor.read(cursor, order)
                .orElseThrow(() -> Query.wrong("after", "what next of the page before says"));
    }
}
