package io.claimstream.feedback.http;

import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.contest.Contest;
import io.claimstream.feedback.contest.Contest.State;
import io.claimstream.feedback.contest.ContestSearch;
import io.javalin.http.Context;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what is asked of the list of contests. */
public final class ContestQuery {

    private static final Map<String, Boolean> TRUTHS = Map.of("true", true, "false", false);
    private static final List<String> REPEATED = List.of("insurer", "state", "overdue", "limit");

    private ContestQuery() {}

    /**
     * What is asked for; no states when nothing can be found, because the caller does not serve the insurer.
     *
     * @throws ProblemException when a parameter has another form
     */
    public static ContestSearch read(Context context, ContestDesk desk, int limit) {
        Caller caller = Authentication.caller(context);
        Optional<String> insurer = Query.parameter(context, "insurer");
        Set<State> states = Query.oneOf(context, "state", State.values())
                .<Set<State>>map(Set::of)
                .orElseGet(() -> EnumSet.allOf(State.class));
        boolean isOverdue =
                Query.named(context, "overdue", TRUTHS).filter(it -> it).isPresent();
        Optional<Contest> after = Query.parameter(context, "after").map(it -> desk.seen(caller, it)
                .orElseThrow(() -> Query.wrong("after", "what next of the page before says")));
        boolean isServed = insurer.filter(it -> !caller.serves(it)).isEmpty();
        return new ContestSearch(
                insurer.orElse(caller.insurer()),
                null,
                isServed ? states : Set.of(),
                isOverdue ? desk.now() : null,
                after.orElse(null),
                limit);
    }

    /** The same question for the page after a contest, as it stands behind the question mark of an address. */
    public static String next(Context context, Contest last) {
        StringBuilder query = new StringBuilder("after=" + last.contestId());
        REPEATED.forEach(name -> Query.parameter(context, name)
                .ifPresent(value -> query.append('&').append(name).append('=').append(Links.encoded(value))));
        return query.toString();
    }
}
