package io.claimstream.feedback.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Caller.Kind;
import io.claimstream.feedback.access.Role;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which scores are accepted without a person, laid down over HTTP. */
class AcceptanceRoutesTest {

    private static final String OF_ACME = "/v1/policies/acceptance/acme";
    private static final String SMALL =
            "{\"rules\":[{\"currency\":\"GBP\",\"greatestEstimate\":1500,\"leastConfidence\":0.8,\"greatestRelativeWidth\":0.25,"
                    + "\"reviewShare\":0.05}]}";
    private static final Map<String, Caller> CALLERS = Map.of(
            "auditor", new Caller("user:u_aud", Role.AUDITOR, null, Kind.PERSON),
            "boss", new Caller("user:u_boss", Role.ADMINISTRATOR, "acme", Kind.PERSON),
            "eve", new Caller("user:u_eve", Role.ADMINISTRATOR, "other", Kind.PERSON),
            "root", new Caller("cli", Role.ADMINISTRATOR));

    private final ApiUnderTest api = new ApiUnderTest(
            it -> TestAccess.of(it.database(), it.clock(), presented -> Optional.ofNullable(CALLERS.get(presented))));

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void shouldBeOffUntilAnAdministratorLaysItDown() throws Exception {
        // Given
        HttpResponse<String> none = api.get(OF_ACME, "auditor");
        assertThat(none.headers().firstValue("ETag")).contains("\"0\"");
        assertThat(ApiUnderTest.json(none).path("inForce").asBoolean()).isFalse();

        // When
        HttpResponse<String> laid = put(OF_ACME, "boss", "\"0\"", SMALL);

        // Then
        assertThat(laid.headers().firstValue("ETag")).contains("\"1\"");
        JsonNode policy = ApiUnderTest.json(api.get(OF_ACME, "root"));
        assertThat(policy.path("inForce").asBoolean()).isTrue();
        assertThat(policy.at("/rules/0/leastConfidence").decimalValue()).isEqualByComparingTo("0.8");
        assertThat(policy.path("changedBy").asText()).isEqualTo("user:u_boss");
        assertThat(ApiUnderTest.json(api.get("/v1/policies/acceptance", "auditor"))
                        .path("policies"))
                .hasSize(1);
        assertThat(ApiUnderTest.json(api.get("/v1/policies/acceptance", "eve")).path("policies"))
                .isEmpty();
    }

    @Test
    void shouldBeTakenBackAsSeenOnly() throws Exception {
        // Given
        put(OF_ACME, "boss", "\"0\"", SMALL);

        // When
        HttpResponse<String> late = delete("boss", "\"0\"");
        HttpResponse<String> blind = delete("boss", null);
        HttpResponse<String> ended = delete("boss", "\"1\"");
        HttpResponse<String> again = delete("boss", "*");

        // Then
        assertThat(ApiUnderTest.code(late)).isEqualTo("PRECONDITION_FAILED");
        assertThat(ApiUnderTest.code(blind)).isEqualTo("PRECONDITION_REQUIRED");
        assertThat(ApiUnderTest.json(ended).path("inForce").asBoolean()).isFalse();
        assertThat(ApiUnderTest.json(ended).path("version").asInt()).isEqualTo(2);
        assertThat(ApiUnderTest.code(again)).isEqualTo("POLICY_NOT_FOUND");
        JsonNode audit = ApiUnderTest.json(api.get("/v1/audit?action=ACCEPTANCE_CHANGED", "root"));
        assertThat(audit.path("entries")).hasSize(2);
        assertThat(audit.at("/entries/0/before/rules")).hasSize(1);
        assertThat(audit.at("/entries/0/after").isMissingNode()).isTrue();
        assertThat(audit.at("/entries/1/after/rules/0/greatestEstimate").decimalValue())
                .isEqualByComparingTo("1500");
    }

    @Test
    void shouldListPageByPage() throws Exception {
        // Given
        put("/v1/policies/acceptance/b", "root", "*", SMALL);
        put(OF_ACME, "root", "*", SMALL);

        // When
        JsonNode first = ApiUnderTest.json(api.get("/v1/policies/acceptance?limit=1", "root"));
        JsonNode second = ApiUnderTest.json(api.get(first.path("next").asText(), "root"));

        // Then
        assertThat(first.path("policies").findValuesAsText("insurer")).containsExactly("acme");
        assertThat(second.path("policies").findValuesAsText("insurer")).containsExactly("b");
    }

    @Test
    void shouldAnswerForWhatIsAnothersAsForWhatIsNot() throws Exception {
        for (String path : List.of(OF_ACME, "/v1/policies/acceptance/*")) {
            assertThat(ApiUnderTest.code(api.get(path, "eve"))).isEqualTo("POLICY_NOT_FOUND");
            assertThat(ApiUnderTest.code(put(path, "eve", "*", SMALL))).isEqualTo("POLICY_NOT_FOUND");
        }
    }

    @Test
    void shouldAnswerWithAProblemWhatTheServerItselfRefuses() throws Exception {
        // When: the contract client wants a body
        HttpResponse<String> answer = api.send(api.request("/v1/policies/acceptance/%00")
                .header("X-Api-Key", "root")
                .header("If-Match", "*")
                .DELETE());

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(ApiUnderTest.code(answer)).isEqualTo("BAD_REQUEST");
    }

    @Test
    void shouldSayWhatIsWrongWithRules() throws Exception {
        // When
        HttpResponse<String> answer = put(
                OF_ACME,
                "boss",
                "\"0\"",
                "{\"rules\":[{\"lineOfBusiness\":\"a b\",\"currency\":\"GBP\",\"greatestEstimate\":-1,\"leastConfidence\":1.01,"
                        + "\"greatestRelativeWidth\":\"x\",\"reviewShare\":0.001,\"leastShareOfClaimed\":0},{\"currency\":\"GBP\",\"greatestEstimate\":1,\"leastConfidence\":1,"
                        + "\"greatestRelativeWidth\":1,\"reviewShare\":0.01},{\"currency\":\"GBP\",\"greatestEstimate\":1,\"leastConfidence\":0,"
                        + "\"greatestRelativeWidth\":1}]}");

        // Then
        assertThat(ApiUnderTest.json(answer).path("problems").findValuesAsText("pointer"))
                .containsExactly(
                        "/rules/0/lineOfBusiness",
                        "/rules/0/greatestEstimate",
                        "/rules/0/leastConfidence",
                        "/rules/0/greatestRelativeWidth",
                        "/rules/0/leastShareOfClaimed",
                        "/rules/0/reviewShare",
                        "/rules/2/leastConfidence",
                        "/rules/2/reviewShare");
        assertThat(put(
                                OF_ACME,
                                "boss",
                                "\"0\"",
                                "{\"rules\":[" + SMALL.substring(10, SMALL.length() - 2) + ","
                                        + SMALL.substring(10, SMALL.length() - 2) + "]}")
                        .body())
                .contains("\"pointer\":\"/rules/1\"", "REPEATED");
        assertThat(put(OF_ACME, "boss", "\"0\"", "{\"rules\":[]}").statusCode()).isEqualTo(400);
        assertThat(put(OF_ACME, "boss", "\"0\"", "{}").statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> delete(String key, @Nullable String ifMatch) throws Exception {
        HttpRequest.Builder request =
                api.request(OF_ACME).header("X-Api-Key", key).DELETE();
        return api.send(ifMatch == null ? request : request.header("If-Match", ifMatch));
    }

    private HttpResponse<String> put(String path, String key, String ifMatch, String body) throws Exception {
        return api.send(api.request(path)
                .header("X-Api-Key", key)
                .header("Content-Type", "application/json")
                .header("If-Match", ifMatch)
                .PUT(BodyPublishers.ofString(body)));
    }
}
