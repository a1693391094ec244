package io.claimstream.feedback.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Caller.Kind;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.exercise.SettledRows;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Exercises over HTTP. */
class ExerciseRoutesTest {

    private static final String EXERCISES = "/v1/exercises";
    private static final String TEN = "{\"insurer\":\"acme\",\"person\":\"%s\",\"claims\":10}";
    private static final Map<String, Caller> CALLERS = Map.of(
            "ann", person("oidc:ann", Role.ADJUSTER, "acme"),
            "anns-key", new Caller("key:k_ann", Role.ADJUSTER, "acme", Kind.KEY, "oidc:ann"),
            "bob", person("oidc:bob", Role.ADJUSTER, "acme"),
            "auditor", person("oidc:auditor", Role.AUDITOR, null),
            "others", person("oidc:others", Role.AUDITOR, "other"),
            "ruth", person("oidc:ruth", Role.ADMINISTRATOR, null));

    private final ApiUnderTest api = new ApiUnderTest(
            it -> TestAccess.of(it.database(), it.clock(), presented -> Optional.ofNullable(CALLERS.get(presented))));

    @BeforeEach
    void fill() throws Exception {
        for (int i = 0; i < 10; i++) {
            api.readModel().withScore("okapi-" + i, 1);
            new SettledRows(api.database().jdbi()).settled("okapi-" + i, "1250.00");
        }
        for (String worker : List.of("ann", "bob", "auditor")) {
            json(200, api.get("/v1/me", worker));
        }
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void shouldTellNothingOfWhatIsPlantedBeforeItIsOver() throws Exception {
        // Given
        String link = planned();

        // When
        for (int number = 1; number <= 10; number++) {
            for (String seen : List.of(
                    api.get(EXERCISES, "ann").body(),
                    api.get(link, "ann").body(),
                    api.get(link, "auditor").body(),
                    api.get(link + "/claim", "ann").body())) {
                assertThat(seen).doesNotContain("okapi", "planted", "paid", "scored", "1250");
            }
            JsonNode claim = json(200, api.get(link + "/claim", number % 2 == 0 ? "anns-key" : "ann"));
            assertThat(claim.path("number").asInt()).isEqualTo(number);
            assertThat(claim.path("estimate").isNumber()).isTrue();
            assertThat(claim.at("/interval/nominalCoverage").asDouble()).isEqualTo(0.9);
            api.clock().pass(Duration.ofSeconds(30));
            json(200, answer(link, "ann", number, number <= 5 ? "accepted\"" : "corrected\",\"amount\":1260.00"));
        }
        JsonNode over = json(200, api.get(link, "ann"));

        // Then
        assertThat(over.path("state").asText()).isEqualTo("OVER");
        assertThat(over.at("/result/planted").asInt()).isEqualTo(5);
        assertThat(over.at("/result/right").asInt()).isEqualTo(5);
        assertThat(over.at("/result/missed").asInt()
                        + over.at("/result/changed").asInt())
                .as("who agrees with the first half alone misses as many as they change")
                .isEqualTo(2 * over.at("/result/missed").asInt());
        assertThat(over.at("/result/claims").findValuesAsText("claimId"))
                .hasSize(10)
                .allMatch(it -> it.startsWith("okapi-"));
        assertThat(over.at("/result/claims/0/answer/seconds").asInt()).isEqualTo(30);
        over.at("/result/claims").forEach(it -> assertThat(it.at("/shown/estimate")
                                .decimalValue()
                                .compareTo(it.at("/scored/estimate").decimalValue())
                        != 0)
                .isEqualTo(it.path("planted").asBoolean()));
        assertThat(code(409, api.get(link + "/claim", "ann"))).isEqualTo("EXERCISE_STATE");
        assertThat(api.kafka().written()).as("no event says anything of it").isEmpty();
    }

    @Test
    void shouldTellAuditorsHowPeopleAnswered() throws Exception {
        // Given
        String link = planned();
        json(200, api.get(link + "/claim", "ann"));
        json(200, answer(link, "ann", 1, "accepted\""));
        json(200, api.post(link + "/end", "auditor", "{}"));

        // When
        JsonNode agreement = json(200, api.get("/v1/agreement/exercises?insurer=acme", "auditor"));

        // Then
        assertThat(agreement.at("/people/0/actor").asText()).isEqualTo("oidc:ann");
        assertThat(agreement.at("/total/answers").asInt()).isEqualTo(1);
        assertThat(agreement.path("total").has("missed")).as("too few").isFalse();
        assertThat(json(200, api.get("/v1/agreement/exercises", "others")).path("people"))
                .isEmpty();
        assertThat(json(200, api.get("/v1/audit?action=EXERCISE_ENDED", "ruth"))
                        .at("/entries/0/after/answered")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void shouldShowAnExerciseToItsPersonAndToAuditorsOfTheInsurerAlone() throws Exception {
        // Given
        String link = planned();

        // Then
        assertThat(code(404, api.get(link, "bob"))).isEqualTo("EXERCISE_NOT_FOUND");
        assertThat(code(404, api.get(link, "others"))).isEqualTo("EXERCISE_NOT_FOUND");
        assertThat(code(404, api.get(link + "/claim", "ruth"))).isEqualTo("EXERCISE_NOT_FOUND");
        assertThat(code(404, answer(link, "ruth", 1, "accepted\""))).isEqualTo("EXERCISE_NOT_FOUND");
        assertThat(code(404, api.post(link + "/end", "bob", "{}"))).isEqualTo("EXERCISE_NOT_FOUND");
        assertThat(json(200, api.get(EXERCISES, "bob")).path("exercises")).isEmpty();
        assertThat(json(200, api.get(EXERCISES, "others")).path("exercises")).isEmpty();
        JsonNode page = json(200, api.get(EXERCISES + "?limit=1", "auditor"));
        assertThat(page.path("exercises")).hasSize(1);
        assertThat(json(200, api.get(page.path("next").asText(), "auditor")).path("exercises"))
                .isEmpty();
    }

    @Test
    void shouldRefuseAnswersToAnythingButTheClaimThatWasShown() throws Exception {
        // Given
        String link = planned();

        // Then
        assertThat(code(409, answer(link, "ann", 1, "accepted\""))).isEqualTo("EXERCISE_STATE");
        json(200, api.get(link + "/claim", "ann"));
        assertThat(code(409, answer(link, "ann", 2, "accepted\""))).isEqualTo("EXERCISE_STATE");
        assertThat(code(400, answer(link, "ann", 1, "accepted\",\"amount\":7"))).isEqualTo("INVALID_BODY");
        assertThat(code(400, answer(link, "ann", 1, "corrected\""))).isEqualTo("INVALID_BODY");
        assertThat(code(400, answer(link, "ann", 1, "settled\""))).isEqualTo("INVALID_BODY");
        json(200, answer(link, "ann", 1, "accepted\""));
        assertThat(code(409, answer(link, "ann", 1, "accepted\""))).isEqualTo("EXERCISE_STATE");
    }

    @Test
    void shouldAskOnlyWhoMayDecideAndOnlyOfClaimsThatThePersonDoesNotKnow() throws Exception {
        assertThat(code(422, api.post(EXERCISES, "auditor", TEN.formatted("oidc:nobody"))))
                .isEqualTo("NO_SUCH_WORKER");
        assertThat(code(422, api.post(EXERCISES, "auditor", TEN.formatted("oidc:auditor"))))
                .isEqualTo("NO_SUCH_WORKER");
        assertThat(code(422, api.post(EXERCISES, "auditor", TEN.formatted("key:k_ann"))))
                .isEqualTo("NO_SUCH_WORKER");
        assertThat(code(403, api.post(EXERCISES, "others", TEN.formatted("oidc:ann"))))
                .isEqualTo("FORBIDDEN");
        assertThat(code(400, api.post(EXERCISES, "auditor", "{\"insurer\":\"acme\",\"person\":\"x\",\"claims\":9}")))
                .isEqualTo("INVALID_BODY");
        assertThat(code(409, api.post(EXERCISES, "auditor", "{\"insurer\":\"acme\",\"person\":\"oidc:ann\"}")))
                .as("ten are fewer than the usual twenty")
                .isEqualTo("TOO_FEW_CLAIMS");
        api.database().jdbi().useHandle(handle -> {
            handle.execute("insert into record_api_key (key_id, name, role, insurer, created_at, created_by)"
                    + " values ('k_ann', 'hers', 'ADJUSTER', 'acme', current_timestamp, 'oidc:ann')");
            handle.execute("insert into record_api_key_secret (key_hash, key_id, created_at, person)"
                    + " values ('h', 'k_ann', current_timestamp, 'oidc:ann')");
            handle.execute("insert into record_assignment (insurer, claim_id, version, assignee)"
                    + " values ('acme', 'okapi-1', 1, 'key:k_ann')");
        });
        assertThat(code(409, api.post(EXERCISES, "auditor", TEN.formatted("oidc:ann"))))
                .as("she took one of them by her key")
                .isEqualTo("TOO_FEW_CLAIMS");
        json(201, api.post(EXERCISES, "auditor", TEN.formatted("oidc:bob")));
    }

    private String planned() throws Exception {
        HttpResponse<String> answer = api.post(EXERCISES, "auditor", TEN.formatted("oidc:ann"));
        String link = json(201, answer).path("link").asText();
        assertThat(answer.headers().firstValue("Location")).contains(link);
        return link;
    }

    private HttpResponse<String> answer(String link, String who, int number, String kind) throws Exception {
        return api.post(link + "/answers", who, "{\"number\":" + number + ",\"kind\":\"" + kind + "}");
    }

    private static Caller person(String name, Role role, @Nullable String insurer) {
        return new Caller(name, role, insurer, Kind.PERSON);
    }

    private static JsonNode json(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return ApiUnderTest.json(answer);
    }

    private static String code(int status, HttpResponse<String> answer) {
        return json(status, answer).path("code").asText();
    }
}
