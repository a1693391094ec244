package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.figures.Answered;
import io.claimstream.feedback.figures.Overview;
import io.claimstream.feedback.figures.PaidMonth;
import io.claimstream.feedback.figures.Records;
import io.claimstream.feedback.figures.SettledSums;
import io.claimstream.feedback.figures.Waiting;
import java.util.Optional;
import java.util.OptionalDouble;

/** The overview as JSON. */
final class OverviewJson {

    private OverviewJson() {}

    /**
     * The overview.
     *
     * @param isNarrow whether it is of some lines of business or currencies only
     */
    static ObjectNode of(Overview overview, boolean isNarrow) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var volume = json.putArray("volume");
        overview.volume()
                .forEach((day, records) -> volume.add(volume(records, isNarrow).put("day", day.toString())));
        json.set("total", volume(overview.volume().values().stream().reduce(Records.NONE, Records::plus), isNarrow));
        json.set("waiting", waiting(overview.waiting()));
        var atRisk = json.putArray("moneyAtRisk");
        overview.waiting().atRisk().forEach((currency, money) -> {
            ObjectNode entry = atRisk.addObject().put("currency", currency);
            MeasuredJson.amount(entry, "amount", money.amount());
            entry.put("claims", money.claims()).put("withoutInterval", money.withoutInterval());
        });
        json.set("decided", decided(overview.answered()));
        var months = json.putArray("estimateAgainstPaid");
        overview.months().forEach(month -> months.add(month(month)));
        return json;
    }

    /** What records came to. Of a submission neither line of business nor currency is known, so they are counted together only. */
    static ObjectNode volume(Records records, boolean isNarrow) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (!isNarrow) {
            json.put("submitted", records.submitted())
                    .put("rejected", records.rejected())
                    .put("deadLettered", records.dead());
            records.duplicatesOrPending().ifPresent(it -> json.put("duplicatesOrPending", it));
            json.put("lost", records.lost());
        }
        return json.put("accepted", records.accepted()).put("scored", records.scored());
    }

    static ObjectNode decided(Answered answered) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("accepted", answered.accepted()).put("corrected", answered.corrected());
        MeasuredJson.measured(json, "withoutChange", answered.withoutChange());
        return json;
    }

    private static ObjectNode waiting(Waiting waiting) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("claims", waiting.claims());
        var ages = json.putArray("byAge");
        waiting.byAge()
                .forEach(
                        (age, claims) -> ages.addObject().put("age", age.name()).put("claims", claims));
        var deadlines = json.putArray("byDeadline");
        waiting.byDeadline()
                .forEach((due, claims) ->
                        deadlines.addObject().put("due", due.name()).put("claims", claims));
        return json;
    }

    private static ObjectNode month(PaidMonth month) {
        SettledSums sums = month.sums();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("month", month.month().toString().substring(0, 7))
                .put("lineOfBusiness", month.lineOfBusiness())
                .put("currency", month.currency())
                .put("claims", sums.claims());
        MeasuredJson.amount(json, "estimated", sums.estimated());
        MeasuredJson.amount(json, "paid", sums.paid());
        median(json, "medianEstimate", month.estimates().median(), sums);
        median(json, "medianPaid", month.payments().median(), sums);
        MeasuredJson.share(json, "mape", sums.mape());
        return json;
    }

    private static void median(ObjectNode json, String name, OptionalDouble median, SettledSums sums) {
        if (median.isPresent() && sums.claims() >= SettledSums.LEAST) {
            MeasuredJson.amount(json, name, Optional.of(median.getAsDouble()));
        }
    }
}
