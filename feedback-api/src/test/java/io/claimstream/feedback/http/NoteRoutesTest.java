package io.claimstream.feedback.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.FeedbackKind;
import io.claimstream.feedback.Facts;
import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.TestReview;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Caller.Kind;
import io.claimstream.feedback.access.Role;
import io.claimstream.platform.seal.Subject;
import io.claimstream.schemas.TrustedEvents;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Notes of feedback over HTTP: sealed wherever they stand, opened for those who may read them. */
class NoteRoutesTest {

    private static final String SCORE = Facts.scoreId("c-1", 1);
    private static final String GIVE = "/v1/scores/" + SCORE + "/feedback";
    private static final String TEXT = "Zebra-marker: walks with a stick since March.";
    private static final Subject CLAIMANT = new Subject("acme", "claimant-of-c-1");
    private static final Map<String, Caller> CALLERS = Map.of(
            "ann", new Caller("user:u_ann", Role.ADJUSTER, "acme", Kind.PERSON),
            "ops", new Caller("user:u_ops", Role.OPERATOR, "acme", Kind.PERSON),
            "upstream", new Caller("upstream", Role.PRODUCER, "acme", Kind.KEY),
            "root", new Caller("cli", Role.ADMINISTRATOR));

    static {
        TrustedEvents.trust();
    }

    private final ApiUnderTest api = new ApiUnderTest(
            it -> TestAccess.of(it.database(), it.clock(), presented -> Optional.ofNullable(CALLERS.get(presented))));

    @BeforeEach
    void fill() {
        api.readModel().withScore("c-1", 1);
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void shouldSealANoteAndOpenItForThoseWhoMayListFeedback() throws Exception {
        // When
        JsonNode receipt = given("ann", TEXT);

        // Then
        assertThat(receipt.path("noteStored").asBoolean()).isTrue();
        String id = receipt.path("feedbackId").asText();
        for (String reader : List.of("ann", "root")) {
            for (String path : List.of("/v1/feedback/" + id, GIVE.replace("/feedback", ""), "/v1/claims/acme/c-1")) {
                JsonNode shown = ApiUnderTest.json(api.get(path, reader));
                assertThat(shown.findValuesAsText("note")).as(path).containsExactly(TEXT);
                assertThat(shown.findValuesAsText("noteState")).containsExactly("opened");
            }
        }
        assertThat(api.get("/v1/feedback", "ann").body()).contains(TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ops", "upstream"})
    void shouldShowNoWordOfItToOthers(String reader) throws Exception {
        // Given
        given("ann", TEXT);

        // When
        String claim = api.get("/v1/claims/acme/c-1", reader).body();
        String score = api.get(GIVE.replace("/feedback", ""), reader).body();

        // Then
        assertThat(claim + score).contains("accepted").doesNotContain("Zebra", "noteState");
    }

    @Test
    void shouldLeaveThePlainTextNowhere() throws Exception {
        // Given
        HttpResponse<String> answer = api.send(api.request(GIVE)
                .header("X-Api-Key", "ann")
                .header("Idempotency-Key", "k-1")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body("accepted", TEXT))));
        assertThat(answer.statusCode()).isEqualTo(201);

        // When
        List<String> kept = api.database().jdbi().withHandle(handle -> handle.createQuery("script")
                .mapTo(String.class)
                .list());

        // Then
        ClaimFeedback event = (ClaimFeedback) api.kafka().written().get(0).event();
        assertThat(new String(event.getNote().orElseThrow().getCiphertext().array(), StandardCharsets.ISO_8859_1))
                .doesNotContain("Zebra");
        assertThat(String.join("\n", kept))
                .contains("RECORD_IDEMPOTENCY", event.getFeedbackId())
                .doesNotContain("Zebra");
        assertThat(answer.body()).doesNotContain("Zebra");
    }

    @Test
    void shouldTellWhetherTheNoteOfARepeatStands() throws Exception {
        // Given
        given("ann", TEXT);

        // When
        JsonNode same = given("ann", TEXT);
        JsonNode other = given("ann", "Something else.");
        JsonNode none = given("ann", " ");

        // Then
        assertThat(api.kafka().written()).hasSize(1);
        assertThat(same.path("noteStored").asBoolean()).isTrue();
        assertThat(other.path("noteStored").asBoolean(true)).isFalse();
        assertThat(none.path("noteStored").asBoolean(true)).isFalse();
    }

    @Test
    void shouldChangeANoteByRevisingTheFeedback() throws Exception {
        // Given
        String id = given("ann", TEXT).path("feedbackId").asText();

        // When
        HttpResponse<String> unchanged = put(id, body("accepted", TEXT));
        HttpResponse<String> changed = put(id, body("accepted", "He does not."));
        projectAll();

        // Then
        assertThat(ApiUnderTest.json(unchanged).has("withdrawnFeedbackId")).isFalse();
        assertThat(ApiUnderTest.json(changed).path("withdrawnFeedbackId").asText())
                .isEqualTo(id);
        String now = ApiUnderTest.json(changed).path("feedbackId").asText();
        assertThat(ApiUnderTest.json(api.get("/v1/feedback/" + now, "ann"))
                        .path("note")
                        .asText())
                .isEqualTo("He does not.");
    }

    @Test
    void shouldSayThatANoteIsErasedAndKeepNoOtherOfThatClaimant() throws Exception {
        // Given
        String id = given("ann", TEXT).path("feedbackId").asText();

        // When
        TestReview.keys(api.database(), api.clock()).destroy(CLAIMANT);
        api.clock().pass(Duration.ofMinutes(1));

        // Then
        JsonNode shown = ApiUnderTest.json(api.get("/v1/feedback/" + id, "ann"));
        assertThat(shown.path("noteState").asText()).isEqualTo("erased");
        assertThat(shown.has("note")).isFalse();
        HttpResponse<String> later =
                api.post(GIVE, "ann", "{\"kind\":\"corrected\",\"amount\":5,\"note\":\"" + TEXT + "\"}");
        assertThat(later.statusCode()).isEqualTo(201);
        assertThat(ApiUnderTest.json(later).path("noteStored").asBoolean(true)).isFalse();
        ClaimFeedback event = (ClaimFeedback) api.kafka().written().get(1).event();
        assertThat(event.getNote()).isEmpty();
        assertThat(event.getKind()).isEqualTo(FeedbackKind.CORRECTED);
    }

    @Test
    void shouldRefuseWhatIsTooLongOrUnprintable() throws Exception {
        for (String wrong : List.of("x".repeat(2_001), "bell\\u0007")) {
            HttpResponse<String> refused = api.post(GIVE, "ann", body("accepted", wrong));
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(ApiUnderTest.json(refused).findValuesAsText("pointer")).containsExactly("/note");
        }
        assertThat(given("ann", "two\\nlines").path("noteStored").asBoolean()).isTrue();
    }

    private JsonNode given(String caller, String note) throws Exception {
        HttpResponse<String> answer = api.post(GIVE, caller, body("accepted", note));
        assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
        projectAll();
        return ApiUnderTest.json(answer);
    }

    private HttpResponse<String> put(String id, String body) throws Exception {
        HttpResponse<String> seen = api.get("/v1/feedback/" + id, "ann");
        return api.send(api.request("/v1/feedback/" + id)
                .header("X-Api-Key", "ann")
                .header("Content-Type", "application/json")
                .header("If-Match", seen.headers().firstValue("ETag").orElseThrow())
                .PUT(BodyPublishers.ofString(body)));
    }

    private void projectAll() {
        api.kafka().written().forEach(it -> api.readModel().project((ClaimFeedback) it.event()));
    }

    private static String body(String kind, String note) {
        return "{\"kind\":\"" + kind + "\",\"note\":\"" + note + "\"}";
    }
}
