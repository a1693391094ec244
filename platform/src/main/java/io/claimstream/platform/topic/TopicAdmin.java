package io.claimstream.platform.topic;

import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.kafka.KafkaClients;
import io.claimstream.schemas.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares a cluster's topics with the catalogue and mends what can be mended. Thread-safe; close it after use. */
public final class TopicAdmin implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(TopicAdmin.class);

    private final Admin admin;
    private final Optional<Short> replicationFactor;

    /** Takes over the given client and closes it. */
    public TopicAdmin(Admin admin, Optional<Short> replicationFactor) {
        this.admin = admin;
        this.replicationFactor = replicationFactor;
    }

    /** An admin of the cluster that the settings name. */
    public static TopicAdmin of(Settings settings) {
        int factor = settings.get(CommonSettings.TOPICS_REPLICATION_FACTOR);
        return new TopicAdmin(
                Admin.create(KafkaClients.properties(settings)),
                factor < 1 ? Optional.empty() : Optional.of((short) factor));
    }

    /**
     * What differs between the cluster and the given topics, in their order; empty when nothing does.
     *
     * @throws org.apache.kafka.common.KafkaException when the cluster cannot be asked
     */
    public List<TopicDifference> diff(Collection<? extends Topic<?>> topics) {
        Map<String, TopicDescription> present = describe(topics);
        Map<String, Config> configs = configs(present.keySet());
        List<TopicDifference> differences = new ArrayList<>();
        for (Topic<?> topic : topics) {
            TopicDescription description = present.get(topic.name());
            if (description == null) {
                differences.add(new TopicDifference.Missing(topic));
            } else {
                differences.addAll(compare(topic, description, Objects.requireNonNull(configs.get(topic.name()))));
            }
        }
        return List.copyOf(differences);
    }

    /**
     * Makes what is missing and sets what differs, and returns what it did. Partitions are never changed.
     *
     * @throws PartitionsDifferException when a topic has another number of partitions; nothing is changed then
     * @throws org.apache.kafka.common.KafkaException when the cluster cannot be asked
     */
    public List<TopicDifference> apply(Collection<? extends Topic<?>> topics) {
        List<TopicDifference> differences = diff(topics);
        List<TopicDifference.Partitions> partitions = differences.stream()
                .filter(TopicDifference.Partitions.class::isInstance)
                .map(TopicDifference.Partitions.class::cast)
                .toList();
        if (!partitions.isEmpty()) {
            throw new PartitionsDifferException(partitions);
        }
        create(differences);
        configure(differences);
        return differences;
    }

    /**
     * Makes what is missing and leaves the rest alone; several processes may do so at once. What it may not make is left to who may: a service that needs it says so
     * itself.
     */
    public void ensure(Collection<? extends Topic<?>> topics) {
        Set<String> existing = KafkaClients.await(admin.listTopics().names());
        List<TopicDifference> missing = topics.stream()
                .filter(it -> !existing.contains(it.name()))
                .<TopicDifference>map(TopicDifference.Missing::new)
                .toList();
        try {
            create(missing);
        } catch (AuthorizationException e) {
            LOGGER.atInfo()
                    .addKeyValue("cause", e.getClass().getSimpleName())
                    .log("topics left to 'claimstream topics apply'; set topics.create to false not to try");
        }
    }

    @Override
    public void close() {
        // Without a limit it waits for calls that a broker which is not there will never answer.
        admin.close(Duration.ofSeconds(1));
    }

    private Map<String, TopicDescription> describe(Collection<? extends Topic<?>> topics) {
        Set<String> existing = KafkaClients.await(admin.listTopics().names());
        List<String> names =
                topics.stream().map(Topic::name).filter(existing::contains).toList();
        return KafkaClients.await(admin.describeTopics(names).allTopicNames());
    }

    private Map<String, Config> configs(Collection<String> names) {
        List<ConfigResource> resources = names.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        return KafkaClients.await(admin.describeConfigs(resources).all()).entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().name(), Map.Entry::getValue));
    }

    private static List<TopicDifference> compare(Topic<?> topic, TopicDescription present, Config config) {
        List<TopicDifference> differences = new ArrayList<>();
        int partitions = present.partitions().size();
        if (partitions != topic.partitions()) {
            differences.add(new TopicDifference.Partitions(topic, partitions));
        }
        topic.config().forEach((key, wanted) -> {
            ConfigEntry entry = config.get(key);
            String actual = entry == null ? "" : String.valueOf(entry.value());
            if (!actual.equals(wanted)) {
                differences.add(new TopicDifference.Configuration(topic, key, wanted, actual));
            }
        });
        return differences;
    }

    private void create(List<TopicDifference> differences) {
        List<NewTopic> missing = differences.stream()
                .filter(TopicDifference.Missing.class::isInstance)
                .map(difference -> newTopic(difference.topic()))
                .toList();
        admin.createTopics(missing).values().forEach((name, result) -> {
            try {
                KafkaClients.await(result);
            } catch (TopicExistsException e) {
                // Another process was quicker, with the same catalogue.
                return;
            }
        });
    }

    private NewTopic newTopic(Topic<?> topic) {
        return new NewTopic(topic.name(), Optional.of(topic.partitions()), replicationFactor).configs(topic.config());
    }

    private void configure(List<TopicDifference> differences) {
        Map<ConfigResource, Collection<AlterConfigOp>> changes = differences.stream()
                .filter(TopicDifference.Configuration.class::isInstance)
                .map(TopicDifference.Configuration.class::cast)
                .collect(Collectors.groupingBy(
                        change -> new ConfigResource(
                                ConfigResource.Type.TOPIC, change.topic().name()),
                        Collectors.mapping(
                                change -> new AlterConfigOp(
                                        new ConfigEntry(change.key(), change.wanted()), AlterConfigOp.OpType.SET),
                                Collectors.toCollection(ArrayList::new))));
        KafkaClients.await(admin.incrementalAlterConfigs(changes).all());
    }
}
