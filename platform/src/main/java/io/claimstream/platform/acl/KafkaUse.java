package io.claimstream.platform.acl;

import io.claimstream.schemas.Topic;
import java.util.List;

/**
 * What a service uses of Kafka, besides writing the topics that the catalogue says it writes.
 *
 * @param reads topics of the catalogue that it reads
 * @param putsBack topics of others on which it puts records back that were given up
 * @param applications its Kafka Streams applications
 * @param groups its other consumer groups
 * @param transactionalIds of its producers outside Kafka Streams
 * @param putsBackBetweenSteps full names of repartition topics of others on which it does so, too
 * @param watches whether it looks at every application's groups and repartition topics, for lag and for what was given up there
 */
public record KafkaUse(
        List<Topic<?>> reads,
        List<Topic<?>> putsBack,
        List<Application> applications,
        List<String> groups,
        List<String> transactionalIds,
        List<String> putsBackBetweenSteps,
        boolean watches) {

    /**
     * A Kafka Streams application.
     *
     * @param id its application id: its group, and with a hyphen behind it what its own topics and transactional ids begin with
     * @param repartitions its repartition topics by the names that the topology gives them
     */
    public record Application(String id, List<String> repartitions) {

        public Application {
            repartitions = List.copyOf(repartitions);
        }

        /** What the names of its own topics and transactional ids begin with. */
        String prefix() {
            return id + "-";
        }

        /** Full names of its repartition topics. */
        List<String> repartitionTopics() {
            return repartitions.stream()
                    .map(it -> prefix() + it + "-repartition")
                    .toList();
        }
    }

    public KafkaUse {
        reads = List.copyOf(reads);
        putsBack = List.copyOf(putsBack);
        applications = List.copyOf(applications);
        groups = List.copyOf(groups);
        transactionalIds = List.copyOf(transactionalIds);
        putsBackBetweenSteps = List.copyOf(putsBackBetweenSteps);
    }

    /** Of a service that writes no repartition topics but its own. */
    public KafkaUse(
            List<Topic<?>> reads,
            List<Topic<?>> putsBack,
            List<Application> applications,
            List<String> groups,
            List<String> transactionalIds,
            boolean watches) {
        this(reads, putsBack, applications, groups, transactionalIds, List.of(), watches);
    }

    /** The same, and puts records back on repartition topics. */
    public KafkaUse puttingBackBetweenSteps(List<String> topics) {
        return new KafkaUse(reads, putsBack, applications, groups, transactionalIds, topics, watches);
    }

    /** Of a service that is one Kafka Streams application and nothing else. */
    public static KafkaUse of(Application application, Topic<?>... reads) {
        return new KafkaUse(List.of(reads), List.of(), List.of(application), List.of(), List.of(), false);
    }
}
