package io.claimstream.feedback.page.office;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.http.ApiUnderTest;
import io.claimstream.feedback.page.Browser;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Policies, read and changed with a look at what would change. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PolicyPagesTest {

    private static final Map<String, String> RULE = Map.of(
            "currency",
            "GBP",
            "greatestEstimate",
            "1500",
            "leastConfidence",
            "0.8",
            "greatestRelativeWidth",
            "0.25",
            "reviewShare",
            "0.05");
    private static final Map<String, String> LIMIT =
            Map.of("role", "ADJUSTER", "currency", "GBP", "amount", "10000.00");

    private final ApiUnderTest api =
            new ApiUnderTest(it -> TestAccess.of(it.database(), it.clock(), presented -> Optional.of(presented)
                    .filter("root"::equals)
                    .map(key -> new Caller("cli", Role.ADMINISTRATOR))));
    private Browser admin = new Browser(api);

    @BeforeEach
    void empty() throws Exception {
        api.clock().pass(Duration.ofDays(1));
        api.database().jdbi().useHandle(handle -> {
            for (String table : new String[] {"policy", "session", "user", "invitation"}) {
                handle.execute("delete from record_" + table);
            }
        });
        admin = Browser.of(api, "root", "{\"role\":\"ADMINISTRATOR\"}", "admin");
    }

    @AfterAll
    void close() {
        api.close();
    }

    @Test
    void shouldShowWhatWouldChangeAndChangeNothingBeforeItIsConfirmed() throws Exception {
        // When
        HttpResponse<String> asked = admin.submit("/policies/acme/acceptance", with(RULE, "version", "0"));

        // Then
        Document page = Jsoup.parse(asked.body());
        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(page.select("section[aria-labelledby=before] li").eachText())
                .containsExactly("Off: every score waits for a person.");
        assertThat(page.select("section[aria-labelledby=after] li").eachText())
                .containsExactly(
                        "Every line of business in GBP: accepted up to £1,500.00, when the confidence is at least 80.0% and the interval at most 25.0% of the"
                                + " estimate wide. An estimate below what was claimed waits for a person. Of these 5.0%, drawn by lot, wait for a person.");
        assertThat(admin.page("/policies/acme").select("section[aria-labelledby=acceptance] .rules"))
                .isEmpty();
    }

    @Test
    void shouldLayDownWhatIsConfirmedAndTakeItAwayAgain() throws Exception {
        // When
        HttpResponse<String> done = confirmed("/policies/acme/acceptance", with(RULE, "version", "0"));
        Document laid = admin.page("/policies/acme");
        HttpResponse<String> removed =
                confirmed("/policies/acme/acceptance", Map.of("version", "1", "remove", "yes", "currency", "GBP"));

        // Then
        assertThat(done.headers().firstValue("Location")).contains("/policies/acme?notice=changed");
        assertThat(laid.select("section[aria-labelledby=acceptance] .rules li").text())
                .contains("up to £1,500.00");
        assertThat(laid.text()).contains("Changed last by A Name");
        assertThat(removed.statusCode()).isEqualTo(303);
        assertThat(admin.page("/policies/acme").text()).contains("Off: every score waits for a person.");
        assertThat(api.get("/v1/audit?action=ACCEPTANCE_CHANGED", "root").body())
                .contains("/v1/policies/acceptance/acme");
    }

    @Test
    void shouldSayThatSomebodyChangedItMeanwhile() throws Exception {
        // Given
        assertThat(confirmed("/policies/acme/authority", with(LIMIT, "version", "0"))
                        .statusCode())
                .isEqualTo(303);

        // When
        HttpResponse<String> late =
                confirmed("/policies/acme/authority", with(with(LIMIT, "amount", "5.00"), "version", "0"));

        // Then
        Document page = Jsoup.parse(late.body());
        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(page.select("[role=alert]").text())
                .contains("A Name changed it meanwhile")
                .contains("nothing of yours");
        assertThat(page.select("section[aria-labelledby=authority] .rules li").text())
                .contains("Adjuster: alone up to £10,000.00.");
        assertThat(page.select("section[aria-labelledby=authority] input[name=version]")
                        .attr("value"))
                .isEqualTo("1");
    }

    @Test
    void shouldSayWhatIsWrongBeforeAnythingIsConfirmed() throws Exception {
        // When
        HttpResponse<String> answer =
                admin.submit("/policies/acme/acceptance", with(with(RULE, "leastConfidence", "80"), "version", "0"));

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Jsoup.parse(answer.body()).select("[role=alert]").text()).contains("a confidence from 0.01 to 1");
    }

    @Test
    void shouldShowTheLimitsOfAllInsurersWhereOneHasNone() throws Exception {
        // Given
        assertThat(confirmed("/policies/*/authority", with(LIMIT, "version", "0"))
                        .statusCode())
                .isEqualTo(303);
        Browser adjuster = Browser.of(api, "root", "{\"role\":\"ADJUSTER\",\"insurer\":\"acme\"}", "adjuster");

        // When
        Document page = adjuster.page("/policies/acme");

        // Then
        assertThat(page.text()).contains("For all insurers").contains("alone up to £10,000.00");
        assertThat(page.select("section[aria-labelledby=acceptance]")).isEmpty();
        assertThat(page.select("main form")).isEmpty();
        assertThat(adjuster.get("/policies/other").statusCode()).isEqualTo(404);
        assertThat(adjuster.page("/policies").select("tbody th").eachText()).containsExactly("acme");
        assertThat(admin.page("/policies").text()).contains("alone up to £10,000.00");
    }

    private HttpResponse<String> confirmed(String path, Map<String, String> form) throws Exception {
        return admin.submit(path, with(form, "confirmed", "yes"));
    }

    private static Map<String, String> with(Map<String, String> form, String name, String value) {
        Map<String, String> more = new HashMap<>(form);
        more.put(name, value);
        return more;
    }
}
