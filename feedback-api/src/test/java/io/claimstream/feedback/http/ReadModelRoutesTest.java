package io.claimstream.feedback.http;

import static io.claimstream.testkit.Claims.aClaim;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.feedback.Facts;
import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Caller.Kind;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.audit.AuditAction;
import io.claimstream.schemas.json.EventJson;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // Set before each test.
class ReadModelRoutesTest {

    private static final String READ_MODEL = "/v1/read-model";
    private static final String REBUILD = READ_MODEL + "/rebuild";
    private static final Map<String, Caller> CALLERS = Map.of(
            "cs_op", new Caller("key:k_op", Role.OPERATOR),
            "cs_admin", new Caller("key:k_admin", Role.ADMINISTRATOR),
            "cs_acme", new Caller("key:k_acme", Role.ADMINISTRATOR, "acme", Kind.KEY));

    private ApiUnderTest api;

    @BeforeEach
    void start() {
        api = new ApiUnderTest(
                it -> TestAccess.of(it.database(), it.clock(), key -> Optional.ofNullable(CALLERS.get(key))));
    }

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void shouldTellHowFarTheProjectionsAre() throws Exception {
        // When
        JsonNode readModel = ApiUnderTest.json(api.get(READ_MODEL, "cs_op"));

        // Then
        assertThat(readModel.path("rebuilding").asBoolean()).isFalse();
        assertThat(readModel.at("/projections/0/read").asLong()).isEqualTo(3);
        assertThat(readModel.at("/projections/0/of").asLong()).isEqualTo(7);
        assertThat(readModel.has("rebuild")).isFalse();
    }

    @Test
    void shouldAnswerNothingFromViewsThatAreRebuilt() throws Exception {
        // Given
        api.readModel().withScore("c-1", 1);
        int before = status("/v1/scores/" + Facts.scoreId("c-1", 1));

        // When
        int asked = api.post(REBUILD, "cs_op", "").statusCode();

        // Then
        assertThat(before).isEqualTo(200);
        assertThat(asked).isEqualTo(202);
        assertThat(ApiUnderTest.code(api.get("/v1/scores/" + Facts.scoreId("c-1", 1), "cs_admin")))
                .isEqualTo("CATCHING_UP");
        assertThat(status("/v1/claims")).isEqualTo(503);
        assertThat(status("/v1/models")).isEqualTo(503);
        assertThat(status("/v1/me")).isEqualTo(200);
        assertThat(status("/livez")).isEqualTo(200);
        assertThat(api.post(
                                "/v1/claims",
                                "cs_admin",
                                EventJson.format(EventJson.toJson(aClaim("n-1").build())))
                        .statusCode())
                .isEqualTo(202);
        api.upkeep().end();
        assertThat(status("/v1/scores/" + Facts.scoreId("c-1", 1))).isEqualTo(200);
        assertThat(ApiUnderTest.json(api.get(READ_MODEL, "cs_op"))
                        .at("/rebuild/doneAt")
                        .asText())
                .isNotEmpty();
    }

    @Test
    void shouldKeepWhoHadItRebuilt() throws Exception {
        // When
        var answer = api.post(REBUILD, "cs_op", "");

        // Then
        assertThat(answer.headers().firstValue("Location")).contains(READ_MODEL);
        JsonNode entry = ApiUnderTest.json(api.get("/v1/audit?action=" + AuditAction.READ_MODEL_REBUILT, "cs_admin"))
                .at("/entries/0");
        assertThat(entry.path("actor").asText()).isEqualTo("key:k_op");
        assertThat(entry.path("resource").asText()).isEqualTo(READ_MODEL);
    }

    @Test
    void shouldRefuseWhoServesOneInsurer() throws Exception {
        // When
        int shown = api.get(READ_MODEL, "cs_acme").statusCode();
        int asked = api.post(REBUILD, "cs_acme", "").statusCode();

        // Then
        assertThat(shown).isEqualTo(403);
        assertThat(asked).isEqualTo(403);
        assertThat(api.upkeep().isRebuilding()).isFalse();
    }

    private int status(String path) throws IOException, InterruptedException {
        return api.get(path, "cs_admin").statusCode();
    }
}
