package io.claimstream.platform.streams;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** How much state is still to be read back from its changelogs. Thread-safe. */
final class Restoration implements StateRestoreListener {

    private final Map<TopicPartition, Long> left = new ConcurrentHashMap<>();

    @Override
    public void onRestoreStart(TopicPartition changelog, String store, long from, long end) {
        left.put(changelog, Math.max(0, end - from));
    }

    @Override
    public void onBatchRestored(TopicPartition changelog, String store, long at, long records) {
        left.computeIfPresent(changelog, (partition, known) -> Math.max(0, known - records));
    }

    @Override
    public void onRestoreEnd(TopicPartition changelog, String store, long records) {
        left.remove(changelog);
    }

    @Override
    public void onRestoreSuspended(TopicPartition changelog, String store, long records) {
        left.remove(changelog);
    }

    /** What is under way, in words; empty when nothing is. Records of a changelog are counted by offsets, so there are at most so many. */
    Optional<String> words() {
        Map<TopicPartition, Long> now = Map.copyOf(left);
        if (now.isEmpty()) {
            return Optional.empty();
        }
        long records = now.values().stream().mapToLong(it -> it).sum();
        return Optional.of("restoring state from %d changelog partition%s, at most %d records left"
                .formatted(now.size(), now.size() == 1 ? "" : "s", records));
    }
}
