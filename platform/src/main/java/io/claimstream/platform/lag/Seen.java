package io.claimstream.platform.lag;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was seen on the cluster at a time.
 *
 * @param partitions what each group has committed and not read
 * @param members ids of the members of each group; empty for a group without any
 */
public record Seen(List<Partition> partitions, Map<String, Set<String>> members) {

    public Seen {
        partitions = List.copyOf(partitions);
        members = Map.copyOf(members);
    }

    /**
     * A partition as a group reads it.
     *
     * @param committed next offset that it reads
     * @param end offset behind the last committed record
     */
    public record Partition(LagKey key, long committed, long end, Backlog backlog) {}
}
