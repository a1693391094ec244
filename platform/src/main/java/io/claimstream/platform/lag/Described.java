package io.claimstream.platform.lag;

import io.claimstream.platform.lag.Seen.Reader;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.TopicPartition;

/** What coordinators say of their groups. Immutable. */
final class Described {

    private final Collection<ConsumerGroupDescription> groups;

    Described(Collection<ConsumerGroupDescription> groups) {
        this.groups = groups;
    }

    /** Ids of the members of each group. */
    Map<String, Set<String>> members() {
        return groups.stream()
                .collect(Collectors.toMap(ConsumerGroupDescription::groupId, group -> group.members().stream()
                        .map(MemberDescription::consumerId)
                        .collect(Collectors.toSet())));
    }

    /** Which member reads each partition. In the middle of a rebalance two may: the last one then. */
    Map<LagKey, Reader> readers() {
        Map<LagKey, Reader> readers = new HashMap<>();
        for (ConsumerGroupDescription group : groups) {
            for (MemberDescription member : group.members()) {
                for (TopicPartition partition : member.assignment().topicPartitions()) {
                    readers.put(
                            new LagKey(group.groupId(), partition.topic(), partition.partition()),
                            new Reader(member.host(), member.consumerId(), member.clientId()));
                }
            }
        }
        return readers;
    }
}
