package io.claimstream.feedback.page.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.feedback.Facts;
import io.claimstream.feedback.LetterRows;
import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.http.ApiUnderTest;
import io.claimstream.feedback.page.Browser;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.TrustedEvents;
import io.claimstream.testkit.Claims;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The pages of dead letters and rejections. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LetterPagesTest {

    static {
        TrustedEvents.trust();
    }

    private static final String LETTERS = "/operations/dead-letters";
    private static final String REJECTED = "/operations/rejected";

    private final ApiUnderTest api =
            new ApiUnderTest(it -> TestAccess.of(it.database(), it.clock(), presented -> Optional.of(presented)
                    .filter("root"::equals)
                    .map(key -> new Caller("cli", Role.ADMINISTRATOR))));
    private Browser operator = new Browser(api);
    private Browser auditor = new Browser(api);
    private Browser other = new Browser(api);

    @BeforeAll
    void signIn() throws Exception {
        operator = Browser.of(api, "root", "{\"role\":\"OPERATOR\"}", "oper");
        auditor = Browser.of(api, "root", "{\"role\":\"AUDITOR\"}", "max");
        other = Browser.of(api, "root", "{\"role\":\"OPERATOR\",\"insurer\":\"other\"}", "eve");
    }

    @BeforeEach
    void fill() {
        var jdbi = api.database().jdbi();
        LetterRows.empty(jdbi);
        LetterRows.letter(jdbi, 1, Topics.CLAIMS_SUBMITTED.name(), "claim-ingest", Facts.NOW, "acme");
        LetterRows.letter(jdbi, 2, Topics.CLAIMS_ACCEPTED.name(), "feature-stream", Facts.NOW.plusSeconds(1), null);
        LetterRows.rejection(jdbi, 7, Facts.NOW, "acme", "TEXT_BLANK");
        byte[] claim = claim("c-1");
        api.letters().put(Topics.CLAIMS_DEAD.name(), 1, 1, claim);
        api.letters().put(Topics.CLAIMS_DEAD.name(), 1, 2, "<script>".getBytes(StandardCharsets.UTF_8));
        api.letters().put(Topics.CLAIMS_SUBMITTED.name(), 2, 7, claim);
    }

    @AfterAll
    void close() {
        api.close();
    }

    @Test
    void shouldListLetters() throws Exception {
        // When
        Document page = operator.page(LETTERS + "?limit=1");
        Document filtered = operator.page(LETTERS + "?service=claim-ingest");

        // Then
        Element row = Objects.requireNonNull(page.selectFirst("tbody tr"));
        assertThat(row.select("th a").attr("href")).isEqualTo(LETTERS + "/1-2");
        assertThat(row.text()).contains("Processing failed", "feature-stream", "claims.accepted.v1", "not known");
        assertThat(page.select("a[rel=next]").attr("href")).startsWith(LETTERS + "?limit=1&after=");
        assertThat(operator.page(page.select("a[rel=next]").attr("href"))
                        .select("tbody th a")
                        .attr("href"))
                .isEqualTo(LETTERS + "/1-1");
        assertThat(filtered.select("tbody tr")).hasSize(1);
        assertThat(filtered.select("#service option[selected]").attr("value")).isEqualTo("claim-ingest");
        assertThat(page.select("nav.tabs a[aria-current]").text()).isEqualTo("Dead letters");
    }

    @Test
    void shouldSayThatThereAreNone() throws Exception {
        assertThat(other.page(LETTERS).select(".empty h2").text()).isEqualTo("No dead letters");
        assertThat(other.page(LETTERS + "?asked=WAITING").select(".empty h2").text())
                .isEqualTo("No dead letter is like that");
        assertThat(other.page(REJECTED).select(".empty h2").text()).isEqualTo("Nothing was rejected");
        assertThat(other.get(LETTERS + "/1-1").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldPutBackAfterConfirmationOnly() throws Exception {
        // When
        HttpResponse<String> unconfirmed = operator.submit(LETTERS + "/1-1/replay", Map.of());
        HttpResponse<String> confirmed = operator.submit(LETTERS + "/1-1/replay", Map.of("confirmed", "yes"));
        HttpResponse<String> again = operator.submit(LETTERS + "/1-1/replay", Map.of());
        Document page = operator.page(LETTERS + "/1-1");

        // Then
        assertThat(unconfirmed.statusCode()).isEqualTo(400);
        assertThat(Jsoup.parse(unconfirmed.body()).select("[role=alert]").text())
                .contains("Nothing was put back");
        assertThat(confirmed.statusCode()).isEqualTo(303);
        assertThat(again.statusCode()).isEqualTo(303);
        assertThat(page.select("#state strong").text()).isEqualTo("Waits to be put back");
        assertThat(page.select("#state").attr("hx-get")).isEqualTo(LETTERS + "/1-1/state");
        assertThat(page.select("#state dd").eachText().get(0)).isEqualTo("A Name");
        assertThat(page.select("form[action$=replay]")).isEmpty();
        assertThat(operator.page(LETTERS + "/1-1/state").select("#state strong").text())
                .isEqualTo("Waits to be put back");
    }

    @Test
    void shouldSayWhatCameOfALetterThatSaidNoClaimWhenItDied() throws Exception {
        // Given
        var jdbi = api.database().jdbi();
        String topic = Topics.CLAIMS_SUBMITTED.name();
        LetterRows.letter(jdbi, 3, topic, "claim-ingest", Facts.NOW, null);
        LetterRows.putBack(jdbi, 3, topic, 20);

        // When
        String gone = state();
        api.letters().put(Topics.CLAIMS_DEAD.name(), 1, 3, "<script>".getBytes(StandardCharsets.UTF_8));
        String unread = state();
        LetterRows.letter(jdbi, 20, topic, "claim-ingest", Facts.NOW, null);
        String diedAgain = state();
        jdbi.useHandle(handle -> handle.execute("delete from view_letter where letter_offset = 20"));
        api.letters().put(Topics.CLAIMS_DEAD.name(), 1, 3, claim("c-3"));
        String read = state();
        LetterRows.accepted(jdbi, "c-3", 2, 20);
        Document accepted = operator.page(LETTERS + "/1-3");

        // Then
        assertThat(gone).isEqualTo("Put back");
        assertThat(unread).isEqualTo("Put back; no word of it yet");
        assertThat(diedAgain).isEqualTo("Put back, and died again");
        assertThat(read).isEqualTo("Put back; no word of it yet");
        assertThat(accepted.select("#state strong").text()).isEqualTo("Put back, and accepted");
        assertThat(accepted.select("#state a[href=/claims/acme/c-3]")).hasSize(1);
    }

    private String state() throws Exception {
        return operator.page(LETTERS + "/1-3/state").select("#state strong").text();
    }

    private byte[] claim(String claimId) {
        return api.letters()
                .serdes()
                .of(Topics.CLAIMS_SUBMITTED)
                .serializer()
                .serialize(
                        Topics.CLAIMS_SUBMITTED.name(), Claims.aClaim(claimId).build());
    }

    @Test
    void shouldOfferNothingThatCannotBePutBack() throws Exception {
        // When
        Document page = operator.page(LETTERS + "/1-2");
        Document asAuditor = auditor.page(LETTERS + "/1-1");
        int refused = operator.submit(LETTERS + "/1-2/replay", Map.of("confirmed", "yes"))
                .statusCode();

        // Then
        assertThat(page.select("form[action$=replay]")).isEmpty();
        assertThat(page.select(".decision").text()).contains("It is not put back: claims.accepted.v1 has one writer");
        assertThat(asAuditor.select("form[action$=replay]")).isEmpty();
        assertThat(refused).isEqualTo(422);
    }

    @Test
    void shouldPutBackAllThatMatch() throws Exception {
        // When
        Document confirm = operator.page(LETTERS + "/replay?service=claim-ingest");
        HttpResponse<String> unconfirmed = operator.submit(LETTERS + "/replay?service=claim-ingest", Map.of());
        HttpResponse<String> confirmed =
                operator.submit(LETTERS + "/replay?service=claim-ingest", Map.of("confirmed", "yes"));

        // Then
        assertThat(confirm.select("main").text()).contains("claim-ingest", "1 letter can be put back");
        assertThat(unconfirmed.statusCode()).isEqualTo(400);
        assertThat(confirmed.headers().firstValue("Location")).contains(LETTERS + "?service=claim-ingest");
        assertThat(operator.page(LETTERS + "?asked=WAITING").select("tbody tr")).hasSize(1);
        assertThat(operator.page(LETTERS + "/replay").select("main").text()).contains("None of these can be put back");
    }

    @Test
    void shouldSayThatARecordHadNoValue() throws Exception {
        // Given
        var jdbi = api.database().jdbi();
        LetterRows.letter(jdbi, 3, Topics.CLAIMS_ACCEPTED.name(), "feature-stream", Facts.NOW, "acme");
        LetterRows.withoutValue(jdbi, 3);

        // When
        Document page = auditor.page(LETTERS + "/1-3/contents");

        // Then
        assertThat(page.select("h2#bytes").text()).isEqualTo("No value");
        assertThat(page.select("main").text()).contains("a key at most, and no value");
        assertThat(page.select("pre")).isEmpty();
    }

    @Test
    void shouldShowContentsToFew() throws Exception {
        // When
        Document event = auditor.page(LETTERS + "/1-1/contents");
        Document bytes = auditor.page(LETTERS + "/1-2/contents");
        Document rejection = auditor.page(REJECTED + "/2-7/contents");

        // Then
        assertThat(event.select("pre").text()).contains("\"claimId\" : \"c-1\"");
        assertThat(bytes.select("pre").text())
                .contains("3c 73 63 72 69 70 74 3e")
                .contains("<script>");
        assertThat(rejection.select("pre").text()).contains("\"claimId\" : \"c-1\"");
        assertThat(operator.get(LETTERS + "/1-1/contents").statusCode()).isEqualTo(403);
        assertThat(operator.get(REJECTED + "/2-7/contents").statusCode()).isEqualTo(403);
        assertThat(operator.page(LETTERS + "/1-1").select("a[href$=contents]")).isEmpty();
        assertThat(auditor.page(LETTERS + "/1-1").select("a[href$=contents]")).hasSize(1);
        assertThat(api.get("/v1/audit?action=DEAD_LETTER_READ", "root").body()).contains(LETTERS.substring(11));
    }

    @Test
    void shouldShowRejections() throws Exception {
        // When
        Document list = operator.page(REJECTED + "?code=TEXT_BLANK");
        Document one = operator.page(REJECTED + "/2-7");

        // Then
        assertThat(list.select("tbody th a").attr("href")).isEqualTo(REJECTED + "/2-7");
        assertThat(list.select("tbody td").text()).contains("c-7", "Text blank", "Policy");
        assertThat(one.select("li").text()).contains("Expected policy to hold text.");
        assertThat(one.select("a[href=/claims/acme/c-7]")).hasSize(1);
        assertThat(operator.page(REJECTED + "?code=AMOUNT_NEGATIVE")
                        .select(".empty h2")
                        .text())
                .isEqualTo("No rejection is like that");
    }
}
