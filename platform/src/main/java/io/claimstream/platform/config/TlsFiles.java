package io.claimstream.platform.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Kafka's {@code ssl.*} keys have in common wherever they are used. */
final class TlsFiles {

    static final String HOST_CHECK = "endpoint.identification.algorithm";

    private static final List<String> STORES = List.of("truststore.location", "keystore.location");

    private TlsFiles() {}

    /**
     * Stores that cannot be read, and a host that is not checked.
     *
     * @param prefix of the keys, with what stands before {@code truststore.location}
     * @param values by what follows the prefix
     */
    static List<String> problems(String prefix, Map<String, String> values) {
        List<String> problems = new ArrayList<>();
        for (String store : STORES) {
            String path = values.get(store);
            if (path != null && !isReadable(path)) {
                problems.add("Expected a file that this process may read for '" + prefix + store + "', but '" + path
                        + "' is none.");
            }
        }
        Optional.ofNullable(values.get(HOST_CHECK))
                .filter(it -> !it.strip().equalsIgnoreCase("https"))
                .ifPresent(it -> problems.add("Expected no '" + prefix + HOST_CHECK
                        + "': without it any holder of a trusted certificate could pass for the other side. Give the server a"
                        + " certificate with its name."));
        return problems;
    }

    private static boolean isReadable(String path) {
        try {
            Path file = Path.of(path.strip());
            return Files.isRegularFile(file) && Files.isReadable(file);
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
