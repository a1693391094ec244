package io.claimstream.feedback.page.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.feedback.Facts;
import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.http.ApiUnderTest;
import io.claimstream.feedback.page.Browser;
import io.claimstream.schemas.TrustedEvents;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What happened to a claim, and how it was known at a moment. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HistoryPageTest {

    private static final String PATH = "/claims/acme/c-1/history";

    static {
        TrustedEvents.trust();
    }

    private final ApiUnderTest api =
            new ApiUnderTest(it -> TestAccess.of(it.database(), it.clock(), presented -> Optional.of(presented)
                    .filter("root"::equals)
                    .map(key -> new Caller("cli", Role.ADMINISTRATOR))));
    private Browser ann = new Browser(api);

    @BeforeAll
    void signIn() throws Exception {
        ann = Browser.of(api, "root", "{\"role\":\"FINANCE\",\"insurer\":\"acme\"}", "ann");
        api.readModel().withScore("c-1", 2);
        api.readModel()
                .project(Facts.settlement("f_1", "c-1")
                        .setScoreId(Facts.scoreId("c-1", 2))
                        .build());
    }

    @AfterAll
    void close() {
        api.close();
    }

    @Test
    void shouldTellEverythingThatHappened() throws Exception {
        // When
        Document page = ann.page(PATH);

        // Then
        assertThat(page.select(".moments li > div p:first-child").eachText())
                .contains("Revision 2 was submitted and accepted", "Revision 2 was scored by the model m-0123456789ab")
                .anyMatch(it -> it.endsWith("said what was paid"));
        assertThat(page.select(".moments a").attr("href")).isEqualTo(PATH + "?asOf=2026-03-01T09:30:00Z");
        assertThat(page.select(".past")).isEmpty();
        assertThat(ann.get("/claims/acme/c-2/history").statusCode()).isEqualTo(404);
        assertThat(ann.get("/claims/other/c-1/history").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldShowTheClaimAsItWasKnown() throws Exception {
        // When
        Document page = ann.page(PATH + "?asOf=2026-03-01T09:30:00Z");

        // Then
        assertThat(page.select(".past h2").text()).startsWith("As it was known on");
        assertThat(page.select(".past .amount").text()).isEqualTo("£1,200.00");
        assertThat(page.select(".past form, .past button")).isEmpty();
        assertThat(page.select("#at").attr("value")).isEqualTo("2026-03-01T09:30");
    }

    @Test
    void shouldSayThatNothingWasKnownYet() throws Exception {
        // When
        Document page = ann.page(PATH + "?asOf=2026-02-01T09:30:00Z");

        // Then
        assertThat(page.select(".past").text()).contains("Nothing was known of this claim then.");
        assertThat(page.select(".moments li.later")).isNotEmpty();
    }

    @Test
    void shouldTakeAMomentAsItIsTyped() throws Exception {
        // When
        HttpResponse<String> moment = ann.cookie("zone", "Europe/Berlin").get(PATH + "?at=2026-03-01T10:30");
        HttpResponse<String> moved = ann.with("Accept-Language", "en-GB")
                .cookie("zone", "America/New_York")
                .get(PATH + "?at=2026-03-01T10:30&zone=Europe/Berlin");
        HttpResponse<String> rubbish = ann.get(PATH + "?at=yesterday");
        HttpResponse<String> toCome = ann.get(PATH + "?at=2999-03-01T10:30");

        // Then
        assertThat(moment.headers().firstValue("Location")).contains(PATH + "?asOf=2026-03-01T09:30:00Z");
        assertThat(moved.headers().firstValue("Location")).contains(PATH + "?asOf=2026-03-01T09:30:00Z");
        assertThat(rubbish.statusCode()).isEqualTo(400);
        assertThat(Jsoup.parse(rubbish.body()).select("#at-hint").text()).startsWith("Expected a day and a time");
        assertThat(Jsoup.parse(toCome.body()).select("#at-hint").text()).contains("not known yet");
        assertThat(ann.get(PATH + "?asOf=2999-03-01T10:30:00Z").statusCode()).isEqualTo(400);
    }
}
