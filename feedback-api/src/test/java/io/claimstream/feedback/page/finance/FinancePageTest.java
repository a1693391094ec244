package io.claimstream.feedback.page.finance;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.http.ApiUnderTest;
import io.claimstream.feedback.page.Browser;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What insurers used, as a page and as a file. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FinancePageTest {

    private final ApiUnderTest api =
            new ApiUnderTest(it -> TestAccess.of(it.database(), it.clock(), presented -> Optional.of(presented)
                    .filter("root"::equals)
                    .map(key -> new Caller("cli", Role.ADMINISTRATOR))));
    private Browser all = new Browser(api);
    private Browser other = new Browser(api);

    @BeforeAll
    void fill() throws Exception {
        api.database()
                .jdbi()
                .useHandle(handle -> handle.execute("insert into view_tally_record values"
                        + " (date '2026-03-01', 'SUBMITTED', 'acme', '', '', '', 1030),"
                        + " (date '2026-03-01', 'ACCEPTED', 'acme', 'MOTOR_INJURY', 'GBP', '', 1000),"
                        + " (date '2026-03-01', 'REJECTED', 'acme', '', '', '', 20),"
                        + " (date '2026-03-01', 'SCORED', 'acme', 'MOTOR_INJURY', 'GBP', 'm-1', 999),"
                        + " (date '2026-03-01', 'LOST', 'acme', 'MOTOR_INJURY', 'GBP', '', 1),"
                        + " (date '2026-02-10', 'SCORED', 'acme', 'MOTOR_INJURY', 'GBP', 'm-1', 40),"
                        + " (date '2026-02-10', 'SCORED', 'other', 'MOTOR_INJURY', 'GBP', 'm-1', 7),"
                        + " (date '2026-02-10', 'RESCORED', 'other', 'MOTOR_INJURY', 'GBP', 'm-1', 3),"
                        + " (date '2026-02-10', 'DEAD', '', '', '', '', 2)"));
        all = Browser.of(api, "root", "{\"role\":\"FINANCE\"}", "all");
        other = Browser.of(api, "root", "{\"role\":\"FINANCE\",\"insurer\":\"other\"}", "other");
    }

    @AfterAll
    void close() {
        api.close();
    }

    @Test
    void shouldShowUsageByInsurerAndMonthWithPictures() throws Exception {
        // When
        Document page = all.page("/finance");

        // Then
        assertThat(page.select("tbody tr").eachText())
                .containsExactly(
                        "acme March 2026 999 1,030 1,000 20 0 10 0",
                        "Insurer not readable February 2026 0 0 0 0 2 – 0",
                        "acme February 2026 40 0 0 0 0 0 0",
                        "other February 2026 7 0 0 0 0 0 3");
        assertThat(page.select("tfoot td").eachText()).startsWith("1,046");
        assertThat(page.select(".tiles strong").eachText()).containsExactly("1,046", "26", "2");
        assertThat(page.select("svg[role=img]")).hasSize(2);
        assertThat(page.select("#from").attr("value")).isEqualTo("2025-04-01");
        assertThat(page.select("section[aria-labelledby=counts]").text()).contains("counts once");
    }

    @Test
    void shouldKeepTheQuestionInTheAddress() throws Exception {
        // When
        Document page = all.page("/finance?insurer=acme&from=2026-03-01&to=2026-03-01&by=day");

        // Then
        assertThat(page.select("tbody tr")).hasSize(1);
        assertThat(page.select("tbody td").get(0).text()).isEqualTo("1 Mar 2026");
        assertThat(page.select("#by option[selected]").attr("value")).isEqualTo("day");
        assertThat(page.select("a[download]").attr("href"))
                .startsWith("/finance?")
                .contains("by=day", "insurer=acme", "as=csv");
        assertThat(all.get("/finance?insurer=&by=day").headers().firstValue("Location"))
                .contains("/finance?by=day");
        assertThat(all.get("/finance?by=year").statusCode()).isEqualTo(400);
    }

    @Test
    void shouldGiveAFileToBillFrom() throws Exception {
        // When
        HttpResponse<String> file = all.get("/finance?as=csv");

        // Then
        assertThat(file.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8");
        assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
                .isEqualTo("attachment; filename=\"usage-2025-04-01-2026-03-01.csv\"");
        assertThat(file.body().lines())
                .containsExactly(
                        "insurer,from,to,used,submitted,accepted,rejected,dead_letters,duplicates_or_pending,lost,done_again",
                        "\"\",2026-02-01,2026-02-28,0,0,0,0,2,,0,0",
                        "acme,2026-02-01,2026-02-28,40,0,0,0,0,0,0,0",
                        "acme,2026-03-01,2026-03-01,999,1030,1000,20,0,10,1,0",
                        "other,2026-02-01,2026-02-28,7,0,0,0,0,0,0,3");
    }

    @Test
    void shouldShowNothingOfOtherInsurers() throws Exception {
        // Then
        assertThat(other.page("/finance").select("tbody th").eachText()).containsExactly("other");
        assertThat(other.get("/finance?as=csv&insurer=acme").body().lines()).hasSize(1);
        assertThat(other.page("/finance?insurer=acme").select(".empty h2").text())
                .isEqualTo("Nothing was used in these days");
    }
}
