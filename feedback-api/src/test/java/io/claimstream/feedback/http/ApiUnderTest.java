package io.claimstream.feedback.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.claimstream.feedback.FakePublisher;
import io.claimstream.feedback.FakeReadModel;
import io.claimstream.feedback.FakeRescores;
import io.claimstream.feedback.FakeUpkeep;
import io.claimstream.feedback.TestBatches;
import io.claimstream.feedback.TestBilling;
import io.claimstream.feedback.TestClock;
import io.claimstream.feedback.TestDatabases;
import io.claimstream.feedback.TestExports;
import io.claimstream.feedback.TestLetters;
import io.claimstream.feedback.TestLog;
import io.claimstream.feedback.TestOperations;
import io.claimstream.feedback.TestPrivacy;
import io.claimstream.feedback.TestReview;
import io.claimstream.feedback.TestWebhooks;
import io.claimstream.feedback.TestWhatIf;
import io.claimstream.feedback.contract.ContractClient;
import io.claimstream.feedback.desk.CommandDesk;
import io.claimstream.feedback.desk.FeedbackDesk;
import io.claimstream.feedback.desk.RescoreDesk;
import io.claimstream.feedback.desk.RevisionDesk;
import io.claimstream.feedback.desk.ScoringDesk;
import io.claimstream.feedback.desk.UploadDesk;
import io.claimstream.feedback.events.EventFeed;
import io.claimstream.feedback.figures.Figures;
import io.claimstream.feedback.http.ApiServer.Limits;
import io.claimstream.feedback.idempotency.IdempotencyLedger;
import io.claimstream.feedback.page.site.Site;
import io.claimstream.feedback.privacy.Privacy;
import io.claimstream.feedback.tls.ServerTls;
import io.claimstream.feedback.view.Arrivals;
import io.claimstream.feedback.webhook.WebhookRunner;
import io.claimstream.feedback.whatif.WhatIfDesk;
import io.claimstream.platform.database.Database;
import io.claimstream.platform.service.Health;
import io.claimstream.schemas.json.EventJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The API on a port of its own, with a database in memory, and Kafka and the read model faked. Every answer is held against the contract. */
public final class ApiUnderTest implements AutoCloseable {

    private final Database database = TestDatabases.h2();
    private final TestClock clock = new TestClock();
    private final FakeReadModel readModel = new FakeReadModel();
    private final FakePublisher kafka = new FakePublisher();
    private final ContractClient client;
    private final String scheme;
    private final FakeUpkeep upkeep = new FakeUpkeep(database.jdbi());
    private final HttpClient browsers =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private final TestLetters letters = new TestLetters();
    private final TestOperations operations = new TestOperations();
    private final Privacy privacy = TestPrivacy.of(database, clock);
    private final TestLog log = new TestLog();
    private final EventFeed feed = log.feed(clock);
    private final WebhookRunner webhooks = TestWebhooks.of(database, clock, log);
    private final WhatIfDesk whatIf;
    private final ApiServer server;
    private final List<PageRoute> pages = new CopyOnWriteArrayList<>();

    /** What the access to the API is made of. */
    public interface Wiring extends Function<ApiUnderTest, AccessPorts> {}

    public ApiUnderTest(Wiring access) {
        this(access, TestWhatIf.empty());
    }

    public ApiUnderTest(Wiring access, WhatIfDesk whatIf) {
        this(access, whatIf, "127.0.0.1", Exposure.BY_DEFAULT, Optional.empty(), HttpClient.newHttpClient());
    }

    ApiUnderTest(Wiring access, String host, Exposure exposure) {
        this(access, TestWhatIf.empty(), host, exposure, Optional.empty(), HttpClient.newHttpClient());
    }

    /** By https, asked by a client that trusts it. */
    ApiUnderTest(Wiring access, ServerTls tls, HttpClient client) {
        this(access, TestWhatIf.empty(), "127.0.0.1", Exposure.BY_DEFAULT, Optional.of(tls), client);
    }

    private ApiUnderTest(
            Wiring access,
            WhatIfDesk whatIf,
            String host,
            Exposure exposure,
            Optional<ServerTls> tls,
            HttpClient client) {
        this.client = new ContractClient(client);
        this.scheme = tls.isPresent() ? "https" : "http";
        this.whatIf = whatIf;
        this.server = new ApiServer(
                new Limits(host, 0, 20_000, 1_000_000, 8, 50, Duration.ofMillis(500)),
                exposure,
                tls,
                executor -> ports(access.apply(this), executor),
                this::site);
        feed.start();
        server.start();
    }

    public Database database() {
        return database;
    }

    public TestClock clock() {
        return clock;
    }

    public FakeReadModel readModel() {
        return readModel;
    }

    /** For browsers: a client of its own for each would leave a connection open for each, of which the server lets only so many at once. */
    public HttpClient browsers() {
        return browsers;
    }

    public FakeUpkeep upkeep() {
        return upkeep;
    }

    public FakePublisher kafka() {
        return kafka;
    }

    public TestLog log() {
        return log;
    }

    public TestOperations operations() {
        return operations;
    }

    /** Carries erasures out once its runner is started. */
    public Privacy privacy() {
        return privacy;
    }

    public TestLetters letters() {
        return letters;
    }

    WebhookRunner webhooks() {
        return webhooks;
    }

    EventFeed feed() {
        return feed;
    }

    public int port() {
        return server.port();
    }

    public HttpResponse<String> get(String path, String key) throws IOException, InterruptedException {
        return send(request(path).header("X-Api-Key", key).GET());
    }

    public HttpResponse<String> post(String path, String key, String body) throws IOException, InterruptedException {
        return send(request(path)
                .header("X-Api-Key", key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> delete(String path, String key) throws IOException, InterruptedException {
        return send(request(path).header("X-Api-Key", key).DELETE());
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(scheme + "://127.0.0.1:" + server.port() + path));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build());
    }

    public static JsonNode json(HttpResponse<String> answer) {
        return EventJson.parse(answer.body());
    }

    /** A problem without what differs from request to request; null for an answer without a body. */
    static @Nullable JsonNode comparable(HttpResponse<String> answer) {
        if (answer.body().isEmpty()) {
            return null;
        }
        ObjectNode json = (ObjectNode) json(answer);
        json.remove("traceId");
        return json;
    }

    static String code(HttpResponse<String> answer) {
        return json(answer).path("code").asText();
    }

    @Override
    public void close() {
        server.close();
        privacy.runner().close();
        feed.close();
        webhooks.close();
        database.close();
    }

    /** Every page that is served. */
    public List<PageRoute> pages() {
        return List.copyOf(pages);
    }

    private Pages site(PagePorts ports) {
        Pages site = new Site(ports);
        pages.addAll(site.routes());
        return site;
    }

    private ApiPorts ports(AccessPorts access, Executor executor) {
        CommandDesk commands = new CommandDesk(readModel, kafka, clock);
        FeedbackDesk desk = new FeedbackDesk(readModel, kafka, clock, where -> false);
        return new ApiPorts(
                access,
                TestReview.of(database, clock),
                kafka,
                desk,
                new RevisionDesk(desk, readModel, executor),
                commands,
                new UploadDesk(kafka, commands),
                new RescoreDesk(new FakeRescores(readModel), kafka, clock, executor),
                new ScoringDesk(readModel, kafka, new Arrivals(), executor),
                whatIf,
                TestBatches.of(database, kafka, clock),
                feed,
                webhooks.webhooks(),
                letters.ports(database, clock),
                operations.ports(),
                slot -> List.of(),
                readModel,
                upkeep,
                new Figures(database.jdbi()),
                TestBilling.of(database, clock),
                TestExports.of(database, clock, readModel, privacy),
                new IdempotencyLedger(database.jdbi(), clock),
                () -> true,
                () -> Health.of(Health.Check.up("kafka")),
                () -> "",
                clock,
                executor);
    }
}
