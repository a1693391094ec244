package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.drift.DriftReport;
import io.claimstream.domain.drift.DriftReport.Named;
import io.claimstream.domain.drift.DriftWindows;
import io.claimstream.domain.drift.Shift;
import io.claimstream.domain.drift.StabilityBins.Bin;
import io.claimstream.domain.feature.FeatureSetV1;
import java.util.Optional;

/** Drift as JSON. */
final class DriftJson {

    private DriftJson() {}

    static ObjectNode described(String lineOfBusiness, String currency, DriftReport.Limits limits) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("lineOfBusiness", lineOfBusiness).put("currency", currency).put("featureSet", FeatureSetV1.VERSION);
        json.putObject("rule").put("psi", limits.psi()).put("values", limits.values());
        return json;
    }

    static void nothing(ObjectNode json, DriftDesk.Reason reason) {
        json.put("reason", reason.name());
        json.putArray("drifted");
        json.putArray("features");
    }

    static void windows(ObjectNode json, DriftReport report) {
        DriftWindows windows = report.windows();
        json.put("referenceFrom", windows.earlier().from().toString())
                .put("referenceTo", windows.earlier().to().toString());
        if (windows.later().days() > 0) {
            json.put("from", windows.later().from().toString())
                    .put("to", windows.later().to().toString());
        }
        json.withObjectProperty("rule").put("probability", report.level());
    }

    /** @param isCounted whether it is said how many values there are: of all insurers together, nobody who serves one of them should know */
    static void report(ObjectNode json, DriftReport report, boolean isCounted) {
        var drifted = json.putArray("drifted");
        report.drifted().forEach(drifted::add);
        var features = json.putArray("features");
        report.shifts().forEach(it -> features.add(of(it, isCounted)));
    }

    private static ObjectNode of(Named named, boolean isCounted) {
        Shift shift = named.shift();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("feature", named.name());
        if (isCounted) {
            json.put("referenceValues", shift.before()).put("values", shift.after());
        }
        MeasuredJson.share(json, "psi", Optional.of(shift.psi()));
        MeasuredJson.share(json, "distance", Optional.of(shift.distance()));
        json.put("probability", shift.probability()).put("drifted", named.isDrift());
        if (isCounted) {
            var bins = json.putArray("bins");
            shift.bins().bins().forEach(it -> bins.add(of(it)));
        }
        return json;
    }

    private static ObjectNode of(Bin bin) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (bin.isMissing()) {
            json.put("missing", true);
        } else {
            bound(json, "from", bin.from());
            bound(json, "to", bin.to());
        }
        return json.put("referenceValues", bin.earlier()).put("values", bin.later());
    }

    /** The greatest floats have no end that JSON could say. */
    private static void bound(ObjectNode json, String name, double bound) {
        if (Double.isFinite(bound)) {
            json.put(name, bound);
        }
    }
}
