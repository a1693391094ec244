package io.claimstream.feedback.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.event.DeploymentAction;
import io.claimstream.event.ModelCommand;
import io.claimstream.event.ModelCommandKind;
import io.claimstream.event.ModelDeployment;
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
import io.claimstream.feedback.contract.ContractClient;
import io.claimstream.feedback.desk.CommandDesk;
import io.claimstream.feedback.desk.FeedbackDesk;
import io.claimstream.feedback.desk.RescoreDesk;
import io.claimstream.feedback.desk.RevisionDesk;
import io.claimstream.feedback.desk.ScoringDesk;
import io.claimstream.feedback.desk.UploadDesk;
import io.claimstream.feedback.figures.Figures;
import io.claimstream.feedback.http.ApiServer.Limits;
import io.claimstream.feedback.idempotency.IdempotencyLedger;
import io.claimstream.feedback.view.Arrivals;
import io.claimstream.platform.database.Database;
import io.claimstream.platform.service.Health;
import io.claimstream.schemas.TrustedEvents;
import io.claimstream.schemas.json.EventJson;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModelRoutesTest {

    private static final Clock CLOCK = Clock.fixed(Facts.NOW, ZoneOffset.UTC);
    private static final Map<String, Caller> CALLERS = Map.of(
            "cs_admin", new Caller("key:k_1", Role.ADMINISTRATOR),
            "cs_engineer", new Caller("key:k_2", Role.ML_ENGINEER),
            "cs_auditor", new Caller("key:k_4", Role.AUDITOR),
            "cs_adjuster", new Caller("key:k_3", Role.ADJUSTER));
    private static final String COMMANDS = "/v1/models/commands";
    private static final String ROLL_BACK =
            """
            {"kind": "rollback", "slot": {"lineOfBusiness": "MOTOR_INJURY", "currency": "GBP"}, "reason": "too high"}""";

    static {
        TrustedEvents.trust();
    }

    private final Database database = TestDatabases.h2();
    private final FakeReadModel readModel = new FakeReadModel();
    private final FakePublisher kafka = new FakePublisher();
    private final Arrivals arrivals = new Arrivals();
    private final ContractClient client = new ContractClient();
    private final ApiServer server =
            new ApiServer(new Limits("127.0.0.1", 0, 20_000, 1_000_000, 8, 50, Duration.ofMillis(500)), this::ports);
    private volatile long served;

    @BeforeAll
    void start() {
        server.start();
    }

    @BeforeEach
    void forget() {
        readModel.clear();
        kafka.clear();
        served = -1;
    }

    @AfterAll
    void close() {
        server.close();
        database.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cs_admin", "cs_engineer"})
    void shouldWriteACommandOfWhoMayMoveModels(String key) throws Exception {
        // When
        HttpResponse<String> answer = post(ROLL_BACK, key, "one-" + key);

        // Then
        assertThat(answer.statusCode()).isEqualTo(202);
        String id = json(answer).path("commandId").asText();
        assertThat(answer.headers().firstValue("Location")).contains(COMMANDS + "/" + id);
        ModelCommand command = (ModelCommand) kafka.written().get(0).event();
        assertThat(kafka.written()).hasSize(1);
        assertThat(kafka.written().get(0).topic()).isEqualTo("models.commands.v1");
        assertThat(kafka.written().get(0).key()).isEqualTo(id);
        assertThat(command.getKind()).isEqualTo(ModelCommandKind.ROLL_BACK);
        assertThat(command.getActor())
                .isEqualTo(Objects.requireNonNull(CALLERS.get(key)).name());
        assertThat(command.getReason()).isEqualTo("too high");
    }

    @Test
    void shouldTakeTheShareOfACanary() throws Exception {
        // When
        HttpResponse<String> answer = post(canary("0.25"), "cs_engineer", "canary-1");

        // Then
        assertThat(answer.statusCode()).isEqualTo(202);
        ModelCommand command = (ModelCommand) kafka.written().get(0).event();
        assertThat(command.getKind()).isEqualTo(ModelCommandKind.CANARY);
        assertThat(command.getShare()).contains(0.25);
        assertThat(post(canary("0.5"), "cs_engineer", "canary-1").statusCode()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "-0.1", "null", "\"many\""})
    void shouldRefuseACanaryWithoutAShareOfTheClaims(String share) throws Exception {
        // When
        HttpResponse<String> answer = post(canary(share), "cs_engineer", "canary-" + share.hashCode());

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).at("/problems/0/pointer").asText()).isEqualTo("/share");
        assertThat(kafka.written()).isEmpty();
    }

    @Test
    void shouldRefuseAShareOfAnythingElse() throws Exception {
        // When
        HttpResponse<String> answer = post(canary("0.1").replace("canary", "shadow"), "cs_engineer", "shadow-1");

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).at("/problems/0/pointer").asText()).isEqualTo("/share");
    }

    private static String canary(String share) {
        return "{\"kind\": \"canary\", \"slot\": {\"lineOfBusiness\": \"MOTOR_INJURY\", \"currency\": \"GBP\"},"
                + " \"version\": \"m-0123456789ab\", \"share\": " + share + ", \"reason\": \"try it\"}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"cs_admin", "cs_engineer", "cs_auditor"})
    void shouldShowReportsToWhoMayReadThem(String key) throws Exception {
        readModel.report("m-1", "{\"format\":1}");

        assertThat(get("/v1/models/m-1/report", key).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldNotShowReportsToAdjustersNorLetAuditorsMoveModels() throws Exception {
        // Given
        readModel.report("m-1", "{\"format\":1}");

        // When
        HttpResponse<String> report = get("/v1/models/m-1/report", "cs_adjuster");
        HttpResponse<String> command = post(ROLL_BACK, "cs_auditor", "three");

        // Then
        assertThat(report.statusCode()).isEqualTo(403);
        assertThat(json(report).path("code").asText()).isEqualTo("FORBIDDEN");
        assertThat(command.statusCode()).isEqualTo(403);
    }

    @Test
    void shouldRefuseACommandOfAnAdjusterAndLetHimLook() throws Exception {
        // When
        HttpResponse<String> command = post(ROLL_BACK, "cs_adjuster", "two");
        HttpResponse<String> list = get("/v1/models", "cs_adjuster");

        // Then
        assertThat(command.statusCode()).isEqualTo(403);
        assertThat(json(command).path("code").asText()).isEqualTo("FORBIDDEN");
        assertThat(kafka.written()).isEmpty();
        assertThat(list.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                COMMANDS,
                "/v1/models",
                "/v1/models/slots/MOTOR_INJURY/GBP/history",
                COMMANDS + "/c_1",
                COMMANDS + "/c_1/withdrawn"
            })
    void shouldRefuseAStranger(String path) throws Exception {
        // When
        HttpResponse<String> answer = get(path, "cs_nobody");

        // Then
        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @Test
    void shouldWriteACommandOnceUnderOneKeyAndRefuseAnotherUnderIt() throws Exception {
        // Given
        HttpResponse<String> first = post(ROLL_BACK, "cs_admin", "three");

        // When
        HttpResponse<String> again = post(ROLL_BACK, "cs_admin", "three");
        HttpResponse<String> other = post(ROLL_BACK.replace("rollback", "unpin"), "cs_admin", "three");

        // Then
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(kafka.written()).hasSize(1);
    }

    @Test
    void shouldAcknowledgeNothingWhileKafkaIsAway() throws Exception {
        // Given
        kafka.goAway(true);
        HttpResponse<String> away = post(ROLL_BACK, "cs_admin", "four");
        kafka.goAway(false);

        // When
        HttpResponse<String> again = post(ROLL_BACK, "cs_admin", "four");

        // Then
        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(again.statusCode()).isEqualTo(202);
    }

    @Test
    void shouldNameEveryPlaceOfACommandThatIsWrong() throws Exception {
        // When
        HttpResponse<String> answer = post(
                "{\"kind\": \"explode\", \"slot\": {\"currency\": \"pounds\"}, \"version\": \"x\", \"reason\": \" \", \"why\": 1}",
                "cs_admin",
                "five");

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("problems").findValuesAsText("pointer"))
                .containsExactlyInAnyOrder(
                        "/why", "/kind", "/slot/lineOfBusiness", "/slot/currency", "/version", "/reason");
        assertThat(kafka.written()).isEmpty();
    }

    @Test
    void shouldTellWhatCameOfACommandAndWhetherItIsInService() throws Exception {
        // Given
        readModel.withScore("c-1", 1);
        readModel.project(move(DeploymentAction.PROMOTED, "m-0123456789ab", null));
        String link = json(post(ROLL_BACK, "cs_admin", "six")).path("link").asText();
        ModelCommand command = (ModelCommand) kafka.written().get(0).event();

        // When
        JsonNode pending = json(get(link, "cs_admin"));
        readModel.project(command);
        readModel.project(move(DeploymentAction.ROLLED_BACK, "baseline", command.getCommandId()));
        JsonNode answered = json(get(link, "cs_admin"));
        served = 1;
        JsonNode inService = json(get(link, "cs_admin"));
        JsonNode withdrawn = json(get(link + "/withdrawn", "cs_admin"));

        // Then
        assertThat(pending.path("state").asText()).isEqualTo("pending");
        assertThat(answered.path("state").asText()).isEqualTo("done");
        assertThat(answered.at("/inService/serving").asInt()).isZero();
        assertThat(inService.at("/inService/serving").asInt()).isEqualTo(1);
        assertThat(inService.at("/inService/scorers").asInt()).isEqualTo(1);
        assertThat(inService.at("/withdrawn/version").asText()).isEqualTo("m-0123456789ab");
        assertThat(inService.at("/withdrawn/claims").asInt()).isEqualTo(1);
        assertThat(withdrawn.at("/scores/0/claimId").asText()).isEqualTo("c-1");
    }

    @Test
    void shouldTellWhoWasChampionAtATime() throws Exception {
        // Given
        readModel.project(move(DeploymentAction.PROMOTED, "m-0123456789ab", null));
        String path = "/v1/models/slots/MOTOR_INJURY/GBP/history";

        // When
        JsonNode now = json(get(path, "cs_adjuster"));
        JsonNode before = json(get(path + "?at=" + Facts.NOW.minusSeconds(1), "cs_adjuster"));
        HttpResponse<String> never = get("/v1/models/slots/MOTOR_INJURY/USD/history", "cs_adjuster");
        HttpResponse<String> when = get(path + "?at=yesterday", "cs_adjuster");

        // Then
        assertThat(now.at("/champion/version").asText()).isEqualTo("m-0123456789ab");
        assertThat(now.path("moves")).hasSize(1);
        assertThat(before.at("/champion/version").asText()).isEqualTo("baseline");
        assertThat(never.statusCode()).isEqualTo(404);
        assertThat(json(never).path("code").asText()).isEqualTo("SLOT_NOT_FOUND");
        assertThat(when.statusCode()).isEqualTo(400);
    }

    private static ModelDeployment move(DeploymentAction action, String version, @Nullable String commandId) {
        return ModelDeployment.newBuilder(Facts.decision(action, version, "because"))
                .setCommandId(commandId)
                .build();
    }

    private ApiPorts ports(Executor executor) {
        CommandDesk commands = new CommandDesk(readModel, kafka, CLOCK);
        FeedbackDesk desk = new FeedbackDesk(readModel, kafka, CLOCK, where -> false);
        return new ApiPorts(
                TestAccess.of(database, CLOCK, presented -> Optional.ofNullable(CALLERS.get(presented))),
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
                new TestLog().feed(CLOCK),
                TestWebhooks.of(database, CLOCK, new TestLog()).webhooks(),
                TestLetters.of(database, CLOCK),
                new TestOperations().ports(),
                slot -> List.of(OptionalLong.of(served)),
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

    private HttpResponse<String> get(String path, String key) throws Exception {
        return client.send(request(path, key).GET().build());
    }

    private HttpResponse<String> post(String body, String key, String idempotencyKey) throws Exception {
        return client.send(request(COMMANDS, key)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private HttpRequest.Builder request(String path, String key) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .header("X-Api-Key", key);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return EventJson.parse(answer.body());
    }
}
