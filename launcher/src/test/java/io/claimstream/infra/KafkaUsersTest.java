package io.claimstream.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.launcher.instance.Services;
import io.claimstream.platform.acl.AclCatalogue;
import io.claimstream.platform.acl.Principals;
import io.claimstream.testkit.GoldenFile;
import io.strimzi.api.kafka.model.user.KafkaUser;
import io.strimzi.api.kafka.model.user.KafkaUserAuthorizationSimple;
import io.strimzi.api.kafka.model.user.acl.AclResourcePatternType;
import io.strimzi.api.kafka.model.user.acl.AclRule;
import io.strimzi.api.kafka.model.user.acl.AclRuleGroupResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleTopicResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleTransactionalIdResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleType;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The users in the cluster may do what the services need, and nothing else. */
class KafkaUsersTest {

    private static final GoldenFile FILE =
            new GoldenFile(Path.of("../infra/kubernetes/base/kafka-users.yaml"), KafkaUsersTest.class);

    private final AclCatalogue catalogue = Services.acls();

    @Test
    void shouldBeMadeFromWhatServicesUse() {
        FILE.assertHolds(KafkaUsersFile.text(catalogue));
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "production"})
    void shouldAllowWhatTheCatalogueGrantsAndNothingElse(String overlay) {
        // Given
        List<AclBinding> granted = catalogue.grants().stream()
                .flatMap(it -> it.bindings(Principals.BY_ROLE))
                .toList();

        // When
        List<AclBinding> allowed = Manifests.overlay(overlay)
                .ofKind("KafkaUser")
                .flatMap(KafkaUsersTest::bindings)
                .toList();

        // Then
        assertThat(allowed).hasSizeGreaterThan(100).containsExactlyInAnyOrderElementsOf(granted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "production"})
    void shouldHaveBrokersThatAsk(String overlay) {
        // Given
        ObjectNode kafka =
                Manifests.overlay(overlay).ofKind("Kafka").findFirst().orElseThrow();

        // Then
        assertThat(kafka.at("/spec/kafka/authorization/type").asText()).isEqualTo("simple");
        assertThat(kafka.at("/spec/kafka/authorization/superUsers"))
                .as("nobody is above the lists but Strimzi")
                .isEmpty();
        assertThat(kafka.at("/spec/kafka/config").has("allow.everyone.if.no.acl.found"))
                .isFalse();
        assertThat(kafka.at("/spec/entityOperator").has("userOperator")).isTrue();
    }

    @Test
    void shouldRefuseAFieldThatNoModelKnows() {
        // Given
        ObjectNode user =
                Manifests.overlay("small").ofKind("KafkaUser").findFirst().orElseThrow();
        ((ObjectNode) user.at("/spec/authorization/acls/0/resource")).put("nam", "x");

        // When, Then
        assertThatThrownBy(() -> StrictModels.read(user))
                .isInstanceOf(JsonProcessingException.class)
                .hasMessageContaining("nam");
    }

    /** As the User Operator gives them to Kafka. */
    private static Stream<AclBinding> bindings(ObjectNode document) {
        KafkaUser user = user(document);
        KafkaUserAuthorizationSimple authorization =
                (KafkaUserAuthorizationSimple) user.getSpec().getAuthorization();
        String principal = "User:" + user.getMetadata().getName();
        return authorization.getAcls().stream().flatMap(rule -> rule.getOperations().stream()
                .map(it -> new AclBinding(pattern(rule.getResource()), entry(principal, rule, it.toValue()))));
    }

    private static KafkaUser user(ObjectNode document) {
        try {
            return (KafkaUser) StrictModels.read(document);
        } catch (JsonProcessingException e) {
            throw new AssertionError("Expected a KafkaUser", e);
        }
    }

    private static AccessControlEntry entry(String principal, AclRule rule, String operation) {
        assertThat(rule.getType()).isEqualTo(AclRuleType.ALLOW);
        AclOperation named = Stream.of(AclOperation.values())
                .filter(it -> it.name().replace("_", "").equals(operation.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow();
        return new AccessControlEntry(principal, rule.getHost(), named, AclPermissionType.ALLOW);
    }

    private static ResourcePattern pattern(AclRuleResource resource) {
        if (resource instanceof AclRuleTopicResource topic) {
            return pattern(ResourceType.TOPIC, topic.getName(), topic.getPatternType());
        } else if (resource instanceof AclRuleGroupResource group) {
            return pattern(ResourceType.GROUP, group.getName(), group.getPatternType());
        }
        AclRuleTransactionalIdResource transactions = (AclRuleTransactionalIdResource) resource;
        return pattern(ResourceType.TRANSACTIONAL_ID, transactions.getName(), transactions.getPatternType());
    }

    private static ResourcePattern pattern(ResourceType type, String name, AclResourcePatternType pattern) {
        return new ResourcePattern(
                type, name, pattern == AclResourcePatternType.PREFIX ? PatternType.PREFIXED : PatternType.LITERAL);
    }
}
