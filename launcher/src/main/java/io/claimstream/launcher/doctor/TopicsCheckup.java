package io.claimstream.launcher.doctor;

import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.kafka.KafkaClients;
import io.claimstream.platform.topic.TopicAdmin;
import io.claimstream.platform.topic.TopicDifference;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;

/** Whether the topics are there, as the catalogue wants them, and have the copies that they are meant to have. */
final class TopicsCheckup implements Checkup {

    private static final String AREA = "topics";
    private static final String COPIES = "replication";
    private static final String APPLY = "'./claimstream topics apply' mends it.";
    private static final int ENOUGH_BROKERS = 3;

    private final Admin admin;
    private final Settings settings;

    TopicsCheckup(Admin admin, Settings settings) {
        this.admin = admin;
        this.settings = settings;
    }

    @Override
    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>(differences());
        Collection<TopicDescription> present = present();
        if (!present.isEmpty()) {
            findings.addAll(copies(present));
        }
        return findings;
    }

    private List<Finding> differences() {
        try (TopicAdmin topics = TopicAdmin.of(settings)) {
            List<Finding> findings =
                    topics.diff(Topics.ALL).stream().map(this::finding).toList();
            return findings.isEmpty()
                    ? List.of(Finding.ok(AREA, "All " + Topics.ALL.size() + " topics are as the catalogue wants them."))
                    : findings;
        }
    }

    private Finding finding(TopicDifference difference) {
        if (difference instanceof TopicDifference.Missing) {
            return settings.get(CommonSettings.TOPICS_CREATE)
                    ? Finding.warning(AREA, difference.sentence(), "The first start of a service makes it; or " + APPLY)
                    : Finding.wrong(AREA, difference.sentence(), "topics.create is false; " + APPLY);
        }
        if (difference instanceof TopicDifference.Partitions) {
            return Finding.wrong(
                    AREA,
                    difference.sentence() + " Stages join topics by partition.",
                    "The number cannot be changed without moving keys. An empty topic can be deleted and made again with './claimstream topics apply'.");
        }
        return Finding.warning(AREA, difference.sentence(), APPLY);
    }

    private Collection<TopicDescription> present() {
        Set<String> existing = KafkaClients.await(admin.listTopics().names());
        List<String> names =
                Topics.ALL.stream().map(Topic::name).filter(existing::contains).toList();
        return KafkaClients.await(admin.describeTopics(names).allTopicNames()).values();
    }

    private List<Finding> copies(Collection<TopicDescription> topics) {
        Map<String, Integer> least = leastInSync(topics);
        int brokers = KafkaClients.await(admin.describeCluster().nodes()).size();
        List<Finding> findings = new ArrayList<>();
        partitions(topics, it -> it.leader() == null)
                .map(it ->
                        Finding.wrong(COPIES, "Partitions without a leader: " + it + ".", "Bring their brokers back."))
                .ifPresent(findings::add);
        joined(topics.stream()
                        .filter(topic -> topic.partitions().stream()
                                .anyMatch(it -> it.replicas().size() < least.getOrDefault(topic.name(), 1)))
                        .map(TopicDescription::name)
                        .toList())
                .map(it -> Finding.wrong(
                        COPIES,
                        "min.insync.replicas is more than the copies there are, so that nothing can be written: " + it
                                + ".",
                        "Lower min.insync.replicas, or add replicas with kafka-reassign-partitions.sh."))
                .ifPresent(findings::add);
        partitions(topics, it -> it.isr().size() < it.replicas().size())
                .map(it -> Finding.warning(
                        COPIES,
                        "Partitions with copies that lag or are away: " + it + ".",
                        "See whether all brokers run."))
                .ifPresent(findings::add);
        names(topics, it -> brokers >= ENOUGH_BROKERS && it.replicas().size() < 2)
                .map(
                        it -> Finding.warning(
                                COPIES,
                                "One copy only, on " + brokers + " brokers: " + it + ".",
                                "Add replicas with kafka-reassign-partitions.sh; for topics to come set topics.replication.factor=3."))
                .ifPresent(findings::add);
        return findings.isEmpty()
                ? List.of(Finding.ok(COPIES, "Every partition has a leader, and all of its copies."))
                : findings;
    }

    private Map<String, Integer> leastInSync(Collection<TopicDescription> topics) {
        List<ConfigResource> resources = topics.stream()
                .map(it -> new ConfigResource(ConfigResource.Type.TOPIC, it.name()))
                .toList();
        return KafkaClients.await(admin.describeConfigs(resources).all()).entrySet().stream()
                .collect(Collectors.toMap(it -> it.getKey().name(), it -> leastInSync(it.getValue())));
    }

    private static int leastInSync(Config config) {
        return Optional.ofNullable(config.get("min.insync.replicas"))
                .map(it -> Integer.parseInt(it.value()))
                .orElse(1);
    }

    /** Topics with such a partition, by comma; empty when there is none. */
    private static Optional<String> names(Collection<TopicDescription> topics, Predicate<TopicPartitionInfo> such) {
        return joined(topics.stream()
                .filter(it -> it.partitions().stream().anyMatch(such))
                .map(TopicDescription::name)
                .toList());
    }

    /** Such partitions, by comma; empty when there is none. */
    private static Optional<String> partitions(
            Collection<TopicDescription> topics, Predicate<TopicPartitionInfo> such) {
        return joined(topics.stream()
                .flatMap(topic ->
                        topic.partitions().stream().filter(such).map(it -> topic.name() + "-" + it.partition()))
                .toList());
    }

    private static Optional<String> joined(List<String> names) {
        return Optional.of(names.stream().sorted().collect(Collectors.joining(", ")))
                .filter(it -> !it.isEmpty());
    }
}
