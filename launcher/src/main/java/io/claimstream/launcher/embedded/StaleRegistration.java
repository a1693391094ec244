package io.claimstream.launcher.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a killed broker leaves in the metadata: it still counts as alive and as leader of everything. A broker that starts on
 * that leads, loses the lead some seconds later when its earlier life is fenced, and leads again; in between its transaction
 * coordinator takes leaderless partitions for deleted ones and ends transactions without their markers, so that readers wait for
 * ever. Hence the controller fences the earlier life first, alone, and the broker starts on metadata that tell the truth.
 */
final class StaleRegistration {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long LOOK_AGAIN_MILLIS = 20;
    private static final Logger LOGGER = LoggerFactory.getLogger(StaleRegistration.class);

    private StaleRegistration() {}

    /**
     * Whether the broker of a directory has led partitions and was then killed.
     *
     * @throws UncheckedIOException when the directory cannot be read
     */
    static boolean isIn(Path directory) {
        return !Files.exists(directory.resolve(".kafka_cleanshutdown")) && hasPartitions(directory);
    }

    /**
     * Runs the controller until it has fenced the broker. Does no harm when killed, or called twice.
     *
     * @throws IllegalStateException when that does not happen within 30 seconds
     */
    static void fence(BrokerSettings settings) {
        long began = System.nanoTime();
        KafkaRaftServer controller = new KafkaRaftServer(
                new KafkaConfig(BrokerProperties.ofControllerAlone(settings, Ports.free()), false), Time.SYSTEM);
        try {
            controller.startup();
            awaitFenced(began + LIMIT.toNanos());
        } finally {
            controller.shutdown();
            controller.awaitShutdown();
        }
        LOGGER.atInfo()
                .addKeyValue(
                        "millis", Duration.ofNanos(System.nanoTime() - began).toMillis())
                .log("embedded broker was killed; its earlier life is fenced");
    }

    private static boolean hasPartitions(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .anyMatch(name -> name.matches(".+-[0-9]+") && !name.startsWith("__cluster_metadata"));
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to read the broker's directory '" + directory + "'.", e);
        }
    }

    private static void awaitFenced(long deadline) {
        while (brokers("FencedBrokerCount") < 1 || brokers("ActiveBrokerCount") > 0) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "Expected the controller to fence the killed broker within " + LIMIT.toSeconds() + " s.");
            }
            try {
                Thread.sleep(LOOK_AGAIN_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while the killed broker was fenced.", e);
            }
        }
    }

    /** The controller's own metrics: it answers no question about brokers over its port. */
    private static int brokers(String metric) {
        MBeanServer metrics = ManagementFactory.getPlatformMBeanServer();
        try {
            ObjectName name = new ObjectName("kafka.controller:type=KafkaController,name=" + metric);
            return metrics.isRegistered(name) ? ((Number) metrics.getAttribute(name, "Value")).intValue() : 0;
        } catch (JMException e) {
            throw new IllegalStateException("Expected to read the controller's metric " + metric + ".", e);
        }
    }
}
