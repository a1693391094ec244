package io.claimstream.feedback.page.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.exercise.SettledRows;
import io.claimstream.feedback.http.ApiUnderTest;
import io.claimstream.feedback.page.Browser;
import io.claimstream.schemas.TrustedEvents;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An exercise from the form of who asks for it to the result of who worked through it. */
class ExercisePagesTest {

    static {
        TrustedEvents.trust();
    }

    private final ApiUnderTest api =
            new ApiUnderTest(it -> TestAccess.of(it.database(), it.clock(), presented -> Optional.of(presented)
                    .filter("root"::equals)
                    .map(key -> new Caller("cli", Role.ADMINISTRATOR))));
    private Browser auditor = new Browser(api);
    private Browser ann = new Browser(api);

    @BeforeEach
    void fill() throws Exception {
        auditor = Browser.of(api, "root", "{\"role\":\"AUDITOR\"}", "auditor");
        ann = Browser.of(api, "root", "{\"role\":\"ADJUSTER\",\"insurer\":\"acme\"}", "ann");
        for (int i = 0; i < 10; i++) {
            api.readModel().withScore("okapi/" + i, 1);
            new SettledRows(api.database().jdbi()).settled("okapi/" + i, "1250.00");
        }
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void shouldLeadFromTheQuestionToTheResult() throws Exception {
        // Given
        String address = planned();
        assertThat(ann.page("/exercises").select(".list tbody a").eachAttr("href"))
                .containsExactly(address);

        // When: she agrees with all but one.
        for (int number = 1; number <= 10; number++) {
            Document page = ann.page(address);
            assertThat(page.select("h1").text()).isEqualTo("Exercise: claim " + number);
            assertThat(page.select(".amount").text()).startsWith("£");
            assertThat(page.select("figure, svg")).isNotEmpty();
            assertThat(page.html()).doesNotContain("okapi", "1,250.00");
            api.clock().pass(Duration.ofSeconds(20));
            HttpResponse<String> answered = ann.submit(
                    address + "/answer",
                    number == 4
                            ? Map.of("number", "4", "kind", "corrected", "amount", "1255.50")
                            : Map.of("number", String.valueOf(number), "kind", "accepted"));
            assertThat(answered.headers().firstValue("Location")).contains(address);
        }
        Document result = ann.page(address);

        // Then
        assertThat(result.select("tbody tr")).hasSize(10);
        assertThat(result.select("tbody .under").eachText()).hasSize(5).containsOnly("wrong on purpose");
        assertThat(result.select("tbody tr").get(3).text()).contains("£1,255.50", "£1,250.00", "20");
        assertThat(result.expectFirst("section[aria-labelledby=result] > p").text())
                .startsWith("Of 5 wrong estimates");
        assertThat(auditor.page(address).select("tbody tr")).hasSize(10);
        assertThat(auditor.page("/audit/agreement")
                        .select("section[aria-labelledby=exercises] tbody tr")
                        .eachText())
                .hasSize(2)
                .first()
                .asString()
                .startsWith("A Name 10 of 5, fewer than 20");
    }

    @Test
    void shouldSayWhatIsWrongWithAFormAndKeepWhatWasTyped() throws Exception {
        // When
        Document unknown = Jsoup.parse(auditor.submit(
                        "/exercises", Map.of("insurer", "acme", "person", "nobody", "claims", "10", "planted", "50"))
                .body());
        Document few = Jsoup.parse(auditor.submit(
                        "/exercises", Map.of("insurer", "acme", "person", "ann", "claims", "11", "planted", "50"))
                .body());

        // Then
        assertThat(unknown.select("#person-hint").text()).contains("active account");
        assertThat(unknown.select("#person").val()).isEqualTo("nobody");
        assertThat(few.select("[role=alert]").text()).contains("Too few claims");
        assertThat(ann.page("/exercises").select("form[action=/exercises]")).isEmpty();
    }

    @Test
    void shouldRefuseAnAmountThatIsNone() throws Exception {
        // Given
        String address = planned();
        ann.page(address);

        // When
        HttpResponse<String> refused =
                ann.submit(address + "/answer", Map.of("number", "1", "kind", "corrected", "amount", "much"));

        // Then
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Jsoup.parse(refused.body()).select("#amount-hint").text()).contains("an amount of 0 or more");
        assertThat(ann.page(address).select("h1").text()).isEqualTo("Exercise: claim 1");
    }

    @Test
    void shouldShowNobodyElseMoreThanHowFarItIsAndLetItEnd() throws Exception {
        // Given
        String address = planned();

        // When
        Document open = auditor.page(address);
        HttpResponse<String> ended = auditor.submit(address + "/end", Map.of());

        // Then
        assertThat(open.select("h2").text()).isEqualTo("It is not over");
        assertThat(open.html()).doesNotContain("okapi");
        assertThat(ended.headers().firstValue("Location")).contains(address);
        assertThat(ann.page(address).select("tbody td").eachText()).contains("Not answered");
        assertThat(Browser.of(api, "root", "{\"role\":\"ADJUSTER\"}", "bob")
                        .get(address)
                        .statusCode())
                .isEqualTo(404);
    }

    private String planned() throws Exception {
        HttpResponse<String> planned = auditor.submit(
                "/exercises", Map.of("insurer", "acme", "person", "ann", "claims", "10", "planted", "50"));
        assertThat(planned.statusCode()).as(planned.body()).isEqualTo(303);
        return planned.headers().firstValue("Location").orElseThrow();
    }
}
