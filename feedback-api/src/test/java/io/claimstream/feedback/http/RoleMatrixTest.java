package io.claimstream.feedback.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.feedback.Facts;
import io.claimstream.feedback.FakePublisher;
import io.claimstream.feedback.FakeReadModel;
import io.claimstream.feedback.FakeRescores;
import io.claimstream.feedback.FakeUpkeep;
import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.TestBatches;
import io.claimstream.feedback.TestBilling;
import io.claimstream.feedback.TestDatabases;
import io.claimstream.feedback.TestExports;
import io.claimstream.feedback.TestLetters;
import io.claimstream.feedback.TestLog;
import io.claimstream.feedback.TestOperations;
import io.claimstream.feedback.TestReview;
import io.claimstream.feedback.TestWebhooks;
import io.claimstream.feedback.TestWhatIf;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.contract.ApiContract;
import io.claimstream.feedback.contract.ContractClient;
import io.claimstream.feedback.contract.Operation;
import io.claimstream.feedback.desk.CommandDesk;
import io.claimstream.feedback.desk.FeedbackDesk;
import io.claimstream.feedback.desk.RescoreDesk;
import io.claimstream.feedback.desk.RevisionDesk;
import io.claimstream.feedback.desk.ScoringDesk;
import io.claimstream.feedback.desk.UploadDesk;
import io.claimstream.feedback.events.EventFeed;
import io.claimstream.feedback.figures.Figures;
import io.claimstream.feedback.http.ApiServer.Limits;
import io.claimstream.feedback.idempotency.IdempotencyLedger;
import io.claimstream.feedback.page.site.Site;
import io.claimstream.feedback.view.Arrivals;
import io.claimstream.feedback.webhook.WebhookRunner;
import io.claimstream.platform.database.Database;
import io.claimstream.platform.service.Health;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every cell of the matrix role × operation, as the contract has it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoleMatrixTest {

    private static final Clock CLOCK = Clock.fixed(Facts.NOW, ZoneOffset.UTC);
    private static final String NOBODY = "cs_nobody";

    private final Database database = TestDatabases.h2();
    private final FakeReadModel readModel = new FakeReadModel();
    private final FakePublisher kafka = new FakePublisher();
    private final Arrivals arrivals = new Arrivals();
    private final TestLog log = new TestLog();
    private final EventFeed feed = log.feed(CLOCK);
    private final WebhookRunner webhooks = TestWebhooks.of(database, CLOCK, log);
    private final ContractClient client = new ContractClient();
    private final List<PageRoute> pages = new CopyOnWriteArrayList<>();
    private final ApiServer server = new ApiServer(
            new Limits("127.0.0.1", 0, 20_000, 1_000_000, 8, 50, Duration.ofMillis(500)),
            Exposure.BY_DEFAULT,
            Optional.empty(),
            this::ports,
            this::site);

    @BeforeAll
    void start() {
        feed.start();
        server.start();
    }

    @AfterAll
    void close() {
        server.close();
        feed.close();
        webhooks.close();
        database.close();
    }

    static Stream<Arguments> cells() {
        return ApiContract.load().operations().stream()
                .flatMap(it -> Arrays.stream(Role.values()).map(role -> Arguments.of(it, role)));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void shouldLetThroughWhomTheContractNames(Operation operation, Role role) throws Exception {
        // When
        HttpResponse<String> answer = client.send(request(operation, "cs_" + role));

        // Then
        assertThat(answer.statusCode() == 403)
                .as("%s for %s answers %d", operation.id(), role, answer.statusCode())
                .isEqualTo(!operation.allows(role));
        assertThat(answer.statusCode()).isNotEqualTo(401);
    }

    @Test
    void shouldLetNobodyThroughWithoutAKeyExceptWhereAllMayPass() throws Exception {
        for (Operation operation : ApiContract.load().operations()) {
            // When
            int status = client.send(request(operation, NOBODY)).statusCode();

            // Then
            assertThat(status == 401)
                    .as(operation.id())
                    .isEqualTo(operation.roles().isPresent());
        }
    }

    @Test
    void shouldServeTheOperationsOfTheContractAndPagesAndNothingElse() {
        assertThat(server.routes())
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                ApiContract.load().operations().stream().map(it -> it.method() + " " + it.path()),
                                pages.stream().map(it -> it.method().name() + " " + it.path()))
                        .toList());
    }

    @Test
    void shouldKeepPagesApartFromTheContract() {
        Set<String> promised =
                ApiContract.load().operations().stream().map(Operation::path).collect(Collectors.toSet());
        assertThat(pages)
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.path()).doesNotStartWith("/v1"))
                .allSatisfy(it -> assertThat(promised).doesNotContain(it.path()));
    }

    private HttpRequest request(Operation operation, String key) {
        String path = operation.path().replaceAll("[{<]\\w+[}>]", "x");
        boolean isRead = operation.method().equals("GET");
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("X-Api-Key", key)
                .header("Content-Type", "application/json")
                .method(operation.method(), isRead ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"))
                .build();
    }

    private Pages site(PagePorts ports) {
        Pages site = new Site(ports);
        pages.addAll(site.routes());
        return site;
    }

    private ApiPorts ports(Executor executor) {
        CommandDesk commands = new CommandDesk(readModel, kafka, CLOCK);
        FeedbackDesk desk = new FeedbackDesk(readModel, kafka, CLOCK, where -> false);
        return new ApiPorts(
                TestAccess.of(database, CLOCK, RoleMatrixTest::caller),
                TestReview.of(database, CLOCK),
                kafka,
                desk,
                new RevisionDesk(desk, readModel, executor),
                commands,
                new UploadDesk(kafka, commands),
                new RescoreDesk(new FakeRescores(readModel), kafka, CLOCK, executor),
                new ScoringDesk(readModel, kafka, arrivals, executor),
                TestWhatIf.empty(),
                TestBatches.of(database, kafka, CLOCK),
                feed,
                webhooks.webhooks(),
                TestLetters.of(database, CLOCK),
                new TestOperations().ports(),
                slot -> List.of(),
                readModel,
                new FakeUpkeep(database.jdbi()),
                new Figures(database.jdbi()),
                TestBilling.of(database, CLOCK),
                TestExports.of(database, CLOCK, readModel),
                new IdempotencyLedger(database.jdbi(), CLOCK),
                () -> true,
                () -> Health.of(Health.Check.up("kafka")),
                () -> "",
                CLOCK,
                executor);
    }

    private static Optional<Caller> caller(String key) {
        return Arrays.stream(Role.values())
                .filter(role -> key.equals("cs_" + role))
                .map(role -> new Caller("key:" + role, role))
                .findFirst();
    }
}
