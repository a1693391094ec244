package io.claimstream.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Says in a manifest what the release that wrote it took for granted, so that models of an earlier release go on scoring. */
final class EarlierManifest {

    private EarlierManifest() {}

    /** Adds fields that the format gained without a change of meaning. The signature is over the bytes as they came. */
    static JsonNode completed(JsonNode manifest) {
        if (manifest instanceof ObjectNode whole && !whole.has("measurement")) {
            ObjectNode measurement = whole.putObject("measurement");
            measurement.put("method", Measurement.Method.LATER_ROWS.name());
            measurement.put("foldSeed", 0);
            measurement.putArray("mapeByFold");
        }
        if (manifest instanceof ObjectNode whole && !whole.has("upload")) {
            whole.putNull("upload");
        }
        if (manifest.path("dataset") instanceof ObjectNode dataset) {
            DatasetSummary.complete(dataset);
        }
        if (manifest.path("parameters") instanceof ObjectNode parameters) {
            if (!parameters.has("nodeColumnSample")) {
                parameters.put("nodeColumnSample", 1.0);
            }
            if (!parameters.has("treesPerRound")) {
                parameters.put("treesPerRound", 1);
            }
            if (!parameters.has("risingFeatures")) {
                parameters.putArray("risingFeatures");
            }
            if (!parameters.has("gappedCopies")) {
                parameters.put("gappedCopies", 0);
            }
            if (!parameters.has("boosters")) {
                parameters.put("boosters", 1);
            }
        }
        return manifest;
    }
}
