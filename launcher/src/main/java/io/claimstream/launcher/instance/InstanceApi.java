package io.claimstream.launcher.instance;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.launcher.command.BadInputException;
import io.claimstream.launcher.command.OutsideWorldException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** The HTTP API of a running instance, as commands use it. Numbers with a fraction are read as decimals. Thread-safe. */
public final class InstanceApi {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(20);
    private static final Duration UPLOAD_LIMIT = Duration.ofMinutes(2);
    private static final int OK = 200;
    private static final Duration SAVE_LIMIT = Duration.ofMinutes(10);
    private static final long PAUSE_MILLIS = 250;
    private static final int UNKNOWN = 401;
    private static final int REFUSED = 403;
    private static final Set<Integer> LATER = Set.of(429, 502, 503, 504);

    private final HttpClient client;
    private final URI api;
    private final String key;
    private final Duration patience;

    /** @param patience how long a request is repeated while the API is not there or not ready */
    public InstanceApi(ApiAccess access, Duration patience) {
        this.client = access.http();
        this.api = access.api();
        this.key = access.key();
        this.patience = patience;
    }

    /** The whole address of a path of the API. */
    public URI at(String path) {
        return api.resolve(path);
    }

    /**
     * What the API shows at an address.
     *
     * @throws BadInputException when there is nothing
     * @throws OutsideWorldException when the API does not answer in time, does not know the key, or shows no certificate that is trusted
     */
    public JsonNode get(String path) throws InterruptedException {
        return send(request(path).GET());
    }

    /** Sends a body; the same key makes a repeat harmless. */
    public JsonNode post(String path, ObjectNode body, String idempotencyKey) throws InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .POST(BodyPublishers.ofString(body.toString())));
    }

    /** As {@link #post}, in place of what is there. */
    public JsonNode put(String path, ObjectNode body, String idempotencyKey) throws InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .PUT(BodyPublishers.ofString(body.toString())));
    }

    /**
     * Writes what the API shows at an address, in another form than JSON, to a file.
     *
     * @param type media type of the form
     * @throws BadInputException when there is nothing, or the file cannot be written
     * @throws OutsideWorldException as {@link #get}
     */
    public void download(String path, String type, Path file) throws InterruptedException {
        HttpResponse<byte[]> answer =
                answered(request(path).header("Accept", type).GET());
        requireDone(answer);
        try {
            Files.write(file, answer.body());
        } catch (IOException e) {
            throw new BadInputException(
                    "Expected to write " + file + ", but " + e.getClass().getSimpleName() + " came instead.");
        }
    }

    /**
     * Writes what the API shows at an address to a file that only its owner can read, as it comes: nothing of it is held in memory, and the file is there only once it is whole.
     *
     * @param type media type of the form
     * @throws BadInputException when there is nothing, or the file cannot be written
     * @throws OutsideWorldException as {@link #get}, and when the API breaks off again and again
     */
    public void save(String path, String type, Path file) throws InterruptedException {
        Path parts = parts(file);
        try {
            HttpResponse<byte[]> answer = answered(
                    request(path).timeout(SAVE_LIMIT).header("Accept", type).GET(),
                    head -> head.statusCode() == OK
                            ? BodySubscribers.mapping(
                                    BodySubscribers.ofFile(
                                            parts, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING),
                                    whole -> new byte[0])
                            : BodySubscribers.ofByteArray());
            requireDone(answer);
            Files.move(parts, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw unwritable(file, e);
        } finally {
            delete(parts);
        }
    }

    /** Beside the file, so that it can be moved; others may not read it from the beginning. */
    private static Path parts(Path file) {
        try {
            return Files.createTempFile(file.toAbsolutePath().getParent(), "claimstream-", ".part");
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    private static BadInputException unwritable(Path file, IOException failure) {
        return new BadInputException(
                "Expected to write " + file + ", but " + failure.getClass().getSimpleName() + " came instead.");
    }

    private static void delete(Path parts) {
        try {
            Files.deleteIfExists(parts);
        } catch (IOException e) {
            throw new BadInputException(
                    "Expected to delete " + parts + ", but it cannot be. It may hold personal data.");
        }
    }

    /** Takes something away; a repeat changes nothing. */
    public void delete(String path) throws InterruptedException {
        var unused = send(request(path).DELETE());
    }

    /**
     * Sends a form with files; the same key makes a repeat harmless.
     *
     * @param request the part {@code request}
     * @param files file of each other part
     * @throws FileNotFoundException when there is no such file
     */
    public JsonNode postForm(String path, ObjectNode request, Map<String, Path> files, String idempotencyKey)
            throws InterruptedException, FileNotFoundException {
        String boundary = "claimstream-" + UUID.randomUUID();
        List<BodyPublisher> parts = new ArrayList<>();
        parts.add(BodyPublishers.ofString(head(boundary, "request", "") + request + "\r\n"));
        for (Map.Entry<String, Path> file : files.entrySet()) {
            parts.add(BodyPublishers.ofString(head(boundary, file.getKey(), "; filename=\"" + file.getKey() + "\"")));
            parts.add(BodyPublishers.ofFile(file.getValue()));
            parts.add(BodyPublishers.ofString("\r\n"));
        }
        parts.add(BodyPublishers.ofString("--" + boundary + "--\r\n"));
        return send(request(path)
                .timeout(UPLOAD_LIMIT)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .header("Idempotency-Key", idempotencyKey)
                .POST(BodyPublishers.concat(parts.toArray(BodyPublisher[]::new))));
    }

    private static String head(String boundary, String part, String more) {
        return "--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + part + "\"" + more + "\r\n\r\n";
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(api.resolve(path))
                .timeout(REQUEST_LIMIT)
                .header("Authorization", "Bearer " + key);
    }

    private JsonNode send(HttpRequest.Builder builder) throws InterruptedException {
        HttpResponse<byte[]> answer = answered(builder);
        requireDone(answer);
        return json(answer);
    }

    /** The answer of an API that is there and ready, whatever it says. */
    private HttpResponse<byte[]> answered(HttpRequest.Builder builder) throws InterruptedException {
        return answered(builder, BodyHandlers.ofByteArray());
    }

    /** The same, read in another way; what breaks off is read again. */
    private HttpResponse<byte[]> answered(HttpRequest.Builder builder, BodyHandler<byte[]> reader)
            throws InterruptedException {
        HttpRequest request = builder.build();
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            String trouble;
            try {
                HttpResponse<byte[]> answer = client.send(request, reader);
                if (!LATER.contains(answer.statusCode())
                        && answer.headers().firstValue("Retry-After").isEmpty()) {
                    return answer;
                }
                trouble = "it answers " + refusal(answer);
            } catch (IOException e) {
                Distrust.of(e, api).ifPresent(distrust -> {
                    throw distrust;
                });
                trouble = "it cannot be reached (" + e.getClass().getSimpleName() + ")";
            }
            if (System.nanoTime() > deadline) {
                throw new OutsideWorldException("Expected the API at " + api + " to answer within "
                        + patience.toSeconds() + " s, but " + trouble
                        + ". './claimstream up' starts an instance; '--api' names another address.");
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    private void requireDone(HttpResponse<byte[]> answer) {
        if (answer.statusCode() == UNKNOWN) {
            throw new OutsideWorldException("Expected the key to be known at " + api + ", but the API says "
                    + refusal(answer) + " Is it the key of another instance?");
        }
        if (answer.statusCode() == REFUSED) {
            throw new OutsideWorldException("Expected the key to be allowed to do this at " + api
                    + ", but the API says " + refusal(answer) + " '--key-file' names another key.");
        }
        if (answer.statusCode() >= 400 && answer.statusCode() < 500) {
            throw new BadInputException("The API at " + api + " refuses: " + refusal(answer));
        }
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException("Expected the API to answer, but it says " + refusal(answer));
        }
    }

    /** Code, detail and places of a problem. */
    private static String refusal(HttpResponse<byte[]> answer) {
        JsonNode problem = json(answer);
        StringBuilder text = new StringBuilder()
                .append(answer.statusCode())
                .append(' ')
                .append(problem.path("code").asText())
                .append(". ")
                .append(problem.path("detail").asText());
        problem.path("problems").forEach(place -> text.append(' ')
                .append(place.path("pointer").asText())
                .append(": expected ")
                .append(place.path("expected").asText())
                .append('.'));
        return text.toString();
    }

    private static JsonNode json(HttpResponse<byte[]> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            return JsonNodeFactory.instance.objectNode();
        }
    }
}
