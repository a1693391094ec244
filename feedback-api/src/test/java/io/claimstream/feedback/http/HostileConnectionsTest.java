package io.claimstream.feedback.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that no client library would let one be. */
@Timeout(60)
@SuppressWarnings("NullAway.Init") // Set before all tests.
class HostileConnectionsTest {

    private static final String SUBMISSION =
            "POST /v1/claims HTTP/1.1\r\nHost: localhost\r\nX-Api-Key: cs_all\r\nContent-Type: application/json\r\n";
    private static final String UPLOAD =
            "POST /v1/models HTTP/1.1\r\nHost: localhost\r\nX-Api-Key: cs_all\r\nContent-Type: multipart/form-data; boundary=x\r\n";
    private static final String BATCH =
            "POST /v1/claims/batches HTTP/1.1\r\nHost: localhost\r\nX-Api-Key: cs_all\r\nContent-Type: application/x-ndjson\r\n";
    private static final int PACE_MILLIS = 200;

    private static ApiUnderTest api;

    @BeforeAll
    static void start() {
        api = new ApiUnderTest(it -> TestAccess.of(
                it.database(), it.clock(), key -> Optional.of(new Caller("key:k_all", Role.ADMINISTRATOR))));
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void shouldRefuseAFloodOfHeaders() throws Exception {
        // When
        String answer = answer("GET /v1/me HTTP/1.1\r\nHost: localhost\r\n" + "X-More: 1\r\n".repeat(20_000) + "\r\n");

        // Then
        assertThat(answer).startsWith("HTTP/1.1 431").contains("application/problem+json", "BAD_REQUEST");
    }

    @Test
    void shouldRefuseAnAddressThatDoesNotEnd() throws Exception {
        // When
        String answer = answer("GET /v1/claims?limit=" + "1".repeat(200_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");

        // Then
        assertThat(answer).startsWith("HTTP/1.1 414").contains("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET\r\n\r\n",
                "\u0000\u0001\u0002\r\n\r\n",
                "GET /v1/me HTTP/9.9\r\nHost: localhost\r\n\r\n",
                "GET /v1/me HTTP/1.1\r\n\r\n",
                "GET /v1/me HTTP/1.1\r\nHost: localhost\r\nHost: other\r\n\r\n",
                "POST /v1/claims HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST /v1/claims HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
                "POST /v1/claims HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "DELETE /v1/api-keys/%00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /v1/../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n"
            })
    void shouldRefuseWhatIsNoRequest(String sent) throws Exception {
        // When
        String answer = answer(sent);

        // Then
        assertThat(answer).matches("(?s)HTTP/1\\.1 (4\\d\\d|505).*").doesNotContain("Exception", "jetty");
    }

    @Test
    void shouldEndHeadsThatDoNotBecomeWholeAndNothingElse() throws Exception {
        // Given
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            slow.add(opened("GET /v1/me HTTP/1.1\r\nHost: localhost\r\nX-Slow: "));
        }
        Socket still = opened("");

        // When
        boolean areAllEnded = trickled(slow, Duration.ofSeconds(25));

        // Then
        assertThat(areAllEnded).isTrue();
        send(still, "GET /livez HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(read(still)).startsWith("HTTP/1.1 200");
    }

    @Test
    void shouldRefuseBodiesThatHardlyCome() throws Exception {
        // Given
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            slow.add(opened(SUBMISSION + "Content-Length: 10000\r\n\r\n{"));
        }

        // When
        boolean areAllEnded = trickled(slow, Duration.ofSeconds(25));

        // Then
        assertThat(areAllEnded).isTrue();
        assertThat(api.get("/v1/me", "cs_all").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {SUBMISSION, UPLOAD, BATCH})
    void shouldAnswerABodyThatHardlyComesBeforeItEndsIt(String head) throws Exception {
        // Given
        Socket slow = opened(head + "Content-Length: 10000\r\n\r\n--x\r\n");

        // When
        boolean isAnswered = trickledToAnAnswer(slow, Duration.ofSeconds(15));

        // Then
        assertThat(isAnswered).isTrue();
        assertThat(read(slow)).startsWith("HTTP/1.1 408").contains("TOO_SLOW", "bytes a second");
    }

    @Test
    void shouldAnswerBodiesOfWhichNothingComesAnyMore() throws Exception {
        // Given: one upload at a time, so a silent one is in everybody's way.
        Socket submission = opened(SUBMISSION + "Content-Length: 10000\r\n\r\n" + "{".repeat(5_000));
        Socket upload = opened(UPLOAD + "Content-Length: 10000\r\n\r\n--x\r\n" + "a".repeat(5_000));

        // When, Then
        assertThat(read(submission)).startsWith("HTTP/1.1 408").contains("TOO_SLOW", "silence");
        assertThat(read(upload)).startsWith("HTTP/1.1 408").contains("TOO_SLOW", "silence");
        assertThat(answer(UPLOAD + "Content-Length: 5\r\n\r\n--x\r\n"))
                .as("the next one")
                .startsWith("HTTP/1.1 400");
    }

    private static boolean trickledToAnAnswer(Socket slow, Duration most) throws Exception {
        long deadline = System.nanoTime() + most.toNanos();
        while (slow.getInputStream().available() == 0 && System.nanoTime() < deadline) {
            send(slow, "a");
            TimeUnit.MILLISECONDS.sleep(PACE_MILLIS);
        }
        return slow.getInputStream().available() > 0;
    }

    /** Sends a byte on each now and then until all are ended by the other side. */
    private static boolean trickled(List<Socket> slow, Duration most) throws InterruptedException {
        List<Socket> open = new ArrayList<>(slow);
        long deadline = System.nanoTime() + most.toNanos();
        while (!open.isEmpty() && System.nanoTime() < deadline) {
            open.removeIf(socket -> !accepts(socket));
            TimeUnit.MILLISECONDS.sleep(PACE_MILLIS);
        }
        return open.isEmpty();
    }

    private static boolean accepts(Socket socket) {
        try {
            socket.getOutputStream().write('a');
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static String answer(String sent) throws IOException {
        try (Socket socket = opened(sent)) {
            return read(socket);
        }
    }

    private static Socket opened(String sent) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port());
        socket.setSoTimeout(20_000);
        send(socket, sent);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        try {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        } catch (SocketException e) {
            // Refused before all of it was sent; the answer is there to be read.
        }
    }

    /** What is answered, as far as it comes before the connection ends. */
    private static String read(Socket socket) throws IOException {
        StringBuilder text = new StringBuilder();
        byte[] buffer = new byte[4_096];
        InputStream in = socket.getInputStream();
        try {
            int length = in.read(buffer);
            while (length >= 0 && text.indexOf("}") < 0) {
                text.append(new String(buffer, 0, length, StandardCharsets.ISO_8859_1));
                length = text.indexOf("}") < 0 ? in.read(buffer) : -1;
            }
        } catch (SocketException e) {
            // Ended with what was not read.
        }
        return text.toString();
    }
}
