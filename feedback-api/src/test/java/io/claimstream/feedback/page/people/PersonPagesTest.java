package io.claimstream.feedback.page.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.http.ApiUnderTest;
import io.claimstream.feedback.page.Browser;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in and out, the links that work once, and the account, as a browser without scripts does it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PersonPagesTest {

    private static final String ADJUSTER = "{\"role\":\"ADJUSTER\",\"insurer\":\"acme\"}";

    private final ApiUnderTest api =
            new ApiUnderTest(it -> TestAccess.of(it.database(), it.clock(), presented -> Optional.of(presented)
                    .filter("root"::equals)
                    .map(key -> new Caller("cli", Role.ADMINISTRATOR))));

    @BeforeEach
    void empty() {
        // Far enough that every throttle has forgotten the test before.
        api.clock().pass(Duration.ofDays(1));
        api.database().jdbi().useHandle(handle -> {
            for (String table : new String[] {"password_reset", "session", "user", "invitation"}) {
                handle.execute("delete from record_" + table);
            }
        });
    }

    @AfterAll
    void close() {
        api.close();
    }

    @Test
    void shouldBringAPersonFromTheLinkToTheFirstPage() throws Exception {
        // Given
        String link = invitation();
        Browser browser = new Browser(api);

        // When
        HttpResponse<String> sentOn = browser.get(link);
        String page = sentOn.headers().firstValue("Location").orElseThrow();
        Document form = browser.page(page);
        HttpResponse<String> joined = browser.post(page, account("ann@example.org"));

        // Then
        assertThat(sentOn.statusCode()).isEqualTo(303);
        assertThat(page).startsWith("/invitations/ci_");
        assertThat(form.text()).contains("Adjuster").contains("acme");
        assertThat(joined.headers().firstValue("Location")).contains("/");
        assertThat(browser.page("/account").text()).contains("ann@example.org").contains("Adjuster, acme");
    }

    @Test
    void shouldStillAnswerMachinesAtTheSameLink() throws Exception {
        // Given
        String link = invitation();

        // When
        JsonNode json = ApiUnderTest.json(api.get(link, ""));

        // Then
        assertThat(json.path("role").asText()).isEqualTo("ADJUSTER");
    }

    @Test
    void shouldSayWhatIsWrongBesideTheFieldAndKeepWhatWasTyped() throws Exception {
        // Given
        String page = invitation().substring("/v1".length());
        Browser browser = new Browser(api);

        // When
        HttpResponse<String> answer = browser.post(
                page, Map.of("login", "a\"><script>", "displayName", "Ann", "password", "short", "repeated", "short"));
        HttpResponse<String> otherwise = browser.post(
                page,
                Map.of(
                        "login",
                        "ann",
                        "displayName",
                        "Ann",
                        "password",
                        Browser.PASSWORD,
                        "repeated",
                        "something else"));

        // Then
        Document shown = Jsoup.parse(answer.body());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(shown.select("#password-hint .wrong").text()).startsWith("Expected 12 to 256 characters");
        assertThat(shown.select("#login").attr("value")).isEqualTo("a\"><script>");
        assertThat(shown.select("main script")).isEmpty();
        assertThat(shown.select("#password").attr("value")).isEmpty();
        assertThat(Jsoup.parse(otherwise.body()).select("#repeated-hint .wrong"))
                .hasSize(1);
        assertThat(browser.isSignedIn()).isFalse();
    }

    @Test
    void shouldSayThatALinkHasEnded() throws Exception {
        // Given
        String page = invitation().substring("/v1".length());
        new Browser(api).post(page, account("ann@example.org"));

        // When
        HttpResponse<String> again = new Browser(api).get(page);
        HttpResponse<String> unknown = new Browser(api).get("/invitations/ci_x");

        // Then
        assertThat(again.statusCode()).isEqualTo(410);
        assertThat(Jsoup.parse(again.body()).select("h1").text()).isEqualTo("The invitation has ended");
        assertThat(Jsoup.parse(unknown.body()).select("main").text()).contains("An administrator makes a new one");
        assertThat(unknown.statusCode()).isEqualTo(404);
    }

    @Test
    void shouldSignInAndGoWhereItWasWanted() throws Exception {
        // Given
        person("ann@example.org");
        Browser browser = new Browser(api);

        // When
        String next = browser.page("/sign-in?next=%2Fqueue%3Fcurrency%3DGBP")
                .select("input[name=next]")
                .attr("value");
        HttpResponse<String> wrong =
                browser.post("/sign-in", Map.of("login", "ann@example.org", "password", "wrong", "next", next));
        HttpResponse<String> right = browser.post(
                "/sign-in", Map.of("login", "ann@example.org", "password", Browser.PASSWORD, "next", next));

        // Then
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(Jsoup.parse(wrong.body()).select("[role=alert]").text()).isEqualTo("Login or password is wrong.");
        assertThat(wrong.body()).doesNotContain("\"wrong\"");
        assertThat(right.headers().firstValue("Location")).contains("/queue?currency=GBP");
        assertThat(browser.get("/sign-in").headers().firstValue("Location")).contains("/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example/",
                "/\\evil.example",
                "/\t/evil.example",
                "/a\\b",
                "javascript:alert(1)",
                "queue",
                "/v1/me",
                ""
            })
    void shouldNeverLeadElsewhere(String next) throws Exception {
        // Given
        person("ann@example.org");

        // When
        HttpResponse<String> answer = new Browser(api)
                .post("/sign-in", Map.of("login", "ann@example.org", "password", Browser.PASSWORD, "next", next));

        // Then
        assertThat(answer.headers().firstValue("Location")).contains("/");
    }

    @Test
    void shouldSlowDownWhoGuessesPasswords() throws Exception {
        // Given
        person("ann@example.org");
        Browser browser = new Browser(api);
        for (int i = 0; i < 5; i++) {
            browser.post("/sign-in", Map.of("login", "ann@example.org", "password", "guess " + i));
        }

        // When
        HttpResponse<String> sixth =
                browser.post("/sign-in", Map.of("login", "ann@example.org", "password", Browser.PASSWORD));

        // Then
        assertThat(sixth.statusCode()).isEqualTo(429);
        assertThat(sixth.headers().firstValue("Retry-After")).isPresent();
        assertThat(browser.isSignedIn()).isFalse();
    }

    @Test
    void shouldSignOut() throws Exception {
        // Given
        Browser browser = person("ann@example.org");

        // When
        HttpResponse<String> answer = browser.submit("/sign-out", Map.of());

        // Then
        assertThat(answer.headers().firstValue("Location")).contains("/sign-in?notice=signed-out");
        assertThat(browser.isSignedIn()).isFalse();
        assertThat(browser.page("/sign-in?notice=signed-out").text()).contains("You are signed out.");
    }

    @Test
    void shouldChangeThePassword() throws Exception {
        // Given
        Browser browser = person("ann@example.org");
        String next = "another horse battery";

        // When
        HttpResponse<String> wrong =
                browser.submit("/account/password", Map.of("current", "wrong", "next", next, "repeated", next));
        HttpResponse<String> twice = browser.submit(
                "/account/password", Map.of("current", Browser.PASSWORD, "next", next, "repeated", "other"));
        HttpResponse<String> done = browser.submit(
                "/account/password", Map.of("current", Browser.PASSWORD, "next", next, "repeated", next));

        // Then
        assertThat(wrong.statusCode()).isEqualTo(403);
        assertThat(twice.statusCode()).isEqualTo(400);
        assertThat(done.headers().firstValue("Location")).contains("/account?notice=password-changed");
        assertThat(new Browser(api)
                        .post("/sign-in", Map.of("login", "ann@example.org", "password", next))
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void shouldSetAForgottenPassword() throws Exception {
        // Given
        person("ann@example.org");
        String id = ApiUnderTest.json(api.get("/v1/users", "root"))
                .at("/users/0/userId")
                .asText();
        String link = ApiUnderTest.json(api.post("/v1/users/" + id + "/password-reset", "root", "{}"))
                .path("link")
                .asText();
        Browser browser = new Browser(api);

        // When
        String page = browser.get(link).headers().firstValue("Location").orElseThrow();
        Document form = browser.page(page);
        String next = "another horse battery";
        HttpResponse<String> done = browser.post(page, Map.of("password", next, "repeated", next));
        HttpResponse<String> again = browser.get(page);

        // Then
        assertThat(form.text()).contains("ann@example.org");
        assertThat(done.headers().firstValue("Location")).contains("/sign-in?notice=password-set");
        assertThat(again.statusCode()).isEqualTo(410);
        assertThat(browser.post("/sign-in", Map.of("login", "ann@example.org", "password", next))
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void shouldShowTheTokenOfASessionInAnotherGuiseEachTime() throws Exception {
        // Given
        Browser browser = person("ann@example.org");

        // Then
        assertThat(browser.csrf()).isNotEqualTo(browser.csrf());
    }

    @Test
    void shouldKeepTheChosenLook() throws Exception {
        // Given
        Browser browser = new Browser(api).cookie("theme", "dark");

        // Then
        assertThat(browser.page("/sign-in").select("html").attr("data-theme")).isEqualTo("dark");
        assertThat(new Browser(api)
                        .cookie("theme", "x-y")
                        .page("/sign-in")
                        .select("html")
                        .attr("data-theme"))
                .isEmpty();
    }

    private String invitation() throws Exception {
        return ApiUnderTest.json(api.post("/v1/invitations", "root", ADJUSTER))
                .path("link")
                .asText();
    }

    private Browser person(String login) throws Exception {
        return Browser.of(api, "root", ADJUSTER, login);
    }

    private static Map<String, String> account(String login) {
        return Map.of("login", login, "displayName", "Ann", "password", Browser.PASSWORD, "repeated", Browser.PASSWORD);
    }
}
