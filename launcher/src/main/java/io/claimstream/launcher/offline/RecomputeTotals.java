package io.claimstream.launcher.offline;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.launcher.offline.Finding.Outcome;

/** Counts findings and keeps the first that are not equal, and the first that are erased. Not thread-safe. */
final class RecomputeTotals {

    private static final int KEPT = 20;

    private final ArrayNode first = JsonNodeFactory.instance.arrayNode();
    private final ArrayNode firstErased = JsonNodeFactory.instance.arrayNode();
    private long scores;
    private long different;
    private long unfounded;
    private long erased;

    void add(Finding finding) {
        scores++;
        different += finding.outcome() == Outcome.DIFFERENT ? 1 : 0;
        unfounded += finding.outcome() == Outcome.UNFOUNDED ? 1 : 0;
        erased += finding.isErased() ? 1 : 0;
        ArrayNode kept = finding.isErased() ? firstErased : first;
        if (!finding.isEqual() && kept.size() < KEPT) {
            kept.add(finding.toJson());
        }
    }

    /** Scores that did not come out alike, for whatever reason. */
    long differences() {
        return different + unfounded;
    }

    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("scores", scores)
                .put("equal", scores - differences() - erased)
                .put("differences", differences())
                .put("unfounded", unfounded)
                .put("erased", erased);
        json.set("firstDifferences", first);
        json.set("firstErased", firstErased);
        return json;
    }
}
