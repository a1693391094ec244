package io.claimstream.platform.lag;

import io.claimstream.platform.lag.BacklogProbe.Place;
import io.claimstream.platform.lag.Seen.Partition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads every group of a cluster: what it committed, where the committed records end, and by a look into the log what stands between. Not thread-safe. */
public final class KafkaLagReader implements LagReader {

    private static final Logger LOGGER = LoggerFactory.getLogger(KafkaLagReader.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Admin admin;
    private final BacklogProbe probe;
    private final Predicate<String> wanted;

    /** @param client brokers and what else every client shares, anew each time */
    public KafkaLagReader(Supplier<Properties> client) {
        this(client, group -> true);
    }

    /**
     * Of some groups only.
     *
     * @param client brokers and what else every client shares, anew each time
     * @param wanted whether a group of that name is looked at
     */
    public KafkaLagReader(Supplier<Properties> client, Predicate<String> wanted) {
        this.wanted = wanted;
        this.admin = Admin.create(client.get());
        this.probe = new BacklogProbe(client.get());
    }

    @Override
    public Seen read() {
        List<GroupListing> groups = of(admin.listGroups().all()).stream()
                .filter(it -> !isOf(it, GroupType.SHARE) && wanted.test(it.groupId()))
                .toList();
        Map<String, Map<TopicPartition, Long>> committed = committed(names(groups, it -> true));
        Set<TopicPartition> read = there(committed);
        Map<TopicPartition, Long> ends = offsets(read, OffsetSpec.latest());
        Map<TopicPartition, Long> begins = offsets(read, OffsetSpec.earliest());
        Map<LagKey, Long> commits = new HashMap<>();
        Map<LagKey, Place> places = new HashMap<>();
        committed.forEach((group, offsets) -> offsets.forEach((partition, offset) -> {
            @Nullable Long end = ends.get(partition);
            if (end != null) {
                LagKey key = new LagKey(group, partition.topic(), partition.partition());
                commits.put(key, offset);
                places.put(key, new Place(partition, Math.max(offset, begins.getOrDefault(partition, 0L)), end));
            }
        }));
        Map<Place, Backlog> backlogs = probe.look(places.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList());
        List<Partition> partitions = new ArrayList<>();
        places.forEach((key, place) -> partitions.add(new Partition(
                key, commits.getOrDefault(key, 0L), place.end(), backlogs.getOrDefault(place, Backlog.NONE))));
        Described described = described(groups);
        return new Seen(partitions, described.members(), begins, described.readers());
    }

    private Map<String, Map<TopicPartition, Long>> committed(List<String> groups) {
        Map<String, ListConsumerGroupOffsetsSpec> all =
                groups.stream().collect(Collectors.toMap(it -> it, it -> new ListConsumerGroupOffsetsSpec()));
        Map<String, Map<TopicPartition, Long>> committed = new HashMap<>();
        if (!all.isEmpty()) {
            of(admin.listConsumerGroupOffsets(all).all()).forEach((group, offsets) -> {
                Map<TopicPartition, Long> known = new HashMap<>();
                offsets.forEach((partition, offset) -> put(known, partition, offset));
                committed.put(group, known);
            });
        }
        return committed;
    }

    private static void put(
            Map<TopicPartition, Long> known, TopicPartition partition, @Nullable OffsetAndMetadata offset) {
        if (offset != null) {
            known.put(partition, offset.offset());
        }
    }

    /**
     * What groups have committed on topics that are there, and may be described. Asked for the ends of another, the client would look for it until its time is up.
     */
    private Set<TopicPartition> there(Map<String, Map<TopicPartition, Long>> committed) {
        Set<String> topics =
                of(admin.listTopics(new ListTopicsOptions().listInternal(true)).names());
        return committed.values().stream()
                .flatMap(it -> it.keySet().stream())
                .filter(it -> topics.contains(it.topic()))
                .collect(Collectors.toSet());
    }

    /** Committed ends and begins; without topics that are gone, and those that may not be described. */
    private Map<TopicPartition, Long> offsets(Set<TopicPartition> partitions, OffsetSpec spec) {
        ListOffsetsResult result = admin.listOffsets(
                partitions.stream().collect(Collectors.toMap(Function.identity(), it -> spec)),
                new ListOffsetsOptions(IsolationLevel.READ_COMMITTED));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (TopicPartition partition : partitions) {
            try {
                offsets.put(partition, of(result.partitionResult(partition)).offset());
            } catch (UnknownTopicOrPartitionException | TopicAuthorizationException e) {
                // Deleted, or forbidden, since it was listed.
                offsets.remove(partition);
            }
        }
        return offsets;
    }

    private static boolean isOf(GroupListing group, GroupType type) {
        return group.type().equals(Optional.of(type));
    }

    private static List<String> names(List<GroupListing> groups, Predicate<GroupListing> wanted) {
        return groups.stream().filter(wanted).map(GroupListing::groupId).toList();
    }

    /** Groups of the protocol of Streams are asked for in their own way; that for consumers answers that there is no such group. */
    private Described described(List<GroupListing> groups) {
        List<String> ofStreams = names(groups, it -> isOf(it, GroupType.STREAMS));
        List<String> ofConsumers = names(groups, it -> !isOf(it, GroupType.STREAMS));
        return new Described(
                known(admin.describeConsumerGroups(ofConsumers).describedGroups()),
                known(admin.describeStreamsGroups(ofStreams).describedGroups()));
    }

    /** Without groups that say no members, and those deleted since they were listed. */
    private static <T> List<T> known(Map<String, KafkaFuture<T>> answers) {
        List<T> known = new ArrayList<>();
        answers.values().forEach(described -> {
            try {
                known.add(of(described));
            } catch (TimeoutException e) {
                throw e;
            } catch (KafkaException e) {
                // Such as a group of Kafka Connect, whose members are no consumers.
                LOGGER.atDebug().setCause(e).log("group says no members");
            }
        });
        return known;
    }

    private static <T> T of(KafkaFuture<T> answer) {
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException failure
                    ? failure
                    : new KafkaException("Expected an answer of Kafka.", e);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new TimeoutException("Expected an answer of Kafka within " + PATIENCE.toSeconds() + " s.", e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    public void close() {
        probe.close();
        admin.close(Duration.ofSeconds(2));
    }
}
