package io.claimstream.feedback.page.submit;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.importing.MotorInjuryCells;
import io.claimstream.domain.importing.MotorInjuryRow;
import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.TestBatches;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.http.ApiUnderTest;
import io.claimstream.feedback.page.Browser;
import io.claimstream.schemas.TrustedEvents;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The pages on which a file of claims is submitted and followed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BatchPageTest {

    private static final String FILE = "/submit/file";
    private static final List<String> COLUMNS = Stream.concat(
                    MotorInjuryCells.columns().stream(), Stream.of(MotorInjuryRow.CLAIM_ID))
            .toList();
    private static final String HEADER = String.join(",", COLUMNS) + "\n";

    static {
        TrustedEvents.trust();
    }

    private final ApiUnderTest api =
            new ApiUnderTest(it -> TestAccess.of(it.database(), it.clock(), presented -> Optional.of(presented)
                    .filter("root"::equals)
                    .map(key -> new Caller("cli", Role.ADMINISTRATOR))));
    private Browser ann = new Browser(api);
    private Browser eve = new Browser(api);
    private Browser root = new Browser(api);

    @BeforeAll
    void signIn() throws Exception {
        ann = Browser.of(api, "root", "{\"role\":\"ADJUSTER\",\"insurer\":\"acme\"}", "ann");
        eve = Browser.of(api, "root", "{\"role\":\"ADJUSTER\",\"insurer\":\"other\"}", "eve");
        root = Browser.of(api, "root", "{\"role\":\"ADMINISTRATOR\"}", "root");
    }

    @BeforeEach
    void clear() {
        api.kafka().clear();
        api.database().jdbi().useHandle(handle -> Stream.of("record_batch", "record_batch_line", "view_rejection")
                .forEach(table -> handle.execute("delete from " + table)));
    }

    @AfterAll
    void close() {
        api.close();
    }

    @Test
    void shouldTakeAFileAndShowHowFarItIs() throws Exception {
        // When
        HttpResponse<String> sent =
                ann.upload(FILE, Map.of(), "claims.CSV", HEADER + row("a", "") + row("b", "perhaps"));
        String address = sent.headers().firstValue("Location").orElseThrow();
        Document page = ann.page(address);
        HttpResponse<String> progress =
                ann.with("HX-Request", "true").get(page.select("#progress").attr("hx-get"));

        // Then
        assertThat(sent.statusCode()).isEqualTo(303);
        assertThat(page.select("h1").text()).isEqualTo("File of 2 claims");
        assertThat(page.select("progress").attr("value")).isEqualTo("1");
        assertThat(page.select("#progress label").text()).isEqualTo("1 of 2 lines are done");
        assertThat(page.select("#lines tbody tr")).hasSize(2);
        Element unreadable = page.select("#lines tbody tr").get(1);
        assertThat(unreadable.text())
                .contains("Unreadable")
                .contains("Whiplash")
                .contains("BAD_VALUE");
        assertThat(page.select("#lines tbody a").attr("href")).isEqualTo("/claims/acme/a");
        assertThat(page.select("#progress a[href]").eachText()).contains("Look again");
        assertThat(progress.body()).contains("1 of 2 lines are done").doesNotContain("<html");
        assertThat(ann.page(FILE).select("#upload ~ section tbody a").attr("href"))
                .isEqualTo(address);
        assertThat(root.page(FILE).select("#upload ~ section tbody a")).isEmpty();
        assertThat(eve.get(address).statusCode()).isEqualTo(404);
        assertThat(eve.get(address + "/results").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldShowAndSendTheLinesOfOneOutcome() throws Exception {
        // Given
        String address = sent(HEADER + row("a", "") + row("b", "perhaps"));
        api.database()
                .jdbi()
                .useHandle(
                        handle -> handle.execute(
                                "insert into view_rejection (submitted_partition, submitted_offset, insurer, claim_id, revision,"
                                        + " rejected_at, violations) values (0, 0, 'acme', 'a', 1, timestamp '2026-03-01 09:30:00',"
                                        + " '[{\"code\":\"AMOUNT_NEGATIVE\",\"field\":\"headsOfLoss.generalFixed\",\"message\":\"Expected 0.\"}]')"));

        // When
        Document page = ann.page(address + "?outcome=rejected");
        HttpResponse<String> csv =
                ann.get(page.select("#lines a[download]").get(0).attr("href"));
        HttpResponse<String> ndjson =
                ann.get(page.select("#lines a[download]").get(1).attr("href"));
        HttpResponse<String> part = ann.with("HX-Request", "true").get(address + "/progress");

        // Then
        assertThat(page.select("#lines h2").text()).isEqualTo("Lines: Rejected");
        assertThat(page.select(".counts a[aria-current]").text()).isEqualTo("1 Rejected");
        assertThat(page.select("#lines tbody tr")).hasSize(1);
        assertThat(page.select(".trouble").text()).isEqualTo("GeneralFixed: Expected 0. AMOUNT_NEGATIVE");
        assertThat(page.select("#progress").hasAttr("hx-get")).isFalse();
        assertThat(csv.body()).startsWith("line,").contains("rejected").doesNotContain("unreadable");
        assertThat(csv.headers().firstValue("Content-Disposition").orElseThrow())
                .contains(".csv");
        assertThat(ndjson.body()).startsWith("{").contains("AMOUNT_NEGATIVE");
        assertThat(part.headers().firstValue("HX-Trigger")).contains("batch-done");
        assertThat(ann.page(address + "?outcome=scored").select("#lines p").text())
                .contains("No line came to this.");
        assertThat(ann.get(address + "?outcome=lost").statusCode()).isEqualTo(400);
    }

    @Test
    void shouldGoFromPageToPageOfLines() throws Exception {
        // Given
        String address = sent(HEADER + rows(60));

        // When
        String next = ann.page(address).select("a[rel=next]").attr("href");
        Document second = ann.page(next);

        // Then
        assertThat(next).isEqualTo(address + "?after=51");
        assertThat(second.select("#lines tbody tr")).hasSize(10);
        assertThat(second.select("a[rel=next]")).isEmpty();
        assertThat(second.select("#lines .acts a").eachText()).contains("First page");
    }

    @Test
    void shouldSayWhatIsWrongWithAFileAsAWhole() throws Exception {
        // Then
        assertThat(trouble("claims.csv", HEADER + rows(TestBatches.LIMITS.maxLines() + 1)))
                .contains("more than 200 claims")
                .contains("Split it");
        assertThat(trouble("claims.csv", "x".repeat(TestBatches.LIMITS.maxBytes() + 1)))
                .contains("larger than 60,000 bytes")
                .contains("Nothing was submitted.");
        assertThat(trouble("claims.csv", HEADER)).contains("There is no claim in the file.");
        assertThat(trouble("claims.csv", "a,b\n1,2\n"))
                .contains("the first line has to name the 36 columns")
                .contains("SpecialHealthExpenses, SpecialReduction");
        assertThat(trouble("claims.csv", "")).contains("see below");
        assertThat(trouble("claims.xlsx", "PK")).contains("see below");
        assertThat(api.kafka().written()).isEmpty();
    }

    @Test
    void shouldAskWhoServesAllForTheInsurerOfACsv() throws Exception {
        // When
        HttpResponse<String> without = root.upload(FILE, Map.of(), "claims.csv", HEADER + row("a", ""));
        HttpResponse<String> with = root.upload(FILE, Map.of("insurer", "zenith"), "claims.csv", HEADER + row("a", ""));
        HttpResponse<String> others = ann.upload(FILE, Map.of("insurer", "zenith"), "x.csv", HEADER + row("a", ""));

        // Then
        assertThat(without.statusCode()).isEqualTo(400);
        assertThat(Jsoup.parse(without.body()).select("#insurer-wrong").text())
                .isEqualTo("Expected the insurer whose claims are in the file.");
        assertThat(with.statusCode()).isEqualTo(303);
        assertThat(others.statusCode()).isEqualTo(400);
    }

    @Test
    void shouldTakeTheSameFormOnceAndGoOnWithOneThatWasCutOff() throws Exception {
        // Given
        Map<String, String> form = Map.of("requestId", "form-1");
        String body = HEADER + row("a", "") + row("b", "");
        api.kafka().goAway(true);

        // When
        HttpResponse<String> away = ann.upload(FILE + "?form=form-1", form, "claims.csv", body);
        api.kafka().goAway(false);
        HttpResponse<String> first = ann.upload(FILE, form, "claims.csv", body);
        HttpResponse<String> second = ann.upload(FILE, form, "claims.csv", body);
        HttpResponse<String> other = ann.upload(FILE + "?form=form-1", form, "claims.csv", HEADER + row("c", ""));

        // Then
        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(Jsoup.parse(away.body()).select("[role=alert]").text()).contains("goes on where it ended");
        assertThat(Jsoup.parse(away.body()).select("[name=requestId]").attr("value"))
                .isEqualTo("form-1");
        assertThat(first.headers().firstValue("Location"))
                .isEqualTo(second.headers().firstValue("Location"));
        assertThat(api.kafka().written()).hasSize(2);
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(Jsoup.parse(other.body()).select("[name=requestId]").attr("value"))
                .isNotEqualTo("form-1");
    }

    @Test
    void shouldTakeNoFileWithoutTheTokenOfItsSession() throws Exception {
        // When
        HttpResponse<String> answer = ann.post(FILE + "?csrf=" + ann.csrf(), Map.of());
        String stolen = eve.csrf();

        // Then
        assertThat(answer.statusCode()).as("the address counts for files only").isEqualTo(403);
        assertThat(ann.with("X-CSRF-Token", stolen)
                        .upload(FILE, Map.of(), "claims.csv", HEADER + row("a", ""))
                        .statusCode())
                .isEqualTo(403);
    }

    private String sent(String body) throws Exception {
        return ann.upload(FILE, Map.of(), "claims.csv", body)
                .headers()
                .firstValue("Location")
                .orElseThrow();
    }

    private String trouble(String name, String body) throws Exception {
        HttpResponse<String> answer = ann.upload(FILE, Map.of(), name, body);
        assertThat(answer.statusCode()).isBetween(400, 499);
        return Jsoup.parse(answer.body()).select("[role=alert]").text();
    }

    private static String rows(int many) {
        return IntStream.range(0, many).mapToObj(i -> row("r-" + i, "")).collect(Collectors.joining());
    }

    private static String row(String claimId, String whiplash) {
        Map<String, String> cells = Map.of(
                MotorInjuryRow.CLAIM_ID,
                claimId,
                "AccidentType",
                "Rear end",
                "GeneralFixed",
                "520.0",
                "Whiplash",
                whiplash);
        return COLUMNS.stream().map(column -> cells.getOrDefault(column, "")).collect(Collectors.joining(",")) + "\n";
    }
}
