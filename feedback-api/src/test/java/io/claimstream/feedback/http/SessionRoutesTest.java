package io.claimstream.feedback.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.feedback.Facts;
import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Caller.Kind;
import io.claimstream.feedback.access.Role;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** People as a browser brings them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionRoutesTest {

    private static final String PASSWORD = "correct horse battery";
    private static final Map<String, Caller> CALLERS = Map.of(
            "root", new Caller("cli", Role.ADMINISTRATOR),
            "acme", new Caller("key:k_2", Role.ADMINISTRATOR, "acme", Kind.KEY),
            "desk", new Caller("key:k_3", Role.ADJUSTER));

    private final ApiUnderTest api = new ApiUnderTest(
            it -> TestAccess.of(it.database(), it.clock(), presented -> Optional.ofNullable(CALLERS.get(presented))));

    @BeforeEach
    void empty() {
        // Far enough that every throttle has forgotten the test before.
        api.clock().pass(Duration.ofDays(1));
        api.kafka().clear();
        api.readModel().clear();
        api.database().jdbi().useHandle(handle -> List.of(
                        "record_password_reset", "record_session", "record_user", "record_invitation", "record_audit")
                .forEach(table -> handle.execute("delete from " + table)));
    }

    @AfterAll
    void close() {
        api.close();
    }

    @Test
    void shouldBringAPersonFromInvitationToSignOut() throws Exception {
        // Given
        JsonNode invitation =
                ApiUnderTest.json(api.post("/v1/invitations", "root", "{\"role\":\"ADJUSTER\",\"insurer\":\"acme\"}"));
        String link = invitation.path("link").asText();

        // When
        HttpResponse<String> shown = api.send(api.request(link));
        HttpResponse<String> joined = join(link, "Ann@Example.org");
        HttpResponse<String> signedIn = signIn("ann@example.ORG", PASSWORD);
        String cookie = cookie(signedIn);
        String csrf = ApiUnderTest.json(signedIn).path("csrfToken").asText();
        HttpResponse<String> me = withCookie("GET", "/v1/me", cookie, "", "");
        HttpResponse<String> signedOut = withCookie("DELETE", "/v1/sessions/current", cookie, csrf, "");

        // Then
        assertThat(ApiUnderTest.json(shown).path("role").asText()).isEqualTo("ADJUSTER");
        assertThat(shown.body()).doesNotContain("token");
        assertThat(joined.statusCode()).as(joined.body()).isEqualTo(201);
        assertThat(joined.body()).doesNotContain(PASSWORD).doesNotContain("argon2");
        assertThat(signedIn.statusCode()).isEqualTo(201);
        assertThat(signedIn.headers().firstValue("Set-Cookie").orElseThrow())
                .matches("claimstream=cw_[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Lax; Max-Age=43200");
        assertThat(ApiUnderTest.json(me).path("login").asText()).isEqualTo("ann@example.org");
        assertThat(ApiUnderTest.json(me).path("actor").asText()).matches("user:u_[0-9a-f]{12}");
        assertThat(ApiUnderTest.json(me).path("csrfToken").asText()).isEqualTo(csrf);
        assertThat(signedOut.statusCode()).isEqualTo(204);
        assertThat(signedOut.headers().firstValue("Set-Cookie").orElseThrow()).contains("Max-Age=0");
        assertThat(withCookie("GET", "/v1/me", cookie, "", "").statusCode()).isEqualTo(401);
        assertThat(ApiUnderTest.code(join(link, "bob@example.org"))).isEqualTo("INVITATION_ENDED");
    }

    @Test
    void shouldChangeNothingByACookieAlone() throws Exception {
        // Given
        api.readModel().withScore("c-1", 1);
        String path = "/v1/scores/" + Facts.scoreId("c-1", 1) + "/feedback";
        String body = "{\"kind\":\"accepted\"}";
        HttpResponse<String> session = session("ann@example.org");
        String cookie = cookie(session);
        String csrf = ApiUnderTest.json(session).path("csrfToken").asText();
        String others =
                ApiUnderTest.json(session("bob@example.org")).path("csrfToken").asText();

        // When
        HttpResponse<String> alone = withCookie("POST", path, cookie, "", body);
        HttpResponse<String> withAnothers = withCookie("POST", path, cookie, others, body);
        int written = api.kafka().written().size();
        HttpResponse<String> right = withCookie("POST", path, cookie, csrf, body);

        // Then
        assertThat(List.of(alone.statusCode(), withAnothers.statusCode())).containsOnly(403);
        assertThat(ApiUnderTest.code(alone)).isEqualTo("CSRF_TOKEN_MISSING");
        assertThat(written).isZero();
        assertThat(right.statusCode()).isEqualTo(201);
    }

    @Test
    void shouldNotTellWhichAccountsExist() throws Exception {
        // Given
        session("ann@example.org");

        // When
        HttpResponse<String> wrong = signIn("ann@example.org", "wrong horse battery");
        HttpResponse<String> nobody = signIn("nobody@example.org", "wrong horse battery");

        // Then
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(ApiUnderTest.comparable(wrong)).isEqualTo(ApiUnderTest.comparable(nobody));
        assertThat(wrong.headers().map().keySet())
                .isEqualTo(nobody.headers().map().keySet());
        JsonNode trail = ApiUnderTest.json(api.get("/v1/audit?action=SIGN_IN_FAILED", "root"));
        assertThat(trail.path("entries")).hasSize(2);
        assertThat(trail.toString()).doesNotContain("example.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann@example.org", "nobody@example.org"})
    void shouldSlowDownWhoGuessesPasswords(String login) throws Exception {
        // Given
        session("ann@example.org");
        for (int i = 0; i < 5; i++) {
            assertThat(signIn(login, "guess number " + i).statusCode()).isEqualTo(401);
        }

        // When
        HttpResponse<String> sixth = signIn(login, PASSWORD);
        HttpResponse<String> other = signIn("carol@example.org", PASSWORD);
        api.clock().pass(Duration.ofMinutes(3));
        HttpResponse<String> later = signIn(login, PASSWORD);

        // Then
        assertThat(sixth.statusCode()).isEqualTo(429);
        assertThat(sixth.headers().firstValue("Retry-After")).contains("180");
        assertThat(other.statusCode()).isEqualTo(401);
        assertThat(later.statusCode()).isEqualTo(login.startsWith("ann") ? 201 : 401);
    }

    @Test
    void shouldSlowDownAnAddressThatTriesManyAccounts() throws Exception {
        // Given
        for (int i = 0; i < 15; i++) {
            signIn("someone" + i, "guess guess guess");
        }

        // Then
        assertThat(signIn("someone-else", "guess guess guess").statusCode()).isEqualTo(429);
    }

    @Test
    void shouldNotCountSignInsThatSucceed() throws Exception {
        // Given
        session("ann@example.org");

        // Then
        for (int i = 0; i < 8; i++) {
            assertThat(signIn("ann@example.org", PASSWORD).statusCode()).isEqualTo(201);
        }
    }

    @Test
    void shouldEndOtherSessionsWithANewPassword() throws Exception {
        // Given
        HttpResponse<String> session = session("ann@example.org");
        String elsewhere = cookie(signIn("ann@example.org", PASSWORD));
        String cookie = cookie(session);
        String csrf = ApiUnderTest.json(session).path("csrfToken").asText();

        // When
        HttpResponse<String> wrong = withCookie(
                "POST", "/v1/me/password", cookie, csrf, "{\"current\":\"wrong\",\"next\":\"another horse battery\"}");
        HttpResponse<String> weak = withCookie(
                "POST", "/v1/me/password", cookie, csrf, "{\"current\":\"" + PASSWORD + "\",\"next\":\"short\"}");
        HttpResponse<String> done = withCookie(
                "POST",
                "/v1/me/password",
                cookie,
                csrf,
                "{\"current\":\"" + PASSWORD + "\",\"next\":\"another horse battery\"}");

        // Then
        assertThat(ApiUnderTest.code(wrong)).isEqualTo("WRONG_PASSWORD");
        assertThat(weak.statusCode()).isEqualTo(400);
        assertThat(weak.body()).doesNotContain("short\"");
        assertThat(done.statusCode()).isEqualTo(204);
        assertThat(withCookie("GET", "/v1/me", cookie, "", "").statusCode()).isEqualTo(200);
        assertThat(withCookie("GET", "/v1/me", elsewhere, "", "").statusCode()).isEqualTo(401);
        assertThat(signIn("ann@example.org", PASSWORD).statusCode()).isEqualTo(401);
    }

    @Test
    void shouldLetOnlyAdministratorsInviteAndOnlyForTheirInsurer() throws Exception {
        // When
        HttpResponse<String> desk = api.post("/v1/invitations", "desk", "{\"role\":\"ADJUSTER\"}");
        HttpResponse<String> beyond = api.post("/v1/invitations", "acme", "{\"role\":\"ADMINISTRATOR\"}");
        HttpResponse<String> other =
                api.post("/v1/invitations", "acme", "{\"role\":\"ADJUSTER\",\"insurer\":\"other\"}");
        HttpResponse<String> own = api.post("/v1/invitations", "acme", "{\"role\":\"ADJUSTER\",\"insurer\":\"acme\"}");

        // Then
        assertThat(List.of(desk.statusCode(), beyond.statusCode(), other.statusCode(), own.statusCode()))
                .containsExactly(403, 403, 403, 201);
    }

    @Test
    void shouldDeactivateAPerson() throws Exception {
        // Given
        String cookie = cookie(session("ann@example.org"));
        String id = ApiUnderTest.json(api.get("/v1/users", "root"))
                .at("/users/0/userId")
                .asText();

        // When
        HttpResponse<String> unknown = api.delete("/v1/users/u_000000000000", "root");
        HttpResponse<String> done = api.delete("/v1/users/" + id, "root");

        // Then
        assertThat(ApiUnderTest.code(unknown)).isEqualTo("USER_NOT_FOUND");
        assertThat(done.statusCode()).isEqualTo(204);
        assertThat(withCookie("GET", "/v1/me", cookie, "", "").statusCode()).isEqualTo(401);
        assertThat(ApiUnderTest.json(api.get("/v1/users", "root"))
                        .at("/users/0/active")
                        .asBoolean(true))
                .isFalse();
    }

    @Test
    void shouldTellAKeyWhoItIsAndGiveItNoSession() throws Exception {
        // Then
        assertThat(ApiUnderTest.json(api.get("/v1/me", "acme")).path("kind").asText())
                .isEqualTo("KEY");
        assertThat(ApiUnderTest.code(api.delete("/v1/sessions/current", "acme")))
                .isEqualTo("SESSION_NOT_FOUND");
        assertThat(ApiUnderTest.code(api.post("/v1/me/password", "acme", "{}"))).isEqualTo("SESSION_NOT_FOUND");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "/v1/sessions; {\"login\":\"ann\"}",
                "/v1/sessions; {\"login\":\"a b\",\"password\":\"x\"}",
                "/v1/sessions; {\"login\":\"ann\",\"password\":1}",
                "/v1/invitations/ci_x; {\"login\":\"ann\",\"displayName\":\"Ann\",\"password\":\"short\"}"
            })
    void shouldRefuseOtherFormsWithoutRepeatingThem(String path, String body) throws Exception {
        // When
        HttpResponse<String> answer = open(path, body);

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(ApiUnderTest.code(answer)).isEqualTo("INVALID_BODY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/users", "/v1/invitations", "/v1/me", "/v1/sessions/current"})
    void shouldKeepStrangersOutOfEverythingElse(String path) throws Exception {
        assertThat(api.send(api.request(path)).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/invitations/a%20b", "/v1/invitations/ci_x", "/v1/invitations/%E2%82%AC"})
    void shouldAnswerAnyLinkThatIsNoInvitationAlike(String path) throws Exception {
        assertThat(ApiUnderTest.code(api.send(api.request(path)))).isEqualTo("INVITATION_NOT_FOUND");
    }

    @Test
    void shouldNotTakeTheTokenOfASessionAsAKey() throws Exception {
        // Given
        String token = cookie(session("ann@example.org")).replace("claimstream=", "");

        // Then
        assertThat(api.get("/v1/me", token).statusCode()).isEqualTo(401);
    }

    private HttpResponse<String> session(String login) throws Exception {
        String link = ApiUnderTest.json(
                        api.post("/v1/invitations", "root", "{\"role\":\"ADJUSTER\",\"insurer\":\"acme\"}"))
                .path("link")
                .asText();
        assertThat(join(link, login).statusCode()).isEqualTo(201);
        return signIn(login, PASSWORD);
    }

    private HttpResponse<String> join(String link, String login) throws Exception {
        return open(link, "{\"login\":\"" + login + "\",\"displayName\":\"A Name\",\"password\":\"" + PASSWORD + "\"}");
    }

    private HttpResponse<String> signIn(String login, String password) throws Exception {
        return open("/v1/sessions", "{\"login\":\"" + login + "\",\"password\":\"" + password + "\"}");
    }

    private HttpResponse<String> open(String path, String body) throws Exception {
        return api.send(
                api.request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> withCookie(String method, String path, String cookie, String csrf, String body)
            throws Exception {
        HttpRequest.Builder request = api.request(path)
                .header("Cookie", cookie)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body));
        return api.send(csrf.isEmpty() ? request : request.header("X-CSRF-Token", csrf));
    }

    private static String cookie(HttpResponse<String> answer) {
        return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    }
}
