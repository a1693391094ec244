package io.claimstream.launcher.runs;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.launcher.command.OutsideWorldException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The part of the API that shows training runs. Thread-safe. */
final class RunsApi {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int OK = 200;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI api;
    private final String key;

    RunsApi(URI api, String key) {
        this.api = api;
        this.key = key;
    }

    /**
     * The newest runs, newest first.
     *
     * @throws OutsideWorldException when the API does not answer, or refuses
     */
    List<ObjectNode> runs() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(api.resolve("/v1/runs"))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + key)
                .build();
        try {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != OK) {
                throw trouble("it answers " + answer.statusCode()
                        + "; does it know the key of this data directory, and is it of this release?");
            }
            List<ObjectNode> runs = new ArrayList<>();
            for (JsonNode run : JSON.readTree(answer.body()).path("runs")) {
                runs.add((ObjectNode) run);
            }
            return runs;
        } catch (IOException e) {
            throw trouble("it cannot be reached (" + e.getClass().getSimpleName() + ")");
        }
    }

    private OutsideWorldException trouble(String what) {
        return new OutsideWorldException("Expected the API at " + api + " to show training runs, but " + what + ".");
    }
}
