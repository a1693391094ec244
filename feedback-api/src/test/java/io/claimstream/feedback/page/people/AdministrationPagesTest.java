package io.claimstream.feedback.page.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.contract.ApiContract;
import io.claimstream.feedback.http.ApiUnderTest;
import io.claimstream.feedback.page.Browser;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Users, invitations, keys, roles, and one's own account, as a browser without scripts does it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdministrationPagesTest {

    private final ApiUnderTest api =
            new ApiUnderTest(it -> TestAccess.of(it.database(), it.clock(), presented -> Optional.of(presented)
                    .filter("root"::equals)
                    .map(key -> new Caller("cli", Role.ADMINISTRATOR))));
    private Browser admin = new Browser(api);
    private Browser ofAcme = new Browser(api);

    @BeforeEach
    void empty() throws Exception {
        api.clock().pass(Duration.ofDays(1));
        api.database().jdbi().useHandle(handle -> {
            for (String table : new String[] {
                "password_reset", "session", "user", "invitation", "api_key_secret", "api_key", "audit", "idempotency"
            }) {
                handle.execute("delete from record_" + table);
            }
        });
        admin = Browser.of(api, "root", "{\"role\":\"ADMINISTRATOR\"}", "admin");
        ofAcme = Browser.of(api, "root", "{\"role\":\"ADMINISTRATOR\",\"insurer\":\"acme\"}", "acme-admin");
    }

    @AfterAll
    void close() {
        api.close();
    }

    @Test
    void shouldShowTheLinkOfAnInvitationOnce() throws Exception {
        // Given
        Map<String, String> form = form(admin, "/users/invitations", Map.of("role", "FINANCE", "insurer", "acme"));

        // When
        HttpResponse<String> made = admin.post("/users/invitations", form);
        HttpResponse<String> again = admin.post("/users/invitations", form);

        // Then
        String link = secret(made);
        assertThat(made.statusCode()).isEqualTo(200);
        assertThat(made.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(link).startsWith("http://127.0.0.1:" + api.port() + "/invitations/ci_");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("was sent before").doesNotContain("ci_");
        Document list = admin.page("/users/invitations");
        assertThat(list.select("tbody tr")).hasSize(1);
        assertThat(list.select("tbody td").eachText()).startsWith("Finance", "acme", "A Name");
        assertThat(list.outerHtml()).doesNotContain("ci_");
        assertThat(new Browser(api)
                        .page(link.substring(link.indexOf("/invitations")))
                        .text())
                .contains("Finance")
                .contains("acme");
    }

    @Test
    void shouldTakeAnInvitationBack() throws Exception {
        // Given
        String link =
                secret(admin.post("/users/invitations", form(admin, "/users/invitations", Map.of("role", "FINANCE"))));
        String action = admin.page("/users/invitations").select("td form").attr("action");

        // When
        HttpResponse<String> revoked = admin.submit(action, Map.of());

        // Then
        assertThat(revoked.headers().firstValue("Location")).contains("/users/invitations?notice=revoked");
        assertThat(admin.page("/users/invitations?notice=revoked")
                        .select(".empty h2")
                        .text())
                .isEqualTo("No open invitations");
        assertThat(new Browser(api)
                        .get(link.substring(link.indexOf("/invitations")))
                        .statusCode())
                .isEqualTo(410);
    }

    @Test
    void shouldSayWhatIsMissingAndMakeNothing() throws Exception {
        // When
        HttpResponse<String> answer =
                admin.post("/keys", form(admin, "/keys", Map.of("name", "desk", "insurer", "no such insurer!")));

        // Then
        Document page = Jsoup.parse(answer.body());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(page.select("#role-hint .wrong").text()).startsWith("Expected one of PRODUCER");
        assertThat(page.select("#insurer-hint .wrong")).hasSize(1);
        assertThat(page.select("#name").attr("value")).isEqualTo("desk");
        assertThat(admin.page("/keys").select(".empty h2").text()).isEqualTo("No keys yet");
    }

    @Test
    void shouldMakeRotateAndRevokeAKeyAndShowEachTextOnce() throws Exception {
        // Given
        Map<String, String> form =
                form(admin, "/keys", Map.of("name", "desk", "role", "PRODUCER", "insurer", "acme", "days", "30"));

        // When
        HttpResponse<String> made = admin.post("/keys", form);
        HttpResponse<String> again = admin.post("/keys", form);
        String one = admin.page("/keys").select("tbody th a").attr("href");
        HttpResponse<String> rotated =
                admin.post(one + "/rotation", form(admin, one, Map.of("overlapSeconds", "3600")));
        int texts = admin.page(one).select("tbody tr").size();
        HttpResponse<String> revoked = admin.submit(one + "/revocation", Map.of());
        HttpResponse<String> late = admin.post(one + "/rotation", form(admin, "/keys", Map.of("overlapSeconds", "0")));

        // Then
        assertThat(secret(made)).matches("cs_[A-Za-z0-9_-]{43}");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(secret(rotated)).matches("cs_[A-Za-z0-9_-]{43}").isNotEqualTo(secret(made));
        assertThat(texts).isEqualTo(2);
        assertThat(revoked.headers().firstValue("Location")).contains(one + "?notice=revoked");
        assertThat(admin.page(one).text()).contains("Revoked").contains("lets nobody in");
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(admin.page("/keys").outerHtml()
                        + api.get("/v1/audit", "root").body())
                .doesNotContain(secret(made))
                .doesNotContain(secret(rotated));
        assertThat(admin.page("/account")
                        .select("section[aria-labelledby=keys-of-mine] tbody th")
                        .text())
                .startsWith("desk");
    }

    @Test
    void shouldMakeNoKeyByAFormThatDoesNotNameItself() throws Exception {
        // When
        HttpResponse<String> answer = admin.submit("/keys", Map.of("name", "desk", "role", "PRODUCER"));

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(admin.page("/keys").select("tbody tr")).isEmpty();
    }

    @Test
    void shouldChangeARoleWhichHoldsAtOnce() throws Exception {
        // Given
        Browser ann = Browser.of(api, "root", "{\"role\":\"ADJUSTER\",\"insurer\":\"acme\"}", "ann");
        String one = user(admin, "ann");
        assertThat(ann.get("/audit").statusCode()).isEqualTo(403);

        // When
        HttpResponse<String> changed = admin.submit(one + "/role", Map.of("role", "AUDITOR"));

        // Then
        assertThat(changed.headers().firstValue("Location")).contains(one + "?notice=role");
        assertThat(ann.get("/audit").statusCode()).isEqualTo(200);
        assertThat(admin.page(one).select("#role option[selected]").attr("value"))
                .isEqualTo("AUDITOR");
        assertThat(ann.page("/audit?action=USER_CHANGED").select(".changes tr").eachText())
                .contains("role ADJUSTER ≠ AUDITOR");
    }

    @Test
    void shouldLetNobodyChangeTheirOwnRole() throws Exception {
        // Given
        String self = user(admin, "admin");

        // When
        HttpResponse<String> answer = admin.submit(self + "/role", Map.of("role", "FINANCE"));

        // Then
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(admin.page(self).text())
                .contains("for somebody else to change")
                .contains("Administrator");
    }

    @Test
    void shouldLetNobodyShutThemselvesOut() throws Exception {
        // Given
        String self = user(admin, "admin");

        // When
        HttpResponse<String> answer = admin.submit(self + "/deactivation", Map.of());

        // Then
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(admin.page(self).select("form[action$=deactivation]")).isEmpty();
        assertThat(ofAcme.page(user(ofAcme, "acme-admin")).select("form[action$=deactivation]"))
                .isEmpty();
    }

    @Test
    void shouldDeactivateSomebodyAndOfferNoPasswordThen() throws Exception {
        // Given
        Browser ann = Browser.of(api, "root", "{\"role\":\"ADJUSTER\"}", "ann");
        String one = user(admin, "ann");
        Map<String, String> offer = form(admin, one, Map.of("expiresInHours", "24"));

        // When
        HttpResponse<String> deactivated = admin.submit(one + "/deactivation", Map.of());
        HttpResponse<String> offered = admin.post(one + "/password-reset", offer);

        // Then
        assertThat(deactivated.statusCode()).isEqualTo(303);
        assertThat(ann.get("/account").statusCode()).isEqualTo(303);
        assertThat(offered.statusCode()).isEqualTo(409);
        assertThat(Jsoup.parse(offered.body()).select("[role=alert]").text()).contains("let in no more");
        assertThat(admin.page("/users").text()).contains("Deactivated");
    }

    @Test
    void shouldShowALinkForANewPasswordOnce() throws Exception {
        // Given
        var unused = Browser.of(api, "root", "{\"role\":\"ADJUSTER\"}", "ann");
        String one = user(admin, "ann");
        Map<String, String> form = form(admin, one, Map.of("expiresInHours", "1"));

        // When
        String link = secret(admin.post(one + "/password-reset", form));
        HttpResponse<String> again = admin.post(one + "/password-reset", form);

        // Then
        assertThat(link).contains("/password-resets/cp_");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(new Browser(api)
                        .page(link.substring(link.indexOf("/password-resets")))
                        .text())
                .contains("ann");
    }

    @Test
    void shouldShowAnAdministratorOfOneInsurerThatInsurerOnly() throws Exception {
        // Given
        String other = user(admin, "admin");

        // When
        HttpResponse<String> made = ofAcme.post(
                "/keys",
                form(ofAcme, "/keys", Map.of("name", "mine", "role", "PRODUCER", "insurer", "other", "days", "never")));

        // Then
        assertThat(ofAcme.page("/users").select("tbody th .under").eachText()).containsExactly("acme-admin");
        assertThat(ofAcme.get(other).statusCode()).isEqualTo(404);
        assertThat(ofAcme.submit(other + "/deactivation", Map.of()).statusCode())
                .isEqualTo(404);
        assertThat(secret(made)).startsWith("cs_");
        assertThat(ofAcme.page("/keys").select("tbody td").eachText())
                .startsWith("Producer", "acme", "Active", "Never");
    }

    @Test
    void shouldShowWhoMayDoWhatAsTheContractHasIt() throws Exception {
        // When
        Document page = ofAcme.page("/roles");

        // Then
        assertThat(page.select("section:not([aria-label=Pages]) tbody tr"))
                .hasSize(ApiContract.load().operations().size());
        assertThat(page.select("section[aria-label=Pages] tbody tr").eachText())
                .anySatisfy(it -> assertThat(it).isEqualTo("Users /users – – – – – – – Yes"));
        assertThat(page.select("thead").get(0).select("th").eachText())
                .startsWith("What", "Producer", "Adjuster")
                .endsWith("Administrator");
    }

    @Test
    void shouldShowWhereOneIsSignedInAndWhenSomebodyWasLastSeen() throws Exception {
        // Given
        api.clock().pass(Duration.ofMinutes(5));
        Browser second = new Browser(api);
        var unused = second.post("/sign-in", Map.of("login", "admin", "password", Browser.PASSWORD));

        // When
        List<String> sessions = admin.page("/account")
                .select("section[aria-labelledby=sessions] tbody td:last-child")
                .eachText();
        String seen = second.page("/users")
                .select("tbody tr:contains(acme-admin) td")
                .get(3)
                .text();

        // Then
        assertThat(sessions).containsExactly("Another", "This one");
        assertThat(seen).contains(":").isNotEqualTo("Never");
    }

    /** A form as its page has it, filled in. */
    private static Map<String, String> form(Browser browser, String page, Map<String, String> typed) throws Exception {
        Document shown = browser.page(page);
        Map<String, String> form = new HashMap<>(typed);
        form.put("csrf", shown.body().attr("data-csrf"));
        form.put("once", shown.select("input[name=once]").attr("value"));
        return form;
    }

    private static String secret(HttpResponse<String> answer) {
        return Jsoup.parse(answer.body()).select("#secret").text();
    }

    private static String user(Browser admin, String login) throws Exception {
        return admin.page("/users").select("tbody tr").stream()
                .filter(it -> it.select(".under").text().equals(login))
                .findFirst()
                .orElseThrow()
                .select("th a")
                .attr("href");
    }
}
