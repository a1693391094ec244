package io.claimstream.feedback.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Caller.Kind;
import io.claimstream.feedback.access.Role;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Links that administrators hand over: to have an account, and to set another password. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountLinksTest {

    private static final String PASSWORD = "correct horse battery";
    private static final String NEXT = "another horse battery";
    private static final Map<String, Caller> CALLERS = Map.of(
            "root", new Caller("cli", Role.ADMINISTRATOR),
            "acme", new Caller("key:k_2", Role.ADMINISTRATOR, "acme", Kind.KEY),
            "other", new Caller("key:k_4", Role.ADMINISTRATOR, "other", Kind.KEY));

    private final ApiUnderTest api = new ApiUnderTest(
            it -> TestAccess.of(it.database(), it.clock(), presented -> Optional.ofNullable(CALLERS.get(presented))));

    @BeforeEach
    void empty() {
        // Far enough that every throttle has forgotten the test before.
        api.clock().pass(Duration.ofDays(1));
        api.database().jdbi().useHandle(handle -> List.of(
                        "record_password_reset", "record_session", "record_user", "record_invitation", "record_audit")
                .forEach(table -> handle.execute("delete from " + table)));
    }

    @AfterAll
    void close() {
        api.close();
    }

    @Test
    void shouldListOpenInvitationsWithoutTheirTokens() throws Exception {
        // Given
        JsonNode made = invited("acme");
        invited("other");
        invited("acme");

        // When
        JsonNode page = ApiUnderTest.json(api.get("/v1/invitations?limit=1", "acme"));
        JsonNode rest = ApiUnderTest.json(api.get(page.path("next").asText(), "acme"));
        HttpResponse<String> all = api.get("/v1/invitations", "root");

        // Then
        assertThat(page.path("invitations")).hasSize(1);
        assertThat(rest.path("invitations")).hasSize(1);
        assertThat(page.at("/invitations/0/createdBy").asText()).isEqualTo("key:k_2");
        assertThat(page.at("/invitations/0/insurer").asText()).isEqualTo("acme");
        assertThat(ApiUnderTest.json(all).path("invitations")).hasSize(3);
        assertThat(all.body())
                .doesNotContain("ci_")
                .contains(made.path("invitationId").asText());
    }

    @Test
    void shouldTakeAnInvitationBackAndSayWhyItsLinkOpensNothing() throws Exception {
        // Given
        JsonNode made = invited("acme");
        String address = "/v1/invitations/" + made.path("invitationId").asText();
        String link = made.path("link").asText();

        // When
        HttpResponse<String> byOther = api.delete(address, "other");
        HttpResponse<String> missing = api.delete("/v1/invitations/i_000000000000", "other");
        HttpResponse<String> byLink = api.delete(link, "acme");
        HttpResponse<String> byNobody = api.send(api.request(address).DELETE());
        HttpResponse<String> revoked = api.delete(address, "acme");
        HttpResponse<String> again = api.delete(address, "acme");

        // Then
        assertThat(List.of(byOther.statusCode(), byNobody.statusCode())).containsExactly(404, 401);
        assertThat(ApiUnderTest.comparable(byOther)).isEqualTo(ApiUnderTest.comparable(missing));
        assertThat(byLink.statusCode()).isEqualTo(404);
        assertThat(List.of(revoked.statusCode(), again.statusCode())).containsOnly(204);
        assertThat(api.get("/v1/invitations", "acme").body()).doesNotContain("i_");
        for (HttpResponse<String> refused : List.of(api.send(api.request(link)), join(link, "ann"))) {
            assertThat(refused.statusCode()).isEqualTo(410);
            assertThat(ApiUnderTest.code(refused)).isEqualTo("INVITATION_ENDED");
            assertThat(ApiUnderTest.json(refused).path("detail").asText()).contains("it was revoked");
        }
        assertThat(actions()).containsExactly("INVITATION_REVOKED", "USER_INVITED");
    }

    @Test
    void shouldTakeNoLoginThatIsTheIdOfAnAccount() throws Exception {
        // Given
        String annsId = ApiUnderTest.json(join(invited("acme").path("link").asText(), "ann"))
                .path("userId")
                .asText();
        String link = invited("acme").path("link").asText();

        // When
        HttpResponse<String> refused = join(link, annsId.toUpperCase(Locale.ROOT));
        HttpResponse<String> taken = join(link, annsId + "@example.org");

        // Then
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(ApiUnderTest.json(refused).at("/problems/0/pointer").asText())
                .isEqualTo("/login");
        assertThat(taken.statusCode()).isEqualTo(201);
    }

    @Test
    void shouldGiveSomebodyAnotherRoleWithinTheirInsurer() throws Exception {
        // Given
        String userId = ApiUnderTest.json(join(invited("acme").path("link").asText(), "ann"))
                .path("userId")
                .asText();

        // When
        HttpResponse<String> changed = role("root", userId, "AUDITOR");
        HttpResponse<String> byOther = role("other", userId, "FINANCE");
        HttpResponse<String> missing = role("other", "u_000000000000", "FINANCE");
        HttpResponse<String> unknown = role("root", userId, "KING");

        // Then
        assertThat(ApiUnderTest.json(changed).path("role").asText()).isEqualTo("AUDITOR");
        assertThat(ApiUnderTest.json(changed).path("insurer").asText()).isEqualTo("acme");
        assertThat(ApiUnderTest.comparable(byOther)).isEqualTo(ApiUnderTest.comparable(missing));
        assertThat(byOther.statusCode()).isEqualTo(404);
        assertThat(ApiUnderTest.json(unknown).at("/problems/0/pointer").asText())
                .isEqualTo("/role");
        JsonNode entry = ApiUnderTest.json(api.get("/v1/audit?resource=" + userId + "&action=USER_CHANGED", "root"))
                .at("/entries/0");
        assertThat(entry.at("/before/role").asText()).isEqualTo("ADJUSTER");
        assertThat(entry.at("/after/role").asText()).isEqualTo("AUDITOR");
    }

    private HttpResponse<String> role(String key, String userId, String role) throws Exception {
        return api.send(api.request("/v1/users/" + userId + "/role")
                .header("X-Api-Key", key)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"role\":\"" + role + "\"}")));
    }

    @Test
    void shouldSayThatAnInvitationIsExpiredOrTakenUp() throws Exception {
        // Given
        String late = invited("acme").path("link").asText();
        api.clock().pass(Duration.ofDays(3));
        JsonNode used = invited("acme");
        join(used.path("link").asText(), "ann");

        // When
        HttpResponse<String> expired = join(late, "bob");
        HttpResponse<String> taken = join(used.path("link").asText(), "bob");
        HttpResponse<String> tooLate =
                api.delete("/v1/invitations/" + used.path("invitationId").asText(), "root");

        // Then
        assertThat(expired.body()).contains("INVITATION_ENDED", "its time is over");
        assertThat(taken.body()).contains("INVITATION_ENDED", "it was taken up");
        assertThat(ApiUnderTest.code(tooLate)).isEqualTo("INVITATION_TAKEN_UP");
    }

    @Test
    void shouldSetANewPasswordByALink() throws Exception {
        // Given
        String userId = person("ann@example.org");
        String cookie = cookie(signIn("ann@example.org", PASSWORD));
        HttpResponse<String> offered = offer(userId, "acme");
        String link = ApiUnderTest.json(offered).path("link").asText();

        // When
        HttpResponse<String> shown = api.send(api.request(link));
        HttpResponse<String> weak = reset(link, "the ann@example.org one");
        HttpResponse<String> done = reset(link, NEXT);
        HttpResponse<String> again = reset(link, PASSWORD);

        // Then
        assertThat(offered.statusCode()).isEqualTo(201);
        assertThat(ApiUnderTest.json(shown).path("login").asText()).isEqualTo("ann@example.org");
        assertThat(weak.statusCode()).isEqualTo(400);
        assertThat(done.statusCode()).isEqualTo(204);
        assertThat(ApiUnderTest.code(again)).isEqualTo("PASSWORD_RESET_ENDED");
        assertThat(ApiUnderTest.code(api.send(api.request(link)))).isEqualTo("PASSWORD_RESET_ENDED");
        assertThat(api.send(api.request("/v1/me").header("Cookie", cookie)).statusCode())
                .isEqualTo(401);
        assertThat(signIn("ann@example.org", PASSWORD).statusCode()).isEqualTo(401);
        assertThat(signIn("ann@example.org", NEXT).statusCode()).isEqualTo(201);
        assertThat(actions()).contains("PASSWORD_RESET_OFFERED", "PASSWORD_RESET");
        assertThat(api.get("/v1/audit", "root").body()).doesNotContain("cp_").doesNotContain("example.org");
    }

    @Test
    void shouldMakeNoLinkForOthersOrForWhoIsLetInNoMore() throws Exception {
        // Given
        String userId = person("ann@example.org");

        // When
        HttpResponse<String> byOther = offer(userId, "other");
        HttpResponse<String> missing = offer("u_000000000000", "other");
        api.delete("/v1/users/" + userId, "root");
        HttpResponse<String> ended = offer(userId, "acme");

        // Then
        assertThat(byOther.statusCode()).isEqualTo(404);
        assertThat(ApiUnderTest.comparable(byOther)).isEqualTo(ApiUnderTest.comparable(missing));
        assertThat(ApiUnderTest.code(ended)).isEqualTo("USER_DEACTIVATED");
    }

    @Test
    void shouldLetWhoTriedInVainSignInWithTheNewPasswordAtOnce() throws Exception {
        // Given
        String userId = person("ann@example.org");
        for (int i = 0; i < 5; i++) {
            signIn("ann@example.org", "guess number " + i);
        }
        String link = ApiUnderTest.json(offer(userId, "root")).path("link").asText();

        // When
        int before = signIn("ann@example.org", PASSWORD).statusCode();
        reset(link, NEXT);

        // Then
        assertThat(before).isEqualTo(429);
        assertThat(signIn("ann@example.org", NEXT).statusCode()).isEqualTo(201);
    }

    @Test
    void shouldSlowDownWhoGuessesLinks() throws Exception {
        // Given
        for (int i = 0; i < 15; i++) {
            assertThat(ApiUnderTest.code(reset("/v1/password-resets/cp_" + i, NEXT)))
                    .isEqualTo("PASSWORD_RESET_NOT_FOUND");
        }

        // When
        HttpResponse<String> next = reset("/v1/password-resets/cp_15", NEXT);

        // Then
        assertThat(next.statusCode()).isEqualTo(429);
        assertThat(next.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void shouldShowALinkOnceToWhoAsksAgain() throws Exception {
        // Given
        String userId = person("ann@example.org");

        // When
        HttpResponse<String> first = offer(userId, "acme", "reset-1");
        HttpResponse<String> again = offer(userId, "acme", "reset-1");

        // Then
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(ApiUnderTest.code(again)).isEqualTo("SHOWN_ONCE");
        assertThat(reset(ApiUnderTest.json(first).path("link").asText(), NEXT).statusCode())
                .isEqualTo(204);
    }

    private List<String> actions() throws Exception {
        return ApiUnderTest.json(api.get("/v1/audit", "root")).path("entries").findValuesAsText("action");
    }

    private JsonNode invited(String insurer) throws Exception {
        return ApiUnderTest.json(
                api.post("/v1/invitations", insurer, "{\"role\":\"ADJUSTER\",\"insurer\":\"" + insurer + "\"}"));
    }

    private String person(String login) throws Exception {
        return ApiUnderTest.json(join(invited("acme").path("link").asText(), login))
                .path("userId")
                .asText();
    }

    private HttpResponse<String> join(String link, String login) throws Exception {
        return open(link, "{\"login\":\"" + login + "\",\"displayName\":\"A Name\",\"password\":\"" + PASSWORD + "\"}");
    }

    private HttpResponse<String> signIn(String login, String password) throws Exception {
        return open("/v1/sessions", "{\"login\":\"" + login + "\",\"password\":\"" + password + "\"}");
    }

    private HttpResponse<String> offer(String userId, String key) throws Exception {
        return offer(userId, key, "reset-" + key + "-" + userId);
    }

    private HttpResponse<String> offer(String userId, String key, String idempotencyKey) throws Exception {
        return api.send(api.request("/v1/users/" + userId + "/password-reset")
                .header("X-Api-Key", key)
                .header("Idempotency-Key", idempotencyKey)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"expiresInHours\":1}")));
    }

    private HttpResponse<String> reset(String link, String password) throws Exception {
        return open(link, "{\"password\":\"" + password + "\"}");
    }

    private HttpResponse<String> open(String path, String body) throws Exception {
        return api.send(
                api.request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private static String cookie(HttpResponse<String> answer) {
        return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    }
}
