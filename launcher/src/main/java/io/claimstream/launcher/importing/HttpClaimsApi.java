package io.claimstream.launcher.importing;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.launcher.command.OutsideWorldException;
import io.claimstream.launcher.instance.ApiAccess;
import io.claimstream.launcher.instance.Distrust;
import io.claimstream.schemas.json.EventJson;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The API over HTTP. Thread-safe. */
final class HttpClaimsApi implements ClaimsApi {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(20);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final Set<Integer> LATER = Set.of(429, 502, 503, 504);
    /** Not known yet, or superseded by the score of a newer revision. */
    private static final Set<Integer> LOOK_AGAIN = Set.of(404, 409);

    private static final Set<Integer> NOT_OURS = Set.of(401, 403);

    private final HttpClient client;
    private final URI api;
    private final String key;
    private final Duration patience;

    /** @param patience how long a request is repeated while the API is not there or not ready */
    HttpClaimsApi(ApiAccess access, Duration patience) {
        this.client = access.http();
        this.api = access.api();
        this.key = access.key();
        this.patience = patience;
    }

    @Override
    public Optional<String> submit(ClaimSubmitted claim) throws InterruptedException {
        HttpResponse<String> answer =
                send(post("/v1/claims", EventJson.toJson(claim).toString()));
        return answer.statusCode() == 202 ? Optional.empty() : Optional.of(refusal(answer));
    }

    @Override
    public Optional<ClaimState> find(String insurer, String claimId) throws InterruptedException {
        HttpResponse<String> answer =
                send(request("/v1/claims/" + insurer + "/" + claimId).GET());
        if (answer.statusCode() == 404) {
            return Optional.empty();
        }
        return Optional.of(ClaimState.of(json(expect(answer, 200))));
    }

    @Override
    public boolean settle(String scoreId, String claimId, BigDecimal amount) throws InterruptedException {
        String body = JsonNodeFactory.instance
                .objectNode()
                .put("kind", "settled")
                .put("amount", amount)
                .toString();
        HttpResponse<String> answer = send(post("/v1/scores/" + scoreId + "/feedback", body)
                .header("Idempotency-Key", "import:" + claimId + ":" + amount.toPlainString()));
        if (LOOK_AGAIN.contains(answer.statusCode())) {
            return false;
        }
        expect(answer, 200, 201);
        return true;
    }

    private HttpRequest.Builder post(String path, String body) {
        return request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(api.resolve(path))
                .timeout(REQUEST_LIMIT)
                .header("Authorization", "Bearer " + key);
    }

    /** The first answer that is final. */
    private HttpResponse<String> send(HttpRequest.Builder builder) throws InterruptedException {
        HttpRequest request = builder.build();
        long deadline = System.nanoTime() + patience.toNanos();
        Duration pause = FIRST_PAUSE;
        while (true) {
            String trouble;
            try {
                HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
                if (!LATER.contains(answer.statusCode())) {
                    return accessible(answer);
                }
                trouble = "it answers " + answer.statusCode();
            } catch (IOException e) {
                Distrust.of(e, api).ifPresent(distrust -> {
                    throw distrust;
                });
                trouble = "it cannot be reached (" + e.getClass().getSimpleName() + ")";
            }
            if (System.nanoTime() > deadline) {
                throw new OutsideWorldException("Expected the API at " + api + " to answer within "
                        + patience.toSeconds() + " s, but " + trouble + ". Import again to go on.");
            }
            Thread.sleep(pause.toMillis());
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private HttpResponse<String> accessible(HttpResponse<String> answer) {
        if (NOT_OURS.contains(answer.statusCode())) {
            throw new OutsideWorldException("Expected the API at " + api
                    + " to know the key of this data directory, but it does not. Is it another instance?");
        }
        return answer;
    }

    private static HttpResponse<String> expect(HttpResponse<String> answer, Integer... codes) {
        if (!Set.of(codes).contains(answer.statusCode())) {
            throw new IllegalStateException(
                    "Expected the API to answer " + Set.of(codes) + ", but it answered " + refusal(answer));
        }
        return answer;
    }

    /** Code and places of a problem; the API never repeats contents in one. */
    private static String refusal(HttpResponse<String> answer) {
        JsonNode problem = json(answer);
        StringBuilder text = new StringBuilder()
                .append(answer.statusCode())
                .append(' ')
                .append(problem.path("code").asText());
        problem.path("problems").forEach(place -> text.append("; ")
                .append(place.path("pointer").asText())
                .append(": expected ")
                .append(place.path("expected").asText()));
        return text.toString();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            return JsonNodeFactory.instance.objectNode();
        }
    }
}
