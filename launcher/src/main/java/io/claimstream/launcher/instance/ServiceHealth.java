package io.claimstream.launcher.instance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How a service says it is.
 *
 * @param isWell whether it said so
 * @param words why nobody of ours answered; empty when it did
 * @param parts what it looked at; empty when nobody of ours answered
 */
public record ServiceHealth(boolean isWell, String words, List<Part> parts) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int WELL = 200;
    private static final int NOT_WELL = 503;

    public ServiceHealth {
        parts = List.copyOf(parts);
    }

    /**
     * One part of it.
     *
     * @param status as {@link io.claimstream.platform.service.Health.Status}, in small letters
     * @param detail the cause; may be empty
     */
    public record Part(String name, String status, String detail) {}

    /** Whether nobody of ours answered. */
    public boolean isAway() {
        return !words.isEmpty();
    }

    /** Asks, and waits for at most {@code 5 s}. */
    public static ServiceHealth ask(HttpClient client, URI address) {
        try {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(address).timeout(PATIENCE).build(), BodyHandlers.ofString());
            if (answer.statusCode() == WELL || answer.statusCode() == NOT_WELL) {
                List<Part> parts = new ArrayList<>();
                JSON.readTree(answer.body()).required("checks").forEach(it -> parts.add(part(it)));
                return new ServiceHealth(answer.statusCode() == WELL, "", parts);
            }
        } catch (JsonProcessingException | IllegalArgumentException e) {
            // It is no service of ours, which is said below.
            return other(address);
        } catch (IOException e) {
            return away("Nobody answers at " + address + ". Is it running, and on this machine?");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return away("Interrupted while " + address + " was asked.");
        }
        return other(address);
    }

    private static ServiceHealth other(URI address) {
        return away("Something else answers at " + address + ". See which port it has.");
    }

    private static ServiceHealth away(String words) {
        return new ServiceHealth(false, words, List.of());
    }

    private static Part part(JsonNode check) {
        return new Part(
                check.path("name").asText(),
                check.path("status").asText().toLowerCase(Locale.ROOT),
                check.path("detail").asText());
    }
}
