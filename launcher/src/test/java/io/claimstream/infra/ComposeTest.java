package io.claimstream.infra;

import static io.claimstream.infra.Workload.items;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.claimstream.launcher.cli.CommandLines;
import io.claimstream.launcher.instance.Services;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Setting;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.service.ServiceFactory;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class ComposeTest {

    private static final Path FOLDER = Path.of("../infra/compose");
    private static final Path POM = Path.of("../pom.xml");

    private JsonNode services = new ObjectMapper().nullNode();

    @BeforeEach
    void parse() throws IOException {
        services = read("compose.yaml").path("services");
    }

    @Test
    void shouldHaveEveryServiceInTheProfileCore() {
        assertThat(services.properties().stream()
                        .filter(it -> it.getValue().at("/profiles/0").asText().equals("core"))
                        .map(Map.Entry::getKey))
                .containsExactlyInAnyOrderElementsOf(
                        Services.ALL.stream().map(ServiceFactory::name).toList());
    }

    @Test
    void shouldHoldNoPassword() {
        assertThat(services)
                .allSatisfy(service -> assertThat(service.path("environment").properties())
                        .filteredOn(it -> it.getKey().contains("PASSWORD"))
                        .allSatisfy(it -> {
                            assertThat(it.getKey()).endsWith("FILE");
                            assertThat(it.getValue().asText()).startsWith("/run/secrets/");
                        }));
    }

    @Test
    void shouldFindWhatComposeInitMakes(@TempDir Path secrets) throws IOException {
        // When
        int code = CommandLines.production().execute("compose", "init", "--to", secrets.toString());

        // Then
        assertThat(code).isZero();
        assertThat(Stream.of(
                                StreamSupport.stream(services.spliterator(), false)
                                        .flatMap(it -> items(it.path("volumes")))
                                        .map(it -> it.asText().split(":", 2)[0]),
                                StreamSupport.stream(services.spliterator(), false)
                                        .flatMap(it -> items(it.path("env_file")))
                                        .map(JsonNode::asText),
                                items(read("compose.yaml").path("secrets"))
                                        .map(it -> it.path("file").asText()))
                        .flatMap(it -> it)
                        .map(it -> it.replaceFirst("^\\./", ""))
                        .filter(it -> it.startsWith("secrets/")))
                .hasSizeGreaterThan(10)
                .allSatisfy(it -> assertThat(secrets.resolve(it.substring("secrets/".length())))
                        .exists());
    }

    @Test
    void shouldListenOnLoopbackOnly() {
        services.forEach(service ->
                service.path("ports").forEach(port -> assertThat(port.asText()).startsWith("127.0.0.1:")));
    }

    @Test
    void shouldCheckTheHealthOfWhateverStays() {
        services.properties().stream()
                .filter(it -> !it.getKey().equals("tools"))
                .forEach(it -> assertThat(it.getValue().at("/healthcheck/test"))
                        .as(it.getKey())
                        .isNotEmpty());
    }

    @Test
    void shouldAskTheServicesWhereTheyAnswer() {
        for (ServiceFactory service : Services.ALL) {
            assertThat(services.path(service.name()).at("/healthcheck/test/2").asText())
                    .as(service.name())
                    .isEqualTo(settings(service).entries().stream()
                            .filter(it -> it.key().endsWith(".management.port")
                                    || it.key().equals("api.port"))
                            .map(Settings.Entry::value)
                            .findFirst()
                            .orElseThrow());
        }
    }

    @Test
    void shouldWaitForWhatIsNeededUntilItIsHealthy() {
        assertThat(services)
                .allSatisfy(service -> service.path("depends_on").properties().forEach(needed -> {
                    assertThat(services.has(needed.getKey()))
                            .as(needed.getKey())
                            .isTrue();
                    assertThat(needed.getValue().path("condition").asText()).isEqualTo("service_healthy");
                }));
        for (ServiceFactory service : Services.ALL) {
            assertThat(services.path(service.name()).path("depends_on").fieldNames())
                    .toIterable()
                    .as(service.name())
                    .contains("broker", "registry", "database");
        }
    }

    @Test
    void shouldBoundEveryContainer() {
        services.properties().forEach(it -> {
            assertThat(it.getValue().path("cpus").asDouble()).as(it.getKey()).isPositive();
            assertThat(it.getValue().path("mem_limit").asText()).as(it.getKey()).matches("[0-9]+[mg]");
        });
    }

    @Test
    void shouldConfineEveryContainerOfOurs() {
        assertThat(services)
                .filteredOn(it -> it.path("image").asText().startsWith("claimstream/"))
                .hasSize(Services.ALL.size() + 3)
                .allSatisfy(it -> {
                    assertThat(it.path("read_only").asBoolean()).isTrue();
                    assertThat(it.at("/cap_drop/0").asText()).isEqualTo("ALL");
                    assertThat(it.at("/security_opt/0").asText()).isEqualTo("no-new-privileges:true");
                });
    }

    /** An engine keeps the mode of a folder that the image has, whatever is asked for, and makes root its owner. */
    @Test
    void shouldOwnWhatItMayWrite() {
        assertThat(services)
                .filteredOn(it -> it.path("image").asText().startsWith("claimstream/"))
                .flatMap(it -> items(it.path("tmpfs")).map(JsonNode::asText).toList())
                .filteredOn(it -> it.startsWith("/var/lib/claimstream"))
                .hasSize(2)
                .allMatch(it -> it.contains("uid=10001,gid=10001"));
    }

    @Test
    void shouldSetOnlyWhatAServiceKnowsAndMountWhatThatPointsAt() {
        for (ServiceFactory service : Services.ALL) {
            assertThatCode(() -> settings(service)).doesNotThrowAnyException();
            List<String> mounts = items(services.path(service.name()).path("volumes"))
                    .map(it -> it.asText().split(":", 3)[1])
                    .toList();
            assertThat(environment(service).values().stream().filter(it -> it.startsWith("/")))
                    .as(service.name())
                    .isNotEmpty()
                    .allSatisfy(
                            path -> assertThat(mounts).anyMatch(it -> path.equals(it) || path.startsWith(it + "/")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"compose.yaml", "three-brokers.yaml"})
    void shouldRunWhatTheBuildIsMadeWith(String file) throws IOException {
        assertThat(read(file).path("services")).allSatisfy(service -> {
            String image = service.path("image").asText();
            if (image.startsWith("apache/kafka:")) {
                assertThat(image).isEqualTo("apache/kafka:" + property("kafka.version"));
            } else if (image.startsWith("apicurio/")) {
                assertThat(image).endsWith(":" + property("apicurio.version"));
            } else if (image.startsWith("claimstream/")) {
                assertThat(image).endsWith(":0.1.0");
            }
        });
    }

    @Test
    void shouldMountOnlyFilesThatExist() {
        services.forEach(service -> service.path("volumes").forEach(volume -> {
            String source = volume.asText().split(":", 2)[0];
            assertThat(!source.startsWith(".")
                            || source.startsWith("./secrets/")
                            || Files.exists(FOLDER.resolve(source)))
                    .as(source)
                    .isTrue();
        }));
    }

    private Map<String, String> environment(ServiceFactory service) {
        Map<String, String> environment = new TreeMap<>();
        services.path(service.name())
                .path("environment")
                .properties()
                .forEach(it -> environment.put(it.getKey(), it.getValue().asText()));
        return environment;
    }

    /** As the service's own process reads them. */
    private Settings settings(ServiceFactory service) {
        List<Setting<?>> known = new ArrayList<>(CommonSettings.ALL);
        known.addAll(service.settings());
        return Settings.reader(known).environment(environment(service)).read();
    }

    /** Jackson reads no merge keys. */
    private static JsonNode read(String file) throws IOException {
        try (Reader reader = Files.newBufferedReader(FOLDER.resolve(file))) {
            Object content = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
            return new ObjectMapper().valueToTree(content);
        }
    }

    private static String property(String name) throws IOException {
        return Pattern.compile("<" + Pattern.quote(name) + ">([^<]+)<")
                .matcher(Files.readString(POM))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
    }
}
