package io.claimstream.feedback.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.domain.claim.ContentHash;
import io.claimstream.domain.importing.MotorInjuryCells;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.RecordRef;
import io.claimstream.feedback.Facts;
import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.contract.ApiContract;
import io.claimstream.feedback.view.Score;
import io.claimstream.feedback.view.Trace;
import io.claimstream.schemas.json.EventJson;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EstimateRoutesTest {

    private static final Map<String, Caller> CALLERS = Map.of(
            "cs_all", new Caller("key:k_1", Role.PRODUCER),
            "cs_acme", new Caller("key:k_2", Role.PRODUCER, "acme", Caller.Kind.KEY));
    private static final JsonNode CONTRACT = ApiContract.load().document();

    private final ApiUnderTest api = new ApiUnderTest(
            it -> TestAccess.of(it.database(), it.clock(), presented -> Optional.ofNullable(CALLERS.get(presented))));

    @BeforeEach
    void clear() {
        api.kafka().clear();
        api.readModel().clear();
    }

    @AfterAll
    void close() {
        api.close();
    }

    @Test
    void shouldAnswerInTheWordsOfOlderServices() throws Exception {
        // Given
        ClaimSubmitted claim = submitted(estimate("cs_acme", "", flat()));
        Trace.Accepted mine = new Trace.Accepted(ContentHash.of(claim), new RecordRef(0, 1L));
        scored(mine);

        // When
        HttpResponse<String> scored = estimate("cs_acme", "", flat());
        HttpResponse<String> duplicate = estimate("cs_all", "?insurer=acme", flat());

        // Then
        assertThat(List.of(scored.statusCode(), duplicate.statusCode())).containsOnly(200);
        JsonNode json = ApiUnderTest.json(scored);
        assertThat(json.path("settlement_amount").decimalValue()).isEqualTo(new BigDecimal("1200.00"));
        assertThat(json.path("confidence_score").doubleValue()).isEqualTo(0.42);
        assertThat(json.path("model_name").asText()).isEqualTo("m-0123456789ab");
        assertThat(json.path("timestamp").asText()).isEqualTo(Facts.NOW.toString());
        assertThat(json.path("processing_time").decimalValue()).isBetween(BigDecimal.ZERO, BigDecimal.TEN);
        assertThat(scored.headers().firstValue("Location")).contains("/v1/scores/" + Facts.scoreId("c-1", 1));
        assertThat(claim.getInsurer()).isEqualTo("acme");
        assertThat(claim.getCurrency()).isEqualTo("GBP");
        assertThat(claim.getClaimId()).startsWith("row-");
        assertThat(api.kafka().written())
                .extracting(it -> it.event())
                .as("the same claim, whoever sends it")
                .containsOnly(claim);
    }

    @Test
    void shouldSayWithAnEmptyConfidenceThatTheBaselineHasNone() throws Exception {
        // Given
        ClaimSubmitted claim = submitted(estimate("cs_acme", "", flat()));
        ObjectNode document = EventJson.toJson(Facts.score("c-1", 1)
                .setConfidence(null)
                .setInterval(null)
                .setModelVersion("baseline")
                .build());
        api.readModel().withScore("c-1", 1);
        var score = api.readModel().score(Facts.scoreId("c-1", 1)).orElseThrow();
        api.readModel()
                .trace(new Trace(
                        Optional.of(new Trace.Accepted(ContentHash.of(claim), new RecordRef(0, 1L))),
                        Optional.empty(),
                        List.of(),
                        Optional.of(new Score(score.scoreId(), score.claim(), 1, document))));

        // When
        JsonNode json = ApiUnderTest.json(estimate("cs_acme", "", flat()));

        // Then
        assertThat(json.path("confidence_score").isNull()).isTrue();
        assertThat(json.path("model_name").asText()).isEqualTo("baseline");
    }

    @Test
    void shouldNameBrokenRulesByTheirColumns() throws Exception {
        // Given
        api.readModel()
                .trace(new Trace(
                        Optional.empty(),
                        Optional.of(
                                EventJson.parse(
                                        """
                                        [{"code": "A", "field": "protectedAttributes.driverAge", "message": "Expected a number."},
                                         {"code": "B", "field": "headsOfLoss.specialTherapy", "message": "Expected an amount."},
                                         {"code": "REVISION_CONFLICT", "field": "revision", "message": "Expected another."}]""")),
                        List.of(),
                        Optional.empty()));

        // When
        HttpResponse<String> answer = estimate("cs_acme", "", flat());

        // Then
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(ApiUnderTest.json(answer).findValuesAsText("pointer"))
                .containsExactly("/Driver Age", "/SpecialTherapy", "");
        assertThat(ApiUnderTest.json(answer).path("link").asText()).startsWith("/v1/claims/acme/row-");
    }

    @Test
    void shouldSayWhereToLookWhenTheTimeIsOver() throws Exception {
        // When
        HttpResponse<String> answer = api.send(api.request("/v1/estimates?insurer=acme")
                .header("X-Api-Key", "cs_all")
                .header("Content-Type", "application/json")
                .header("Prefer", "wait=0")
                .POST(BodyPublishers.ofString(EventJson.format(flat().put("claim_id", "2026/7")))));

        // Then
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.headers().firstValue("Location")).contains("/v1/claims/acme/2026%2F7");
        assertThat(answer.headers().firstValue("Preference-Applied")).contains("wait=0");
    }

    @ParameterizedTest
    @CsvSource({"cs_all,'',400,/insurer", "cs_all,?insurer=-,400,/insurer", "cs_acme,?insurer=zenith,403,"})
    void shouldWantAnInsurerThatTheCallerServes(String key, String query, int status, String pointer) throws Exception {
        // When
        HttpResponse<String> answer = estimate(key, query, flat());

        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(ApiUnderTest.json(answer).at("/problems/0/pointer").asText(null))
                .isEqualTo(pointer);
        assertThat(api.kafka().written()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Whiplash,perhaps,BAD_VALUE",
        "Driver Age,4.5,BAD_VALUE",
        "Accident Date,2023-02-30,BAD_VALUE",
        "GeneralFixed,1E+999999999,BAD_VALUE",
        "claim_id,../..,BAD_VALUE",
        "SettlementValue,much,BAD_VALUE",
        "driver age,thirty-three,UNKNOWN_FIELD",
        "a~/b,thirty-three,UNKNOWN_FIELD"
    })
    void shouldRefuseWhatItCannotReadByItsColumn(String column, String value, String code) throws Exception {
        // When
        HttpResponse<String> answer = estimate("cs_acme", "", flat().put(column, value));

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        JsonNode problem = ApiUnderTest.json(answer).path("problems");
        assertThat(problem).hasSize(1);
        assertThat(problem.at("/0/pointer").asText()).isEqualTo(FlatClaimReader.pointer(column));
        assertThat(problem.at("/0/code").asText()).isEqualTo(code);
        assertThat(answer.body()).doesNotContain(value);
    }

    @Test
    void shouldWantEveryColumnAndPlainValues() throws Exception {
        // Given
        ObjectNode claim = flat();
        claim.remove("Whiplash");
        claim.putObject("Gender").put("is", "Male");

        // When
        HttpResponse<String> answer = estimate("cs_acme", "", claim);

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(ApiUnderTest.json(answer).findValuesAsText("pointer"))
                .containsExactlyInAnyOrder("/Whiplash", "/Gender");
        assertThat(ApiUnderTest.json(answer).path("problems").findValuesAsText("code"))
                .containsExactlyInAnyOrder("MISSING", "WRONG_TYPE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "null", "\"x\""})
    void shouldWantAnObject(String body) throws Exception {
        assertThat(api.post("/v1/estimates", "cs_acme", body).statusCode()).isEqualTo(400);
    }

    @Test
    void shouldTakeNumbersAndFlagsAsTheyAreInJson() throws Exception {
        // Given
        ObjectNode typed =
                flat().put("Whiplash", true).put("Driver Age", 33).put("GeneralFixed", new BigDecimal("520.0"));

        // When
        estimate("cs_acme", "", flat());
        estimate("cs_acme", "", typed);

        // Then
        assertThat(api.kafka().written())
                .hasSize(2)
                .extracting(it -> it.key())
                .containsOnly(api.kafka().written().get(0).key());
    }

    @Test
    void shouldDocumentEveryColumnAndNoOther() {
        // Given
        JsonNode schema = CONTRACT.at("/components/schemas/FlatClaim");
        List<String> columns = new ArrayList<>(MotorInjuryCells.columns());

        // Then
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(it -> required.add(it.asText()));
        assertThat(required).containsExactlyInAnyOrderElementsOf(columns.subList(1, columns.size()));
        columns.add("claim_id");
        assertThat(schema.path("properties").properties())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrderElementsOf(columns);
    }

    private void scored(Trace.Accepted accepted) {
        api.readModel().withScore("c-1", 1);
        api.readModel()
                .trace(new Trace(
                        Optional.of(accepted),
                        Optional.empty(),
                        List.of(),
                        api.readModel().score(Facts.scoreId("c-1", 1))));
    }

    private ClaimSubmitted submitted(HttpResponse<String> pending) {
        assertThat(pending.statusCode()).as(pending.body()).isEqualTo(202);
        return (ClaimSubmitted) api.kafka().written().get(0).event();
    }

    private static ObjectNode flat() {
        return CONTRACT.at("/components/examples/FlatClaim/value").deepCopy();
    }

    private HttpResponse<String> estimate(String key, String query, ObjectNode claim) throws Exception {
        return api.post("/v1/estimates" + query, key, EventJson.format(claim));
    }
}
