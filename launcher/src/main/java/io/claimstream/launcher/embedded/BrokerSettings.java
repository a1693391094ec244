package io.claimstream.launcher.embedded;

import java.nio.file.Path;

/**
 * Where the embedded broker lives.
 *
 * @param directory keeps its log; made when missing
 * @param host address that it binds to and names to its clients
 * @param port port of its clients, 1 to 65535
 */
public record BrokerSettings(Path directory, String host, int port) {

    public BrokerSettings {
        Ports.check(port);
    }

    /** What a Kafka client needs to reach the broker. */
    public String bootstrapServers() {
        return host + ":" + port;
    }
}
