package io.claimstream.launcher.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.claimstream.event.ClaimScored;
import io.claimstream.launcher.cli.CommandLines;
import io.claimstream.launcher.instance.Services;
import io.claimstream.platform.acl.AclCatalogue;
import io.claimstream.platform.acl.Principals;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.kafka.KafkaClients;
import io.claimstream.platform.service.Service;
import io.claimstream.platform.service.ServiceFactory;
import io.claimstream.platform.streams.WorldFailure;
import io.claimstream.platform.topic.TopicAdmin;
import io.claimstream.schemas.Topic;
import io.claimstream.schemas.Topics;
import io.claimstream.testkit.Claims;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One broker with the standard authorizer: everybody comes in each way, does their work, and nothing else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(180)
class WireIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> TOPICS =
            Topics.ALL.stream().map(Topic::name).toList();

    private final AclCatalogue catalogue = SecuredCluster.catalogue();
    private final Granted granted = new Granted(catalogue);
    private final Work work = new Work();

    private SecuredCluster cluster;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        cluster = SecuredCluster.start(directory);
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    @Test
    @Order(0)
    void shouldPutInForceWhatIsListedAndSayWhatItDid() throws Exception {
        // Given
        AclBinding surplus = catalogue
                .grants()
                .get(0)
                .bindings(Principals.BY_ROLE)
                .map(it ->
                        new AclBinding(new ResourcePattern(ResourceType.TOPIC, "old", PatternType.LITERAL), it.entry()))
                .findFirst()
                .orElseThrow();
        cluster.admin().createAcls(List.of(surplus)).all().get();

        // When
        JsonNode dry = acls("--dry-run");
        JsonNode done = acls();
        JsonNode again = acls();
        JsonNode removed = acls("--remove-surplus");
        JsonNode atLast = acls();

        // Then
        assertThat(dry.findValuesAsText("change")).containsOnly("would be added", "surplus, left; --remove-surplus");
        assertThat(done.findValuesAsText("change")).containsOnly("added", "surplus, left; --remove-surplus");
        assertThat(done).hasSize(wanted().size() + 1);
        assertThat(again.findValuesAsText("name")).containsExactly("old");
        assertThat(removed.findValuesAsText("change")).containsExactly("removed");
        assertThat(atLast).isEmpty();
        Collection<AclBinding> there =
                cluster.admin().describeAcls(AclBindingFilter.ANY).values().get();
        assertThat(there).containsExactlyInAnyOrderElementsOf(wanted());
    }

    private JsonNode acls(String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "acls", "apply", "--output", "json", "--set", "kafka.bootstrap.servers=" + cluster.adminAddress()));
        command.addAll(List.of(more));
        StringWriter out = new StringWriter();
        int exit = CommandLines.production().setOut(new PrintWriter(out, true)).execute(command.toArray(String[]::new));
        assertThat(exit).isZero();
        return new ObjectMapper().readTree(out.toString());
    }

    @Test
    @Order(1)
    void shouldMakeTheTopicsAsTheOperator() throws Exception {
        // When
        try (TopicAdmin topics = TopicAdmin.of(cluster.byPassword(AclCatalogue.OPERATOR))) {
            topics.apply(Topics.ALL);
        }

        // Then
        assertThat(cluster.admin().listTopics().names().get()).containsAll(TOPICS);
    }

    @Test
    @Order(2)
    void shouldRunEveryServiceUnderItsOwnPrincipalWithoutOneRefusal() throws Exception {
        // Given
        Settings upstream = cluster.byPassword(AclCatalogue.UPSTREAM);
        List<Service> services = new ArrayList<>();
        try (Denials denials = Denials.listening()) {
            for (ServiceFactory factory : Services.ALL) {
                services.add(work.started(factory, cluster.byPassword(factory.name())));
            }

            // When
            work.submit(upstream, Claims.aClaim("claim-1").build());
            ClaimScored score = work.awaitScore(upstream);

            // Then
            assertThat(score.getClaimId()).isEqualTo("claim-1");
            await("every service to be ready").atMost(PATIENCE).untilAsserted(() -> assertThat(services)
                    .allSatisfy(it -> assertThat(Work.notReady(it.health())).isEmpty()));
            assertThat(denials.lines()).isEmpty();
        } finally {
            services.forEach(Service::close);
        }
    }

    @Test
    @Order(3)
    void shouldWriteWhatIsGrantedAndNothingElse() throws Exception {
        for (String role : catalogue.roles()) {
            // When
            Set<String> writable = new Probe(cluster.byPassword(role)).writable(TOPICS);

            // Then
            assertThat(writable).as(role).isEqualTo(granted.topics(role, AclOperation.WRITE));
        }
        assertThat(new Probe(cluster.byPassword(SecuredCluster.STRANGER)).writable(TOPICS))
                .isEmpty();
    }

    @Test
    @Order(4)
    void shouldReadWhatIsGrantedAndNothingElse() throws Exception {
        // Given
        assertThat(new Probe(Settings.of(
                                Services.settings(), Map.of("kafka.bootstrap.servers", cluster.adminAddress())))
                        .writable(TOPICS))
                .containsAll(TOPICS);

        for (String role : catalogue.roles()) {
            // When
            Set<String> readable = new Probe(cluster.byPassword(role)).readable(TOPICS);

            // Then
            assertThat(readable).as(role).isEqualTo(granted.topics(role, AclOperation.READ));
        }
    }

    @Test
    @Order(5)
    void shouldJoinNoGroupAndFenceNoTransactionOfAnother() throws Exception {
        // Given
        Set<String> groups = granted.names(ResourceType.GROUP, AclOperation.READ);
        Set<String> transactions = granted.names(ResourceType.TRANSACTIONAL_ID, AclOperation.WRITE);
        for (String role : catalogue.roles()) {
            Probe probe = new Probe(cluster.byPassword(role));

            // When
            Set<String> joined = groups.stream().filter(probe::joins).collect(Collectors.toSet());
            Set<String> used = transactions.stream().filter(probe::transacts).collect(Collectors.toSet());

            // Then
            assertThat(joined).as(role).isEqualTo(granted.names(role, ResourceType.GROUP, AclOperation.READ));
            assertThat(used).as(role).isEqualTo(granted.names(role, ResourceType.TRANSACTIONAL_ID, AclOperation.WRITE));
        }
    }

    @Test
    @Order(6)
    void shouldBeKnownByACertificate() throws Exception {
        // When
        Set<String> writable = new Probe(cluster.byCertificate()).writable(TOPICS);

        // Then
        assertThat(writable).isEqualTo(granted.topics("claim-ingest", AclOperation.WRITE));
    }

    @Test
    @Order(7)
    void shouldBeKnownByAToken() throws Exception {
        // When
        Set<String> writable = new Probe(cluster.byToken("feature-stream", TokenProvider.SECRET)).writable(TOPICS);

        // Then
        assertThat(writable).isEqualTo(granted.topics("feature-stream", AclOperation.WRITE));
        Properties refused = KafkaClients.properties(cluster.byToken("feature-stream", "wrong"));
        refused.put("sasl.login.retry.backoff.max.ms", "100");
        assertThatThrownBy(() -> Admin.create(refused).close())
                .satisfies(it ->
                        assertThat(WorldFailure.cause(it)).get().asString().contains("does not let it in"));
    }

    @Test
    @Order(8)
    void shouldWaitAndSayWhyWhenItIsNotLetIn() throws Exception {
        // Given
        Settings settings = cluster.byPassword("claim-ingest", "a-wrong-password");

        // When
        try (Service service = work.started(Services.ALL.get(0), settings)) {

            // Then
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(Work.notReady(service.health()))
                    .anyMatch(it -> it.contains("does not let it in")));
            assertThat(service.health().live()).isTrue();
        }
    }

    @Test
    @Order(9)
    void shouldWaitAndSayWhatIsForbidden() throws Exception {
        // Given
        Settings settings = cluster.byPassword(SecuredCluster.STRANGER);

        // When
        try (Service service = work.started(Services.ALL.get(0), settings)) {

            // Then
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(Work.notReady(service.health()))
                    .anyMatch(it -> it.contains("does not allow")));
            assertThat(service.health().live()).isTrue();
        }
    }

    @Test
    @Order(10)
    void shouldRefuseToTalkToABrokerWithAnotherCertificate() throws Exception {
        // Given
        Properties properties = KafkaClients.properties(cluster.byPassword("claim-ingest"));
        properties.remove("ssl.truststore.location");
        properties.remove("ssl.truststore.type");

        // When, Then
        try (Admin admin = Admin.create(properties)) {
            assertThatThrownBy(() -> KafkaClients.await(admin.listTopics().names()))
                    .satisfies(it ->
                            assertThat(WorldFailure.cause(it)).get().asString().contains("SslAuthenticationException"));
        }
    }

    @Test
    @Order(11)
    void shouldLetNobodyGrantAnything() throws Exception {
        for (String role : catalogue.roles()) {
            try (Admin admin = Admin.create(KafkaClients.properties(cluster.byPassword(role)))) {
                assertThatThrownBy(() -> KafkaClients.await(
                                admin.createAcls(wanted().subList(0, 1)).all()))
                        .as(role)
                        .isInstanceOf(ClusterAuthorizationException.class);
            }
        }
    }

    private List<AclBinding> wanted() {
        return catalogue.grants().stream()
                .flatMap(it -> it.bindings(Principals.BY_ROLE))
                .toList();
    }
}
