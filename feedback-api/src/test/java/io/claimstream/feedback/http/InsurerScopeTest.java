package io.claimstream.feedback.http;

import static io.claimstream.testkit.Claims.aClaim;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.event.DeploymentAction;
import io.claimstream.event.ModelCommand;
import io.claimstream.event.ModelCommandKind;
import io.claimstream.event.ModelDeployment;
import io.claimstream.event.ModelSlot;
import io.claimstream.feedback.Facts;
import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Caller.Kind;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.view.Models;
import io.claimstream.schemas.TrustedEvents;
import io.claimstream.schemas.json.EventJson;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever is let in for one insurer meets nothing of the others. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InsurerScopeTest {

    private static final Map<String, Caller> CALLERS = Map.of(
            "all", new Caller("key:k_1", Role.ADMINISTRATOR),
            "acme", new Caller("key:k_2", Role.ML_ENGINEER, Facts.INSURER, Kind.KEY),
            "other", new Caller("key:k_3", Role.ML_ENGINEER, "other", Kind.KEY),
            "acme-desk", new Caller("key:k_4", Role.ADJUSTER, Facts.INSURER, Kind.KEY),
            "other-desk", new Caller("key:k_5", Role.ADJUSTER, "other", Kind.KEY));

    static {
        TrustedEvents.trust();
    }

    private final ApiUnderTest api = new ApiUnderTest(
            it -> TestAccess.of(it.database(), it.clock(), presented -> Optional.ofNullable(CALLERS.get(presented))));

    @BeforeEach
    void fill() {
        api.kafka().clear();
        api.readModel().clear();
        api.readModel().withScore("c-1", 1);
        api.readModel().project(Facts.settlement("f_1", "c-1").build());
        api.readModel().project(command("c_acme", Facts.INSURER));
        api.readModel().project(move("c_acme", Facts.INSURER));
    }

    @AfterAll
    void close() {
        api.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/claims/acme/c-1, /v1/claims/acme/c-9",
        "/v1/scores/{score}, /v1/scores/s_9",
        "/v1/feedback/f_1, /v1/feedback/f_9",
        "/v1/models/commands/c_acme, /v1/models/commands/c_9",
        "/v1/models/slots/MOTOR_INJURY/GBP/history?insurer=acme, /v1/models/slots/MOTOR_INJURY/GBP/history?insurer=none"
    })
    void shouldAnswerForWhatIsAnothersAsForWhatIsNot(String anothers, String nothing) throws Exception {
        // Given
        String path = anothers.replace("{score}", Facts.scoreId("c-1", 1));

        // When
        HttpResponse<String> own = api.get(path, "acme");
        HttpResponse<String> hidden = api.get(path, "other");
        HttpResponse<String> missing = api.get(nothing, "other");

        // Then
        assertThat(own.statusCode()).isEqualTo(200);
        assertThat(api.get(path, "all").statusCode()).isEqualTo(200);
        assertThat(hidden.statusCode()).isEqualTo(404);
        assertThat(ApiUnderTest.comparable(hidden)).isEqualTo(ApiUnderTest.comparable(missing));
        assertThat(hidden.headers().map().keySet())
                .isEqualTo(missing.headers().map().keySet());
    }

    @Test
    void shouldTakeNoFeedbackOnWhatIsAnothers() throws Exception {
        // When
        HttpResponse<String> hidden = api.post(
                "/v1/scores/" + Facts.scoreId("c-1", 1) + "/feedback", "other-desk", "{\"kind\":\"accepted\"}");
        HttpResponse<String> missing = api.post("/v1/scores/s_9/feedback", "other-desk", "{\"kind\":\"accepted\"}");
        HttpResponse<String> own =
                api.post("/v1/scores/" + Facts.scoreId("c-1", 1) + "/feedback", "acme-desk", "{\"kind\":\"accepted\"}");

        // Then
        assertThat(hidden.statusCode()).isEqualTo(404);
        assertThat(ApiUnderTest.comparable(hidden)).isEqualTo(ApiUnderTest.comparable(missing));
        assertThat(own.statusCode()).isEqualTo(201);
        assertThat(api.kafka().written()).hasSize(1);
    }

    @Test
    void shouldTakeClaimsOfItsOwnInsurerOnly() throws Exception {
        // Given
        String claim = EventJson.format(EventJson.toJson(aClaim().build()));

        // When
        HttpResponse<String> own = api.post("/v1/claims", "acme-desk", claim);
        HttpResponse<String> anothers = api.post("/v1/claims", "other-desk", claim);
        HttpResponse<String> waiting = api.post("/v1/scores", "other-desk", claim);

        // Then
        assertThat(own.statusCode()).isEqualTo(202);
        assertThat(List.of(anothers.statusCode(), waiting.statusCode())).containsOnly(403);
        assertThat(ApiUnderTest.code(anothers)).isEqualTo("FORBIDDEN");
        assertThat(api.kafka().written()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"acme, acme, 202", "acme, , 403", "acme, other, 403", "all, , 202", "all, other, 202"})
    void shouldMoveModelsOfItsOwnInsurerOnly(String key, @Nullable String insurer, int status) throws Exception {
        // Given
        String slot = "{\"lineOfBusiness\":\"MOTOR_INJURY\",\"currency\":\"GBP\""
                + (insurer == null ? "" : ",\"insurer\":\"" + insurer + "\"") + "}";

        // When
        HttpResponse<String> answer =
                api.post("/v1/models/commands", key, "{\"kind\":\"unpin\",\"slot\":" + slot + ",\"reason\":\"drill\"}");

        // Then
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(api.kafka().written()).hasSize(status == 202 ? 1 : 0);
    }

    @Test
    void shouldShowSlotsOfEveryInsurerAndItsOwn() {
        // Given
        JsonNode nothing = EventJson.parse("{}");
        Models models = new Models(
                List.of(champion(null), champion("acme"), champion("other")),
                List.of(
                        new Models.Version("m-1", Facts.NOW, "k", nothing),
                        new Models.Version("m-2", Facts.NOW, "k", EventJson.parse("{\"insurer\":null}")),
                        new Models.Version("m-3", Facts.NOW, "k", EventJson.parse("{\"insurer\":\"other\"}"))),
                List.of(decision(null), decision("other")));

        // When
        Models seen = models.seenBy("acme");

        // Then
        assertThat(seen.champions()).containsExactly(champion(null), champion("acme"));
        assertThat(seen.versions()).extracting(Models.Version::version).containsExactly("m-1", "m-2");
        assertThat(seen.decisions()).containsExactly(decision(null));
        assertThat(models.seenBy(null)).isEqualTo(models);
    }

    @Test
    void shouldKeepRefusalsOfWhoIsKnown() throws Exception {
        // When
        api.post(
                "/v1/models/commands",
                "acme",
                "{\"kind\":\"unpin\",\"slot\":{\"lineOfBusiness\":\"X\",\"currency\":\"GBP\"},\"reason\":\"r\"}");

        // Then
        JsonNode refused = ApiUnderTest.json(api.get("/v1/audit?action=ACCESS_REFUSED&limit=1", "all"))
                .at("/entries/0");
        assertThat(refused.path("actor").asText()).isEqualTo("key:k_2");
        assertThat(refused.path("resource").asText()).isEqualTo("POST /v1/models/commands");
        assertThat(refused.path("outcome").asText()).isEqualTo("REFUSED");
        assertThat(refused.path("insurer").asText()).isEqualTo("acme");
    }

    private static Models.Champion champion(@Nullable String insurer) {
        return new Models.Champion(
                new Models.Slot("MOTOR_INJURY", "GBP", insurer), null, null, null, false, null, Map.of());
    }

    private static Models.Decision decision(@Nullable String insurer) {
        return new Models.Decision(
                new Models.Slot("MOTOR_INJURY", "GBP", insurer), "PROMOTED", "m-1", null, "r", "a", Facts.NOW);
    }

    private static ModelCommand command(String id, String insurer) {
        return ModelCommand.newBuilder()
                .setCommandId(id)
                .setKind(ModelCommandKind.PIN)
                .setSlot(new ModelSlot("MOTOR_INJURY", "GBP", insurer))
                .setReason("drill")
                .setActor("key:k_2")
                .setAt(Facts.NOW)
                .build();
    }

    private static ModelDeployment move(String commandId, String insurer) {
        return ModelDeployment.newBuilder(Facts.decision(DeploymentAction.PINNED, "m-1", "drill"))
                .setSlot(new ModelSlot("MOTOR_INJURY", "GBP", insurer))
                .setCommandId(commandId)
                .build();
    }
}
