package io.claimstream.platform.lag;

import io.claimstream.platform.lag.Seen.Reader;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.StreamsGroupDescription;
import org.apache.kafka.clients.admin.StreamsGroupMemberAssignment.TaskIds;
import org.apache.kafka.clients.admin.StreamsGroupMemberDescription;
import org.apache.kafka.clients.admin.StreamsGroupSubtopologyDescription;
import org.apache.kafka.common.TopicPartition;

/** What coordinators say of their groups, of consumers and of the protocol of Streams. Immutable. */
final class Described {

    private final Collection<ConsumerGroupDescription> consumers;
    private final Collection<StreamsGroupDescription> streams;

    Described(Collection<ConsumerGroupDescription> consumers, Collection<StreamsGroupDescription> streams) {
        this.consumers = List.copyOf(consumers);
        this.streams = List.copyOf(streams);
    }

    /** Ids of the members of each group. */
    Map<String, Set<String>> members() {
        Map<String, Set<String>> members = new HashMap<>();
        consumers.forEach(group -> members.put(
                group.groupId(),
                group.members().stream().map(MemberDescription::consumerId).collect(Collectors.toSet())));
        streams.forEach(group -> members.put(
                group.groupId(),
                group.members().stream()
                        .map(StreamsGroupMemberDescription::memberId)
                        .collect(Collectors.toSet())));
        return members;
    }

    /** Which member reads each partition. In the middle of a rebalance two may: the last one then. */
    Map<LagKey, Reader> readers() {
        Map<LagKey, Reader> readers = new HashMap<>();
        for (ConsumerGroupDescription group : consumers) {
            for (MemberDescription member : group.members()) {
                for (TopicPartition partition : member.assignment().topicPartitions()) {
                    readers.put(
                            key(group.groupId(), partition),
                            new Reader(member.host(), member.consumerId(), member.clientId()));
                }
            }
        }
        for (StreamsGroupDescription group : streams) {
            for (StreamsGroupMemberDescription member : group.members()) {
                partitions(group, member)
                        .forEach(partition -> readers.put(
                                key(group.groupId(), partition),
                                new Reader(member.clientHost(), member.memberId(), member.clientId())));
            }
        }
        return readers;
    }

    /** A task reads its partition of each topic that its part of the topology reads. */
    private static Stream<TopicPartition> partitions(
            StreamsGroupDescription group, StreamsGroupMemberDescription member) {
        return member.assignment().activeTasks().stream().flatMap(tasks -> topics(group, tasks)
                .flatMap(topic -> tasks.partitions().stream().map(number -> new TopicPartition(topic, number))));
    }

    private static Stream<String> topics(StreamsGroupDescription group, TaskIds tasks) {
        return group.subtopologies().stream()
                .filter(part -> part.subtopologyId().equals(tasks.subtopologyId()))
                .flatMap(Described::sources);
    }

    private static Stream<String> sources(StreamsGroupSubtopologyDescription part) {
        return Stream.concat(part.sourceTopics().stream(), part.repartitionSourceTopics().keySet().stream());
    }

    private static LagKey key(String group, TopicPartition partition) {
        return new LagKey(group, partition.topic(), partition.partition());
    }
}
