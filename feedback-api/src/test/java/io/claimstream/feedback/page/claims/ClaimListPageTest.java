package io.claimstream.feedback.page.claims;

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
import io.claimstream.feedback.view.ClaimSearch.Order;
import io.claimstream.feedback.view.ClaimSearch.Place;
import io.claimstream.feedback.view.ClaimSummary;
import io.claimstream.feedback.view.ClaimSummary.Scored;
import io.claimstream.feedback.view.ClaimSummary.Verdict;
import io.claimstream.schemas.TrustedEvents;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The page on which claims are searched for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClaimListPageTest {

    static {
        TrustedEvents.trust();
    }

    private final ApiUnderTest api =
            new ApiUnderTest(it -> TestAccess.of(it.database(), it.clock(), presented -> Optional.of(presented)
                    .filter("root"::equals)
                    .map(key -> new Caller("cli", Role.ADMINISTRATOR))));
    private Browser ann = new Browser(api);
    private Browser root = new Browser(api);

    @BeforeAll
    void signIn() throws Exception {
        ann = Browser.of(api, "root", "{\"role\":\"FINANCE\",\"insurer\":\"acme\"}", "ann");
        root = Browser.of(api, "root", "{\"role\":\"ADMINISTRATOR\"}", "root");
    }

    @BeforeEach
    void fill() {
        api.readModel().page(new ClaimPage(List.of(scored("c/1"), pending("c-2")), Optional.empty()));
    }

    @AfterAll
    void close() {
        api.close();
    }

    @Test
    void shouldShowClaims() throws Exception {
        // When
        Document page = ann.with("Accept-Language", "de").page("/claims");

        // Then
        Element first = page.select("tbody tr").get(0);
        assertThat(first.select("th a").attr("href")).isEqualTo("/claims/acme/c%2F1");
        assertThat(first.select("td.number").eachText().get(0)).startsWith("2.040,00");
        assertThat(first.text()).contains("Scored").contains("Open");
        Element second = page.select("tbody tr").get(1);
        assertThat(second.text()).contains("On its way").contains("–");
        assertThat(page.select("#insurer")).isEmpty();
        assertThat(root.page("/claims").select("#insurer")).hasSize(1);
        assertThat(page.select("th[aria-sort]").text()).startsWith("Received");
        assertThat(page.select("nav a[aria-current=page]").text()).isEqualTo("Claims");
    }

    @Test
    void shouldAskForWhatTheAddressSays() throws Exception {
        // When
        Document page = root.cookie("zone", "Europe/London")
                .page(
                        "/claims?sort=-estimate&insurer=acme&status=scored&decision=settled&lineOfBusiness=MOTOR_INJURY&currency=GBP&from=2026-06-01&to=2026-06-30");

        // Then
        ClaimSearch asked = Objects.requireNonNull(api.readModel().search());
        assertThat(asked.order()).isEqualTo(Order.ESTIMATE);
        assertThat(asked.insurer()).contains("acme");
        assertThat(asked.status()).contains(Status.SCORED);
        assertThat(asked.decision()).contains(Verdict.SETTLED);
        assertThat(asked.submittedFrom()).contains(Instant.parse("2026-05-31T23:00:00Z"));
        assertThat(asked.submittedTo()).contains(Instant.parse("2026-06-30T23:00:00Z"));
        assertThat(asked.limit()).isEqualTo(50);
        assertThat(page.select("#status option[selected]").attr("value")).isEqualTo("scored");
        assertThat(page.select("#from").attr("value")).isEqualTo("2026-06-01");
        assertThat(page.select("th[aria-sort=descending]").text()).startsWith("Estimate");
        assertThat(page.select("thead a").eachAttr("href"))
                .allSatisfy(it -> assertThat(it).contains("status=scored").contains("from=2026-06-01"));
    }

    @Test
    void shouldLookForTheBeginningOfAClaimIdInItsOwnOrder() throws Exception {
        // When
        String location = ann.get("/claims?sort=-estimate&claimId=2026-&status=&after=x")
                .headers()
                .firstValue("Location")
                .orElseThrow();
        Document page = ann.page(location);

        // Then
        assertThat(location).isEqualTo("/claims?sort=claimId&claimId=2026-");
        assertThat(Objects.requireNonNull(api.readModel().search()).claimIdPrefix())
                .contains("2026-");
        assertThat(page.select("#claimId").attr("value")).isEqualTo("2026-");
        assertThat(ann.get("/claims?claimId=a%7Cb&sort=claimId").statusCode()).isEqualTo(400);
    }

    @Test
    void shouldSayWhatAnOrderOfTheQueueLeavesOut() throws Exception {
        // When
        Document page = ann.page("/claims?sort=deadline");

        // Then
        assertThat(page.select("#decision option[selected]").attr("value")).isEqualTo("open");
        assertThat(page.text()).contains("In this order there are scored claims of one decision only");
    }

    @Test
    void shouldGoOnFromPageToPage() throws Exception {
        // Given
        Place last = new Place("2026-03-01T09:30:00Z", new ClaimKey("acme", "c-2"));
        api.readModel().page(new ClaimPage(List.of(scored("c-1")), Optional.of(last)));

        // When
        String next = ann.page("/claims?currency=GBP").select("a[rel=next]").attr("href");
        Document second = ann.page(next);

        // Then
        ClaimSearch asked = Objects.requireNonNull(api.readModel().search());
        assertThat(asked.after()).contains(last);
        assertThat(asked.currency()).contains("GBP");
        assertThat(second.select("a:contains(First page)").attr("href")).isEqualTo("/claims?currency=GBP");
        assertThat(ann.get("/claims?after=x").statusCode()).isEqualTo(400);
    }

    @Test
    void shouldSayThatThereIsNothing() throws Exception {
        // Given
        api.readModel().page(new ClaimPage(List.of(), Optional.empty()));

        // Then
        assertThat(ann.page("/claims").select(".empty h2").text()).isEqualTo("No claims yet");
        assertThat(ann.page("/claims?currency=EUR").select(".empty a").attr("href"))
                .isEqualTo("/claims");
        assertThat(ann.page("/claims?insurer=other").select(".empty h2").text()).isEqualTo("No such claim");
        assertThat(ann.get("/claims?from=yesterday").statusCode()).isEqualTo(400);
    }

    @Test
    void shouldWriteAScoreInItsOwnCurrency() throws Exception {
        // Given
        api.readModel().page(new ClaimPage(List.of(scored("c-1", "EUR")), Optional.empty()));

        // When
        String row = ann.page("/claims").select("tbody tr").text();

        // Then
        assertThat(row)
                .contains("£2,040.00", "£1,700.00 to £2,460.00", "£760.00")
                .doesNotContain("€");
    }

    private static ClaimSummary scored(String claimId) {
        return scored(claimId, "GBP");
    }

    /** @param currency that of the newest facts */
    private static ClaimSummary scored(String claimId, String currency) {
        return new ClaimSummary(
                new ClaimKey("acme", claimId),
                2,
                Status.SCORED,
                Facts.NOW,
                new ClaimSummary.Facts("MOTOR_INJURY", currency, Facts.NOW, Facts.NOW),
                new Scored(
                        "s_1",
                        "GBP",
                        new BigDecimal("2040.00"),
                        new BigDecimal("1700.00"),
                        new BigDecimal("2460.00"),
                        "m-0123456789ab",
                        Facts.NOW),
                null);
    }

    private static ClaimSummary pending(String claimId) {
        return new ClaimSummary(new ClaimKey("acme", claimId), 1, Status.PENDING, Facts.NOW, null, null, null);
    }
}
