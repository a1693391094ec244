package io.claimstream.benchmarks.cluster;

import io.claimstream.launcher.embedded.BrokerStorage;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/** One node of a Kafka cluster. Arguments: its properties file and the cluster's id. Stops in order on SIGTERM. */
public final class KafkaNodeMain {

    private KafkaNodeMain() {}

    public static void main(String[] args) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(args[0]))) {
            properties.load(reader);
        }
        BrokerStorage.format(
                Path.of(properties.getProperty("log.dirs")),
                Uuid.fromString(args[1]),
                Integer.parseInt(properties.getProperty("node.id")));
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "shutdown"));
        server.startup();
        server.awaitShutdown();
    }
}
