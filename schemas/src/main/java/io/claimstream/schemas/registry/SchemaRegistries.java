package io.claimstream.schemas.registry;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Makes registries from their addresses. */
public final class SchemaRegistries {

    private static final int ATTEMPTS = 6;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    private SchemaRegistries() {}

    /**
     * A registry behind the Confluent Schema Registry REST API. Nothing is asked of it yet.
     *
     * @param urls one or more addresses separated by commas, such as {@code http://localhost:8081/apis/ccompat/v7}; the next is
     *     tried when one does not answer
     * @param credentials user and password; when empty, those in the address ({@code https://user:password@host}) are used
     * @param cacheDir where ids are kept over a restart; made when absent; may be shared between processes
     * @throws IllegalArgumentException when an address is none
     */
    public static HttpSchemaRegistry http(
            String urls, Optional<RegistryCredentials> credentials, Optional<Path> cacheDir) {
        return http(urls, new RegistryAccess(credentials, Map.of()), cacheDir);
    }

    /**
     * As above, with TLS of one's own.
     *
     * @throws IllegalArgumentException when an address is none
     * @throws org.apache.kafka.common.KafkaException when keys or certificates cannot be used
     */
    public static HttpSchemaRegistry http(String urls, RegistryAccess access, Optional<Path> cacheDir) {
        SchemaIdCache cache = cacheDir.map(SchemaIdCache::in).orElseGet(SchemaIdCache::inMemory);
        RegistryClient client = new RegistryClient(
                RegistryAddress.parse(urls, access.credentials()),
                access.context(),
                new RetryPolicy(ATTEMPTS, FIRST_PAUSE));
        return new HttpSchemaRegistry(client, cache);
    }
}
