package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.figures.WeakPlace;
import io.claimstream.feedback.view.Models.Version;
import io.claimstream.model.DatasetManifest;
import io.claimstream.model.ModelManifest;
import io.claimstream.model.artifact.ModelRefusedException;
import io.claimstream.model.evaluation.EvaluationReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The card of a model: what its signed manifest and its report say. A manifest of a format that is no longer read is told as far as the fields are
 * alike; what is not known is left out.
 */
final class ModelCardJson {

    /** What of a manifest is told as it stands. */
    private static final List<String> AS_IT_STANDS =
            List.of("featureSet", "target", "engine", "parameters", "measurement");

    private ModelCardJson() {}

    static ObjectNode of(Version version) {
        JsonNode manifest = version.manifest();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("version", version.version())
                .put("publishedAt", version.publishedAt().toString())
                .put("signingKeyId", version.signingKeyId());
        ObjectNode slot = json.putObject("slot");
        copy(manifest, slot, "lineOfBusiness", "lineOfBusiness");
        copy(manifest, slot, "currency", "currency");
        copy(manifest, slot, "insurer", "insurer");
        AS_IT_STANDS.forEach(name -> copy(manifest, json, name, name));
        json.put("features", manifest.path("features").size());
        if (manifest.has("artifactSha256")) {
            ObjectNode artifact = json.putObject("artifact");
            copy(manifest, artifact, "artifactSha256", "sha256");
            copy(manifest, artifact, "artifactBytes", "bytes");
        }
        copy(manifest, json, "dataset", "dataset");
        if (json.path("dataset") instanceof ObjectNode dataset) {
            dataset(version).ifPresent(it -> dataset.put("dataset", it.name()).put("link", Links.dataset(it.name())));
        }
        copy(manifest, json, "holdout", "holdout");
        copy(manifest.path("doubt"), json, "reliability", "reliability");
        copy(manifest.path("doubt"), json, "widestRatio", "widestRatio");
        copy(manifest, json, "upload", "upload");
        return json;
    }

    /** The dataset that a version was made from; empty when its manifest is of a format that is no longer read. */
    static Optional<DatasetManifest> dataset(Version version) {
        try {
            return Optional.of(DatasetManifest.of(
                    ModelManifest.parse(version.manifest().toString().getBytes(StandardCharsets.UTF_8))));
        } catch (ModelRefusedException e) {
            return Optional.empty();
        }
    }

    /** What the report of a version says in short; empty for a report of a format that is no longer read. */
    static Optional<ObjectNode> evaluation(String report) {
        try {
            byte[] bytes = report.getBytes(StandardCharsets.UTF_8);
            return Optional.of(evaluation(EvaluationReport.parse(bytes)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static ObjectNode evaluation(EvaluationReport report) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("rows", report.data().evaluated())
                .put("exposure", report.exposure().text());
        json.set("mape", MeasuredJson.of(report.error().mape()));
        MeasuredJson.amount(json, "mae", Optional.of(report.error().metrics().mae()));
        MeasuredJson.share(
                json, "withinTenPercent", Optional.of(report.error().metrics().withinTenPercent()));
        if (report.calibration() != null) {
            json.set("coverage", MeasuredJson.of(report.calibration().coverage()));
            MeasuredJson.share(
                    json, "nominalCoverage", Optional.of(report.calibration().nominalCoverage()));
            MeasuredJson.share(
                    json, "calibrationError", Optional.of(report.calibration().calibrationError()));
        }
        var comparisons = json.putArray("comparisons");
        report.comparisons().forEach(it -> comparisons
                .addObject()
                .put("with", it.with())
                .put("finding", it.finding().name())
                .set("mapeDifference", MeasuredJson.of(it.mapeDifference())));
        var gates = json.putArray("gates");
        report.gates().forEach(it -> gates.addObject()
                .put("gate", it.gate().name())
                .put("outcome", it.outcome().name())
                .put("text", it.text()));
        var weak = json.putArray("weakPlaces");
        WeakPlace.of(report).forEach(it -> weak.add(of(it)));
        return json;
    }

    private static ObjectNode of(WeakPlace place) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("kind", place.kind().name()).put("where", place.where());
        json.set("figure", MeasuredJson.of(place.figure()));
        MeasuredJson.share(json, "comparedWith", Optional.ofNullable(place.comparedWith()));
        if (place.rows() != null) {
            json.put("rows", place.rows());
        }
        return json;
    }

    private static void copy(JsonNode from, ObjectNode to, String name, String as) {
        JsonNode value = from.path(name);
        if (!value.isMissingNode() && !value.isNull()) {
            to.set(as, value.deepCopy());
        }
    }
}
