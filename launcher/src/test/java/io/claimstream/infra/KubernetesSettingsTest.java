package io.claimstream.infra;

import static io.claimstream.infra.Workload.items;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.launcher.instance.Services;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Setting;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.service.ServiceFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests of each overlay against the services that they run: settings, ports, secrets and names. */
class KubernetesSettingsTest {

    private static final Path README = Path.of("../infra/kubernetes/README.md");
    private static final Pattern SECRET = Pattern.compile("create secret generic (\\S+)((?:\\s+--from-file=\\S+)+)");
    private static final String LOGIN =
            "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"a\" password=\"b\";";
    private static final Pattern SECRET_KEY = Pattern.compile("--from-file=([^=\\s]+)=");

    @ParameterizedTest
    @ValueSource(strings = {"small", "production"})
    void shouldAskTheServicesAsTheyAnswer(String overlay) {
        for (ServiceFactory service : Services.ALL) {
            ObjectNode container =
                    Manifests.overlay(overlay).workload(service.name()).container();
            assertThat(container.at("/startupProbe/httpGet/path").asText()).isEqualTo("/startupz");
            assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/livez");
            assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/readyz");
            assertThat(items(container.path("ports"))
                            .map(it -> it.path("containerPort").asText()))
                    .as("the port that %s listens on", service.name())
                    .containsExactly(settings(overlay, service).entries().stream()
                            .filter(it -> it.key().endsWith(".management.port")
                                    || it.key().equals("api.port"))
                            .map(Settings.Entry::value)
                            .toArray(String[]::new));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "production"})
    void shouldSetOnlyWhatAServiceKnows(String overlay) {
        for (ServiceFactory service : Services.ALL) {
            assertThatCode(() -> settings(overlay, service)).doesNotThrowAnyException();
            assertThat(Manifests.overlay(overlay).workload(service.name()).environment())
                    .as(service.name())
                    .containsEntry("CLAIMSTREAM_KAFKA_CLIENT_SASL_JAAS_CONFIG", "from elsewhere")
                    .allSatisfy((name, value) -> assertThat(name).startsWith("CLAIMSTREAM_"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "production"})
    void shouldSetOnlyWhatTheCommandLineKnows(String overlay) {
        // Given
        Workload exporter = Manifests.overlay(overlay).workload("lag-exporter");

        // Then
        assertThat(settings(exporter, Services.settings()).get(CommonSettings.MANAGEMENT_HOST))
                .isEqualTo("0.0.0.0");
        assertThat(exporter.replicas()).isEqualTo(1);
        assertThat(exporter.container().at("/ports/0/containerPort").asInt()).isEqualTo(9105);
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "production"})
    void shouldMountWhatSettingsPointAt(String overlay) {
        for (ServiceFactory service : Services.ALL) {
            List<String> mounts = items(Manifests.overlay(overlay)
                            .workload(service.name())
                            .container()
                            .path("volumeMounts"))
                    .map(it -> it.path("mountPath").asText())
                    .toList();
            assertThat(Manifests.overlay(overlay).workload(service.name()).environment().values().stream()
                            .filter(it -> it.startsWith("/")))
                    .as(service.name())
                    .isNotEmpty()
                    .allSatisfy(path -> assertThat(mounts)
                            .as(path)
                            .anyMatch(mount -> path.equals(mount) || path.startsWith(mount + "/")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "production"})
    void shouldKnowPodsAgainByTheirNames(String overlay) {
        assertThat(Manifests.overlay(overlay).ofKind("StatefulSet"))
                .filteredOn(it -> !it.at("/metadata/name").asText().equals("database"))
                .hasSize(5)
                .allSatisfy(it -> assertThat(items(it.at("/spec/template/spec/containers/0/env")))
                        .filteredOn(env -> env.path("name").asText().equals("CLAIMSTREAM_STREAMS_INSTANCE_ID"))
                        .singleElement()
                        .satisfies(env -> assertThat(
                                        env.at("/valueFrom/fieldRef/fieldPath").asText())
                                .isEqualTo("metadata.name")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "production"})
    void shouldReferOnlyToWhatIsThere(String overlay) throws IOException {
        // Given
        Manifests manifests = Manifests.overlay(overlay);
        Set<String> secrets = secrets(manifests);

        // Then
        assertThat(manifests.workloads()).allSatisfy(workload -> {
            assertThat(references(workload))
                    .as(workload.name())
                    .isNotEmpty()
                    .allMatch(it -> it.startsWith("Secret")
                            ? secrets.contains(it)
                            : !manifests.named("ConfigMap", it).isMissingNode());
            assertThat(mounted(workload)).as(workload.name()).isEqualTo(volumes(workload));
            assertThat(manifests.named(
                            "ServiceAccount",
                            workload.pod().path("serviceAccountName").asText()))
                    .isNotEmpty();
        });
        assertThat(manifests.ofKind("StatefulSet")).allMatch(it -> !manifests
                .named("Service", it.at("/spec/serviceName").asText())
                .isMissingNode());
        assertThat(manifests.ofKind("Service")).allSatisfy(service -> assertThat(targets(manifests, service))
                .as(service.at("/metadata/name").asText())
                .containsAll(items(service.at("/spec/ports"))
                        .map(it -> it.path("targetPort").asText())
                        .toList()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "production"})
    void shouldTellTheApiEveryInstance(String overlay) {
        // Given
        Manifests manifests = Manifests.overlay(overlay);
        Map<String, String> api = manifests.workload("feedback-api").environment();

        // Then
        Map<String, String> settings = Map.of(
                "claim-ingest", "CLAIMSTREAM_API_HEALTH_INGEST",
                "feature-stream", "CLAIMSTREAM_API_HEALTH_FEATURES",
                "scoring-processor", "CLAIMSTREAM_API_SCORERS",
                "retrain-worker", "CLAIMSTREAM_API_HEALTH_RETRAIN",
                "decision-ledger", "CLAIMSTREAM_API_HEALTH_LEDGER");
        settings.forEach((service, setting) -> assertThat(api).containsEntry(setting, addresses(manifests, service)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "production"})
    void shouldHaveAUserForEveryRoleAndHoldNoSecret(String overlay) {
        // Given
        Manifests manifests = Manifests.overlay(overlay);

        // Then
        assertThat(manifests.ofKind("KafkaUser").map(it -> it.at("/metadata/name")
                        .asText()))
                .containsExactlyInAnyOrderElementsOf(Services.acls().roles());
        assertThat(manifests.ofKind("Secret")).isEmpty();
    }

    private static Settings settings(String overlay, ServiceFactory service) {
        List<Setting<?>> known = new ArrayList<>(CommonSettings.ALL);
        known.addAll(service.settings());
        return settings(Manifests.overlay(overlay).workload(service.name()), known);
    }

    /** As its own process reads them, but for what is only there in the cluster. */
    private static Settings settings(Workload workload, List<Setting<?>> known) {
        Map<String, String> environment = new TreeMap<>(workload.environment());
        environment.put("CLAIMSTREAM_KAFKA_CLIENT_SSL_TRUSTSTORE_LOCATION", README.toString());
        environment.put("CLAIMSTREAM_KAFKA_CLIENT_SASL_JAAS_CONFIG", LOGIN);
        return Settings.reader(known).environment(environment).read();
    }

    private static String addresses(Manifests manifests, String service) {
        Workload workload = manifests.workload(service);
        String port = workload.container().at("/ports/0/containerPort").asText();
        return IntStream.range(0, workload.replicas())
                .mapToObj(it -> "http://" + service + "-" + it + "." + service + ":" + port + "/readyz")
                .collect(Collectors.joining(","));
    }

    /** Names of ConfigMaps, and of Secrets as {@code Secret NAME KEY}. */
    private static Stream<String> references(Workload workload) {
        Stream<String> maps = Stream.concat(
                items(workload.container().path("envFrom"))
                        .map(it -> it.at("/configMapRef/name").asText()),
                items(workload.pod().path("volumes"))
                        .filter(it -> it.has("configMap"))
                        .map(it -> it.at("/configMap/name").asText()));
        Stream<String> variables = items(workload.container().path("env"))
                .map(it -> it.at("/valueFrom/secretKeyRef"))
                .filter(it -> !it.isMissingNode())
                .map(it -> "Secret " + it.path("name").asText() + " "
                        + it.path("key").asText());
        Stream<String> files = items(workload.pod().path("volumes"))
                .filter(it -> it.has("secret"))
                .flatMap(it -> it.at("/secret/items").isMissingNode()
                        ? Stream.of("Secret " + it.at("/secret/secretName").asText())
                        : items(it.at("/secret/items"))
                                .map(item ->
                                        "Secret " + it.at("/secret/secretName").asText() + " "
                                                + item.path("key").asText()));
        return Stream.of(maps, variables, files).flatMap(it -> it);
    }

    /** What Strimzi makes, and what the README says to make. */
    private static Set<String> secrets(Manifests manifests) throws IOException {
        Set<String> secrets = new TreeSet<>();
        manifests
                .ofKind("KafkaUser")
                .map(it -> it.at("/metadata/name").asText())
                .forEach(it -> secrets.add("Secret " + it + " sasl.jaas.config"));
        manifests
                .ofKind("Kafka")
                .map(it -> it.at("/metadata/name").asText())
                .forEach(it -> secrets.add("Secret " + it + "-cluster-ca-cert ca.crt"));
        SECRET.matcher(Files.readString(README)).results().forEach(made -> {
            secrets.add("Secret " + made.group(1));
            SECRET_KEY
                    .matcher(made.group(2))
                    .results()
                    .forEach(key -> secrets.add("Secret " + made.group(1) + " " + key.group(1)));
        });
        return secrets;
    }

    private static Set<String> mounted(Workload workload) {
        return items(workload.container().path("volumeMounts"))
                .map(it -> it.path("name").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> volumes(Workload workload) {
        return Stream.concat(
                        items(workload.pod().path("volumes"))
                                .map(it -> it.path("name").asText()),
                        items(workload.document().at("/spec/volumeClaimTemplates"))
                                .map(it -> it.at("/metadata/name").asText()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Ports of the pods that a Service selects. */
    private static List<String> targets(Manifests manifests, JsonNode service) {
        String name = Objects.requireNonNull(service.at("/spec/selector").get("app.kubernetes.io/name"))
                .asText();
        return manifests
                .workloads()
                .filter(it -> name.equals(it.labels().get("app.kubernetes.io/name")))
                .flatMap(it -> items(it.container().path("ports")))
                .map(it -> it.path("name").asText())
                .toList();
    }
}
