package io.claimstream.infra;

import static io.claimstream.infra.Workload.items;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.launcher.instance.Services;
import io.claimstream.platform.service.ServiceFactory;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests as each overlay makes them: read by the models of Kubernetes and Strimzi, confined, bounded and cut off from all that they need not reach. */
class KubernetesTest {

    @ParameterizedTest
    @ValueSource(strings = {"small", "production"})
    void shouldBeReadByTheirModels(String overlay) {
        assertThat(Manifests.overlay(overlay).all()).isNotEmpty().allSatisfy(document -> assertThatCode(
                        () -> StrictModels.read(document))
                .as("%s %s", document.path("kind"), document.at("/metadata/name"))
                .doesNotThrowAnyException());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Service", "StatefulSet", "NetworkPolicy", "PodDisruptionBudget", "Kafka", "KafkaNodePool"})
    void shouldRefuseAFieldThatNoModelKnows(String kind) {
        // Given
        ObjectNode document =
                Manifests.overlay("production").ofKind(kind).findFirst().orElseThrow();
        document.withObjectProperty("spec").put("replica", 1);

        // When, Then
        assertThatThrownBy(() -> StrictModels.read(document))
                .isInstanceOf(JsonProcessingException.class)
                .hasMessageContaining("replica");
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "production"})
    void shouldRunEveryService(String overlay) {
        assertThat(Manifests.overlay(overlay).workloads().map(Workload::name))
                .containsAll(Services.ALL.stream().map(ServiceFactory::name).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "production"})
    void shouldProbeBoundAndConfineEveryContainer(String overlay) {
        assertThat(Manifests.overlay(overlay).workloads()).allSatisfy(workload -> {
            ObjectNode container = workload.container();
            List<String> ports = items(container.path("ports"))
                    .map(it -> it.path("name").asText())
                    .toList();
            for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
                JsonNode one = container.path(probe);
                assertThat(one.has("exec")
                                || ports.contains(one.at("/httpGet/port").asText()))
                        .as("%s of %s", probe, workload.name())
                        .isTrue();
            }
            for (String bound : List.of("requests", "limits")) {
                assertThat(container.at("/resources/" + bound).fieldNames())
                        .toIterable()
                        .as("%s of %s", bound, workload.name())
                        .contains("cpu", "memory");
            }
            assertThat(container.path("image").asText()).as("has a tag").contains(":");
            assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                    .isTrue();
            assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true))
                    .isFalse();
            assertThat(container.at("/securityContext/capabilities/drop/0").asText())
                    .isEqualTo("ALL");
            assertThat(workload.pod().at("/securityContext/runAsNonRoot").asBoolean())
                    .isTrue();
            assertThat(workload.pod().at("/securityContext/runAsUser").asInt()).isPositive();
            assertThat(workload.pod().at("/securityContext/seccompProfile/type").asText())
                    .isEqualTo("RuntimeDefault");
            assertThat(workload.pod().path("automountServiceAccountToken").asBoolean(true))
                    .isFalse();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "production"})
    void shouldKeepEveryWorkloadAboveItsBudget(String overlay) {
        Manifests manifests = Manifests.overlay(overlay);
        assertThat(manifests.workloads()).allSatisfy(workload -> assertThat(manifests.ofKind("PodDisruptionBudget"))
                .filteredOn(it -> Ways.selects(it.at("/spec/selector"), workload.labels()))
                .as("budget of %s", workload.name())
                .hasSize(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "production"})
    void shouldOpenExactlyTheWaysThatAreNeeded(String overlay) {
        // Given
        Ways ways = new Ways(Manifests.overlay(overlay));

        // Then
        assertThat(ways.needed()).isNotEmpty();
        assertThat(ways.open()).isEqualTo(ways.needed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "production"})
    void shouldLetNothingInOrOutByDefault(String overlay) {
        // Given
        Manifests manifests = Manifests.overlay(overlay);
        JsonNode nothing = manifests.named("NetworkPolicy", "nothing-by-default");

        // Then
        assertThat(items(nothing.at("/spec/policyTypes")).map(JsonNode::asText))
                .containsExactlyInAnyOrder("Ingress", "Egress");
        assertThat(nothing.path("spec").has("ingress") || nothing.path("spec").has("egress"))
                .isFalse();
        assertThat(manifests.workloads()).allMatch(it -> Ways.selects(nothing.at("/spec/podSelector"), it.labels()));
    }
}
