package io.claimstream.feedback.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.domain.claim.ScoreId;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.DeploymentAction;
import io.claimstream.event.ModelCommand;
import io.claimstream.event.ModelCommandKind;
import io.claimstream.event.ModelDeployment;
import io.claimstream.event.ModelSlot;
import io.claimstream.event.RecordRef;
import io.claimstream.event.RescoreRefused;
import io.claimstream.event.RescoreRequest;
import io.claimstream.event.ScorePurpose;
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
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Asking for scores to be done again, over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RescoreRoutesTest {

    private static final Clock CLOCK = Clock.fixed(Facts.NOW, ZoneOffset.UTC);
    private static final Map<String, Caller> CALLERS = Map.of(
            "cs_admin", new Caller("key:k_1", Role.ADMINISTRATOR),
            "cs_engineer", new Caller("key:k_2", Role.ML_ENGINEER),
            "cs_auditor", new Caller("key:k_4", Role.AUDITOR),
            "cs_adjuster", new Caller("key:k_3", Role.ADJUSTER),
            "cs_upstream", new Caller("key:k_6", Role.PRODUCER),
            "cs_other", new Caller("key:k_5", Role.ADMINISTRATOR, "other", Caller.Kind.KEY));
    private static final String COMMAND = "c_rollback";
    private static final String OF_COMMAND = "/v1/models/commands/" + COMMAND + "/rescore";
    private static final String LIVE = Facts.scoreId("c-1", 1);
    private static final String OF_SCORE = "/v1/scores/" + LIVE + "/rescore";
    private static final String WHY = "{\"reason\": \"too high\"}";

    static {
        TrustedEvents.trust();
    }

    private final Database database = TestDatabases.h2();
    private final FakeReadModel readModel = new FakeReadModel();
    private final FakeRescores rescores = new FakeRescores(readModel);
    private final FakePublisher kafka = new FakePublisher();
    private final ContractClient client = new ContractClient();
    private final ApiServer server =
            new ApiServer(new Limits("127.0.0.1", 0, 20_000, 1_000_000, 8, 50, Duration.ofMillis(500)), this::ports);
    private volatile boolean caughtUp;

    @BeforeAll
    void start() {
        server.start();
    }

    @BeforeEach
    void forget() {
        readModel.clear();
        rescores.clear();
        kafka.clear();
        caughtUp = true;
    }

    @AfterAll
    void close() {
        server.close();
        database.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cs_admin", "cs_engineer"})
    void shouldAskForAScoreFromTheFeaturesThatItNames(String key) throws Exception {
        // Given
        readModel.withScore("c-1", 1);

        // When
        HttpResponse<String> answer = post(OF_SCORE, WHY, key, "one-" + key);

        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(kafka.written()).singleElement().satisfies(written -> {
            assertThat(written.topic()).isEqualTo("claims.rescore-requests.v1");
            assertThat(written.key()).isEqualTo("acme|c-1");
        });
        RescoreRequest request = written(0);
        assertThat(request.getScoreId()).isEqualTo(LIVE);
        assertThat(request.getFeatures()).isEqualTo(new RecordRef(0, 1L));
        assertThat(request.getModelVersion()).isEmpty();
        assertThat(request.getCommandId()).isEmpty();
        assertThat(request.getReason()).isEmpty();
        assertThat(request.getSealedReason()).isPresent();
        assertThat(EventJson.format(EventJson.toJson(request))).doesNotContain("too high");
        assertThat(request.getRequestedAt()).isEqualTo(Facts.NOW);
        String rescoreId = ScoreId.rescore(request.getRequestId()).text();
        assertThat(answer.headers().firstValue("Location")).contains("/v1/scores/" + rescoreId);
        assertThat(json(answer).path("scoreId").asText()).isEqualTo(rescoreId);
    }

    @ParameterizedTest
    @CsvSource({"cs_auditor, too high", "cs_upstream, ''"})
    void shouldOpenTheReasonForWhoMayListFeedback(String key, String reason) throws Exception {
        // Given
        readModel.withScore("c-1", 1);
        HttpResponse<String> answer = post(OF_SCORE, WHY, "cs_admin", "open-" + key);
        rescores.project(written(0));

        // When
        HttpResponse<String> seen =
                get("/v1/scores/" + json(answer).path("scoreId").asText(), key);

        // Then
        assertThat(json(seen).at("/rescore/reason").asText("-")).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({"cs_auditor, 403", "cs_adjuster, 403", "cs_nobody, 401"})
    void shouldAskForNothingForWhoMayNotMoveModels(String key, int status) throws Exception {
        // Given
        withRollBack();

        // When
        HttpResponse<String> one = post(OF_SCORE, WHY, key, "two");
        HttpResponse<String> all = post(OF_COMMAND, WHY, key, "two");

        // Then
        assertThat(List.of(one.statusCode(), all.statusCode())).containsOnly(status);
        assertThat(kafka.written()).isEmpty();
    }

    @Test
    void shouldAskOnceUnderOneKeyAndRefuseAnotherUnderIt() throws Exception {
        // Given
        readModel.withScore("c-1", 1);
        HttpResponse<String> first = post(OF_SCORE, WHY, "cs_admin", "three");
        rescores.project(written(0));

        // When
        HttpResponse<String> again = post(OF_SCORE, WHY, "cs_admin", "three");
        HttpResponse<String> other = post(OF_SCORE, "{\"reason\": \"another\"}", "cs_admin", "three");
        HttpResponse<String> anew = post(OF_SCORE, WHY, "cs_admin", "four");

        // Then
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(anew.statusCode()).isEqualTo(202);
        assertThat(kafka.written()).hasSize(2);
    }

    @Test
    void shouldNameEveryPlaceOfARequestThatIsWrong() throws Exception {
        // Given
        readModel.withScore("c-1", 1);

        // When
        HttpResponse<String> answer =
                post(OF_SCORE, "{\"reason\": \" \", \"version\": \"newest\", \"why\": 1}", "cs_admin", "five");

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("problems").findValuesAsText("pointer"))
                .containsExactlyInAnyOrder("/why", "/version", "/reason");
    }

    @Test
    void shouldSayWhatIsNotThere() throws Exception {
        // Given
        readModel.withScore("c-1", 1);

        // When
        HttpResponse<String> score = post("/v1/scores/s_none/rescore", WHY, "cs_admin", "six");
        HttpResponse<String> version =
                post(OF_SCORE, "{\"reason\": \"x\", \"version\": \"m-000000000000\"}", "cs_admin", "seven");
        HttpResponse<String> command = post(OF_COMMAND, WHY, "cs_admin", "eight");

        // Then
        assertThat(json(score).path("code").asText()).isEqualTo("SCORE_NOT_FOUND");
        assertThat(json(version).path("code").asText()).isEqualTo("VERSION_NOT_FOUND");
        assertThat(json(command).path("code").asText()).isEqualTo("COMMAND_NOT_FOUND");
        assertThat(kafka.written()).isEmpty();
    }

    @Test
    void shouldAskForEveryScoreOfARollBackByWhatItPutInServiceAndForEachOnce() throws Exception {
        // Given
        withRollBack();
        IntStream.range(2, 451).forEach(i -> readModel.withScore("c-" + i, 1));

        // When
        HttpResponse<String> first = post(OF_COMMAND, WHY, "cs_engineer", "nine");
        List<RescoreRequest> requests = IntStream.range(0, kafka.written().size())
                .mapToObj(this::written)
                .toList();
        requests.forEach(rescores::project);
        HttpResponse<String> again = post(OF_COMMAND, WHY, "cs_engineer", "ten");

        // Then
        assertThat(first.statusCode()).as(first.body()).isEqualTo(202);
        assertThat(json(first).path("asked").asInt()).isEqualTo(450);
        assertThat(first.headers().firstValue("Location")).contains(OF_COMMAND);
        assertThat(requests).hasSize(450);
        assertThat(requests).extracting(RescoreRequest::getScoreId).doesNotHaveDuplicates();
        assertThat(requests).extracting(it -> it.getModelVersion().orElse("")).containsOnly("baseline");
        assertThat(requests).extracting(it -> it.getCommandId().orElse("")).containsOnly(COMMAND);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(json(again).path("asked").asInt()).isEqualTo(450);
        assertThat(json(again).path("written").asInt()).isZero();
        assertThat(kafka.written()).hasSize(450);
    }

    @Test
    void shouldShowAndDoNothingForThoseOfAnotherInsurer() throws Exception {
        // Given
        withRollBack();
        String link =
                json(post(OF_SCORE, WHY, "cs_admin", "twenty")).path("link").asText();
        rescores.project(written(0));

        // When
        HttpResponse<String> one = post(OF_SCORE, WHY, "cs_other", "twenty-one");
        HttpResponse<String> all = post(OF_COMMAND, WHY, "cs_other", "twenty-two");

        // Then
        assertThat(one.statusCode()).isEqualTo(404);
        assertThat(all.statusCode()).isEqualTo(403);
        assertThat(get(link, "cs_other").statusCode()).isEqualTo(404);
        assertThat(get(OF_COMMAND, "cs_other").statusCode()).isEqualTo(403);
        assertThat(get(OF_COMMAND + "/scores", "cs_other").statusCode()).isEqualTo(403);
        assertThat(kafka.written()).hasSize(1);
        assertThat(json(get("/v1/audit?action=RESCORE_ASKED", "cs_auditor"))
                        .at("/entries/0/resource")
                        .asText())
                .isEqualTo(link);
    }

    @Test
    void shouldNotMixVersionsWithinARollBack() throws Exception {
        // Given
        withRollBack();
        post(OF_COMMAND, WHY, "cs_engineer", "eighteen");
        rescores.project(RescoreRequest.newBuilder(written(0))
                .setModelVersion("m-0f3c5a9d1e27")
                .build());

        // When
        HttpResponse<String> answer = post(OF_COMMAND, WHY, "cs_engineer", "nineteen");

        // Then
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(json(answer).path("code").asText()).isEqualTo("RESCORED_OTHERWISE");
        assertThat(json(answer).path("detail").asText()).contains("m-0f3c5a9d1e27");
        assertThat(kafka.written()).hasSize(1);
    }

    @Test
    void shouldNotGuessWhichVersionAnInsurerFollowsWhoseOwnIsWithdrawn() throws Exception {
        // Given
        readModel.withScore("c-1", 1);
        ModelSlot own = new ModelSlot("MOTOR_INJURY", "GBP", "acme");
        readModel.project(move(DeploymentAction.PINNED, "m-0123456789ab", null, own));
        readModel.project(command(own));
        readModel.project(move(DeploymentAction.ROLLED_BACK, "baseline", COMMAND, own));

        // When
        post(OF_COMMAND, WHY, "cs_engineer", "eleven");

        // Then
        assertThat(written(0).getModelVersion()).isEmpty();
    }

    @Test
    void shouldGoOnWhereKafkaBrokeOff() throws Exception {
        // Given
        withRollBack();
        kafka.goAway(true);

        // When
        HttpResponse<String> away = post(OF_COMMAND, WHY, "cs_admin", "twelve");
        kafka.goAway(false);
        HttpResponse<String> again = post(OF_COMMAND, WHY, "cs_admin", "twelve");

        // Then
        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(kafka.written()).hasSize(1);
    }

    @Test
    void shouldAskForNoPartOfThemWhileTheReadModelCatchesUp() throws Exception {
        // Given
        withRollBack();
        caughtUp = false;

        // When
        HttpResponse<String> answer = post(OF_COMMAND, WHY, "cs_admin", "thirteen");

        // Then
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(kafka.written()).isEmpty();
    }

    @Test
    void shouldShowHowFarItIsAndWhatCameOfEach() throws Exception {
        // Given
        withRollBack();
        readModel.withScore("c-2", 1);
        readModel.withScore("c-3", 1);
        post(OF_COMMAND, WHY, "cs_admin", "fourteen");
        IntStream.range(0, 3).mapToObj(this::written).forEach(rescores::project);
        rescores.project(answer(request("c-1")));
        rescores.project(refusal(request("c-2")));

        // When
        JsonNode progress = json(get(OF_COMMAND, "cs_auditor"));
        JsonNode list = json(get(OF_COMMAND + "/scores", "cs_auditor"));
        JsonNode claim = json(get("/v1/claims/acme/c-1", "cs_adjuster"));
        JsonNode refused = json(get("/v1/claims/acme/c-2", "cs_adjuster")).at("/revisions/0/rescores/0");

        // Then
        assertThat(progress.path("withdrawnVersion").asText()).isEqualTo("m-0123456789ab");
        assertThat(List.of(
                        progress.path("asked").asInt(),
                        progress.path("done").asInt(),
                        progress.path("refused").asInt(),
                        progress.path("pending").asInt()))
                .containsExactly(3, 1, 1, 1);
        assertThat(list.path("scores").findValuesAsText("state"))
                .containsExactlyInAnyOrder("done", "refused", "pending");
        assertThat(list.at("/scores/0/liveEstimate").decimalValue()).isEqualByComparingTo("1200.00");
        assertThat(claim.path("currentScoreId").asText()).isEqualTo(LIVE);
        assertThat(claim.at("/revisions/0/scoreId").asText()).isEqualTo(LIVE);
        assertThat(claim.at("/revisions/0/score/estimate").decimalValue()).isEqualByComparingTo("1200.00");
        assertThat(claim.at("/revisions/0/rescores/0/estimate").decimalValue()).isEqualByComparingTo("990.00");
        assertThat(claim.at("/revisions/0/rescores/0/modelVersion").asText()).isEqualTo("baseline");
        assertThat(refused.at("/refusal/code").asText()).isEqualTo("FEATURES_GONE");
        assertThat(refused.at("/refusal/hint").asText()).contains("retention");
    }

    @Test
    void shouldShowAReScoreAsOne() throws Exception {
        // Given
        readModel.withScore("c-1", 1);
        String link =
                json(post(OF_SCORE, WHY, "cs_admin", "fifteen")).path("link").asText();
        rescores.project(written(0));

        // When
        JsonNode pending = json(get(link, "cs_adjuster"));
        rescores.project(answer(written(0)));
        JsonNode done = json(get(link, "cs_adjuster"));
        HttpResponse<String> feedback = post(link + "/feedback", "{\"kind\": \"accepted\"}", "cs_adjuster", "sixteen");
        HttpResponse<String> again = post(link + "/rescore", WHY, "cs_admin", "seventeen");

        // Then
        assertThat(pending.at("/rescore/state").asText()).isEqualTo("pending");
        assertThat(pending.path("purpose").asText()).isEqualTo("RESCORE");
        assertThat(done.at("/rescore/state").asText()).isEqualTo("done");
        assertThat(done.path("purpose").asText()).isEqualTo("RESCORE");
        assertThat(done.path("estimate").decimalValue()).isEqualByComparingTo("990.00");
        assertThat(done.at("/rescore/liveScoreId").asText()).isEqualTo(LIVE);
        assertThat(done.at("/rescore/actor").asText()).isEqualTo("key:k_1");
        assertThat(done.path("currentScoreId").asText()).isEqualTo(LIVE);
        assertThat(feedback.statusCode()).isEqualTo(404);
        assertThat(again.statusCode()).isEqualTo(404);
    }

    private void withRollBack() {
        ModelSlot everyone = new ModelSlot("MOTOR_INJURY", "GBP", null);
        readModel.withScore("c-1", 1);
        readModel.project(move(DeploymentAction.PROMOTED, "m-0123456789ab", null, everyone));
        readModel.project(command(everyone));
        readModel.project(move(DeploymentAction.ROLLED_BACK, "baseline", COMMAND, everyone));
    }

    private static ModelCommand command(ModelSlot slot) {
        return ModelCommand.newBuilder()
                .setCommandId(COMMAND)
                .setKind(ModelCommandKind.ROLL_BACK)
                .setSlot(slot)
                .setReason("too high")
                .setActor("key:k_1")
                .setAt(Facts.NOW)
                .build();
    }

    private static ModelDeployment move(
            DeploymentAction action, String version, @Nullable String commandId, ModelSlot slot) {
        return ModelDeployment.newBuilder(Facts.decision(action, version, "because"))
                .setSlot(slot)
                .setCommandId(commandId)
                .build();
    }

    private RescoreRequest request(String claimId) {
        return IntStream.range(0, kafka.written().size())
                .mapToObj(this::written)
                .filter(it -> it.getClaimId().equals(claimId))
                .findFirst()
                .orElseThrow();
    }

    private static ClaimScored answer(RescoreRequest request) {
        return Facts.score(request.getClaimId(), request.getRevision())
                .setScoreId(ScoreId.rescore(request.getRequestId()).text())
                .setPurpose(ScorePurpose.RESCORE)
                .setEstimate(new BigDecimal("990.00"))
                .setModelVersion("baseline")
                .build();
    }

    private static RescoreRefused refusal(RescoreRequest request) {
        return RescoreRefused.newBuilder()
                .setRequestId(request.getRequestId())
                .setInsurer(request.getInsurer())
                .setClaimId(request.getClaimId())
                .setRevision(request.getRevision())
                .setScoreId(request.getScoreId())
                .setCode("FEATURES_GONE")
                .setDetail("expected a features record")
                .setRefusedAt(Facts.NOW)
                .build();
    }

    private RescoreRequest written(int place) {
        return (RescoreRequest) kafka.written().get(place).event();
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
                new RescoreDesk(rescores, kafka, CLOCK, executor),
                new ScoringDesk(readModel, kafka, new Arrivals(), executor),
                TestWhatIf.empty(),
                TestBatches.of(database, kafka, CLOCK),
                new TestLog().feed(CLOCK),
                TestWebhooks.of(database, CLOCK, new TestLog()).webhooks(),
                TestLetters.of(database, CLOCK),
                new TestOperations().ports(),
                slot -> List.of(),
                readModel,
                new FakeUpkeep(database.jdbi()),
                new Figures(database.jdbi()),
                TestBilling.of(database, CLOCK),
                TestExports.of(database, CLOCK, readModel),
                new IdempotencyLedger(database.jdbi(), CLOCK),
                () -> caughtUp,
                () -> Health.of(Health.Check.up("kafka")),
                () -> "",
                CLOCK,
                executor);
    }

    private HttpResponse<String> get(String path, String key) throws Exception {
        return client.send(request(path, key).GET().build());
    }

    private HttpResponse<String> post(String path, String body, String key, String idempotencyKey) throws Exception {
        return client.send(request(path, key)
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
