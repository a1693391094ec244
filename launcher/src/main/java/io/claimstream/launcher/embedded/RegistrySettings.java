package io.claimstream.launcher.embedded;

import java.net.URI;
import java.nio.file.Path;

/**
 * Where the embedded schema registry lives.
 *
 * @param distribution the unpacked registry: the directory that holds its runner jar and lib
 * @param directory keeps its database; made when missing
 * @param logFile gets its output, anew with every start
 * @param host address that it binds to
 * @param port its port, 1 to 65535
 */
public record RegistrySettings(Path distribution, Path directory, Path logFile, String host, int port) {

    public RegistrySettings {
        Ports.check(port);
    }

    /** Where Confluent's REST API is served. */
    public URI confluentApi() {
        return URI.create("http://" + host + ":" + port + "/apis/ccompat/v7");
    }
}
