package io.claimstream.feedback.http;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.drift.DriftReport;
import io.claimstream.feedback.http.DriftDesk.Found;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows whether claims change: what came in of late against what the champion learned from, or any days against any others. */
final class DriftHandlers {

    private final DriftDesk desk;

    DriftHandlers(DriftDesk desk) {
        this.desk = desk;
    }

    Map<String, Handler> handlers() {
        return Map.ofEntries(entry("showDrift", this::show));
    }

    /** {@code GET /v1/drift}. */
    private void show(Context context) {
        String line = Query.given(context, "lineOfBusiness");
        String currency = Query.given(context, "currency");
        DriftQuery query = DriftQuery.read(context);
        boolean servesAll = Authentication.caller(context).insurer() == null;
        if (query.isOfOwnDays() && !servesAll) {
            // Two questions that differ by a day would tell what the other insurers sent on it.
            throw new ProblemException(
                    ProblemCode.FORBIDDEN,
                    "Expected no days of your own choice: they are for those who serve every insurer.");
        }
        Found found = desk.find(line, currency, query);
        ObjectNode json = DriftJson.described(line, currency, found.limits());
        found.learned().ifPresent(it -> json.put("champion", it.version())
                .put("learnedTo", it.to().toString()));
        found.newest().ifPresent(it -> json.put("newestDay", it.toString()));
        @Nullable DriftReport report = found.report();
        if (report != null) {
            DriftJson.windows(json, report);
        }
        if (report != null && found.reason().isEmpty()) {
            DriftJson.report(json, report, servesAll);
        } else {
            found.reason().ifPresent(it -> DriftJson.nothing(json, it));
        }
        Answers.json(context, 200, json);
    }
}
