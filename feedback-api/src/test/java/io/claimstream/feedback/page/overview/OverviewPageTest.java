package io.claimstream.feedback.page.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.feedback.Facts;
import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.http.ApiUnderTest;
import io.claimstream.feedback.page.Browser;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The overview for the head of claims, and its monthly report. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OverviewPageTest {

    private final ApiUnderTest api =
            new ApiUnderTest(it -> TestAccess.of(it.database(), it.clock(), presented -> Optional.of(presented)
                    .filter("root"::equals)
                    .map(key -> new Caller("cli", Role.ADMINISTRATOR))));
    private Browser all = new Browser(api);
    private Browser other = new Browser(api);

    @BeforeAll
    void fill() throws Exception {
        api.database().jdbi().useHandle(handle -> {
            handle.execute("insert into view_tally_record values"
                    + " (date '2026-03-01', 'SUBMITTED', 'acme', '', '', '', 1030),"
                    + " (date '2026-02-28', 'SUBMITTED', 'acme', '', '', '', 7),"
                    + " (date '2026-03-01', 'ACCEPTED', 'acme', 'MOTOR_INJURY', 'GBP', '', 25)");
            handle.execute("insert into view_tally_waiting values"
                    + " ('acme', 'MOTOR_INJURY', 'GBP', date '2026-02-27', date '2026-02-28', 5, 4, 800.50)");
            handle.execute("insert into view_tally_answered values"
                    + " (date '2026-03-01', 'acme', 'MOTOR_INJURY', 'GBP', 'm-1', 18, 6)");
            handle.execute(
                    "insert into view_tally_settled values"
                            + " (date '2026-03-01', 'acme', 'MOTOR_INJURY', 'GBP', 'm-1', 20, 24000, 20000, 4000, 20, 4, 4, 20, 10, 20, 12, 8)");
            handle.execute("insert into view_tally_paid values"
                    + " (date '2026-03-01', 'acme', 'MOTOR_INJURY', 'GBP', '359:20', '349:20')");
        });
        all = Browser.of(api, "root", "{\"role\":\"FINANCE\"}", "all");
        other = Browser.of(api, "root", "{\"role\":\"FINANCE\",\"insurer\":\"other\"}", "other");
    }

    @AfterAll
    void close() {
        api.close();
    }

    @Test
    void shouldShowTheFiguresAndForEachPictureItsTable() throws Exception {
        // When
        Document page = all.page("/overview");

        // Then
        assertThat(page.select(".tiles strong").eachText()).containsExactly("1,037", "5", "5", "75.0%");
        assertThat(page.select("section[aria-labelledby=risk] td").eachText()).containsExactly("£800.50", "4", "1");
        assertThat(page.select("section[aria-labelledby=paid] tbody tr").text())
                .startsWith("March 2026 Motor injury 20 £24,000 £20,000");
        assertThat(page.select("section[aria-labelledby=age] tbody tr")).hasSize(5);
        assertThat(page.select("svg[role=img]")).isNotEmpty().allSatisfy(it -> {
            assertThat(it.select("title, desc")).hasSize(2);
            assertThat(it.parents().select("section").select("table")).isNotEmpty();
        });
        assertThat(page.select("input[name=from]").attr("value")).isEqualTo("2026-01-31");
    }

    @Test
    void shouldAskForWhatTheAddressSays() throws Exception {
        // When
        Document narrow = all.page("/overview?insurer=acme&lineOfBusiness=MOTOR_INJURY&from=2026-03-01&to=2026-03-01");
        Document nobody = all.page("/overview?insurer=nobody");

        // Then
        assertThat(narrow.select(".tiles strong").eachText().get(0)).isEqualTo("25");
        assertThat(nobody.select(".empty h2").text()).isEqualTo("No claims in these days");
        assertThat(all.get("/overview?insurer=acme&currency=").headers().firstValue("Location"))
                .contains("/overview?insurer=acme");
        assertThat(all.get("/overview?from=yesterday").statusCode()).isEqualTo(400);
    }

    @Test
    void shouldShowNothingOfOtherInsurers() throws Exception {
        // Then
        assertThat(other.page("/overview?insurer=acme").select(".empty")).hasSize(1);
        assertThat(other.page("/overview").select("#insurer")).isEmpty();
        assertThat(other.get("/overview/report?month=2026-03&insurer=acme").body())
                .doesNotContain("£800.50");
    }

    @Test
    void shouldGiveAReportThatNeedsNothingElse() throws Exception {
        // When
        HttpResponse<String> answer = all.with("Accept-Language", "en-GB").get("/overview/report?month=2026-03");
        Document report = Jsoup.parse(answer.body());

        // Then
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"claims-2026-03.html\"");
        assertThat(report.select("h1").text()).isEqualTo("Claims in March 2026");
        assertThat(report.select("script, link, img, iframe, form, a")).isEmpty();
        assertThat(report.select("style")).hasSize(1);
        assertThat(report.select("style").get(0).data()).doesNotContain("url(").doesNotContain("@import");
        assertThat(report.text()).contains("The month is not over").contains("£800.50");
        assertThat(report.select("svg")).isNotEmpty();
    }

    @Test
    void shouldMakeNoReportOfWhatIsNoMonth() throws Exception {
        for (String month : List.of("2026-13", "2026-04", "x", "-99999-01")) {
            assertThat(all.get("/overview/report?month=" + month).statusCode())
                    .as(month)
                    .isEqualTo(400);
        }
        assertThat(Facts.NOW.toString()).startsWith("2026-03");
    }
}
