package io.claimstream.feedback.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.feedback.Facts;
import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Caller.Kind;
import io.claimstream.feedback.access.Role;
import io.claimstream.schemas.json.EventJson;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Figures over HTTP. Every answer is held against the contract. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FigureRoutesTest {

    private static final Map<String, Caller> CALLERS = Map.of(
            "all", new Caller("key:k_1", Role.ADMINISTRATOR),
            "acme", new Caller("key:k_2", Role.ADMINISTRATOR, Facts.INSURER, Kind.KEY),
            "other", new Caller("key:k_3", Role.ADMINISTRATOR, "other", Kind.KEY));

    private final ApiUnderTest api = new ApiUnderTest(
            it -> TestAccess.of(it.database(), it.clock(), presented -> Optional.ofNullable(CALLERS.get(presented))));

    @BeforeAll
    void fill() {
        api.database().jdbi().useHandle(handle -> {
            List.of("SUBMITTED, 30", "REJECTED, 2", "DEAD, 1")
                    .forEach(it -> handle.execute("insert into view_tally_record values (date '2026-03-01', '"
                            + it.split(", ", 2)[0] + "', 'acme', '', '', '', " + it.split(", ", 2)[1] + ")"));
            handle.execute("insert into view_tally_record values"
                    + " (date '2026-03-01', 'ACCEPTED', 'acme', 'MOTOR_INJURY', 'GBP', '', 25),"
                    + " (date '2026-03-01', 'SCORED', 'acme', 'MOTOR_INJURY', 'GBP', 'm-1', 25),"
                    + " (date '2026-02-28', 'RESCORED', 'acme', '', 'GBP', 'm-1', 4),"
                    + " (date '2026-02-28', 'SUBMITTED', '', '', '', '', 3),"
                    + " (date '2026-02-28', 'SUBMITTED', 'other', '', '', '', 7)");
            handle.execute("insert into view_tally_waiting values"
                    + " ('acme', 'MOTOR_INJURY', 'GBP', date '2026-02-27', date '2026-03-01', 5, 4, 800.50),"
                    + " ('other', 'MOTOR_INJURY', 'GBP', date '2026-03-01', date '9999-12-31', 1, 0, 0)");
            handle.execute("insert into view_tally_answered values"
                    + " (date '2026-03-01', 'acme', 'MOTOR_INJURY', 'GBP', 'm-1', 18, 6)");
            handle.execute(
                    "insert into view_tally_settled values"
                            + " (date '2026-03-01', 'acme', 'MOTOR_INJURY', 'GBP', 'm-1', 20, 24000, 20000, 4000, 20, 4, 4, 20, 10, 20, 12, 8)");
            handle.execute("insert into view_tally_paid values"
                    + " (date '2026-03-01', 'acme', 'MOTOR_INJURY', 'GBP', '359:20', '349:20')");
        });
    }

    @AfterAll
    void close() {
        api.close();
    }

    @Test
    void shouldShowTheOverview() throws Exception {
        // When
        JsonNode overview = json("/v1/overview", "all");

        // Then
        assertThat(overview.path("from").asText()).isEqualTo("2026-01-31");
        assertThat(overview.path("to").asText()).isEqualTo("2026-03-01");
        assertThat(overview.path("volume")).hasSize(2);
        assertThat(overview.path("total"))
                .isEqualTo(
                        EventJson.parse(
                                "{\"submitted\":40,\"rejected\":2,\"deadLettered\":1,\"duplicatesOrPending\":12,\"lost\":0,\"accepted\":25,\"scored\":25}"));
        assertThat(overview.at("/waiting/claims").asInt()).isEqualTo(6);
        assertThat(overview.at("/moneyAtRisk/0"))
                .isEqualTo(
                        EventJson.parse("{\"currency\":\"GBP\",\"amount\":800.50,\"claims\":4,\"withoutInterval\":2}"));
        assertThat(overview.at("/decided/withoutChange/value").asDouble()).isEqualTo(0.75);
        JsonNode month = overview.at("/estimateAgainstPaid/0");
        assertThat(month.path("month").asText()).isEqualTo("2026-03");
        assertThat(month.path("paid").decimalValue()).isEqualByComparingTo("20000.00");
        assertThat(month.path("mape").asDouble()).isEqualTo(0.2);
        assertThat(month.path("medianPaid").asDouble()).isBetween(990.0, 1010.0);
        assertThat(month.path("medianEstimate").asDouble()).isBetween(1188.0, 1230.0);
    }

    @Test
    void shouldShowOneInsurersFiguresOnly() throws Exception {
        // When
        JsonNode own = json("/v1/overview", "other");
        JsonNode anothers = json("/v1/overview?insurer=acme", "other");
        JsonNode asked = json("/v1/overview?insurer=other", "all");

        // Then
        assertThat(own).isEqualTo(asked);
        assertThat(own.at("/total/submitted").asInt()).isEqualTo(7);
        assertThat(own.at("/waiting/claims").asInt()).isEqualTo(1);
        assertThat(anothers.at("/total/submitted").asInt()).isZero();
        assertThat(anothers.path("moneyAtRisk")).isEmpty();
    }

    @Test
    void shouldCountWhatIsKnownOfALineOfBusiness() throws Exception {
        // When
        JsonNode narrow = json("/v1/overview?lineOfBusiness=MOTOR_INJURY&currency=GBP", "acme");

        // Then
        assertThat(narrow.path("total")).isEqualTo(EventJson.parse("{\"accepted\":25,\"scored\":25}"));
        assertThat(json("/v1/overview?lineOfBusiness=PROPERTY", "acme")
                        .at("/waiting/claims")
                        .asInt())
                .isZero();
    }

    @Test
    void shouldShowHowPeopleDecided() throws Exception {
        // Given
        api.database().jdbi().useHandle(handle -> {
            for (int i = 0; i < 25; i++) {
                handle.execute(
                        "insert into view_score (score_id, insurer, claim_id, revision, line_of_business, currency, estimate,"
                                + " model_version, scored_at, document) values (?, 'acme', ?, 1, 'MOTOR_INJURY', 'GBP', 100,"
                                + " 'm-1', timestamp with time zone '2026-02-27 10:00:00Z', '{}')",
                        "agreement-" + i,
                        "agreement-" + i);
                handle.execute(
                        "insert into view_feedback (feedback_id, insurer, claim_id, score_id, kind, amount, actor, event_time,"
                                + " recorded_at) values (?, 'acme', ?, ?, ?, ?, 'user:u_1', current_timestamp,"
                                + " timestamp with time zone '2026-02-27 11:00:00Z')",
                        "agreement-" + i,
                        "agreement-" + i,
                        "agreement-" + i,
                        i < 20 ? "ACCEPTED" : "CORRECTED",
                        i < 20 ? null : 150);
            }
        });

        // When
        JsonNode acme = json("/v1/agreement", "acme");

        // Then
        assertThat(acme.at("/total/decisions").asInt()).isEqualTo(25);
        assertThat(acme.at("/total/agreement/value").asDouble()).isEqualTo(0.8);
        assertThat(acme.at("/total").has("meanChange")).as("too few").isFalse();
        assertThat(acme.at("/people/0/actor").asText()).isEqualTo("user:u_1");
        assertThat(acme.at("/people/0/watch")).isEmpty();
        assertThat(acme.at("/models/0/modelVersion").asText()).isEqualTo("m-1");
        assertThat(json("/v1/agreement?from=2026-02-28", "all")
                        .at("/total/decisions")
                        .asInt())
                .isZero();
        assertThat(json("/v1/agreement", "other").at("/total/decisions").asInt())
                .isZero();
    }

    @Test
    void shouldMeterEachInsurer() throws Exception {
        // When
        JsonNode all = json("/v1/usage", "all");
        JsonNode acme = json("/v1/usage?by=day", "acme");

        // Then
        assertThat(all.path("insurers")).hasSize(2);
        assertThat(all.at("/withoutInsurer/total/submitted").asInt()).isEqualTo(3);
        assertThat(all.at("/insurers/0/insurer").asText()).isEqualTo("acme");
        assertThat(all.at("/insurers/0/periods")).hasSize(2);
        assertThat(all.at("/insurers/0/periods/0/from").asText()).isEqualTo("2026-02-01");
        assertThat(all.at("/insurers/0/total"))
                .isEqualTo(
                        EventJson.parse(
                                "{\"submitted\":30,\"rejected\":2,\"deadLettered\":1,\"duplicatesOrPending\":2,\"lost\":0,\"accepted\":25,\"scored\":25,\"rescored\":4}"));
        assertThat(acme.path("insurers")).hasSize(1);
        assertThat(acme.has("withoutInsurer")).isFalse();
        assertThat(acme.at("/insurers/0/periods/0/rescored").asInt()).isEqualTo(4);
    }

    @Test
    void shouldShowWhatAVersionTurnedOutToBe() throws Exception {
        // When
        JsonNode metrics = json("/v1/models/m-1/metrics?by=month&currency=GBP", "all");

        // Then
        JsonNode total = metrics.path("total");
        assertThat(total.path("scored").asInt()).isEqualTo(25);
        assertThat(total.path("settled").asInt()).isEqualTo(20);
        assertThat(total.path("mape").asDouble()).isEqualTo(0.2);
        assertThat(total.path("mae").asDouble()).isEqualTo(200);
        assertThat(total.at("/coverage/value").asDouble()).isEqualTo(0.5);
        assertThat(total.path("meanConfidence").asDouble()).isEqualTo(0.6);
        assertThat(total.at("/hitRate/value").asDouble()).isEqualTo(0.4);
        assertThat(total.at("/decided/accepted").asInt()).isEqualTo(18);
        assertThat(metrics.path("periods"))
                .singleElement()
                .satisfies(it -> assertThat(it.path("to").asText()).isEqualTo("2026-03-01"));
        assertThat(json("/v1/models/m-1/metrics?currency=GBP", "other")
                        .at("/total/scored")
                        .asInt())
                .isZero();
        assertThat(json("/v1/models/baseline/metrics?currency=GBP", "all")
                        .at("/total/scored")
                        .asInt())
                .isZero();
        assertThat(api.get("/v1/models/baseline/metrics", "all").statusCode()).isEqualTo(400);
        assertThat(api.get("/v1/models/m-9/metrics", "all").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldShowTheCardOfAModel() throws Exception {
        // When
        JsonNode card = json("/v1/models/m-1", "all");

        // Then
        assertThat(card.path("version").asText()).isEqualTo("m-1");
        assertThat(card.path("featureSet").asText()).isEqualTo("v1");
        assertThat(card.at("/run/run").asText()).isEqualTo("r-2");
        assertThat(card.has("evaluation")).isFalse();
        assertThat(api.get("/v1/models/m-9", "all").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldListModelsAPageAtATime() throws Exception {
        // When
        JsonNode first = json("/v1/models?limit=1", "all");
        JsonNode second = json(first.path("next").asText(), "all");

        // Then
        assertThat(first.path("versions")).hasSize(1);
        assertThat(second.path("versions")).isEmpty();
        assertThat(second.has("next")).isFalse();
        assertThat(second.path("slots")).isEqualTo(first.path("slots"));
        for (String wrong : List.of("m-1", "2026-03-01T09:30:00Z", "-9999-01-01T00:00:00Z,m-1", "")) {
            assertThat(api.get("/v1/models?after=" + wrong, "all").statusCode())
                    .as(wrong)
                    .isEqualTo(400);
        }
    }

    @Test
    void shouldShowDatasetsAndRunsAPageAtATime() throws Exception {
        // When
        JsonNode datasets = json("/v1/datasets?limit=1", "acme");
        JsonNode noMore = json(datasets.path("next").asText(), "acme");
        JsonNode dataset = json("/v1/datasets/d-0123456789ab", "acme");
        JsonNode first = json("/v1/runs?limit=1", "all");
        JsonNode second = json(first.path("next").asText(), "all");

        // Then
        assertThat(datasets.path("datasets")).hasSize(1);
        assertThat(noMore.path("datasets")).isEmpty();
        assertThat(noMore.has("next")).isFalse();
        assertThat(dataset.path("rows").asInt()).isEqualTo(812);
        assertThat(dataset.at("/exclusions/ERASED").asInt()).isZero();
        assertThat(dataset.at("/runs/0/run").asText()).isEqualTo("r-2");
        assertThat(first.at("/runs/0/run").asText()).isEqualTo("r-2");
        assertThat(second.at("/runs/0/run").asText()).isEqualTo("r-1");
        assertThat(json("/v1/runs/r-1", "all").path("state").asText()).isEqualTo("training");
        assertThat(api.get("/v1/runs/r-9", "all").statusCode()).isEqualTo(404);
        assertThat(api.get("/v1/datasets/d-9", "all").statusCode()).isEqualTo(404);
        assertThat(api.get("/v1/datasets?after=d-9", "all").statusCode()).isEqualTo(400);
        assertThat(api.get("/v1/runs?after=r-9", "all").statusCode()).isEqualTo(400);
    }

    @Test
    void shouldShowWhatFormsAreMadeOf() throws Exception {
        // When
        JsonNode claim = json("/v1/schemas/claim", "acme");
        JsonNode feedback = json("/v1/schemas/feedback", "acme");
        JsonNode enumerations = json("/v1/enumerations", "acme");

        // Then
        assertThat(claim.at("/properties/revision/maximum").asInt()).isEqualTo(1000);
        assertThat(claim.at("/$defs/Accident/properties/passengers/x-rules/maximum")
                        .asText())
                .isEqualTo("NUMBER_OUT_OF_RANGE");
        assertThat(feedback.at("/properties/kind/enum/0").asText()).isEqualTo("accepted");
        assertThat(enumerations.path("headsOfLoss")).hasSize(17);
        assertThat(enumerations.path("genders")).hasSize(3);
        assertThat(enumerations.path("accidentTypes").toString()).contains("Rear end");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/overview?from=2026-03-02",
                "/v1/overview?from=yesterday",
                "/v1/overview?from=2000-01-01",
                "/v1/overview?to=0000-01-01",
                "/v1/usage?by=week",
                "/v1/models/m-1/metrics?by=year"
            })
    void shouldRefuseDaysThatAreNone(String path) throws Exception {
        assertThat(api.get(path, "all").statusCode()).isEqualTo(400);
    }

    private JsonNode json(String path, String key) throws Exception {
        HttpResponse<String> answer = api.get(path, key);
        assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(200);
        return ApiUnderTest.json(answer);
    }
}
