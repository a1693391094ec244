package io.claimstream.feedback.export;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.schemas.Topic;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes to a sink, and counts the records of each topic that it holds: what an independent count is compared with. Not thread-safe. */
final class Counted {

    private final ExportSink sink;
    private final Map<String, Long> records = new LinkedHashMap<>();

    Counted(ExportSink sink) {
        this.sink = sink;
    }

    void section(Section section) {
        sink.section(section);
    }

    /** Something that is no record of a topic, or not for itself. */
    void item(ObjectNode item) {
        sink.item(item);
    }

    /** A record of a topic. */
    void record(Topic<?> topic, ObjectNode item) {
        records.merge(topic.name(), 1L, Long::sum);
        sink.item(item);
    }

    /** That a topic is looked through, so that it is counted even when nothing is found. */
    void expect(Topic<?> topic) {
        records.putIfAbsent(topic.name(), 0L);
    }

    /** How many records of each topic are written. */
    ObjectNode counts() {
        ObjectNode counts = JsonNodeFactory.instance.objectNode();
        records.forEach(counts::put);
        return counts;
    }
}
