package io.claimstream.schemas.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a registry over HTTP, a bounded number of times. Thread-safe. */
final class RegistryClient {

    private static final Logger LOGGER = LoggerFactory.getLogger(RegistryClient.class);
    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);
    private static final Set<Integer> WORTH_A_RETRY = Set.of(408, 429, 500, 502, 503, 504);
    private static final Set<Integer> REFUSED = Set.of(409, 422);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final List<RegistryAddress> addresses;
    private final RetryPolicy retry;
    private final HttpClient http;

    RegistryClient(List<RegistryAddress> addresses, RetryPolicy retry) {
        this(addresses, Optional.empty(), retry);
    }

    RegistryClient(List<RegistryAddress> addresses, Optional<SSLContext> tls, RetryPolicy retry) {
        this.addresses = addresses;
        this.retry = retry;
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT_TIMEOUT);
        tls.ifPresent(builder::sslContext);
        this.http = builder.build();
    }

    JsonNode get(String path) {
        return ask("GET", path, BodyPublishers.noBody());
    }

    JsonNode post(String path, JsonNode body) {
        return ask("POST", path, BodyPublishers.ofString(body.toString()));
    }

    private JsonNode ask(String method, String path, BodyPublisher body) {
        for (int attempt = 1; ; attempt++) {
            RegistryAddress address = addresses.get((attempt - 1) % addresses.size());
            try {
                return askOnce(address, method, path, body);
            } catch (IOException e) {
                if (attempt == retry.attempts()) {
                    throw new RegistryUnavailableException(
                            "Expected an answer from the schema registry at %s, but %d attempts failed: %s."
                                    .formatted(address.base(), attempt, e),
                            e);
                }
                LOGGER.atDebug()
                        .addKeyValue("registry", address.base())
                        .addKeyValue("attempt", attempt)
                        .addKeyValue("cause", e.getClass().getSimpleName())
                        .log("schema registry did not answer");
                pause(retry.pauseAfter(attempt));
            }
        }
    }

    private JsonNode askOnce(RegistryAddress address, String method, String path, BodyPublisher body)
            throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(ANSWER_TIMEOUT)
                .header("Accept", MEDIA_TYPE)
                .header("Content-Type", MEDIA_TYPE)
                .method(method, body);
        address.credentials().ifPresent(credentials -> request.header("Authorization", credentials.header()));
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            return answer(address, path, response.statusCode(), json(response.body()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryUnavailableException("Interrupted while the schema registry was asked.", e);
        }
    }

    private static JsonNode answer(RegistryAddress address, String path, int status, JsonNode body) throws IOException {
        if (status == 200 && body.isContainerNode()) {
            return body;
        }
        // A 404 without the registry's own error code comes from something else, such as a proxy or a wrong address.
        if (status == 404 && body.path("error_code").asInt() / 100 == 404) {
            throw new UnknownSchemaException(
                    "Expected the schema registry to know " + path + ", but it answered 404.", null);
        }
        if (REFUSED.contains(status)) {
            throw new IncompatibleSchemaException(
                    "Expected the schema registry to take the schema at %s, but it answered %d: %s"
                            .formatted(path, status, body.path("message").asText("no message")),
                    null);
        }
        if (WORTH_A_RETRY.contains(status)) {
            throw new IOException("HTTP status " + status);
        }
        throw new RegistryUnavailableException(
                "Expected the schema registry's API at %s, but %s answered with HTTP status %d."
                        .formatted(address.base(), path, status),
                null);
    }

    private static JsonNode json(String body) {
        try {
            return MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static void pause(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryUnavailableException("Interrupted while waiting for the schema registry.", e);
        }
    }
}
