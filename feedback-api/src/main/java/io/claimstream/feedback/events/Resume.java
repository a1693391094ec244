package io.claimstream.feedback.events;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** Where a stream is taken up again. Pure. */
final class Resume {

    private Resume() {}

    /**
     * The places after an event. A partition that is newer than its id is told from its beginning, a topic that it does not know from now on; a place that the log has not
     * reached is one of another log, or of an instance that is a moment ahead, so it is told from now on as well.
     *
     * @param now up to where the log is told
     */
    static Map<TopicPartition, Long> places(EventId after, Map<TopicPartition, Long> now) {
        Set<String> known =
                after.next().keySet().stream().map(TopicPartition::topic).collect(Collectors.toSet());
        Map<TopicPartition, Long> places = new HashMap<>();
        now.forEach((partition, end) -> {
            long byDefault = known.contains(partition.topic()) ? 0L : end;
            places.put(partition, Math.min(end, after.next().getOrDefault(partition, byDefault)));
        });
        return places;
    }

    /** What there is to tell of some topics: from where, by partition. */
    static Map<TopicPartition, Long> gaps(
            Map<TopicPartition, Long> from, Map<TopicPartition, Long> to, Collection<String> topics) {
        Map<TopicPartition, Long> gaps = new HashMap<>();
        to.forEach((partition, end) -> {
            long begin = from.getOrDefault(partition, end);
            if (begin < end && topics.contains(partition.topic())) {
                gaps.put(partition, begin);
            }
        });
        return gaps;
    }

    /** How many records lie in the gaps, at most. */
    static long size(Map<TopicPartition, Long> gaps, Map<TopicPartition, Long> to) {
        return gaps.entrySet().stream()
                .mapToLong(it -> to.getOrDefault(it.getKey(), it.getValue()) - it.getValue())
                .sum();
    }

    /** The same gaps with no more records than allowed: of each partition its newest, each in proportion. */
    static Map<TopicPartition, Long> cut(Map<TopicPartition, Long> gaps, Map<TopicPartition, Long> to, int most) {
        long size = size(gaps, to);
        if (size <= most) {
            return gaps;
        }
        Map<TopicPartition, Long> cut = new HashMap<>();
        gaps.forEach((partition, begin) -> {
            long end = to.getOrDefault(partition, begin);
            long kept = (long) ((double) (end - begin) * most / size);
            cut.put(partition, end - kept);
        });
        return cut;
    }
}
