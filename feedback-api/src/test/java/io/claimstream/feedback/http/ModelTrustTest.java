package io.claimstream.feedback.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.feedback.Facts;
import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.TestReports;
import io.claimstream.feedback.WhatIfWorld;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Caller.Kind;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.view.Models;
import io.claimstream.model.ModelManifest;
import io.claimstream.schemas.json.EventJson;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a report says of a model, as data. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModelTrustTest {

    private static final int ROWS = TestReports.ROWS;
    private static final String OF_ACME = "m-acme";

    private static final Map<String, Caller> CALLERS = Map.of(
            "any", new Caller("key:k_1", Role.AUDITOR),
            "acme", new Caller("key:k_2", Role.ADMINISTRATOR, "acme", Kind.KEY),
            "other", new Caller("key:k_3", Role.ADMINISTRATOR, "other", Kind.KEY));

    private final ApiUnderTest api = new ApiUnderTest(
            it -> TestAccess.of(it.database(), it.clock(), presented -> Optional.ofNullable(CALLERS.get(presented))));

    @BeforeAll
    void publish(@TempDir Path folder) {
        ModelManifest manifest;
        try (WhatIfWorld world = new WhatIfWorld(folder)) {
            manifest = ModelManifest.parse(world.publish(1, WhatIfWorld.SLOT).manifest());
        }
        api.readModel().report("m-1", TestReports.json(manifest));
        api.readModel().report("m-2", "{\"format\":0}");
        api.readModel().report(OF_ACME, TestReports.json(manifest));
        api.readModel()
                .publish(new Models.Version(
                        OF_ACME, Facts.NOW, "k", EventJson.parse("{\"insurer\":\"acme\",\"currency\":\"GBP\"}")));
    }

    @AfterAll
    void close() {
        api.close();
    }

    @Test
    void shouldNameTheWeakPlacesOnTheCard() throws Exception {
        // When
        JsonNode evaluation = json("/v1/models/m-1").path("evaluation");

        // Then: estimates of women are 40 % too high, of men 2 %; intervals of one percent cover nearly nothing
        assertThat(evaluation.path("rows").asInt()).isEqualTo(ROWS);
        assertThat(evaluation.at("/mape/value").asDouble()).isEqualTo(0.21);
        assertThat(evaluation.at("/coverage/value").asDouble()).isZero();
        assertThat(evaluation.path("weakPlaces"))
                .extracting(it -> it.path("kind").asText())
                .contains("BIAS", "LOW_COVERAGE", "OVERCONFIDENT", "UNFAIR", "WORSE");
        assertThat(evaluation.path("weakPlaces"))
                .filteredOn(it -> it.path("kind").asText().equals("WORSE"))
                .singleElement()
                .satisfies(it -> assertThat(it.path("where").asText()).isEqualTo("baseline"));
    }

    @Test
    void shouldShowTheGreatestGapBetweenGroups() throws Exception {
        // When
        JsonNode fairness = json("/v1/models/m-1/fairness");

        // Then
        assertThat(fairness.path("verdict").asText()).isEqualTo("BLOCKED");
        assertThat(fairness.path("groups")).hasSize(2);
        assertThat(fairness.at("/groups/0/people/0/gender").asText()).isEqualTo("Female");
        assertThat(fairness.at("/groups/0/mape/value").asDouble()).isEqualTo(0.4);
        assertThat(fairness.at("/groups/0/gap/value").asDouble()).isEqualTo(0.38);
        assertThat(Math.abs(fairness.at("/greatestGap/gap/value").asDouble())).isEqualTo(0.38);
    }

    @Test
    void shouldCountTheClaimsOfEachGroupAndPutAnIntervalAroundEachFigure() throws Exception {
        // When
        JsonNode fairness = json("/v1/models/m-1/fairness");

        // Then: women and men take turns, and no two claims are alike
        assertThat(fairness.path("groups"))
                .extracting(it -> it.path("rows").asInt())
                .containsExactly(ROWS / 2, ROWS / 2);
        assertThat(fairness.path("groups"))
                .extracting(it -> it.path("distinctRows").asInt())
                .allMatch(it -> it > 0);
        assertThat(fairness.path("groupsNotShown").asInt()).isZero();
        for (JsonNode group : fairness.path("groups")) {
            for (String figure : List.of("mape", "bias", "gap")) {
                JsonNode measured = group.path(figure);
                assertThat(measured.path("lower").isNumber()).as(figure).isTrue();
                assertThat(measured.path("value").asDouble())
                        .as(figure)
                        .isBetween(
                                measured.path("lower").asDouble(),
                                measured.path("upper").asDouble());
            }
        }
        assertThat(fairness.path("groupConfidence").asDouble())
                .as("so that both hold at once with 95 %")
                .isEqualTo(0.975);
    }

    @Test
    void shouldShowWhatChanged() throws Exception {
        // When
        JsonNode drift = json("/v1/models/m-1/drift");

        // Then: the later half was paid ten times as much
        assertThat(drift.path("basis").asText()).isEqualTo("HALVES");
        assertThat(drift.path("features"))
                .filteredOn(it -> it.path("drifted").asBoolean())
                .extracting(it -> it.path("feature").asText())
                .containsExactly("settlement");
    }

    @Test
    void shouldSayWhenAReportIsNoLongerRead() throws Exception {
        assertThat(api.get("/v1/models/m-2/drift", "any").statusCode()).isEqualTo(406);
        assertThat(api.get("/v1/models/m-2/fairness", "any").statusCode()).isEqualTo(406);
        assertThat(api.get("/v1/models/m-3/fairness", "any").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/report", "/metrics", "/drift", "/fairness"})
    void shouldHideWhatIsKnownOfAnothersVersion(String about) throws Exception {
        // When
        HttpResponse<String> own = api.get("/v1/models/" + OF_ACME + about, "acme");
        HttpResponse<String> all = api.get("/v1/models/" + OF_ACME + about, "any");
        HttpResponse<String> hidden = api.get("/v1/models/" + OF_ACME + about, "other");
        HttpResponse<String> missing = api.get("/v1/models/m-9" + about, "other");

        // Then
        assertThat(List.of(own.statusCode(), all.statusCode())).containsOnly(200);
        assertThat(hidden.statusCode()).isEqualTo(404);
        assertThat(ApiUnderTest.comparable(hidden)).isEqualTo(ApiUnderTest.comparable(missing));
        assertThat(hidden.headers().map().keySet())
                .isEqualTo(missing.headers().map().keySet());
    }

    private JsonNode json(String path) throws Exception {
        HttpResponse<String> answer = api.get(path, "any");
        assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(200);
        return ApiUnderTest.json(answer);
    }
}
