package io.claimstream.launcher.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** The answer of {@code GET /v1/models} as lines for people. */
final class ModelsTable {

    private ModelsTable() {}

    /** One line for each version of each slot; one for a slot without any. */
    static ArrayNode versions(JsonNode models) {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        models.path("slots").forEach(slot -> {
            if (slot.path("versions").isEmpty()) {
                row(rows, slot).put("version", slot.path("champion").asText()).put("state", "champion");
            }
            slot.path("versions").forEach(version -> {
                boolean isChampion = version.path("version").equals(slot.path("champion"));
                ObjectNode row = row(rows, slot);
                row.set("version", version.path("version"));
                row.set("state", version.path("state"));
                row.put("pinned", isChampion && slot.path("pinned").asBoolean() ? "pinned" : "")
                        .put("since", isChampion ? slot.path("since").asText() : "")
                        .put("trial", trial(slot.path("challenge"), version.path("version")));
            });
        });
        return rows;
    }

    /** How far the trial of a challenger is; blank for any other version. */
    private static String trial(JsonNode challenge, JsonNode version) {
        if (!challenge.path("version").equals(version)) {
            return "";
        }
        double share = challenge.path("share").asDouble();
        String way = share > 0 ? String.format(Locale.ROOT, "canary on %.3g of the claims", share) : "shadow";
        JsonNode trial = challenge.path("trial");
        return trial.isObject()
                ? String.format(
                        Locale.ROOT,
                        "%s; %d settled, evidence %.3g of %.3g",
                        way,
                        trial.path("settled").asInt(),
                        trial.path("evidence").asDouble(),
                        trial.path("threshold").asDouble())
                : way;
    }

    private static ObjectNode row(ArrayNode rows, JsonNode slot) {
        return rows.addObject()
                .put(
                        "slot",
                        slot.path("lineOfBusiness").asText() + "/"
                                + slot.path("currency").asText())
                .put("insurer", slot.path("insurer").asText());
    }
}
