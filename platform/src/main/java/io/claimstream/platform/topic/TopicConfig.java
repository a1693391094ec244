package io.claimstream.platform.topic;

import io.claimstream.schemas.Topic;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The Kafka configuration that a catalogue entry stands for.
 *
 * @param topic the entry
 */
record TopicConfig(Topic<?> topic) {

    private static final int GREATEST_INPUT_BYTES = 1024 * 1024;
    private static final int GREATEST_OUTPUT_BYTES = 2 * GREATEST_INPUT_BYTES;

    /** Configuration keys and values, in the order of the keys. */
    Map<String, String> entries() {
        Map<String, String> entries = new TreeMap<>();
        entries.put("cleanup.policy", topic.cleanup().name().toLowerCase(Locale.ROOT));
        // What follows from a record may be larger than the record: a dead letter has its headers more.
        boolean fromOutside = topic.key() == Topic.Key.UNTRUSTED_CLAIM;
        entries.put("max.message.bytes", Integer.toString(fromOutside ? GREATEST_INPUT_BYTES : GREATEST_OUTPUT_BYTES));
        entries.put(
                "message.timestamp.type",
                topic.timestamp() == Topic.Timestamp.LOG_APPEND_TIME ? "LogAppendTime" : "CreateTime");
        entries.put(
                "retention.ms",
                topic.retention().map(Duration::toMillis).orElse(-1L).toString());
        return entries;
    }
}
