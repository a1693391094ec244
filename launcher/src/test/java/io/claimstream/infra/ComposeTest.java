package io.claimstream.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ComposeTest {

    private static final Path FOLDER = Path.of("../infra/compose");
    private static final Pattern FROM_ENVIRONMENT = Pattern.compile("\\$\\{[A-Z_]+:\\?.+}");

    private JsonNode services;

    @BeforeEach
    void parse() throws IOException {
        services = new YAMLMapper()
                .readTree(FOLDER.resolve("compose.yaml").toFile())
                .path("services");
    }

    @Test
    void shouldHaveBrokerRegistryAndDatabase() {
        assertThat(services.fieldNames()).toIterable().containsExactlyInAnyOrder("broker", "registry", "database");
    }

    @Test
    void shouldTakeEveryPasswordFromTheEnvironmentWithoutDefault() {
        // Given
        List<JsonNode> passwords = List.of(
                services.at("/database/environment/POSTGRES_PASSWORD"),
                services.at("/database/environment/REGISTRY_DATABASE_PASSWORD"),
                services.at("/registry/environment/REGISTRY_DATASOURCE_PASSWORD"));

        // Then
        assertThat(passwords).allSatisfy(it -> assertThat(it.asText()).matches(FROM_ENVIRONMENT));
    }

    @Test
    void shouldListenOnLoopbackOnly() {
        services.forEach(service ->
                service.path("ports").forEach(port -> assertThat(port.asText()).startsWith("127.0.0.1:")));
    }

    @Test
    void shouldCheckTheHealthOfEveryService() {
        services.forEach(
                service -> assertThat(service.at("/healthcheck/test").isArray()).isTrue());
    }

    @Test
    void shouldMountOnlyFilesThatExist() {
        services.forEach(service -> service.path("volumes").forEach(volume -> {
            String source = volume.asText().split(":", 2)[0];
            assertThat(!source.startsWith(".") || Files.exists(FOLDER.resolve(source)))
                    .as(source)
                    .isTrue();
        }));
    }
}
