package io.claimstream.launcher.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** The API of a running instance, asked with the key of the command line. */
final class LiveApi {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String root;
    private final String key;

    /** @param directory where the instance was started; its data are in {@code data} */
    LiveApi(Path directory, int port) throws IOException {
        this.root = "http://localhost:" + port;
        this.key = Files.readString(directory.resolve("data/secrets/cli.key")).strip();
    }

    /** The answer, which must have a status. */
    JsonNode get(int status, String path) throws IOException, InterruptedException {
        return answer(status, request(path).GET());
    }

    JsonNode post(int status, String path, String body) throws IOException, InterruptedException {
        return answer(
                status, request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    /** As above, of another form, and under a key by which a repeat is known. */
    JsonNode post(int status, String path, String type, String body) throws IOException, InterruptedException {
        return answer(
                status,
                request(path)
                        .header("Content-Type", type)
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .POST(BodyPublishers.ofString(body)));
    }

    private JsonNode answer(int status, HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(root + path)).header("X-Api-Key", key);
    }
}
