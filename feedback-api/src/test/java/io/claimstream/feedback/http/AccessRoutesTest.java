package io.claimstream.feedback.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.feedback.Facts;
import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.access.ApiKeys;
import io.claimstream.feedback.access.KeyRegister;
import io.claimstream.feedback.approval.Approvals;
import io.claimstream.feedback.audit.AuditTrail;
import io.claimstream.platform.secret.SecretFiles;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // Set before all tests.
class AccessRoutesTest {

    private static final String KEYS = "/v1/api-keys";

    private ApiUnderTest api;
    private String root;

    @BeforeAll
    void start(@TempDir Path secrets) throws Exception {
        api = new ApiUnderTest(it -> {
            AuditTrail audit = new AuditTrail(it.database().jdbi(), it.clock());
            return new AccessPorts(
                    ApiKeys.open(it.database().jdbi(), new SecretFiles(secrets), it.clock()),
                    new KeyRegister(it.database().jdbi(), audit, it.clock()),
                    audit,
                    TestAccess.unlimited(it.clock()),
                    TestAccess.people(it.database(), audit, it.clock()),
                    new Approvals(it.database().jdbi(), audit, it.clock(), false));
        });
        root = Files.readString(secrets.resolve(ApiKeys.CLI_SECRET));
    }

    @BeforeEach
    void empty() {
        api.clock().set(Facts.NOW);
        api.readModel().clear();
        api.kafka().clear();
        api.database().jdbi().useHandle(handle -> {
            handle.execute("delete from record_audit");
            handle.execute("delete from record_api_key_secret");
            handle.execute("delete from record_api_key");
        });
    }

    @AfterAll
    void close() {
        api.close();
    }

    @Test
    void shouldShowTheTextOfAKeyOnceAndTakeIt() throws Exception {
        // When
        HttpResponse<String> made = api.post(
                KEYS,
                root,
                "{\"name\":\"Desk\",\"role\":\"ADJUSTER\",\"insurer\":\"acme\",\"expiresAt\":\"2026-04-01T00:00:00Z\"}");

        // Then
        JsonNode json = ApiUnderTest.json(made);
        String text = json.path("key").asText();
        String link = json.path("link").asText();
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.headers().firstValue("Location")).contains(link);
        assertThat(text).matches("cs_[A-Za-z0-9_-]{43}");
        assertThat(json.path("state").asText()).isEqualTo("ACTIVE");
        assertThat(json.path("createdBy").asText()).isEqualTo("cli");
        assertThat(api.get("/v1/models", text).statusCode()).isEqualTo(200);
        JsonNode shown = ApiUnderTest.json(api.get(link, root));
        assertThat(shown.path("lastUsedAt").asText()).isEqualTo(Facts.NOW.toString());
        assertThat(shown.path("expiresAt").asText()).isEqualTo("2026-04-01T00:00:00Z");
        assertThat(shown.toString()).doesNotContain(text).doesNotContain("hash");
        assertThat(api.get(KEYS, root).body())
                .contains(json.path("keyId").asText())
                .doesNotContain(text);
    }

    @Test
    void shouldRotateWithAnOverlapAndRevoke() throws Exception {
        // Given
        JsonNode made = made("{\"name\":\"Desk\",\"role\":\"ADJUSTER\"}");
        String link = made.path("link").asText();
        String old = made.path("key").asText();

        api.clock().pass(Duration.ofSeconds(1));

        // When
        HttpResponse<String> rotated = api.post(link + "/rotate", root, "{\"overlapSeconds\":60}");
        String next = ApiUnderTest.json(rotated).path("key").asText();
        int oldAtOnce = api.get("/v1/models", old).statusCode();
        api.clock().pass(Duration.ofSeconds(60));
        int oldLater = api.get("/v1/models", old).statusCode();
        int nextLater = api.get("/v1/models", next).statusCode();
        HttpResponse<String> revoked = api.delete(link, root);

        // Then
        assertThat(ApiUnderTest.json(rotated).at("/secrets/0/expiresAt").asText())
                .isEqualTo(Facts.NOW.plusSeconds(61).toString());
        assertThat(List.of(oldAtOnce, oldLater, nextLater)).containsExactly(200, 401, 200);
        assertThat(revoked.statusCode()).isEqualTo(204);
        assertThat(api.get("/v1/models", next).statusCode()).isEqualTo(401);
        assertThat(ApiUnderTest.code(api.post(link + "/rotate", root, "{}"))).isEqualTo("API_KEY_ENDED");
        assertThat(ApiUnderTest.json(api.get(link, root)).path("state").asText())
                .isEqualTo("REVOKED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"role\":\"ADJUSTER\"}; /name",
                "{\"name\":\" \",\"role\":\"ADJUSTER\"}; /name",
                "{\"name\":\"a\"}; /role",
                "{\"name\":\"a\",\"role\":\"adjuster\"}; /role",
                "{\"name\":\"a\",\"role\":\"ADJUSTER\",\"insurer\":\"a|b\"}; /insurer",
                "{\"name\":\"a\",\"role\":\"ADJUSTER\",\"expiresAt\":\"2026-03-01T09:30:00Z\"}; /expiresAt",
                "{\"name\":\"a\",\"role\":\"ADJUSTER\",\"expiresAt\":\"soon\"}; /expiresAt",
                "{\"name\":\"a\",\"role\":\"ADJUSTER\",\"key\":\"mine\"}; /key"
            })
    void shouldNameWhatIsWrongWithAKey(String body, String pointer) throws Exception {
        // When
        HttpResponse<String> answer = api.post(KEYS, root, body);

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(ApiUnderTest.json(answer).path("problems").findValuesAsText("pointer"))
                .containsExactly(pointer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"overlapSeconds\":-1}", "{\"overlapSeconds\":2592001}", "{\"overlapSeconds\":1.5}", "[]"})
    void shouldBoundTheOverlap(String body) throws Exception {
        // Given
        String link =
                made("{\"name\":\"Desk\",\"role\":\"ADJUSTER\"}").path("link").asText();

        // Then
        assertThat(api.post(link + "/rotate", root, body).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PRODUCER", "ADJUSTER", "ML_ENGINEER", "OPERATOR", "AUDITOR", "FINANCE"})
    void shouldLetOnlyAdministratorsHandleKeys(String role) throws Exception {
        // Given
        JsonNode made = made("{\"name\":\"Desk\",\"role\":\"" + role + "\"}");
        String key = made.path("key").asText();
        String link = made.path("link").asText();

        // When
        List<HttpResponse<String>> answers = List.of(
                api.post(KEYS, key, "{\"name\":\"mine\",\"role\":\"ADMINISTRATOR\"}"),
                api.get(KEYS, key),
                api.get(link, key),
                api.post(link + "/rotate", key, "{}"),
                api.delete(link, key));

        // Then
        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(403);
        assertThat(api.get("/v1/audit", key).statusCode()).isEqualTo(role.equals("AUDITOR") ? 200 : 403);
        assertThat(ApiUnderTest.json(api.get(link, root)).path("state").asText())
                .isEqualTo("ACTIVE");
    }

    @Test
    void shouldNotLetTheAdministratorOfAnInsurerReachBeyondIt() throws Exception {
        // Given
        String acme = made("{\"name\":\"acme\",\"role\":\"ADMINISTRATOR\",\"insurer\":\"acme\"}")
                .path("key")
                .asText();
        String global =
                made("{\"name\":\"all\",\"role\":\"OPERATOR\"}").path("link").asText();

        // When
        HttpResponse<String> all = api.post(KEYS, acme, "{\"name\":\"a\",\"role\":\"ADMINISTRATOR\"}");
        HttpResponse<String> other =
                api.post(KEYS, acme, "{\"name\":\"a\",\"role\":\"ADJUSTER\",\"insurer\":\"other\"}");
        HttpResponse<String> own = api.post(KEYS, acme, "{\"name\":\"a\",\"role\":\"ADJUSTER\",\"insurer\":\"acme\"}");

        // Then
        assertThat(List.of(all.statusCode(), other.statusCode(), own.statusCode()))
                .containsExactly(403, 403, 201);
        assertThat(ApiUnderTest.comparable(api.get(global, acme)))
                .isEqualTo(ApiUnderTest.comparable(api.get(KEYS + "/k_000000000000", acme)));
        assertThat(api.delete(global, acme).statusCode()).isEqualTo(404);
        assertThat(ApiUnderTest.json(api.get("/v1/audit", acme)).path("entries").findValuesAsText("insurer"))
                .isNotEmpty()
                .containsOnly("acme");
    }

    @Test
    void shouldPageThroughTheAuditTrail() throws Exception {
        // Given
        for (int i = 0; i < 5; i++) {
            made("{\"name\":\"Desk\",\"role\":\"ADJUSTER\"}");
        }

        // When
        List<String> resources = new ArrayList<>();
        String next = "/v1/audit?action=API_KEY_CREATED&actor=cli&from=2026-03-01T00:00:00Z&limit=2";
        int pages = 0;
        while (!next.isEmpty() && pages < 10) {
            JsonNode page = ApiUnderTest.json(api.get(next, root));
            resources.addAll(page.path("entries").findValuesAsText("resource"));
            next = page.path("next").asText();
            pages++;
        }

        // Then
        assertThat(pages).isEqualTo(3);
        assertThat(resources).hasSize(5).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"actor=%00", "limit=0", "limit=501", "limit=a", "after=x", "action=NONE", "from=today"})
    void shouldRefuseQuestionsOfAnotherForm(String question) throws Exception {
        assertThat(api.get("/v1/audit?" + question, root).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"k_%C3%A9", "k_%27%20or%201=1"})
    void shouldAnswerIdsThatNoKeyCanHaveLikeUnknownOnes(String id) throws Exception {
        // When
        HttpResponse<String> answer = api.get(KEYS + "/" + id, root);

        // Then
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(ApiUnderTest.code(answer)).isEqualTo("API_KEY_NOT_FOUND");
    }

    @Test
    void shouldKeepFeedbackAndCommandsInTheTrailWithIdsAndAmountsOnly() throws Exception {
        // Given
        api.readModel().withScore("c-1", 1);
        String score = Facts.scoreId("c-1", 1);

        // When
        api.post(
                "/v1/scores/" + score + "/feedback",
                root,
                "{\"kind\":\"settled\",\"amount\":1500,\"note\":\"private\"}");
        api.post("/v1/scores/" + score + "/feedback", root, "{\"kind\":\"settled\",\"amount\":1500}");
        api.post(
                "/v1/models/commands",
                root,
                "{\"kind\":\"unpin\",\"slot\":{\"lineOfBusiness\":\"MOTOR_INJURY\",\"currency\":\"GBP\"},\"reason\":\"private\"}");

        // Then
        String trail = api.get("/v1/audit", root).body();
        JsonNode entries = ApiUnderTest.json(api.get("/v1/audit", root)).path("entries");
        assertThat(trail).doesNotContain("private");
        assertThat(entries.findValuesAsText("action")).containsExactly("MODEL_COMMANDED", "FEEDBACK_GIVEN");
        assertThat(entries.get(1).at("/after/amount").decimalValue()).isEqualByComparingTo("1500");
        assertThat(entries.get(1).at("/after/scoreId").asText()).isEqualTo(score);
        assertThat(entries.get(1).path("insurer").asText()).isEqualTo("acme");
        assertThat(entries.get(0).at("/after/kind").asText()).isEqualTo("UNPIN");
    }

    private JsonNode made(String body) throws Exception {
        HttpResponse<String> answer = api.post(KEYS, root, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return ApiUnderTest.json(answer);
    }
}
