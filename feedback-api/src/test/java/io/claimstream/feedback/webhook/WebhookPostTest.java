package io.claimstream.feedback.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.claimstream.feedback.webhook.Delivery.Attempt;
import io.claimstream.feedback.webhook.Delivery.Problem;
import io.claimstream.feedback.webhook.Delivery.State;
import io.claimstream.testkit.tls.TestKeystore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where one delivery goes, whatever a name's servers say a moment later. */
@Timeout(60)
class WebhookPostTest {

    private static final Instant NOW = Instant.parse("2026-03-01T09:30:00Z");
    private static final List<SigningSecret> SECRETS = List.of(SigningSecret.random());

    @TempDir
    static Path directory;

    private final List<HttpServer> servers = new ArrayList<>();
    private final List<String> hosts = new CopyOnWriteArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();

    @AfterEach
    void stop() {
        servers.forEach(server -> server.stop(0));
    }

    @Test
    void shouldConnectToTheAddressThatWasCheckedAndToNoLaterAnswer() throws Exception {
        // Given: a name that no other resolver knows, and that leads elsewhere the second time it is asked for.
        HttpServer receiver = serve("127.0.0.1", 0, WebhookPostTest::take);
        int port = receiver.getAddress().getPort();
        AtomicInteger trapped = new AtomicInteger();
        serve("127.0.0.2", port, exchange -> {
            trapped.incrementAndGet();
            take(exchange);
        });

        // When
        Attempt attempt;
        try (WebhookPost post = post(true, SSLContext.getDefault(), "127.0.0.1", "127.0.0.2")) {
            attempt = send(post, "http://hooks.example:" + port + "/in");
        }

        // Then
        assertThat(attempt).isEqualTo(new Attempt(NOW, 204, null));
        assertThat(hosts).containsExactly("hooks.example:" + port);
        assertThat(asked).hasValue(1);
        assertThat(trapped).hasValue(0);
    }

    @Test
    void shouldCheckEachNewConnectionAndConnectToNothingThatIsRefused() throws Exception {
        // Given: connections are not kept by the receiver, so each delivery needs its own.
        HttpServer receiver = serve("127.0.0.1", 0, exchange -> {
            exchange.getResponseHeaders().add("Connection", "close");
            take(exchange);
        });
        String url = "http://hooks.example:" + receiver.getAddress().getPort() + "/in";

        // When
        List<Attempt> attempts = new ArrayList<>();
        try (WebhookPost post = post(true, SSLContext.getDefault(), "127.0.0.1", "10.0.0.1", "127.0.0.1")) {
            for (int i = 0; i < 3; i++) {
                attempts.add(send(post, url));
            }
        }

        // Then
        assertThat(attempts)
                .containsExactly(
                        new Attempt(NOW, 204, null),
                        new Attempt(NOW, null, Problem.ADDRESS_REFUSED),
                        new Attempt(NOW, 204, null));
        assertThat(asked).hasValue(3);
        assertThat(hosts).hasSize(2);
    }

    @Test
    void shouldRefuseANameThatLeadsToAPublicAndToAPrivateAddress() throws Exception {
        try (ServerSocket inside = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                WebhookPost post = post(false, SSLContext.getDefault(), "1.1.1.1,127.0.0.1")) {
            // When
            Attempt attempt = send(post, "https://hooks.example:" + inside.getLocalPort() + "/in");

            // Then
            assertThat(attempt.problem()).isEqualTo(Problem.ADDRESS_REFUSED);
        }
    }

    @Test
    void shouldSendByPlainHttpToNothingOutsideThisMachine() throws Exception {
        try (WebhookPost post = post(true, SSLContext.getDefault(), "1.1.1.1")) {
            assertThat(send(post, "http://hooks.example/in").problem()).isEqualTo(Problem.ADDRESS_REFUSED);
        }
    }

    @Test
    void shouldTellANameThatNobodyKnows() throws Exception {
        try (WebhookPost post = post(true, SSLContext.getDefault())) {
            assertThat(send(post, "https://hooks.example/in").problem()).isEqualTo(Problem.NAME_UNKNOWN);
        }
    }

    @Test
    void shouldAskForACertificateOfTheNameAndNotOfTheAddress() throws Exception {
        // Given: the certificate is for the name alone, and that name leads nowhere but by our resolver.
        TestKeystore named = TestKeystore.forName(directory.resolve("named.p12"), "hooks.example");
        int port = serveByHttps(named);
        SSLContext trust = TestKeystore.trusting(named);

        // When
        Attempt byItsName;
        Attempt byAnother;
        Attempt byItsAddress;
        try (WebhookPost post = post(true, trust, "127.0.0.1", "127.0.0.1", "127.0.0.1")) {
            byItsName = send(post, "https://hooks.example:" + port + "/in");
            byAnother = send(post, "https://other.example:" + port + "/in");
            byItsAddress = send(post, "https://127.0.0.1:" + port + "/in");
        }

        // Then
        assertThat(byItsName).isEqualTo(new Attempt(NOW, 204, null));
        assertThat(byAnother.problem()).isEqualTo(Problem.TLS);
        assertThat(byItsAddress.problem()).isEqualTo(Problem.TLS);
    }

    @Test
    void shouldTrustOnlyAuthoritiesOfThePlatform() throws Exception {
        int port = serveByHttps(TestKeystore.validFor(directory.resolve("own.p12"), 30));
        try (WebhookPost post = post(true, SSLContext.getDefault(), "127.0.0.1")) {
            assertThat(send(post, "https://localhost:" + port + "/in").problem())
                    .isEqualTo(Problem.TLS);
        }
    }

    @Test
    void shouldNotReadALongAnswerToItsEnd() throws Exception {
        // Given: an answer without an end.
        HttpServer receiver = serve("127.0.0.1", 0, exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                while (true) {
                    body.write(new byte[1_024]);
                }
            }
        });

        // When
        Attempt attempt;
        try (WebhookPost post = post(true, SSLContext.getDefault(), "127.0.0.1")) {
            attempt = send(post, "http://hooks.example:" + receiver.getAddress().getPort() + "/in");
        }

        // Then
        assertThat(attempt).isEqualTo(new Attempt(NOW, 200, null));
    }

    private static Attempt send(WebhookPost post, String url) throws InterruptedException {
        Delivery delivery = new Delivery(1, "msg_1", "score", "{\"n\":1}", State.WAITING, 0, NOW, NOW, null);
        return post.send(URI.create(url), delivery, SECRETS, NOW);
    }

    /** @param answers what the name leads to, one answer after the other, each of one or more addresses */
    private WebhookPost post(boolean plainHere, SSLContext trust, String... answers) {
        Deque<String> left = new ArrayDeque<>(List.of(answers));
        WebhookLimits limits = new WebhookLimits(4, Duration.ofSeconds(5), plainHere, false);
        AddressGuard guard = new AddressGuard(limits, host -> {
            asked.incrementAndGet();
            if (left.isEmpty()) {
                throw new UnknownHostException(host);
            }
            List<InetAddress> found = new ArrayList<>();
            for (String address : left.remove().split(",", -1)) {
                found.add(InetAddress.getByName(address));
            }
            return found.toArray(InetAddress[]::new);
        });
        return new WebhookPost(guard, limits, trust);
    }

    private HttpServer serve(String address, int port, HttpHandler handler) throws IOException {
        return begun(HttpServer.create(new InetSocketAddress(InetAddress.getByName(address), port), 50), handler);
    }

    private int serveByHttps(TestKeystore keystore) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keystore.path())) {
            store.load(in, TestKeystore.PASSWORD.toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, TestKeystore.PASSWORD.toCharArray());
        SSLContext own = SSLContext.getInstance("TLS");
        own.init(keys.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setHttpsConfigurator(new HttpsConfigurator(own));
        return begun(server, WebhookPostTest::take).getAddress().getPort();
    }

    private HttpServer begun(HttpServer server, HttpHandler handler) {
        server.createContext("/", exchange -> {
            hosts.add(exchange.getRequestHeaders().getFirst("Host"));
            handler.handle(exchange);
        });
        server.start();
        servers.add(server);
        return server;
    }

    private static void take(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(body.equals("{\"n\":1}") ? 204 : 400, -1);
        exchange.close();
    }
}
