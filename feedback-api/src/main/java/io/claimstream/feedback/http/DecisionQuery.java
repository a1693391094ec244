package io.claimstream.feedback.http;

import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.view.DecidedScore;
import io.claimstream.feedback.view.DecisionSearch;
import io.claimstream.feedback.view.DecisionSearch.Place;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads what is asked of the list of decisions. */
public final class DecisionQuery {

    private static final List<String> REPEATED = List.of("model", "insurer", "from", "to", "limit");

    private DecisionQuery() {}

    /**
     * What is asked for; empty when it is of an insurer that the caller does not serve.
     *
     * @throws ProblemException when a parameter has another form
     */
    public static Optional<DecisionSearch> read(
            Context context, Optional<Instant> from, Optional<Instant> to, int limit) {
        Caller caller = Authentication.caller(context);
        Optional<String> asked = Query.parameter(context, "insurer");
        DecisionSearch search = new DecisionSearch(
                Query.parameter(context, "model"),
                asked.or(() -> Optional.ofNullable(caller.insurer())),
                from,
                to,
                Query.parameter(context, "after").map(TimeCursor::parse).map(it -> new Place(it.at(), it.id())),
                limit);
        return asked.filter(it -> !caller.serves(it)).isPresent() ? Optional.empty() : Optional.of(search);
    }

    /** The same question for the page after a score, as it stands behind the question mark of an address. */
    public static String next(Context context, DecidedScore last) {
        StringBuilder query = new StringBuilder(
                "after=" + new TimeCursor(last.score().scoredAt(), last.score().scoreId()).encoded());
        REPEATED.forEach(name -> Query.parameter(context, name)
                .ifPresent(value -> query.append('&').append(name).append('=').append(Links.encoded(value))));
        return query.toString();
    }
}
