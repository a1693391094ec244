package io.claimstream.feedback.page.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.Facts;
import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.http.ApiUnderTest;
import io.claimstream.feedback.page.Browser;
import io.claimstream.feedback.view.Claim.Status;
import io.claimstream.feedback.view.ClaimPage;
import io.claimstream.feedback.view.ClaimSearch;
import io.claimstream.feedback.view.ClaimSearch.Holding;
import io.claimstream.feedback.view.ClaimSearch.Order;
import io.claimstream.feedback.view.ClaimSearch.Place;
import io.claimstream.feedback.view.ClaimSummary;
import io.claimstream.feedback.view.ClaimSummary.Decision;
import io.claimstream.feedback.view.ClaimSummary.Scored;
import io.claimstream.feedback.view.ClaimSummary.Verdict;
import io.claimstream.schemas.TrustedEvents;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The page of claims that wait for a person. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueuePageTest {

    private static final String TAKE = "/queue/acme/c-1/take";
    private static final String RELEASE = "/queue/acme/c-1/release";

    static {
        TrustedEvents.trust();
    }

    private final ApiUnderTest api =
            new ApiUnderTest(it -> TestAccess.of(it.database(), it.clock(), presented -> Optional.of(presented)
                    .filter("root"::equals)
                    .map(key -> new Caller("cli", Role.ADMINISTRATOR))));
    private Browser ann = new Browser(api);
    private Browser bob = new Browser(api);
    private Browser all = new Browser(api);
    private Browser auditor = new Browser(api);
    private Browser other = new Browser(api);

    @BeforeAll
    void signIn() throws Exception {
        ann = person("ADJUSTER", "acme", "ann");
        bob = person("ADJUSTER", "acme", "bob");
        other = person("ADJUSTER", "other", "eve");
        all = browser("{\"role\":\"ADMINISTRATOR\"}", "root");
        auditor = person("AUDITOR", "acme", "max");
    }

    @BeforeEach
    void fill() {
        api.readModel().clear();
        api.readModel().withScore("c-1", 1);
        api.database().jdbi().useHandle(handle -> handle.execute("delete from record_assignment"));
    }

    @AfterAll
    void close() {
        api.close();
    }

    @Test
    void shouldShowWhatWaits() throws Exception {
        // Given
        list(waiting("acme", "c/1", api.clock().instant().minus(Duration.ofDays(1))));

        // When
        Document page = ann.with("Accept-Language", "de").page("/queue");

        // Then
        Element row = Objects.requireNonNull(page.selectFirst("tbody tr"));
        assertThat(row.select("th a").attr("href")).isEqualTo("/claims/acme/c%2F1");
        assertThat(row.select("th a").text()).isEqualTo("c/1");
        assertThat(row.select("td.number").eachText().get(0)).startsWith("2.040,00");
        assertThat(row.select("td.number").eachText().get(1)).startsWith("760,00");
        assertThat(row.select(".due.passed").text()).isEqualTo("overdue by 24 hours");
        assertThat(row.select("time").attr("datetime")).isEqualTo(Facts.NOW.toString());
        assertThat(page.select(".heading .soft").text()).isEqualTo("1 waiting for a person");
    }

    @Test
    void shouldSayThatNothingWaits() throws Exception {
        // Given
        api.readModel().page(new ClaimPage(List.of(), Optional.empty()));

        // Then
        assertThat(ann.page("/queue").select(".empty h2").text()).isEqualTo("Nothing waits for a person");
        assertThat(ann.page("/queue").select(".empty a").attr("href")).isEqualTo("/submit");
        assertThat(ann.page("/queue?currency=EUR").select(".empty a").attr("href"))
                .isEqualTo("/queue");
    }

    @Test
    void shouldAskForWhatTheAddressSays() throws Exception {
        // Given
        list(waiting("acme", "c-1", null));

        // When
        Document page = ann.page(
                "/queue?sort=-moneyAtRisk&lineOfBusiness=MOTOR_INJURY&currency=GBP&reviewReason=TOO_UNCERTAIN&assignee=none");

        // Then
        ClaimSearch asked = Objects.requireNonNull(api.readModel().search());
        assertThat(asked.order()).isEqualTo(Order.MONEY_AT_RISK);
        assertThat(asked.insurer()).contains("acme");
        assertThat(asked.lineOfBusiness()).contains("MOTOR_INJURY");
        assertThat(asked.reviewReason()).isPresent();
        assertThat(asked.holding())
                .contains(new Holding(Optional.empty(), api.clock().instant()));
        assertThat(page.select("#currency option[selected]").attr("value")).isEqualTo("GBP");
        assertThat(page.select("#assignee option[selected]").attr("value")).isEqualTo("none");
    }

    @Test
    void shouldKeepNothingInTheAddressThatSaysNothing() throws Exception {
        // When
        HttpResponse<String> answer = ann.get("/queue?sort=&lineOfBusiness=&currency=GBP&assignee=+");

        // Then
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).contains("/queue?currency=GBP");
    }

    @Test
    void shouldGoOnFromPageToPage() throws Exception {
        // Given
        ClaimSummary claim = waiting("acme", "c-1", null);
        Place last = new Place("2026-03-01T09:30:00Z", claim.key());
        api.readModel().page(new ClaimPage(List.of(claim), Optional.of(last)));

        // When
        Element more =
                Objects.requireNonNull(ann.page("/queue?currency=GBP&limit=1").selectFirst("#more a"));
        HttpResponse<String> rows = ann.with("HX-Request", "true").get(more.attr("hx-get"));
        ClaimSearch asked = Objects.requireNonNull(api.readModel().search());

        // Then
        assertThat(more.attr("href")).startsWith("/queue?after=").contains("currency=GBP");
        assertThat(asked.after()).contains(last);
        assertThat(asked.currency()).contains("GBP");
        assertThat(asked.limit()).isEqualTo(1);
        assertThat(rows.body()).startsWith("<tr").doesNotContain("<html");
        assertThat(ann.get("/queue?after=x").statusCode()).isEqualTo(400);
    }

    @Test
    void shouldShowNoInsurerToOthers() throws Exception {
        // Given
        list(waiting("acme", "c-1", null));

        // Then
        assertThat(other.page("/queue?insurer=acme").select("tbody tr")).isEmpty();
        assertThat(other.submit(TAKE, Map.of("version", "0")).statusCode()).isEqualTo(404);
        assertThat(other.page("/queue").select("#insurer")).isEmpty();
        assertThat(all.page("/queue?insurer=acme").select("#insurer").attr("value"))
                .isEqualTo("acme");
    }

    @Test
    void shouldWriteWhatComesFromElsewhereAsText() throws Exception {
        // Given
        String bad = "\"><script>alert(1)</script>";

        // When
        Document page = all.page("/queue?insurer=" + URLEncoder.encode(bad, StandardCharsets.UTF_8));

        // Then
        assertThat(page.select("#insurer").attr("value")).isEqualTo(bad);
        assertThat(page.select("main script")).isEmpty();
    }

    @Test
    void shouldTakeAndGiveBackWithoutAScript() throws Exception {
        // Given
        list(waiting("acme", "c-1", null));

        // When
        HttpResponse<String> taken = ann.submit(TAKE, Map.of("version", "0"));
        Document mine = ann.page("/queue");
        Document others = bob.page("/queue");
        HttpResponse<String> back = ann.submit(RELEASE, Map.of("version", version(mine)));

        // Then
        assertThat(taken.headers().firstValue("Location")).contains("/queue");
        assertThat(mine.select("tr.mine form").attr("action")).isEqualTo(RELEASE);
        assertThat(others.select("tbody form")).isEmpty();
        assertThat(others.select("tbody tr").text()).contains("A Name");
        assertThat(back.statusCode()).isEqualTo(303);
        assertThat(bob.page("/queue").select("tbody form").attr("action")).isEqualTo(TAKE);
    }

    @Test
    void shouldKeepTheFilterWhenAClaimIsTaken() throws Exception {
        // Given
        list(waiting("acme", "c-1", null));
        String act = ann.page("/queue?currency=GBP&sort=-moneyAtRisk")
                .select("tbody form")
                .attr("action");

        // When
        HttpResponse<String> row = ann.with("HX-Request", "true").submit(act, Map.of("version", "0"));
        HttpResponse<String> plain = ann.submit(act.replace("/take", "/release"), Map.of("version", "1"));

        // Then
        assertThat(Jsoup.parse(row.body(), "", Parser.xmlParser())
                        .select("th a")
                        .attr("href"))
                .isEqualTo("/claims/acme/c-1?currency=GBP&sort=-moneyAtRisk");
        assertThat(plain.headers().firstValue("Location")).contains("/queue?currency=GBP&sort=-moneyAtRisk");
    }

    @Test
    void shouldSayWhoWasFaster() throws Exception {
        // Given
        Browser script = person("ADJUSTER", "acme", "fast").with("HX-Request", "true");
        list(waiting("acme", "c-1", null));
        ann.submit(TAKE, Map.of("version", "0"));

        // When
        HttpResponse<String> late = script.submit(TAKE, Map.of("version", "0"));

        // Then
        Document parts = Jsoup.parse("<table>" + late.body() + "</table>");
        assertThat(late.statusCode()).isEqualTo(200);
        assertThat(parts.select("[hx-swap-oob]").outerHtml()).contains("Someone was faster: A Name has c-1 now.");
        assertThat(parts.select("tr[data-claim=acme/c-1]")).hasSize(1);
    }

    @Test
    void shouldLetOnlyWhoMayTakeTake() throws Exception {
        // Given
        list(waiting("acme", "c-1", null));

        // Then
        assertThat(auditor.page("/queue").select("tbody form")).isEmpty();
        assertThat(auditor.submit(TAKE, Map.of("version", "0")).statusCode()).isEqualTo(403);
    }

    @Test
    void shouldLeadToADecisionOnlyWhoDecides() throws Exception {
        // Given
        list(waiting("acme", "c-1", null));

        // When
        Document decides = ann.page("/queue");
        Document reads = auditor.page("/queue");

        // Then
        assertThat(decides.select("#queue[data-decides]")).hasSize(1);
        assertThat(decides.select("#keys dt").eachText()).contains("a", "c", "j k");
        assertThat(reads.select("#queue[data-decides]")).isEmpty();
        assertThat(reads.select("#keys dt").eachText()).contains("j k").doesNotContain("a", "c");
    }

    @Test
    void shouldTellHowManyCameSince() throws Exception {
        // Given
        list(waiting("acme", "c-1", null));
        String address = ann.page("/queue?currency=GBP").select("#arrivals").attr("hx-get");

        // When
        Document news = Jsoup.parse(ann.get(address).body());
        ClaimSearch asked = Objects.requireNonNull(api.readModel().search());
        api.readModel().page(new ClaimPage(List.of(), Optional.empty()));
        String nothing = ann.get(address).body();

        // Then
        assertThat(asked.order()).isEqualTo(Order.NEWEST);
        assertThat(asked.submittedFrom()).contains(Facts.NOW.plusNanos(1_000));
        assertThat(asked.currency()).contains("GBP");
        assertThat(news.select("a").text()).isEqualTo("1 new claim: show it");
        assertThat(news.select("a").attr("href")).isEqualTo("/queue?currency=GBP");
        assertThat(nothing).isBlank();
    }

    @Test
    void shouldLetTheSessionOfWhoOnlyWatchesEnd() throws Exception {
        // Given
        Browser watcher = person("ADJUSTER", "acme", "watcher");
        list(waiting("acme", "c-1", null));
        String address = watcher.page("/queue").select("#arrivals").attr("hx-get");

        // When
        for (int i = 0; i < 4; i++) {
            api.clock().pass(Duration.ofMinutes(8));
            watcher.get(address);
        }

        // Then
        assertThat(watcher.get("/queue").headers().firstValue("Location").orElse(""))
                .startsWith("/sign-in");
        signIn();
    }

    private Browser person(String role, String insurer, String login) throws Exception {
        return browser("{\"role\":\"" + role + "\",\"insurer\":\"" + insurer + "\"}", login);
    }

    /** Someone new each time: the sessions of before may have ended. */
    private Browser browser(String scope, String login) throws Exception {
        return Browser.of(
                api, "root", scope, login + "-" + api.clock().instant().toEpochMilli());
    }

    private void list(ClaimSummary claim) {
        api.readModel().page(new ClaimPage(List.of(claim), Optional.empty()));
    }

    private static String version(Document page) {
        return page.select("input[name=version]").attr("value");
    }

    @Test
    void shouldWriteAScoreInItsOwnCurrency() throws Exception {
        // Given
        list(waiting("acme", "c-1", null, "EUR"));

        // When
        String row = ann.page("/queue").select("tbody tr").text();

        // Then
        assertThat(row).contains("£2,040.00", "£760.00").doesNotContain("€");
    }

    private static ClaimSummary waiting(String insurer, String claimId, @Nullable Instant deadline) {
        return waiting(insurer, claimId, deadline, "GBP");
    }

    /** @param currency that of the newest facts */
    private static ClaimSummary waiting(String insurer, String claimId, @Nullable Instant deadline, String currency) {
        return new ClaimSummary(
                new ClaimKey(insurer, claimId),
                1,
                Status.SCORED,
                Facts.NOW,
                new ClaimSummary.Facts("MOTOR_INJURY", currency, Facts.NOW, deadline),
                new Scored(
                        "s_1",
                        "GBP",
                        new BigDecimal("2040.00"),
                        new BigDecimal("1700.00"),
                        new BigDecimal("2460.00"),
                        "m-1",
                        Facts.NOW),
                new Decision(Verdict.OPEN, null, null, null));
    }
}
