package io.claimstream.feedback.http;

import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.batch.Batch;
import io.claimstream.feedback.batch.BatchSearch;
import io.claimstream.feedback.batch.BatchSearch.Place;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Reads what is asked of the list of batches. */
public final class BatchQuery {

    private static final String ACTOR = "actor";
    /** Parameters that the next page repeats. */
    private static final List<String> REPEATED = List.of("insurer", ACTOR, "limit");

    private BatchQuery() {}

    /** What is asked for; empty when it is of an insurer that the caller does not serve. */
    public static Optional<BatchSearch> read(Context context) {
        Caller caller = Authentication.caller(context);
        Optional<String> asked = Query.parameter(context, "insurer");
        BatchSearch search = new BatchSearch(
                asked.or(() -> Optional.ofNullable(caller.insurer())),
                Query.parameter(context, ACTOR).map(it -> it.equals("me") ? caller.name() : it),
                Query.parameter(context, "after").map(TimeCursor::parse).map(it -> new Place(it.at(), it.id())),
                Query.limit(context));
        return asked.filter(it -> !caller.serves(it)).isPresent() ? Optional.empty() : Optional.of(search);
    }

    /** The same question for the page after a batch, as it stands behind the question mark of an address. */
    static String next(Context context, Batch last) {
        StringBuilder link = new StringBuilder("after=" + new TimeCursor(last.begunAt(), last.batchId()).encoded());
        REPEATED.forEach(name -> Query.parameter(context, name).ifPresent(value -> link.append('&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8))));
        return link.toString();
    }
}
