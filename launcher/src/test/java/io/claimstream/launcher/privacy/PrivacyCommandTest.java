package io.claimstream.launcher.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.claimstream.launcher.command.WrongUseException;
import io.claimstream.launcher.instance.ApiAccess;
import io.claimstream.launcher.instance.InstanceApi;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

@Timeout(60)
@SuppressWarnings("NullAway.Init") // Set before each test.
class PrivacyCommandTest {

    private static final String DOCUMENT =
            "{\"receipt\":\"ER-000001\",\"done\":[{\"step\":\"KEYS\"}],\"learnedFrom\":[],\"remains\":[]}";

    private final List<String> requests = new ArrayList<>();
    private final StringWriter err = new StringWriter();
    private String receipt;
    private Path publicKey;
    private HttpServer api;

    @TempDir
    private Path directory;

    @BeforeEach
    void serve() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(pair.getPrivate());
        signature.update(DOCUMENT.getBytes(StandardCharsets.UTF_8));
        byte[] encoded = pair.getPublic().getEncoded();
        String keyId = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(encoded))
                .substring(0, 16);
        receipt = new ObjectMapper()
                .createObjectNode()
                .put("document", DOCUMENT)
                .put("signature", Base64.getEncoder().encodeToString(signature.sign()))
                .put("keyId", keyId)
                .toString();
        publicKey = Files.writeString(
                directory.resolve("receipt.pub"), Base64.getEncoder().encodeToString(encoded));
        api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        api.createContext("/v1/privacy", this::answer);
        api.start();
    }

    @AfterEach
    void stop() {
        api.stop(0);
    }

    @Test
    void shouldAskConfirmAndShow() {
        // When
        privacy(0, "erase", "--claim", "acme/C-1", "--reason", "by letter");
        privacy(0, "erase", "--subject", "acme/abc", "--reason", "by letter");
        privacy(0, "confirm", "er_1");
        privacy(0, "decline", "er_1");
        String shown = privacy(0, "show", "er_1");

        // Then
        assertThat(requests)
                .containsExactly(
                        "POST /v1/privacy/erasures {\"insurer\":\"acme\",\"claimId\":\"C-1\",\"reason\":\"by letter\"}",
                        "POST /v1/privacy/erasures {\"insurer\":\"acme\",\"claimant\":\"abc\",\"reason\":\"by letter\"}",
                        "POST /v1/privacy/erasures/er_1/confirm {}",
                        "POST /v1/privacy/erasures/er_1/decline {}",
                        "GET /v1/privacy/erasures/er_1 ");
        assertThat(shown).contains("KEYS, TOLD");
    }

    @Test
    void shouldEndOtherwiseWhereAnErasureWouldBeRefused() {
        // When
        String shown = privacy(3, "erase", "--claim", "acme/C-1", "--dry-run");

        // Then
        assertThat(requests)
                .containsExactly("POST /v1/privacy/erasures/plan {\"insurer\":\"acme\",\"claimId\":\"C-1\"}");
        assertThat(shown).contains("litigation");
    }

    @Test
    void shouldTakeOneClaimantInOneForm() {
        privacy(2, "erase", "--reason", "why");
        privacy(2, "erase", "--claim", "acme/C-1", "--subject", "acme/abc", "--reason", "why");
        privacy(2, "erase", "--claim", "C-1", "--reason", "why");
        privacy(2, "erase", "--claim", "acme/C-1");
        assertThat(requests).isEmpty();
    }

    @Test
    void shouldSetAndLiftWhatKeepsAClaimant() {
        // When
        privacy(0, "hold", "--claim", "acme/C-1", "--reason", "litigation", "--until", "2027-03-01T00:00:00Z");
        privacy(0, "release", "lh_1");
        duties(0, "set", "acme", "--days", "30", "--reason", "law");
        duties(0, "end", "acme");

        // Then
        assertThat(requests)
                .containsExactly(
                        "POST /v1/privacy/holds {\"insurer\":\"acme\",\"claimId\":\"C-1\",\"reason\":\"litigation\",\"endsAt\":\"2027-03-01T00:00:00Z\"}",
                        "DELETE /v1/privacy/holds/lh_1 ",
                        "PUT /v1/privacy/retention-duties/acme {\"days\":30,\"reason\":\"law\"}",
                        "DELETE /v1/privacy/retention-duties/acme ");
    }

    @Test
    void shouldCheckAReceiptAlsoFromAFileAndFindAChangedOneOut() throws IOException {
        // Given
        Path file = directory.resolve("receipt.json");

        // When
        String shown = receipt(0, "ER-000001", "--to", file.toString());
        String signed = receipt(0, "--file", file.toString(), "--verify", "--key", publicKey.toString());
        Files.writeString(file, Files.readString(file).replace("ER-000001", "ER-000002"));
        String changed = receipt(3, "--file", file.toString(), "--verify", "--key", publicKey.toString());

        // Then
        assertThat(requests).containsExactly("GET /v1/privacy/receipts/ER-000001 ");
        assertThat(shown).contains("ER-000001", "KEYS");
        assertThat(signed).contains("true");
        assertThat(changed).contains("false");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().toString();
        requests.add(exchange.getRequestMethod() + " " + path + " " + body);
        String answer = path.contains("/receipts/")
                ? receipt
                : path.endsWith("/plan")
                        ? "{\"claims\":1,\"histories\":[\"GBP\"],\"refusals\":[{\"code\":\"LEGAL_HOLD\",\"because\":\"litigation\"}]}"
                        : "{\"erasureId\":\"er_1\",\"state\":\"WAITING\",\"done\":[{\"step\":\"KEYS\"},{\"step\":\"TOLD\"}]}";
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String privacy(int expected, String... arguments) {
        return run(expected, new CommandLine(new PrivacyCommand(connection -> api())), arguments);
    }

    private String receipt(int expected, String... arguments) {
        return run(expected, new CommandLine(new ReceiptCommand(connection -> api())), arguments);
    }

    private String duties(int expected, String... arguments) {
        return run(expected, new CommandLine(new DutiesCommand(connection -> api())), arguments);
    }

    private InstanceApi api() {
        URI address = URI.create("http://127.0.0.1:" + api.getAddress().getPort());
        return new InstanceApi(ApiAccess.of(address, "cs_test"), Duration.ofSeconds(5));
    }

    private String run(int expected, CommandLine command, String... arguments) {
        StringWriter out = new StringWriter();
        int ended = command.setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setExitCodeExceptionMapper(
                        it -> it instanceof WrongUseException || it instanceof ParameterException ? 2 : 3)
                .execute(arguments);
        assertThat(ended).as("%s", err).isEqualTo(expected);
        return out.toString();
    }
}
