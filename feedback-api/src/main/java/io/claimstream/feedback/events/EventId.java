package io.claimstream.feedback.events;

import io.claimstream.schemas.Topic;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * The name of an event in a stream: how far every partition of the log was told once it was. It means the same after a restart and on every instance. As
 * text it is the time of the event in milliseconds, then for each topic a letter and the next offset of each partition; numbers to the base of 36.
 *
 * @param at when it happened; milliseconds
 * @param next the next offset to tell, by partition
 */
public record EventId(Instant at, Map<TopicPartition, Long> next) {

    private static final int BASE = 36;
    private static final int LONGEST = 2_000;
    private static final Pattern FORM =
            Pattern.compile("([0-9a-z]{1,9})((?:\\.[a-z]:[0-9a-z]{1,12}(?:,[0-9a-z]{1,12})*)+)");
    private static final Pattern TOPIC = Pattern.compile("\\.([a-z]):([0-9a-z,]+)");

    public EventId {
        next = Map.copyOf(next);
    }

    /** The id of a text; empty when it is none. */
    public static Optional<EventId> parse(String text) {
        Matcher form = FORM.matcher(text.length() > LONGEST ? "" : text);
        if (!form.matches()) {
            return Optional.empty();
        }
        Map<TopicPartition, Long> next = new HashMap<>();
        Matcher topics = TOPIC.matcher(form.group(2));
        while (topics.find()) {
            Optional<Topic<?>> topic = EventTopics.of(topics.group(1).charAt(0));
            if (topic.isEmpty()) {
                return Optional.empty();
            }
            String[] offsets = topics.group(2).split(",", -1);
            for (int partition = 0; partition < offsets.length; partition++) {
                next.put(new TopicPartition(topic.get().name(), partition), Long.parseLong(offsets[partition], BASE));
            }
        }
        return Optional.of(new EventId(Instant.ofEpochMilli(Long.parseLong(form.group(1), BASE)), next));
    }

    /** The id as clients see it. */
    public String text() {
        Map<Character, Map<Integer, Long>> topics = new TreeMap<>();
        next.forEach((partition, offset) -> topics.computeIfAbsent(
                        EventTopics.letter(partition.topic()), letter -> new TreeMap<>())
                .put(partition.partition(), offset));
        return Long.toString(Math.max(0, at.toEpochMilli()), BASE)
                + topics.entrySet().stream()
                        .map(topic -> "." + topic.getKey() + ":"
                                + topic.getValue().values().stream()
                                        .map(offset -> Long.toString(offset, BASE))
                                        .collect(Collectors.joining(",")))
                        .collect(Collectors.joining());
    }
}
