package io.claimstream.testkit.kafka;

import com.github.dockerjava.api.exception.DockerException;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** Testcontainers' Kafka. Used only where a Docker engine already has the images, so that no test waits for a download. */
final class ContainerKafka implements KafkaBackend {

    private static final String IMAGE = "apache/kafka:4.3.1";

    /** Testcontainers' own helper, which removes containers of a killed test; in the version that it asks for. */
    private static final String RYUK_IMAGE = "testcontainers/ryuk:0.14.0";

    private final KafkaContainer container;

    private ContainerKafka(KafkaContainer container) {
        this.container = container;
    }

    /** Why Kafka cannot run in a container here; empty when it can. */
    static Optional<String> obstacle() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return Optional.of("no Docker engine");
        }
        if (!hasImage(IMAGE)) {
            return Optional.of("the Docker engine has no " + IMAGE);
        }
        boolean withoutRyuk = Boolean.parseBoolean(System.getenv("TESTCONTAINERS_RYUK_DISABLED"));
        if (!withoutRyuk && !hasImage(RYUK_IMAGE)) {
            return Optional.of("the Docker engine has no " + RYUK_IMAGE);
        }
        return Optional.empty();
    }

    static ContainerKafka start() {
        KafkaContainer container = new KafkaContainer(DockerImageName.parse(IMAGE))
                .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0")
                .withEnv("KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS", "1000")
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_TRANSACTION_ABORT_TIMED_OUT_TRANSACTION_CLEANUP_INTERVAL_MS", "500");
        container.start();
        return new ContainerKafka(container);
    }

    @Override
    public String bootstrapServers() {
        return container.getBootstrapServers();
    }

    @Override
    public String description() {
        return IMAGE + " in a container";
    }

    @Override
    public void close() {
        container.stop();
    }

    private static boolean hasImage(String image) {
        try {
            DockerClientFactory.lazyClient().inspectImageCmd(image).exec();
            return true;
        } catch (DockerException e) {
            return false;
        }
    }
}
