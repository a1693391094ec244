package io.claimstream.launcher.datasets;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.model.DatasetManifest;
import io.claimstream.model.DatasetSummary.Offsets;
import io.claimstream.retrain.run.SlotName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A dataset that somebody can ask for.
 *
 * @param manifest what it is
 * @param features names of its features, in order
 * @param models versions that were made from it, in the order of their publication
 * @param isCurrent whether a training would read it now
 */
record KnownDataset(DatasetManifest manifest, List<String> features, List<String> models, boolean isCurrent) {

    KnownDataset {
        features = List.copyOf(features);
        models = List.copyOf(models);
    }

    SlotName slot() {
        return new SlotName(manifest.lineOfBusiness(), manifest.currency());
    }

    /** A line of a list. */
    ObjectNode toRow() {
        ObjectNode row = figures();
        row.put(
                        "excluded",
                        manifest.exclusions().values().stream()
                                .mapToInt(Integer::intValue)
                                .sum())
                .put("current", isCurrent)
                .put("models", String.join(" ", models));
        return row;
    }

    /** All of the manifest. */
    ObjectNode toJson() {
        ObjectNode json = figures();
        json.put("insurer", manifest.insurer())
                .put("featureSet", manifest.featureSet())
                .put("features", features.size())
                .put("sha256", manifest.sha256());
        counts(json, "exclusions", manifest.exclusions());
        ranges(json, "labelled", manifest.labelled());
        ranges(json, "erasures", manifest.erasures());
        json.put("current", isCurrent);
        var versions = json.putArray("models");
        models.forEach(versions::add);
        return json;
    }

    /** Puts counts by name into an object. */
    static void counts(ObjectNode json, String name, Map<String, Integer> counts) {
        ObjectNode object = json.putObject(name);
        counts.forEach(object::put);
    }

    private static void ranges(ObjectNode json, String name, List<Offsets> read) {
        var array = json.putArray(name);
        for (Offsets range : read) {
            array.addObject()
                    .put("partition", range.partition())
                    .put("from", range.from())
                    .put("to", range.to());
        }
    }

    private ObjectNode figures() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("dataset", manifest.name())
                .put("slot", slot().toString())
                .put("rows", manifest.rows())
                .put("settled", manifest.settled())
                .put("corrected", manifest.corrected())
                .put("erased", manifest.erased())
                .put("firstLabelAt", text(manifest.firstLabelAt()))
                .put("lastLabelAt", text(manifest.lastLabelAt()));
    }

    private static String text(@Nullable Instant time) {
        return time == null ? "" : time.toString();
    }
}
