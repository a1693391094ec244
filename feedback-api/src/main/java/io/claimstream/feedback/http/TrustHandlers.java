package io.claimstream.feedback.http;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.figures.GreatestGap;
import io.claimstream.model.evaluation.Drift;
import io.claimstream.model.evaluation.EvaluationReport;
import io.claimstream.model.evaluation.fairness.Fairness;
import io.claimstream.model.evaluation.fairness.FairnessCell;
import io.claimstream.model.evaluation.fairness.FairnessVerdict;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows of a model whether the world has changed under it, and whether it is as good for one group of people as for another: what its report measured. */
final class TrustHandlers {

    private final OwnVersion versions;

    TrustHandlers(ApiPorts ports) {
        this.versions = new OwnVersion(ports);
    }

    Map<String, Handler> handlers() {
        return Map.ofEntries(entry("showModelDrift", this::drift), entry("showModelFairness", this::fairness));
    }

    /** {@code GET /v1/models/{version}/drift}. */
    private void drift(Context context) {
        EvaluationReport report = report(context);
        Drift drift = report.drift();
        ObjectNode json = described(report)
                .put("basis", drift.basis().name())
                .put("earlierRows", drift.earlierRows())
                .put("laterRows", drift.laterRows());
        if (drift.cutAt() != null) {
            json.put("cutAt", drift.cutAt().toString());
        }
        var features = json.putArray("features");
        drift.features().forEach(it -> {
            ObjectNode feature = features.addObject().put("feature", it.feature());
            MeasuredJson.share(feature, "psi", Optional.of(it.psi()));
            MeasuredJson.share(feature, "chance", Optional.of(it.chance()));
            MeasuredJson.share(feature, "outsideTraining", Optional.ofNullable(it.outsideTraining()));
            feature.put("drifted", it.isDrifted());
        });
        Answers.json(context, 200, json);
    }

    /** {@code GET /v1/models/{version}/fairness}. */
    private void fairness(Context context) {
        EvaluationReport report = report(context);
        Fairness fairness = report.fairness();
        ObjectNode json = described(report).put("limit", fairness.limit()).put("confidence", fairness.confidence());
        MeasuredJson.share(json, "groupConfidence", Optional.of(fairness.cellConfidence()));
        json.put("mergeRule", fairness.mergeRule());
        String verdict = fairness.verdict().fold(it -> "PASSED", it -> "BLOCKED", it -> "UNMEASURED");
        json.put("verdict", verdict);
        if (fairness.verdict() instanceof FairnessVerdict.Unmeasured it) {
            json.put("why", it.why());
        }
        GreatestGap.of(fairness).ifPresent(it -> {
            ObjectNode gap = json.putObject("greatestGap").put("group", it.name());
            gap.set("gap", MeasuredJson.of(it.gap()));
        });
        // A group of too few people would say something of single ones: it stands in nobody's report, only in its
        // count.
        List<FairnessCell> shown =
                fairness.cells().stream().filter(GreatestGap::isLargeEnough).toList();
        json.put("groupsNotShown", fairness.cells().size() - shown.size());
        var groups = json.putArray("groups");
        shown.forEach(it -> groups.add(of(it)));
        Answers.json(context, 200, json);
    }

    private static ObjectNode of(FairnessCell cell) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", cell.name());
        var people = json.putArray("people");
        cell.groups().forEach(it -> people.addObject()
                .put("gender", it.gender())
                .put("age", it.age().text()));
        json.put("rows", cell.rows()).put("distinctRows", cell.distinctRows());
        json.set("mape", MeasuredJson.of(cell.mape()));
        json.set("bias", MeasuredJson.of(cell.bias()));
        json.set("gap", MeasuredJson.of(cell.gap()));
        return json.put("tooWide", cell.isTooWide());
    }

    private static ObjectNode described(EvaluationReport report) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("version", report.versions().model())
                .put("rows", report.data().evaluated())
                .put("firstEventAt", report.data().firstEventAt().toString())
                .put("lastEventAt", report.data().lastEventAt().toString());
    }

    private EvaluationReport report(Context context) {
        try {
            return EvaluationReport.parse(versions.report(context).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new ProblemException(
                    ProblemCode.NOT_ACCEPTABLE,
                    "Expected a report of format " + EvaluationReport.FORMAT
                            + "; the report itself gives it as it is.");
        }
    }
}
