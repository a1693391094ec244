package io.claimstream.feedback.operations;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.feedback.operations.Outside.Scorer;
import io.claimstream.feedback.operations.Outside.Service;
import io.claimstream.platform.service.Lookout;
import io.claimstream.schemas.json.EventJson;
import io.claimstream.schemas.json.EventJsonException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks the schema registry, the scoring-processors and the other services every few seconds how they are. Thread-safe. */
public final class OutsideSampler implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int OK = 200;
    private static final int SERVER_ERROR = 500;
    private static final Pattern SERVED = Pattern.compile(
            "^claimstream_scoring_deployment_offset\\{[^}]*slot=\"([^\"]*)\"[^}]*} (\\S+)", Pattern.MULTILINE);

    private final List<URI> registries;
    private final List<URI> scorers;
    private final List<ServiceAddress> services;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final Lookout<AutoCloseable> lookout;
    private volatile Outside seen = Outside.UNKNOWN;

    /**
     * Looks at nothing yet.
     *
     * @param registries addresses of a schema registry; one is enough
     * @param scorers where scoring-processors say whether they are ready; their metrics are beside it
     * @param services where the others say whether they are ready
     */
    public OutsideSampler(List<URI> registries, List<URI> scorers, List<ServiceAddress> services) {
        this.registries = List.copyOf(registries);
        this.scorers = List.copyOf(scorers);
        this.services = List.copyOf(services);
        // Addresses are asked one by one: nothing stays open between two looks.
        this.lookout = new Lookout<>("outside", () -> () -> {}, through -> look(), failure -> {});
    }

    /** Begins. Once. */
    public void start() {
        lookout.start();
    }

    /** How they were at the last look. */
    public Outside outside() {
        return seen;
    }

    @Override
    public void close() {
        lookout.close();
    }

    private void look() {
        seen = new Outside(
                registries.stream().anyMatch(this::answers),
                scorers.stream().map(this::scorer).toList(),
                services.stream().map(this::service).toList());
    }

    private Service service(ServiceAddress at) {
        Optional<HttpResponse<String>> ready = get(at.address());
        return new Service(
                at,
                ready.isPresent(),
                ready.filter(it -> it.statusCode() == OK).isPresent(),
                ready.map(it -> waitsFor(it.body())).orElse(List.of()));
    }

    /** Whoever wants to know who asks answers too. */
    private boolean answers(URI registry) {
        return get(registry).filter(it -> it.statusCode() < SERVER_ERROR).isPresent();
    }

    private Scorer scorer(URI address) {
        Optional<HttpResponse<String>> ready = get(address);
        return new Scorer(
                address.toString(),
                ready.isPresent(),
                ready.filter(it -> it.statusCode() == OK).isPresent(),
                ready.map(it -> waitsFor(it.body())).orElse(List.of()),
                get(address.resolve("metrics")).map(it -> served(it.body())).orElse(Map.of()));
    }

    /** What {@code /readyz} says of checks that do not pass. */
    static List<String> waitsFor(String body) {
        List<String> details = new ArrayList<>();
        try {
            for (JsonNode check : EventJson.parse(body).path("checks")) {
                if (!check.path("status").asText().equals("up")) {
                    details.add(check.path("name").asText() + ": "
                            + check.path("detail").asText());
                }
            }
        } catch (EventJsonException e) {
            details.add("it answers in another form");
        }
        return details;
    }

    /** What the metrics say of slots. */
    static Map<String, Long> served(String metrics) {
        Map<String, Long> served = new HashMap<>();
        Matcher lines = SERVED.matcher(metrics);
        while (lines.find()) {
            served.put(lines.group(1), (long) Double.parseDouble(lines.group(2)));
        }
        return served;
    }

    private Optional<HttpResponse<String>> get(URI address) {
        HttpRequest request = HttpRequest.newBuilder(address).timeout(PATIENCE).build();
        try {
            return Optional.of(client.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
