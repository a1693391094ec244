package io.claimstream.feedback;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.claimstream.feedback.contract.ContractClient;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Setting;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.service.ServiceContext;
import io.claimstream.schemas.json.EventJson;
import io.claimstream.schemas.registry.SchemaRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** feedback-api as its users meet it: over HTTP, on a real Kafka and a database in a directory. */
public final class RunningFeedback implements AutoCloseable {

    private static final int OK = 200;

    private final ContractClient client = new ContractClient();
    private final List<String> shown = new ArrayList<>();
    private final List<String> links = new ArrayList<>();
    private final HttpServer scorer;
    private final FeedbackService service;
    private volatile int scorerStatus = OK;

    private RunningFeedback(HttpServer scorer, SchemaRegistry registry, Map<String, String> settings) {
        this.scorer = scorer;
        this.service = new FeedbackApp(shown::add, links::add).create(ServiceContext.of(settings(settings), registry));
    }

    static RunningFeedback start(String bootstrapServers, SchemaRegistry registry, Path dataDir) throws IOException {
        return start(bootstrapServers, registry, dataDir, Map.of());
    }

    /**
     * Starts it.
     *
     * @param more settings beside those that every test needs
     */
    public static RunningFeedback start(
            String bootstrapServers, SchemaRegistry registry, Path dataDir, Map<String, String> more)
            throws IOException {
        HttpServer scorer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        Map<String, String> settings = new HashMap<>(more);
        settings.putAll(Map.of(
                CommonSettings.KAFKA_BOOTSTRAP_SERVERS.key(),
                bootstrapServers,
                CommonSettings.DATA_DIR.key(),
                dataDir.toString(),
                FeedbackConfig.PORT.key(),
                "0",
                FeedbackConfig.PUBLISH_TIMEOUT.key(),
                "2s",
                FeedbackConfig.SCORERS.key(),
                "http://127.0.0.1:" + scorer.getAddress().getPort() + "/readyz"));
        RunningFeedback running = new RunningFeedback(scorer, registry, settings);
        scorer.createContext("/readyz", exchange -> {
            exchange.sendResponseHeaders(running.scorerStatus, -1);
            exchange.close();
        });
        scorer.start();
        running.service.start();
        return running;
    }

    /** Keys that were shown at the start. */
    public List<String> shownKeys() {
        return List.copyOf(shown);
    }

    /** Links to the first account that were shown at the start. */
    List<String> shownLinks() {
        return List.copyOf(links);
    }

    /** Where the API is served. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + service.port());
    }

    void scorerAnswers(int status) {
        scorerStatus = status;
    }

    public HttpResponse<String> get(String path, String key) throws IOException, InterruptedException {
        return client.send(request(path, key).GET().build());
    }

    public HttpResponse<String> post(String path, String key, String body) throws IOException, InterruptedException {
        return client.send(request(path, key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    HttpResponse<String> put(String path, String key, String ifMatch, String body)
            throws IOException, InterruptedException {
        return client.send(request(path, key)
                .header("Content-Type", "application/json")
                .header("If-Match", ifMatch)
                .PUT(BodyPublishers.ofString(body))
                .build());
    }

    HttpResponse<String> postBatch(String key, String idempotencyKey, String body)
            throws IOException, InterruptedException {
        return client.send(request("/v1/claims/batches", key)
                .header("Content-Type", "application/x-ndjson")
                .header("Idempotency-Key", idempotencyKey)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    /** Listens to scores and rejections, after an event unless its id is blank. */
    Listener listen(String key, String after) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                request("/v1/events?kinds=score,rejection", key).GET();
        if (!after.isBlank()) {
            request.header("Last-Event-ID", after);
        }
        return new Listener(HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.ofInputStream())
                .body());
    }

    public static JsonNode json(HttpResponse<String> answer) {
        return EventJson.parse(answer.body());
    }

    @Override
    public void close() {
        service.close();
        scorer.stop(0);
    }

    private HttpRequest.Builder request(String path, String key) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path))
                .header("X-Api-Key", key);
    }

    private static Settings settings(Map<String, String> settings) {
        List<Setting<?>> known = new ArrayList<>(CommonSettings.ALL);
        known.addAll(FeedbackConfig.SETTINGS);
        return Settings.of(known, settings);
    }
}
