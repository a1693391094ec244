package io.claimstream.feedback.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.account.Invitations;
import io.claimstream.feedback.account.NewUser;
import io.claimstream.feedback.account.Passwords;
import io.claimstream.feedback.audit.AuditTrail;
import io.claimstream.feedback.tls.KeystoreFile;
import io.claimstream.feedback.tls.ServerTls;
import io.claimstream.testkit.tls.TestKeystore;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The API over TLS. */
@Timeout(60)
@SuppressWarnings("NullAway.Init") // Set before all tests.
class TlsTest {

    private static final String PASSWORD = "correct horse battery";
    private static final String ASKED = "GET /v1/me HTTP/1.1\r\nHost: localhost\r\nX-Api-Key: all\r\n\r\n";
    private static final String HTTPS_ONLY = "Strict-Transport-Security: max-age=31536000\r\n";
    private static final Duration HANDSHAKE = Duration.ofSeconds(1);
    /** Tells that renegotiation is safe; it stands among the suites but is none. */
    private static final String NO_SUITE = "TLS_EMPTY_RENEGOTIATION_INFO_SCSV";

    private static final int ALERT = 21;
    private static final int HANDSHAKE_RECORD = 22;

    @TempDir
    static Path directory;

    private static TestKeystore first;
    private static TestKeystore second;
    private static Path served;
    private static SSLContext trust;
    private static ServerTls tls;
    private static ApiUnderTest api;

    @BeforeAll
    static void start() throws IOException {
        first = TestKeystore.validFor(directory.resolve("first.p12"), 90);
        second = TestKeystore.validFor(directory.resolve("second.p12"), 90);
        trust = TestKeystore.trusting(first, second);
        served = directory.resolve("api.p12");
        first.replace(served);
        tls = ServerTls.open(
                new KeystoreFile(served, Optional.of(TestKeystore.PASSWORD), Optional.empty()),
                Clock.systemUTC(),
                new ServerTls.Pace(Duration.ofMillis(100), HANDSHAKE));
        api = new ApiUnderTest(
                it -> TestAccess.of(
                        it.database(), it.clock(), key -> Optional.of(new Caller("key:k_1", Role.ADMINISTRATOR))
                                .filter(caller -> key.equals("all"))),
                tls,
                HttpClient.newBuilder().sslContext(trust).build());
        tls.start();
    }

    @AfterAll
    static void stop() {
        api.close();
        tls.close();
    }

    @ParameterizedTest
    @CsvSource({"/v1/me, all, 200", "/v1/me, wrong, 401", "/v1/scores/s_none, all, 404", "/v1/claims?limit=x, all, 400"
    })
    void shouldAnswerByHttpsAndForbidHttp(String path, String key, int status) throws Exception {
        // When
        HttpResponse<String> answer = api.get(path, key);

        // Then
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().allValues("Strict-Transport-Security")).containsExactly("max-age=31536000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET\r\n\r\n",
                "GET /v1/me HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "POST /v1/claims HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
                "DELETE /v1/api-keys/%00 HTTP/1.1\r\nHost: localhost\r\n\r\n"
            })
    void shouldForbidHttpOnWhatTheServerItselfRefuses(String sent) throws Exception {
        try (SSLSocket socket = connected()) {
            // When
            String answer = exchange(socket, sent);

            // Then
            assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json");
            assertThat(answer).containsOnlyOnce(HTTPS_ONLY);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1:8443", "LOCALHOST"})
    void shouldAnswerForEveryNameThatIsServedWhateverTheCertificateSays(String host) throws Exception {
        try (SSLSocket socket = connected()) {
            assertThat(exchange(socket, ASKED.replace("localhost", host))).startsWith("HTTP/1.1 200");
        }
        try (SSLSocket socket = connected()) {
            assertThat(exchange(socket, ASKED.replace("localhost", "attacker.example")))
                    .startsWith("HTTP/1.1 421")
                    .contains(HTTPS_ONLY);
        }
    }

    @Test
    void shouldNotAnswerByPlainHttp() throws Exception {
        try (Socket socket = plain()) {
            assertThat(exchange(socket, ASKED)).doesNotContain("HTTP/1.1");
        }
    }

    /** TLS 1.0, 1.1 and, so that this test can fail, 1.2. Java's own client would not even ask by the old ones. */
    @ParameterizedTest
    @CsvSource({"1, 21", "2, 21", "3, 22"})
    void shouldRefuseOldVersionsOfTls(int minor, int expected) throws Exception {
        try (Socket socket = plain()) {
            // When
            socket.getOutputStream().write(hello(minor));
            int answered = socket.getInputStream().read();

            // Then
            assertThat(answered).isEqualTo(expected).isIn(ALERT, HANDSHAKE_RECORD);
        }
    }

    @Test
    void shouldOfferNoWeakCiphers() {
        assertThat(tls.factory().getSelectedProtocols()).containsExactlyInAnyOrder("TLSv1.3", "TLSv1.2");
        assertThat(tls.factory().getSelectedCipherSuites())
                .filteredOn(it -> !it.equals(NO_SUITE))
                .isNotEmpty()
                .allMatch(it -> it.matches("TLS_.*(GCM|CHACHA20).*"));
    }

    @Test
    void shouldTakeANewCertificateWithoutEndingAConnection() throws Exception {
        try (SSLSocket before = connected()) {
            // Given
            assertThat(exchange(before, ASKED)).startsWith("HTTP/1.1 200");
            assertThat(serial(before)).isEqualTo(first.certificate().getSerialNumber());

            // When
            second.replace(served);

            // Then
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> servedNow().equals(second.certificate().getSerialNumber()));
            assertThat(exchange(before, ASKED)).startsWith("HTTP/1.1 200");

            // When
            Files.writeString(served, "broken");

            // Then
            await().atMost(Duration.ofSeconds(20)).until(tls::isRefused);
            assertThat(servedNow()).isEqualTo(second.certificate().getSerialNumber());
            assertThat(exchange(before, ASKED)).startsWith("HTTP/1.1 200");
        } finally {
            first.replace(served);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> servedNow().equals(first.certificate().getSerialNumber()));
        }
    }

    @Test
    void shouldEndHandshakesThatDoNotBecomeWhole() throws Exception {
        try (Socket silent = plain();
                Socket trickling = plain();
                SSLSocket done = connected()) {
            // Given
            done.startHandshake();
            byte[] hello = hello(3);

            // When
            for (int i = 0; i < hello.length - 1 && isTaken(trickling, hello[i]); i++) {
                Thread.sleep(HANDSHAKE.toMillis() / 20);
            }

            // Then
            assertThat(isTaken(trickling, hello[0])).isFalse();
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
            assertThat(exchange(done, ASKED)).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void shouldEndHeadsThatDoNotBecomeWhole() throws Exception {
        try (SSLSocket slow = connected()) {
            // Given
            slow.getOutputStream()
                    .write("GET /v1/me HTTP/1.1\r\nHost: localhost\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII));
            long deadline = System.nanoTime() + Duration.ofSeconds(25).toNanos();

            // When
            while (isTaken(slow, 'a') && System.nanoTime() < deadline) {
                Thread.sleep(200);
            }

            // Then
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
    }

    @Test
    void shouldSendCookiesOfASessionOverHttpsOnly() throws Exception {
        // Given
        Invitations invitations = new Invitations(
                api.database().jdbi(),
                new AuditTrail(api.database().jdbi(), api.clock()),
                api.clock(),
                new Passwords());
        String token = invitations.inviteFirst().orElseThrow().token();
        invitations.join(token, new NewUser("ann", "Ann", PASSWORD), "t-1");

        // When
        HttpResponse<String> answer = api.send(api.request("/v1/sessions")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"login\":\"ann\",\"password\":\"" + PASSWORD + "\"}")));

        // Then
        assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
                .startsWith("__Host-claimstream=")
                .endsWith("; Secure");
    }

    private static BigInteger servedNow() throws IOException {
        try (SSLSocket socket = connected()) {
            return serial(socket);
        }
    }

    private static BigInteger serial(SSLSocket socket) throws IOException {
        return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
    }

    private static SSLSocket connected() throws IOException {
        SSLSocket socket =
                (SSLSocket) trust.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), api.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static Socket plain() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static boolean isTaken(Socket socket, int one) {
        try {
            socket.getOutputStream().write(one);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** What is answered, up to the end of its body or of the connection. */
    private static String exchange(Socket socket, String sent) throws IOException {
        StringBuilder text = new StringBuilder();
        byte[] buffer = new byte[4_096];
        try {
            socket.getOutputStream().write(sent.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            int length = in.read(buffer);
            while (length >= 0) {
                text.append(new String(buffer, 0, length, StandardCharsets.ISO_8859_1));
                length = text.indexOf("}") < 0 ? in.read(buffer) : -1;
            }
        } catch (SocketException e) {
            // Ended by the other side.
        }
        return text.toString();
    }

    /** The first message of a client that knows one version of TLS, {@code 1.minor - 1}, and a cipher of each age. */
    private static byte[] hello(int minor) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(body);
        out.write(new byte[] {3, (byte) minor});
        out.write(new byte[32]); // Random, here not.
        out.write(new byte[] {0, 0, 4, (byte) 0xC0, 0x2B, (byte) 0xC0, 0x09, 1, 0});
        // Groups: secp256r1; point format: uncompressed; signatures: ECDSA with SHA-256 and SHA-1.
        byte[] extensions = {0, 10, 0, 4, 0, 2, 0, 23, 0, 11, 0, 2, 1, 0, 0, 13, 0, 6, 0, 4, 4, 3, 2, 3};
        out.writeShort(extensions.length);
        out.write(extensions);
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        DataOutputStream framed = new DataOutputStream(record);
        framed.write(new byte[] {HANDSHAKE_RECORD, 3, 1});
        framed.writeShort(body.size() + 4);
        framed.writeInt(0x01000000 | body.size());
        framed.write(body.toByteArray());
        return record.toByteArray();
    }
}
