package io.claimstream.feedback.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.domain.feature.FeatureSetV1;
import io.claimstream.event.ModelArtifactChunk;
import io.claimstream.event.ModelCommand;
import io.claimstream.event.ModelCommandKind;
import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import io.claimstream.schemas.TrustedEvents;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Models that were made elsewhere, as a form. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UploadRoutesTest {

    private static final Map<String, Caller> CALLERS = Map.of(
            "cs_admin", new Caller("key:k_1", Role.ADMINISTRATOR),
            "cs_engineer", new Caller("key:k_2", Role.ML_ENGINEER),
            "cs_adjuster", new Caller("key:k_3", Role.ADJUSTER));
    private static final String COMMANDS = "/v1/models/commands";
    private static final String MODEL = "{\"learner\": {}}";
    private static final String UPLOAD =
            """
            {"slot": {"lineOfBusiness": "MOTOR_INJURY", "currency": "GBP"}, "reason": "made elsewhere"}""";

    static {
        TrustedEvents.trust();
    }

    private final ApiUnderTest api = new ApiUnderTest(
            it -> TestAccess.of(it.database(), it.clock(), presented -> Optional.ofNullable(CALLERS.get(presented))));

    @BeforeEach
    void forget() {
        api.readModel().clear();
        api.kafka().clear();
    }

    @AfterAll
    void close() {
        api.close();
    }

    @Test
    void shouldWriteAnUploadInChunksAndThenTheCommandThatNamesIt() throws Exception {
        // When
        HttpResponse<String> answer = upload(MODEL, "cs_engineer", "up-1");

        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(api.kafka().written()).hasSize(2);
        ModelArtifactChunk chunk =
                (ModelArtifactChunk) api.kafka().written().get(0).event();
        ModelCommand command = (ModelCommand) api.kafka().written().get(1).event();
        assertThat(api.kafka().written().get(0).topic()).isEqualTo("models.uploads.v1");
        assertThat(command.getKind()).isEqualTo(ModelCommandKind.UPLOAD);
        assertThat(command.getVersion()).contains(chunk.getVersion());
        assertThat(command.getActor()).isEqualTo("key:k_2");
        assertThat(command.getReason()).isEqualTo("made elsewhere");
        assertThat(answer.headers().firstValue("Location")).contains(COMMANDS + "/" + command.getCommandId());
        assertThat(json(api.get(COMMANDS + "/" + command.getCommandId(), "cs_admin"))
                        .path("kind")
                        .asText())
                .isEqualTo("upload");
        assertThat(upload(MODEL, "cs_engineer", "up-1").statusCode()).isEqualTo(200);
        assertThat(upload(MODEL + " ", "cs_engineer", "up-1").statusCode()).isEqualTo(422);
    }

    @Test
    void shouldRefuseAPickleWithItsPlaceAndWriteNothing() throws Exception {
        // When
        HttpResponse<String> answer = upload("cposix\nsystem\n(S'id'\ntR.", "cs_admin", "up-2");

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).at("/problems/0/pointer").asText()).isEqualTo("/model");
        assertThat(json(answer).at("/problems/0/code").asText()).isEqualTo("PICKLE");
        assertThat(api.kafka().written()).isEmpty();
    }

    @Test
    void shouldRefuseAnUploadThatIsTooLargeAndStayReadyForTheNext() throws Exception {
        // When, Then: often, since an answer that is lost is lost by chance.
        for (int i = 0; i < 20; i++) {
            HttpResponse<String> tooLarge = upload(MODEL + " ".repeat(1_000_001), "cs_admin", "up-3");
            assertThat(tooLarge.statusCode()).as(tooLarge.body()).isEqualTo(413);
        }
        assertThat(upload(MODEL, "cs_admin", "up-4").statusCode()).isEqualTo(202);
    }

    @Test
    void shouldTakeNoUploadOfAnAdjusterNorByACommand() throws Exception {
        assertThat(upload(MODEL, "cs_adjuster", "up-5").statusCode()).isEqualTo(403);
        assertThat(api.post(COMMANDS, "cs_admin", UPLOAD.replace("{\"slot\"", "{\"kind\": \"upload\", \"slot\""))
                        .statusCode())
                .isEqualTo(400);
        assertThat(api.kafka().written()).isEmpty();
    }

    private HttpResponse<String> upload(String model, String key, String idempotencyKey) throws Exception {
        String golden = "margin," + String.join(",", FeatureSetV1.NAMES)
                + ("\n7" + ",1".repeat(FeatureSetV1.NAMES.size())).repeat(10);
        String body = part("request", "", UPLOAD)
                + part("model", "; filename=\"m\"", model)
                + part("features", "; filename=\"f\"", String.join("\n", FeatureSetV1.NAMES))
                + part("golden", "; filename=\"g\"", golden)
                + "--x--\r\n";
        return api.send(api.request("/v1/models")
                .header("X-Api-Key", key)
                .header("Content-Type", "multipart/form-data; boundary=x")
                .header("Idempotency-Key", idempotencyKey)
                .POST(BodyPublishers.ofString(body)));
    }

    private static String part(String name, String more, String content) {
        return "--x\r\nContent-Disposition: form-data; name=\"" + name + "\"" + more + "\r\n\r\n" + content + "\r\n";
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return ApiUnderTest.json(answer);
    }
}
