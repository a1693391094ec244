package io.claimstream.platform.lag;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * What was seen on the cluster at a time.
 *
 * @param partitions what each group has committed and not read
 * @param members ids of the members of each group; empty for a group without any
 * @param begins first offset that each of the partitions still has
 * @param readers which member reads a partition; none where a group has no members, or of a kind that does not say it
 */
public record Seen(
        List<Partition> partitions,
        Map<String, Set<String>> members,
        Map<TopicPartition, Long> begins,
        Map<LagKey, Reader> readers) {

    public Seen {
        partitions = List.copyOf(partitions);
        members = Map.copyOf(members);
        begins = Map.copyOf(begins);
        readers = Map.copyOf(readers);
    }

    /** Without what only an exporter tells. */
    Seen(List<Partition> partitions, Map<String, Set<String>> members) {
        this(partitions, members, Map.of(), Map.of());
    }

    /**
     * A partition as a group reads it.
     *
     * @param committed next offset that it reads
     * @param end offset behind the last committed record
     */
    public record Partition(LagKey key, long committed, long end, Backlog backlog) {}

    /**
     * A member of a group, as the group's coordinator names it.
     *
     * @param host address as the broker sees it, such as {@code /10.0.0.7}
     * @param consumerId made by the coordinator, unique
     * @param clientId chosen by the client
     */
    public record Reader(String host, String consumerId, String clientId) {

        static final Reader NOBODY = new Reader("", "", "");
    }
}
