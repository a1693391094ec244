package io.claimstream.launcher.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.launcher.instance.Services;
import io.claimstream.platform.acl.AclCatalogue;
import io.claimstream.platform.acl.Principals;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.internals.PluginMetricsImpl;
import org.apache.kafka.common.network.ClientInformation;
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.requests.RequestContext;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.metadata.authorizer.StandardAcl;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.apache.kafka.server.authorizer.Action;
import org.apache.kafka.server.authorizer.AuthorizationResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Asks Kafka's authorizer about every role, resource and operation, and compares with what is written here by hand. */
class AclMatrixTest {

    /** Who reads and who writes each topic. In short: the first letters of the roles in the order of {@link #ROLES}. */
    private static final String TOPICS =
            """
            claims.submitted.v1         | i b o   | b u
            claims.accepted.v1          | f l b o | i
            claims.protected.v1         | r b o   | i
            claims.rejected.v1          | b u o   | i
            claims.dead.v1              | b o     | i f s r l
            claims.history.v1           | f b o   | f b
            claims.features.v1          | s r l b o | f b
            claims.scored.v1            | r l b u o | s
            claims.rescored.v1          | r l b o | s
            claims.rescore-requests.v1  | s b o   | b
            claims.rescore-refusals.v1  | b o     | s
            claims.feedback.v1          | f r l b o | b u
            claims.contests.v1          | l b o   | b
            claims.approvals.v1         | l b o   | b
            claims.labelled.v1          | r b o   | r
            models.versions.v1          | s r b o | r
            models.artifacts.v1         | s r b o | r
            models.reports.v1           | b o     | r
            models.deployments.v1       | s r b o | r
            models.calibration.v1       | s r b o | r
            models.drift.v1             | r b o   | r
            models.commands.v1          | r b o   | b
            models.uploads.v1           | r o     | b
            privacy.erasures.v1         | f r b o | b
            decisions.ledger.v1         | b o     | l
            decisions.heads.v1          | b o     | l
            """;

    private static final Map<String, String> ROLES = Map.of(
            "i", "claim-ingest",
            "f", "feature-stream",
            "s", "scoring-processor",
            "r", "retrain-worker",
            "l", "decision-ledger",
            "b", "feedback-api",
            "u", "claimstream-upstream",
            "o", "claimstream-operator");

    /** Application ids, and whose they are. */
    private static final Map<String, String> APPLICATIONS = Map.of(
            "claimstream-ingest", "i",
            "claimstream-features", "f",
            "claimstream-scoring", "s",
            "claimstream-rescoring", "s",
            "claimstream-retrain-worker", "r",
            "claimstream-decision-ledger", "l");

    private static final List<String> REPARTITIONS = List.of(
            "claimstream-ingest-submitted-by-claim-repartition",
            "claimstream-features-settlements-by-claim-repartition",
            "claimstream-features-snapshots-by-claim-repartition",
            "claimstream-retrain-worker-feedback-by-claim-repartition");

    private static final List<AclOperation> OPERATIONS = Arrays.stream(AclOperation.values())
            .filter(it -> it != AclOperation.UNKNOWN && it != AclOperation.ANY && it != AclOperation.ALL)
            .toList();

    private final AclCatalogue catalogue = Services.acls();
    private final StandardAuthorizer authorizer = new StandardAuthorizer();

    /** One thing that a role may do with a resource. */
    private record Cell(String role, ResourceType type, String name, AclOperation operation)
            implements Comparable<Cell> {
        @Override
        public int compareTo(Cell other) {
            return toString().compareTo(other.toString());
        }
    }

    @BeforeEach
    void load() {
        authorizer.configure(Map.of());
        authorizer.withPluginMetrics(new PluginMetricsImpl(new Metrics(), Map.of()));
        authorizer.loadSnapshot(catalogue.grants().stream()
                .flatMap(it -> it.bindings(Principals.BY_ROLE))
                .collect(Collectors.toMap(it -> Uuid.randomUuid(), StandardAcl::fromAclBinding)));
        authorizer.completeInitialLoad();
    }

    @Test
    void shouldAllowEachRoleItsWorkAndNothingElse() throws Exception {
        // Given
        Set<Cell> expected = new TreeSet<>();
        topics(expected);
        applications(expected);
        others(expected);

        // When
        Set<Cell> allowed = new TreeSet<>();
        int asked = 0;
        for (String role : catalogue.roles()) {
            for (Cell cell : cells(role)) {
                asked++;
                if (isAllowed(cell)) {
                    allowed.add(cell);
                }
            }
        }

        // Then
        assertThat(asked).isGreaterThan(5_000);
        assertThat(allowed).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void shouldAllowNothingToAnybodyElse() throws Exception {
        // When, Then
        for (String stranger : List.of("somebody", "ANONYMOUS", "claim-ingest2", "claimstream")) {
            for (Cell cell : cells(stranger)) {
                assertThat(isAllowed(cell)).as(cell.toString()).isFalse();
            }
        }
    }

    @Test
    void shouldHaveARowForEveryTopicAndAWordForEveryRole() {
        assertThat(TOPICS.lines().map(it -> it.split("\\s*\\|\\s*", -1)[0]))
                .containsExactlyElementsOf(Topics.ALL.stream().map(Topic::name).toList());
        assertThat(ROLES.values()).containsExactlyInAnyOrderElementsOf(catalogue.roles());
    }

    private static void topics(Set<Cell> expected) {
        TOPICS.lines().map(it -> it.strip().split("\\s*\\|\\s*", -1)).forEach(row -> {
            roles(row[1]).forEach(role -> topic(expected, role, row[0], AclOperation.READ, AclOperation.DESCRIBE));
            roles(row[2]).forEach(role -> topic(expected, role, row[0], AclOperation.WRITE, AclOperation.DESCRIBE));
            topic(
                    expected,
                    "claimstream-operator",
                    row[0],
                    AclOperation.CREATE,
                    AclOperation.ALTER_CONFIGS,
                    AclOperation.DESCRIBE_CONFIGS);
        });
    }

    private static void applications(Set<Cell> expected) {
        APPLICATIONS.forEach((id, letter) -> {
            String owner = ROLES.getOrDefault(letter, "");
            for (String topic : ownTopics(id)) {
                topic(
                        expected,
                        owner,
                        topic,
                        AclOperation.CREATE,
                        AclOperation.DELETE,
                        AclOperation.DESCRIBE,
                        AclOperation.READ,
                        AclOperation.WRITE);
                topic(expected, "feedback-api", topic, AclOperation.DESCRIBE);
                topic(expected, "claimstream-operator", topic, AclOperation.DESCRIBE);
            }
            group(expected, owner, id);
            transactions(expected, owner, id + "-b5a1-0");
        });
        topic(
                expected,
                "feedback-api",
                "claimstream-features-snapshots-by-claim-repartition",
                AclOperation.WRITE,
                AclOperation.DESCRIBE);
        for (String topic : REPARTITIONS) {
            topic(expected, "feedback-api", topic, AclOperation.READ, AclOperation.DESCRIBE);
            topic(expected, "claimstream-operator", topic, AclOperation.READ, AclOperation.DESCRIBE);
        }
    }

    private static void others(Set<Cell> expected) {
        group(expected, "retrain-worker", "claimstream-retrain");
        transactions(expected, "retrain-worker", "claimstream-retrain-publisher");
        expected.add(
                new Cell("claimstream-upstream", ResourceType.GROUP, "claimstream-upstream-scores", AclOperation.READ));
        expected.add(new Cell(
                "claimstream-upstream", ResourceType.GROUP, "claimstream-upstream-scores", AclOperation.DESCRIBE));
        for (String group : groups()) {
            expected.add(new Cell("claimstream-operator", ResourceType.GROUP, group, AclOperation.DESCRIBE));
        }
    }

    private static void topic(Set<Cell> cells, String role, String name, AclOperation... operations) {
        Stream.of(operations).forEach(it -> cells.add(new Cell(role, ResourceType.TOPIC, name, it)));
    }

    private static void group(Set<Cell> cells, String owner, String name) {
        cells.add(new Cell(owner, ResourceType.GROUP, name, AclOperation.READ));
        cells.add(new Cell(owner, ResourceType.GROUP, name, AclOperation.DESCRIBE));
        cells.add(new Cell("feedback-api", ResourceType.GROUP, name, AclOperation.DESCRIBE));
    }

    private static void transactions(Set<Cell> cells, String owner, String id) {
        cells.add(new Cell(owner, ResourceType.TRANSACTIONAL_ID, id, AclOperation.WRITE));
        cells.add(new Cell(owner, ResourceType.TRANSACTIONAL_ID, id, AclOperation.DESCRIBE));
    }

    private static Stream<String> roles(String letters) {
        return Stream.of(letters.split(" ", -1)).map(it -> ROLES.getOrDefault(it, ""));
    }

    private static List<String> ownTopics(String id) {
        List<String> topics = new ArrayList<>(List.of(id + "-a-store-changelog"));
        REPARTITIONS.stream().filter(it -> it.startsWith(id + "-")).forEach(topics::add);
        return topics;
    }

    private static List<String> groups() {
        List<String> groups = new ArrayList<>(APPLICATIONS.keySet());
        groups.addAll(List.of(
                "claimstream-retrain", "claimstream-upstream-scores", "somebodys-group", "claimstream-ingest-2"));
        return groups;
    }

    private static List<Cell> cells(String role) {
        List<ResourcePattern> resources = new ArrayList<>();
        Topics.ALL.forEach(it -> resources.add(literal(ResourceType.TOPIC, it.name())));
        APPLICATIONS.keySet().forEach(id -> {
            ownTopics(id).forEach(it -> resources.add(literal(ResourceType.TOPIC, it)));
            resources.add(literal(ResourceType.TRANSACTIONAL_ID, id + "-b5a1-0"));
            resources.add(literal(ResourceType.TRANSACTIONAL_ID, id));
        });
        groups().forEach(it -> resources.add(literal(ResourceType.GROUP, it)));
        List.of("claims", "claims.scored.v2", "somebodys-topic", "__consumer_offsets", "claimstream-")
                .forEach(it -> resources.add(literal(ResourceType.TOPIC, it)));
        resources.add(literal(ResourceType.TRANSACTIONAL_ID, "claimstream-retrain-publisher"));
        resources.add(literal(ResourceType.TRANSACTIONAL_ID, "somebodys-producer"));
        resources.add(literal(ResourceType.CLUSTER, "kafka-cluster"));
        resources.add(literal(ResourceType.DELEGATION_TOKEN, "a-token"));
        resources.add(literal(ResourceType.USER, "somebody"));
        return resources.stream()
                .flatMap(it ->
                        OPERATIONS.stream().map(operation -> new Cell(role, it.resourceType(), it.name(), operation)))
                .toList();
    }

    private static ResourcePattern literal(ResourceType type, String name) {
        return new ResourcePattern(type, name, PatternType.LITERAL);
    }

    private boolean isAllowed(Cell cell) throws Exception {
        RequestContext context = new RequestContext(
                new RequestHeader(ApiKeys.METADATA, ApiKeys.METADATA.latestVersion(), "", 0),
                "1",
                InetAddress.getLoopbackAddress(),
                new KafkaPrincipal(KafkaPrincipal.USER_TYPE, cell.role()),
                new ListenerName("SCRAM"),
                SecurityProtocol.SASL_SSL,
                ClientInformation.EMPTY,
                false);
        Action action = new Action(cell.operation(), literal(cell.type(), cell.name()), 1, false, false);
        return authorizer.authorize(context, List.of(action)).get(0) == AuthorizationResult.ALLOWED;
    }
}
