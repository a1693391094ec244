package io.claimstream.launcher.privacy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.platform.service.ExitCode;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an export holds beside what another count found.
 *
 * @param exported what the export says
 * @param counted records that name the person, by topic; not looked at for somebody who was erased
 */
record Comparison(ExportedCounts exported, Map<String, Long> counted) {

    Comparison {
        counted = Map.copyOf(counted);
    }

    boolean isEqual() {
        return exported.isErased() || exported.counts().equals(counted);
    }

    ExitCode exitCode() {
        if (exported.isErased()) {
            return ExitCode.ERASED;
        }
        return isEqual() ? ExitCode.DONE : ExitCode.BUG;
    }

    /** By topic, how many records the export holds of how many there are. */
    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("insurer", exported.insurer())
                .put("subject", exported.subject())
                .put("erased", exported.isErased())
                .put("equal", isEqual());
        if (!exported.isErased()) {
            Map<String, Long> all = new TreeMap<>(counted);
            exported.counts().forEach(all::putIfAbsent);
            all.keySet()
                    .forEach(topic -> json.put(
                            topic,
                            exported.counts().getOrDefault(topic, 0L) + " of " + counted.getOrDefault(topic, 0L)));
        }
        return json;
    }
}
