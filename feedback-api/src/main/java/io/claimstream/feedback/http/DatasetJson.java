package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.view.DatasetSeen;
import io.claimstream.feedback.view.Run;
import java.util.List;
import java.util.Optional;

/** Datasets as JSON. What is not known is left out. */
final class DatasetJson {

    /** What the manifest says and no run does. */
    private static final List<String> OF_MANIFEST =
            List.of("featureSet", "settled", "corrected", "firstLabelAt", "lastLabelAt", "labelled", "erasures");

    private DatasetJson() {}

    /** A dataset in a list. */
    static ObjectNode shortly(DatasetSeen dataset) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("dataset", dataset.name());
        dataset.slot().ifPresent(slot -> json.setAll(ModelsJson.slot(slot)));
        json.put("lastUsedAt", dataset.lastUsedAt().toString());
        known(dataset, json);
        json.putArray("models").addAll(texts(dataset.models()));
        return json.put("link", Links.dataset(dataset.name()));
    }

    /** A dataset whole: what of the log it is, what was left out and why, and who learned from it. */
    static ObjectNode of(DatasetSeen dataset) {
        ObjectNode json = shortly(dataset);
        JsonNode manifest = dataset.manifest();
        if (manifest != null) {
            OF_MANIFEST.stream()
                    .filter(manifest::hasNonNull)
                    .forEach(name -> json.set(name, manifest.path(name).deepCopy()));
        }
        var runs = json.putArray("runs");
        dataset.runs().forEach(run -> runs.add(RunsJson.of(run)));
        return json;
    }

    /** What the manifest says, or else a run that read it. */
    private static void known(DatasetSeen dataset, ObjectNode json) {
        JsonNode manifest = dataset.manifest();
        Optional<Run.Data> read = dataset.runs().stream().map(Run::data).findFirst();
        if (manifest != null) {
            json.set("rows", manifest.path("rows"));
            json.set("sha256", manifest.path("sha256"));
            json.set("exclusions", manifest.path("exclusions"));
        } else if (read.isPresent()) {
            json.put("rows", read.get().rows());
            if (read.get().sha256() != null) {
                json.put("sha256", read.get().sha256());
            }
            var exclusions = json.putObject("exclusions");
            read.get().exclusions().forEach(exclusions::put);
        }
    }

    private static List<JsonNode> texts(List<String> texts) {
        return texts.stream().<JsonNode>map(JsonNodeFactory.instance::textNode).toList();
    }
}
