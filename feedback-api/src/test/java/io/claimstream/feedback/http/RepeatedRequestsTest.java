package io.claimstream.feedback.http;

import static io.claimstream.testkit.Claims.aClaim;
import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import io.claimstream.schemas.json.EventJson;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests that name themselves by an {@code Idempotency-Key}. */
class RepeatedRequestsTest {

    private static final String CLAIM =
            EventJson.format(EventJson.toJson(aClaim("c-1").build()));
    private static final Map<String, Caller> CALLERS = Map.of(
            "cs_one", new Caller("key:k_1", Role.ADMINISTRATOR), "cs_two", new Caller("key:k_2", Role.ADMINISTRATOR));

    private final ApiUnderTest api = new ApiUnderTest(
            it -> TestAccess.of(it.database(), it.clock(), presented -> Optional.ofNullable(CALLERS.get(presented))));

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void shouldChangeNothingAgainAndAnswerAlike() throws Exception {
        // When
        HttpResponse<String> first = post("/v1/claims", "cs_one", "key-1", CLAIM);
        HttpResponse<String> again = post("/v1/claims", "cs_one", "key-1", CLAIM);

        // Then
        assertThat(List.of(first.statusCode(), again.statusCode())).containsOnly(202);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        assertThat(again.headers().firstValue("Content-Type"))
                .isEqualTo(first.headers().firstValue("Content-Type"));
        assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(first.headers().firstValue("Idempotent-Replayed")).isEmpty();
        assertThat(api.kafka().written()).hasSize(1);
    }

    @Test
    void shouldTellAnotherRequestUnderTheSameKey() throws Exception {
        // Given
        post("/v1/claims", "cs_one", "key-1", CLAIM);

        // When
        HttpResponse<String> otherBody = post("/v1/claims", "cs_one", "key-1", CLAIM + " ");
        HttpResponse<String> otherPlace = post("/v1/claims?again", "cs_one", "key-1", CLAIM);
        HttpResponse<String> otherCaller = post("/v1/claims", "cs_two", "key-1", CLAIM);

        // Then
        assertThat(otherBody.statusCode()).isEqualTo(422);
        assertThat(ApiUnderTest.code(otherBody)).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(List.of(otherCaller.statusCode(), otherPlace.statusCode())).containsOnly(202);
        assertThat(api.kafka().written()).hasSize(3);
    }

    @Test
    void shouldLetWhatChangedNothingBeTriedAgain() throws Exception {
        // Given
        api.kafka().goAway(true);
        HttpResponse<String> away = post("/v1/claims", "cs_one", "key-1", CLAIM);
        api.kafka().goAway(false);

        // When
        HttpResponse<String> again = post("/v1/claims", "cs_one", "key-1", CLAIM);

        // Then
        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(again.statusCode()).isEqualTo(202);
    }

    @Test
    void shouldKeepNoSecretForWhoeverAsksAgain() throws Exception {
        // Given
        String key = "{\"name\":\"desk\",\"role\":\"ADJUSTER\"}";

        // When
        HttpResponse<String> first = post("/v1/api-keys", "cs_one", "key-1", key);
        HttpResponse<String> again = post("/v1/api-keys", "cs_one", "key-1", key);

        // Then
        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(ApiUnderTest.code(again)).isEqualTo("SHOWN_ONCE");
        String kept = api.database().jdbi().withHandle(handle -> handle.createQuery(
                        "select body from record_idempotency")
                .mapTo(String.class)
                .one());
        String secret = ApiUnderTest.json(first).path("key").asText();
        assertThat(secret).startsWith("cs_");
        assertThat(kept).doesNotContain(secret);
    }

    @Test
    void shouldHaveOneEffectHoweverManyRace() throws Exception {
        // Given
        ExecutorService threads = Executors.newFixedThreadPool(50);
        Callable<Integer> race =
                () -> post("/v1/claims", "cs_one", "race", CLAIM).statusCode();

        // When
        List<Future<Integer>> answers;
        try {
            answers =
                    threads.invokeAll(IntStream.range(0, 50).mapToObj(i -> race).toList());
        } finally {
            threads.shutdown();
        }

        // Then
        for (Future<Integer> answer : answers) {
            assertThat(answer.get()).isIn(202, 409);
        }
        assertThat(api.kafka().written()).hasSize(1);
        assertThat(post("/v1/claims", "cs_one", "race", CLAIM).statusCode()).isEqualTo(202);
    }

    private HttpResponse<String> post(String path, String key, String idempotencyKey, String body) throws Exception {
        return api.send(api.request(path)
                .header("X-Api-Key", key)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .POST(BodyPublishers.ofString(body)));
    }
}
