package io.claimstream.launcher.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.claimstream.feedback.account.Accounts;
import io.claimstream.feedback.account.Invitations;
import io.claimstream.feedback.account.NewUser;
import io.claimstream.feedback.account.PasswordResets;
import io.claimstream.feedback.account.Passwords;
import io.claimstream.feedback.audit.AuditFilter;
import io.claimstream.feedback.audit.AuditTrail;
import io.claimstream.platform.config.CommonSettings;
import io.claimstream.platform.config.Settings;
import io.claimstream.platform.database.Database;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(120)
@SuppressWarnings("NullAway.Init") // Set before each test.
class UsersCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PASSWORD = "correct horse battery";
    private static final String NEXT = "another horse battery";

    @TempDir
    private Path dataDir;

    private final List<String> asked = new ArrayList<>();
    private final StringWriter err = new StringWriter();
    private HttpServer api;

    @BeforeEach
    void serve() throws IOException {
        Files.createDirectories(dataDir.resolve("secrets"));
        Files.writeString(dataDir.resolve("secrets").resolve("cli.key"), "cs_test");
        api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        api.createContext("/v1", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String key = exchange.getRequestHeaders().getFirst("Authorization");
            asked.add((key + " " + exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body).strip());
            byte[] answer = answer(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().toString())
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.length == 0 ? 204 : 200, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        api.start();
    }

    private static String answer(String method, String address) {
        if (method.equals("DELETE")) {
            return "";
        }
        if (method.equals("POST")) {
            return "{\"resetId\": \"p_1\", \"userId\": \"u_2\", \"expiresAt\": \"2026-03-02T09:30:00Z\", \"token\": \"cp_x\","
                    + " \"link\": \"/v1/password-resets/cp_x\"}";
        }
        if (address.startsWith("/v1/invitations")) {
            return "{\"invitations\": [{\"invitationId\": \"i_1\", \"role\": \"FINANCE\", \"createdAt\": \"2026-03-01T09:30:00Z\","
                    + " \"createdBy\": \"cli\", \"expiresAt\": \"2026-03-04T09:30:00Z\"}]}";
        }
        String who = address.contains("after=") ? "\"u_2\", \"login\": \"bob\"" : "\"u_1\", \"login\": \"ann\"";
        return "{\"users\": [{\"userId\": " + who
                + ", \"displayName\": \"A Name\", \"role\": \"ADJUSTER\", \"active\": true}]"
                + (address.contains("after=") ? "}" : ", \"next\": \"/v1/users?limit=500&after=u_1\"}");
    }

    @AfterEach
    void stop() {
        api.stop(0);
    }

    @Test
    void shouldMakeALinkForThePersonOfALogin() throws Exception {
        // When
        JsonNode link = JSON.readTree(run("reset-password", "BOB", "--hours", "2", "--output", "json"));

        // Then
        assertThat(asked).last().isEqualTo("Bearer cs_test POST /v1/users/u_2/password-reset {\"expiresInHours\":2}");
        assertThat(link.path("userId").asText()).isEqualTo("u_2");
        assertThat(link.path("login").asText()).isEqualTo("bob");
        assertThat(link.path("link").asText()).isEqualTo(address() + "/v1/password-resets/cp_x");
    }

    @Test
    void shouldSayThatNobodyHasTheLogin() {
        assertThat(execute(new StringWriter(), "reset-password", "carol")).isNotZero();
        assertThat(err.toString()).contains("nobody has 'carol'");
        assertThat(asked).noneMatch(it -> it.contains("POST"));
    }

    @Test
    void shouldListPeopleAndInvitationsAndRevoke() {
        // When
        String users = run("list");
        String invitations = run("invitations");
        run("revoke-invitation", "i_1");

        // Then
        assertThat(users.lines()).hasSize(3).last().asString().contains("u_2", "bob", "ADJUSTER");
        assertThat(invitations).contains("i_1", "FINANCE", "2026-03-04T09:30:00Z");
        assertThat(asked).last().isEqualTo("Bearer cs_test DELETE /v1/invitations/i_1");
    }

    @Test
    void shouldUseTheKeyOfAFile() throws IOException {
        // Given
        Path own = Files.writeString(dataDir.resolve("own.key"), "cs_own\n");

        // When
        run("list", "--key-file", own.toString());

        // Then
        assertThat(asked).allMatch(it -> it.startsWith("Bearer cs_own GET "));
    }

    @Test
    void shouldGiveTheLastAdministratorAWayBackWithoutAnInstance() throws Exception {
        // Given
        makeAdministrator();

        // When
        JsonNode link = JSON.readTree(run("reset-password", "root@example.org", "--offline", "--output", "json"));

        // Then
        assertThat(asked).isEmpty();
        String address = link.path("link").asText();
        assertThat(address).matches("http://127\\.0\\.0\\.1:8080/v1/password-resets/cp_[A-Za-z0-9_-]{43}");
        try (Database database = Database.open(settings())) {
            AuditTrail audit = new AuditTrail(database.jdbi(), Clock.systemUTC());
            Passwords passwords = new Passwords();
            String token = address.substring(address.lastIndexOf('/') + 1);
            assertThat(new PasswordResets(database.jdbi(), audit, Clock.systemUTC(), passwords).reset(token, NEXT, "t"))
                    .isPresent();
            assertThat(new Accounts(database.jdbi(), audit, Clock.systemUTC(), passwords)
                            .signIn("root@example.org", NEXT))
                    .isPresent();
            assertThat(audit.page(new AuditFilter("offline", null, null, null, null), Long.MAX_VALUE, 10))
                    .hasSize(1);
        }
    }

    @Test
    void shouldMakeNoDatabaseWhereThereIsNone() {
        assertThat(execute(new StringWriter(), "reset-password", "root@example.org", "--offline"))
                .isNotZero();
        assertThat(err.toString()).contains("Expected a database in");
        assertThat(dataDir.resolve("database")).doesNotExist();
    }

    private void makeAdministrator() {
        try (Database database = Database.open(settings())) {
            AuditTrail audit = new AuditTrail(database.jdbi(), Clock.systemUTC());
            Invitations invitations = new Invitations(database.jdbi(), audit, Clock.systemUTC(), new Passwords());
            String token = invitations.inviteFirst().orElseThrow().token();
            assertThat(invitations
                            .join(token, new NewUser("root@example.org", "Root", PASSWORD), "t")
                            .user())
                    .isNotNull();
        }
    }

    private Settings settings() {
        return Settings.reader(CommonSettings.ALL)
                .override("test", Map.of(CommonSettings.DATA_DIR.key(), dataDir.toString()))
                .read();
    }

    private String address() {
        return "http://127.0.0.1:" + api.getAddress().getPort();
    }

    private String run(String... arguments) {
        StringWriter out = new StringWriter();
        assertThat(execute(out, arguments)).as("%s", err).isZero();
        return out.toString();
    }

    private int execute(StringWriter out, String... arguments) {
        return new CommandLine(new UsersCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(Stream.concat(
                                Stream.of(arguments), Stream.of("--data-dir", dataDir.toString(), "--api", address()))
                        .toArray(String[]::new));
    }
}
