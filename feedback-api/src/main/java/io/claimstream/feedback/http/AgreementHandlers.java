package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.figures.Agreement;
import io.claimstream.feedback.figures.AgreementSums;
import io.claimstream.feedback.figures.Days;
import io.claimstream.feedback.figures.SettledSums;
import io.javalin.http.Context;

/** Shows how people decided beside the model. */
final class AgreementHandlers {

    private final AgreementDesk desk;

    AgreementHandlers(ApiPorts ports) {
        this.desk = new AgreementDesk(ports);
    }

    /** {@code GET /v1/agreement?from=&to=&insurer=}. */
    void agreement(Context context) {
        Days days = desk.days(context);
        Agreement agreement = desk.find(context);
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("from", days.from().toString())
                .put("to", days.to().toString())
                .put("least", SettledSums.LEAST)
                .put("quickSeconds", AgreementSums.QUICK_SECONDS)
                .put("offBeyond", AgreementSums.OFF)
                .put("automatic", agreement.automatic());
        json.set("total", of(agreement.total()));
        var people = json.putArray("people");
        agreement.people().entrySet().forEach(person -> {
            ObjectNode one = people.addObject().put("actor", person.getKey());
            one.setAll(of(person.getValue()));
            var watch = one.putArray("watch");
            agreement.watch(person).forEach(it -> watch.add(it.name()));
        });
        var models = json.putArray("models");
        agreement.versions().forEach((version, sums) -> models.addObject()
                .put("modelVersion", version)
                .setAll(of(sums)));
        Answers.json(context, 200, json);
    }

    private static ObjectNode of(AgreementSums sums) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("decisions", sums.decisions())
                .put("agreed", sums.agreed())
                .put("raised", sums.raised())
                .put("lowered", sums.lowered())
                .put("agreedPaid", sums.agreedPaid())
                .put("changedPaid", sums.changedPaid())
                .put("seen", sums.seen());
        MeasuredJson.measured(json, "agreement", sums.agreement());
        MeasuredJson.share(json, "meanChange", sums.meanChange());
        MeasuredJson.measured(json, "quick", sums.quickShare());
        MeasuredJson.measured(json, "off", sums.offShare());
        MeasuredJson.measured(json, "closer", sums.closerShare());
        return json;
    }
}
