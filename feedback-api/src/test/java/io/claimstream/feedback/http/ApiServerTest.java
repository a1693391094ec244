package io.claimstream.feedback.http;

import static io.claimstream.testkit.Claims.aClaim;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.domain.claim.ContentHash;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.RecordRef;
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
import io.claimstream.feedback.view.Score;
import io.claimstream.feedback.view.Trace;
import io.claimstream.platform.database.Database;
import io.claimstream.platform.service.Health;
import io.claimstream.schemas.json.EventJson;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** One server for all tests: starting it takes longer than all of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiServerTest {

    private static final Path REPORT =
            Path.of("..", "model", "src", "test", "resources", "golden", "evaluation-report.json");
    private static final String KEY = "cs_test";
    private static final int MAX_BODY = 20_000;
    private static final Clock CLOCK = Clock.fixed(Facts.NOW, ZoneOffset.UTC);

    private final Database database = TestDatabases.h2();
    private final FakeReadModel readModel = new FakeReadModel();
    private final FakePublisher kafka = new FakePublisher();
    private final Arrivals arrivals = new Arrivals();
    private final ContractClient client = new ContractClient();
    private final ApiServer server =
            new ApiServer(new Limits("127.0.0.1", 0, MAX_BODY, 1_000_000, 8, 50, Duration.ofMillis(500)), this::ports);
    private volatile boolean caughtUp = true;

    @BeforeAll
    void start() {
        server.start();
    }

    @BeforeEach
    void forget() {
        readModel.clear();
        readModel.withScore("c-1", 1);
        kafka.clear();
        caughtUp = true;
    }

    @AfterAll
    void close() {
        server.close();
        database.close();
    }

    @Test
    void shouldTakeClaim() throws Exception {
        // Given
        ClaimSubmitted claim = aClaim("a/b:1").withEarningsLoss("15.6625").build();

        // When
        HttpResponse<String> answer = post("/v1/claims", EventJson.format(EventJson.toJson(claim)));

        // Then
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.headers().firstValue("Location")).contains("/v1/claims/acme/a%2Fb:1");
        assertThat(json(answer).at("/submitted/topic").asText()).isEqualTo("claims.submitted.v1");
        assertThat(kafka.written())
                .containsExactly(new FakePublisher.Written("claims.submitted.v1", "acme|a/b:1", claim));
    }

    @Test
    void shouldAnswerWithWhatBecameOfAClaim() throws Exception {
        // Given
        String claim = EventJson.format(EventJson.toJson(aClaim("c-1").build()));
        String hash = ContentHash.of(aClaim("c-1").build());
        Optional<Score> score = readModel.score(Facts.scoreId("c-1", 1));
        var violations =
                EventJson.parse("[{\"code\":\"TEXT_BLANK\",\"field\":\"accident.type\",\"message\":\"a text\"}]");
        Trace.Accepted mine = new Trace.Accepted(hash, new RecordRef(0, 0L));
        Trace.Accepted earlier = new Trace.Accepted(hash, new RecordRef(1, 9L));

        // When
        readModel.trace(new Trace(Optional.of(mine), Optional.empty(), List.of(), score));
        HttpResponse<String> scored = post("/v1/scores", claim);
        readModel.trace(new Trace(Optional.of(earlier), Optional.empty(), List.of(), score));
        HttpResponse<String> duplicate = post("/v1/scores", claim);
        readModel.trace(new Trace(Optional.empty(), Optional.of(violations), List.of(), Optional.empty()));
        HttpResponse<String> rejected = post("/v1/scores", claim);
        readModel.trace(Trace.NONE);
        HttpResponse<String> pending = send(
                request("/v1/scores").header("Prefer", "respond-async, wait=0").POST(BodyPublishers.ofString(claim)));

        // Then
        assertThat(List.of(scored.statusCode(), duplicate.statusCode(), rejected.statusCode(), pending.statusCode()))
                .containsExactly(201, 200, 422, 202);
        assertThat(scored.headers().firstValue("Location")).contains("/v1/scores/" + Facts.scoreId("c-1", 1));
        assertThat(json(scored).path("outcome").asText()).isEqualTo("scored");
        assertThat(json(duplicate).path("outcome").asText()).isEqualTo("duplicate");
        assertThat(json(rejected).path("code").asText()).isEqualTo("CLAIM_REJECTED");
        assertThat(json(rejected).at("/problems/0/pointer").asText()).isEqualTo("/accident/type");
        assertThat(pending.headers().firstValue("Preference-Applied")).contains("wait=0");
        assertThat(json(pending).path("link").asText()).isEqualTo("/v1/claims/acme/c-1");
    }

    @Test
    void shouldShowTheContractAsDocumentAndPage() throws Exception {
        // When
        HttpResponse<String> yaml = send(HttpRequest.newBuilder(uri("/openapi.yaml")));
        HttpResponse<String> json = send(HttpRequest.newBuilder(uri("/openapi.json")));
        HttpResponse<String> page = send(HttpRequest.newBuilder(uri("/api-docs")));
        HttpResponse<String> script = send(HttpRequest.newBuilder(uri("/api-docs/swagger-ui-bundle.js")));
        HttpResponse<String> other = send(HttpRequest.newBuilder(uri("/api-docs/..%2Findex.html")));

        // Then
        assertThat(yaml.body()).startsWith("openapi: 3.1.0");
        assertThat(json(json).path("openapi").asText()).isEqualTo("3.1.0");
        assertThat(page.body()).contains("/api-docs/start.js");
        assertThat(page.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("script-src 'self'");
        assertThat(script.body()).contains("SwaggerUIBundle");
        assertThat(other.statusCode()).isEqualTo(404);
    }

    @Test
    void shouldNameEveryStructuralProblemOfClaim() throws Exception {
        // When
        HttpResponse<String> answer = post("/v1/claims", "{\"insurer\":1,\"colour\":\"red\"}");

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(answer).path("code").asText()).isEqualTo("INVALID_BODY");
        assertThat(json(answer).path("problems").findValuesAsText("pointer"))
                .contains("/insurer", "/claimId", "/colour");
    }

    @Test
    void shouldRefuseClaimThatWouldHaveNoAddress() throws Exception {
        // When
        HttpResponse<String> answer = post(
                "/v1/claims", EventJson.format(EventJson.toJson(aClaim("a|b").build())));

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).at("/problems/0/pointer").asText()).isEqualTo("/claimId");
        assertThat(kafka.written()).isEmpty();
    }

    @Test
    void shouldShowClaimWhoseIdHoldsSlash() throws Exception {
        // Given
        readModel.withScore("a/b:1", 1);

        // When
        HttpResponse<String> encoded = get("/v1/claims/acme/a%2Fb:1");
        HttpResponse<String> plain = get("/v1/claims/acme/a/b:1");

        // Then
        assertThat(encoded.statusCode()).isEqualTo(200);
        assertThat(plain.body()).isEqualTo(encoded.body());
        assertThat(json(encoded).at("/revisions/0/status").asText()).isEqualTo("scored");
        assertThat(json(encoded).at("/revisions/0/score/estimate").decimalValue())
                .isEqualByComparingTo("1200");
    }

    @Test
    void shouldSayTryAgainWhenKafkaIsAway() throws Exception {
        // Given
        kafka.goAway(true);

        // When
        HttpResponse<String> claim = post("/v1/claims", EventJson.format(EventJson.toJson(aClaim().build())));
        HttpResponse<String> feedback = post(feedbackPath(1), "{\"kind\":\"accepted\"}");

        // Then
        assertThat(List.of(claim.statusCode(), feedback.statusCode())).containsOnly(503);
        assertThat(claim.headers().firstValue("Retry-After")).isPresent();
        assertThat(json(feedback).path("code").asText()).isEqualTo("KAFKA_UNAVAILABLE");
    }

    @Test
    void shouldAnswerFeedbackOnceAndRepeats() throws Exception {
        // When
        HttpResponse<String> first =
                post(feedbackPath(1), "{\"kind\":\"settled\",\"amount\":1500,\"note\":\"secret\"}");
        HttpResponse<String> second =
                post(feedbackPath(1), "{\"kind\":\"settled\",\"amount\":1500.00,\"note\":\"secret\"}");

        // Then
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(json(first).path("noteStored").asBoolean()).isTrue();
        assertThat(kafka.written()).hasSize(1);
        assertThat(kafka.written().get(0).event()).asString().doesNotContain("secret");
    }

    @Test
    void shouldTellWhichVersionsLearnedFromAFeedback() throws Exception {
        // Given
        readModel.project(Facts.settlement("f_1", "c-1")
                .setScoreId(Facts.scoreId("c-1", 1))
                .build());
        readModel.project(Facts.settlement("f_2", "c-1").build());
        readModel.use("f_1", "m-7");

        // When
        HttpResponse<String> used = get("/v1/feedback/f_1");
        HttpResponse<String> unused = get("/v1/feedback/f_2");
        HttpResponse<String> score = get("/v1/scores/" + Facts.scoreId("c-1", 1));

        // Then
        assertThat(json(used).at("/usedIn/0").asText()).isEqualTo("m-7");
        assertThat(json(unused).path("usedIn").isArray()).isTrue();
        assertThat(json(unused).path("usedIn")).isEmpty();
        assertThat(json(score).at("/feedback/0/usedIn/0").asText()).isEqualTo("m-7");
        assertThat(json(used).has("erasureReceipt")).isFalse();
    }

    @Test
    void shouldTellTheReceiptOfAnErasedClaimantBesideTheVersionsThatLearnedBefore() throws Exception {
        // Given
        readModel.project(Facts.settlement("f_1", "c-1")
                .setScoreId(Facts.scoreId("c-1", 1))
                .build());
        readModel.use("f_1", "m-7");

        // When
        readModel.erase("e-4");

        // Then
        JsonNode feedback = json(get("/v1/feedback/f_1"));
        assertThat(feedback.at("/usedIn/0").asText()).isEqualTo("m-7");
        assertThat(feedback.path("erasureReceipt").asText()).isEqualTo("e-4");
    }

    @Test
    void shouldShowTrainingRuns() throws Exception {
        // When
        HttpResponse<String> answer = get("/v1/runs");

        // Then
        assertThat(json(answer).path("runs").get(0))
                .isEqualTo(
                        EventJson.parse(
                                """
                        {"run": "r-2", "lineOfBusiness": "MOTOR_INJURY", "currency": "GBP", "cause": "command", "state": "published",
                         "startedAt": "2026-03-01T09:30:00Z", "finishedAt": "2026-03-01T09:30:07Z", "dataset": "d-0123456789ab",
                         "datasetSha256": "0000000000000000000000000000000000000000000000000000000000000000", "rows": 812, "exclusions": {"ERASED": 0}, "code": "0.1.0+1f2e3d4c5b6a", "version": "m-1", "reason": "Better.",
                         "parameters": {"rounds": 400}, "metrics": {"challenger": {"mape": 0.071}}}
                        """));
        assertThat(json(answer).path("runs").get(1).has("dataset")).isFalse();
    }

    @Test
    void shouldPointToTheScoreThatSuperseded() throws Exception {
        // Given
        readModel.withScore("c-1", 2);

        // When
        HttpResponse<String> answer = post(feedbackPath(1), "{\"kind\":\"accepted\"}");

        // Then
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(json(answer).path("link").asText()).isEqualTo("/v1/scores/" + Facts.scoreId("c-1", 2));
    }

    @Test
    void shouldTakeNoFeedbackWhileCatchingUp() throws Exception {
        // Given
        caughtUp = false;

        // When
        HttpResponse<String> feedback = post(feedbackPath(1), "{\"kind\":\"accepted\"}");
        HttpResponse<String> unknown = get("/v1/claims/acme/c-9");

        // Then
        assertThat(json(feedback).path("code").asText()).isEqualTo("CATCHING_UP");
        assertThat(json(unknown).path("code").asText()).isEqualTo("CATCHING_UP");
        assertThat(kafka.written()).isEmpty();
    }

    @Test
    void shouldShowTheReportOfAModelAsItWasPublished() throws Exception {
        // Given
        String report = Files.readString(REPORT);
        readModel.report("m-0123456789ab", report);

        // When
        HttpResponse<String> json = get("/v1/models/m-0123456789ab/report");
        HttpResponse<String> page = send(HttpRequest.newBuilder(uri("/v1/models/m-0123456789ab/report"))
                .header("X-Api-Key", KEY)
                .header("Accept", "text/html,*/*;q=0.8"));
        HttpResponse<String> none = get("/v1/models/m-ffffffffffff/report");

        // Then
        assertThat(json.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(json.headers().firstValue("Vary")).contains("Accept");
        assertThat(json.body()).isEqualTo(report);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
        assertThat(page.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .satisfies(it -> assertThat(it).startsWith("default-src 'none'; style-src 'sha256-"));
        assertThat(page.body()).startsWith("<!DOCTYPE html>").contains("Evaluation of model m-0123456789ab");
        assertThat(none.statusCode()).isEqualTo(404);
        assertThat(json(none).path("code").asText()).isEqualTo("REPORT_NOT_FOUND");
    }

    @Test
    void shouldSayThatAPageOfAnotherFormatCannotBeMade() throws Exception {
        // Given
        readModel.report("m-9", Files.readString(REPORT).replace("\"format\":1", "\"format\":9"));

        // When
        HttpResponse<String> page = send(HttpRequest.newBuilder(uri("/v1/models/m-9/report"))
                .header("X-Api-Key", KEY)
                .header("Accept", "text/html"));

        // Then
        assertThat(page.statusCode()).isEqualTo(406);
        assertThat(json(page).path("code").asText()).isEqualTo("NOT_ACCEPTABLE");
    }

    @Test
    void shouldTellHealthAndMetricsToAnyone() throws Exception {
        // When
        HttpResponse<String> live = send(HttpRequest.newBuilder(uri("/livez")));
        HttpResponse<String> ready = send(HttpRequest.newBuilder(uri("/readyz")));
        HttpResponse<String> metrics = send(HttpRequest.newBuilder(uri("/metrics")));

        // Then
        assertThat(live.statusCode()).isEqualTo(200);
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(json(ready).at("/checks/0/name").asText()).isEqualTo("kafka");
        assertThat(metrics.body()).isEqualTo("up 1\n");
    }

    private ApiPorts ports(Executor executor) {
        CommandDesk commands = new CommandDesk(readModel, kafka, CLOCK);
        FeedbackDesk desk = new FeedbackDesk(readModel, kafka, CLOCK, where -> false);
        return new ApiPorts(
                TestAccess.of(
                        database,
                        CLOCK,
                        presented -> presented.equals(KEY)
                                ? Optional.of(new Caller("key:k_1", Role.ADMINISTRATOR))
                                : Optional.empty()),
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
                slot -> List.of(),
                readModel,
                new FakeUpkeep(database.jdbi()),
                new Figures(database.jdbi()),
                TestBilling.of(database, CLOCK),
                TestExports.of(database, CLOCK, readModel),
                new IdempotencyLedger(database.jdbi(), CLOCK),
                () -> caughtUp,
                () -> Health.of(Health.Check.waiting("kafka", "away")),
                () -> "up 1\n",
                CLOCK,
                executor);
    }

    private static String feedbackPath(int revision) {
        return "/v1/scores/" + Facts.scoreId("c-1", revision) + "/feedback";
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(request(path).GET());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return send(request(path).POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path))
                .header("Authorization", "Bearer " + KEY)
                .header("Content-Type", "application/json; charset=utf-8");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return EventJson.parse(answer.body());
    }
}
