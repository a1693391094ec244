package io.claimstream.feedback.page.submit;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.claim.ContentHash;
import io.claimstream.event.ClaimSubmitted;
import io.claimstream.event.RecordRef;
import io.claimstream.feedback.Facts;
import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.http.ApiUnderTest;
import io.claimstream.feedback.page.Browser;
import io.claimstream.feedback.view.Claim.DeadLetter;
import io.claimstream.feedback.view.Claim.Place;
import io.claimstream.feedback.view.Score;
import io.claimstream.feedback.view.Trace;
import io.claimstream.schemas.TrustedEvents;
import io.claimstream.schemas.json.EventJson;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The form for one claim. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SubmitPageTest {

    private static final String REJECTED =
            "[{\"code\":\"AMOUNT_NEGATIVE\",\"field\":\"headsOfLoss.generalFixed\",\"message\":\"Expected 0 or more.\"}]";

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
        ann = Browser.of(api, "root", "{\"role\":\"ADJUSTER\",\"insurer\":\"acme\"}", "ann");
        root = Browser.of(api, "root", "{\"role\":\"ADMINISTRATOR\"}", "root");
    }

    @BeforeEach
    void clear() {
        api.kafka().clear();
        api.readModel().clear();
        api.database().jdbi().useHandle(handle -> handle.execute("delete from record_idempotency"));
    }

    @AfterAll
    void close() {
        api.close();
    }

    @Test
    void shouldAskForAClaim() throws Exception {
        // When
        Document page = ann.page("/submit");

        // Then
        assertThat(page.select("#insurer").attr("value")).isEqualTo("acme");
        assertThat(page.select("#revision").attr("value")).isEqualTo("1");
        assertThat(page.select("select#currency option").eachAttr("value")).contains("GBP", "EUR");
        assertThat(page.select("[id=injury.whiplash] option").eachText()).containsExactly("Not known", "Yes", "No");
        assertThat(page.select("[id=claimId][required]")).hasSize(1);
        assertThat(page.select("#part-personal").parents().select("details[open]"))
                .isEmpty();
        page.select("input:not([type=hidden]), select, textarea").forEach(field -> {
            assertThat(page.select("label[for=" + field.id() + "]"))
                    .as(field.id())
                    .hasSize(1);
            assertThat(page.getElementById(field.id() + "-hint")).as(field.id()).isNotNull();
            assertThat(page.getElementById(field.id() + "-wrong"))
                    .as(field.id())
                    .isNotNull();
        });
        assertThat(root.page("/submit").select("#insurer").attr("value")).isEmpty();
    }

    @Test
    void shouldSendNothingThatIsNoClaim() throws Exception {
        // When
        HttpResponse<String> answer =
                ann.submit("/submit", Map.of("claimId", "c-1", "revision", "many", "personal.name", "A"));

        // Then
        Document page = Jsoup.parse(answer.body());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(page.select("[role=alert]").text()).startsWith("Not yet: ").endsWith("Nothing was sent.");
        assertThat(page.select("[id=revision-wrong]").text()).startsWith("Expected");
        assertThat(page.select("[id=policy-wrong]").text()).startsWith("Expected");
        assertThat(page.select("#claimId").attr("value")).isEqualTo("c-1");
        assertThat(page.select("[id=personal.name]").attr("value")).isEqualTo("A");
        assertThat(page.select("#policy").attr("aria-invalid")).isEqualTo("true");
        assertThat(api.kafka().written()).isEmpty();
    }

    @Test
    void shouldReadTimesInTheZoneThatTheFormSays() throws Exception {
        // Given
        Document form = ann.with("Accept-Language", "en-GB")
                .cookie("zone", "Europe/Berlin")
                .page("/submit");

        // When
        HttpResponse<String> sent = ann.with("Accept-Language", "en-GB")
                .cookie("zone", "America/New_York")
                .submit(
                        "/submit",
                        claim(
                                "c-7",
                                Map.of(
                                        "claimDate",
                                        "2026-02-01T10:30",
                                        "zone",
                                        form.select("input[name=zone]").attr("value"))));

        // Then
        assertThat(form.select("[id=claimDate-hint]").text()).endsWith("In the zone Europe/Berlin.");
        assertThat(sent.statusCode()).isEqualTo(303);
        ClaimSubmitted claim = (ClaimSubmitted) api.kafka().written().get(0).event();
        assertThat(claim.getClaimDate()).contains(Instant.parse("2026-02-01T09:30:00Z"));
    }

    @Test
    void shouldMarkEachRuleThatTheClaimBreaksAtItsField() throws Exception {
        // Given
        api.readModel()
                .trace(new Trace(
                        Optional.empty(), Optional.of(EventJson.parse(REJECTED)), List.of(), Optional.empty()));

        // When
        HttpResponse<String> answer = ann.submit("/submit", claim("c-2", Map.of("headsOfLoss.generalFixed", "12.50")));

        // Then
        Document page = Jsoup.parse(answer.body());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(page.select("#result-title").text()).isEqualTo("Claim c-2, revision 1 was rejected.");
        assertThat(page.select("[data-broken] a").attr("href")).isEqualTo("#headsOfLoss.generalFixed");
        assertThat(page.select("[id=headsOfLoss.generalFixed-wrong]").text()).isEqualTo("Expected 0 or more.");
        assertThat(page.select("[id=headsOfLoss.generalFixed]").attr("value")).isEqualTo("12.50");
    }

    @Test
    void shouldGoOnUntilTheClaimIsScored() throws Exception {
        // When
        HttpResponse<String> sent = ann.submit("/submit", claim("c-3", Map.of()));
        String address = sent.headers().firstValue("Location").orElseThrow();
        Document waiting = ann.page(address);
        scored("c-3");
        Document done = ann.page(address);
        HttpResponse<String> part = ann.with("HX-Request", "true").get(address);

        // Then
        assertThat(waiting.select("#result-title").text()).endsWith("is sent, and still being scored.");
        assertThat(waiting.select("#result").attr("hx-get")).isEqualTo(address);
        assertThat(waiting.select("meta[http-equiv=refresh]")).hasSize(1);
        assertThat(done.select("#result-title").text()).isEqualTo("Claim c-3, revision 1 is scored.");
        assertThat(done.select("#result .amount").text()).isEqualTo("£1,200.00");
        assertThat(done.select("#result").text()).contains("£900.00 to £1,600.00");
        assertThat(done.select("#result a.main").attr("href")).isEqualTo("/claims/acme/c-3");
        assertThat(done.select("#result").hasAttr("hx-get")).isFalse();
        assertThat(part.body()).contains("is scored.").doesNotContain("<html");
        assertThat(root.get(address).statusCode()).isEqualTo(404);
    }

    @Test
    void shouldSendTheSameFormOnce() throws Exception {
        // Given
        Map<String, String> form = claim("c-4", Map.of("requestId", "form-4"));

        // When
        HttpResponse<String> first = ann.submit("/submit", form);
        HttpResponse<String> second = ann.submit("/submit", form);
        Map<String, String> other = new HashMap<>(form);
        other.put("policy", "another");
        HttpResponse<String> changed = ann.submit("/submit", other);

        // Then
        assertThat(api.kafka().written()).hasSize(1);
        assertThat(second.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        assertThat(changed.statusCode()).isEqualTo(422);
        assertThat(Jsoup.parse(changed.body()).select("[role=alert]").text())
                .startsWith("This form was sent before with something else in it");
        assertThat(Jsoup.parse(changed.body()).select("[name=requestId]").attr("value"))
                .isNotEqualTo("form-4");
    }

    @Test
    void shouldShowTheScoreThatADuplicateHas() throws Exception {
        // Given
        String address = ann.submit("/submit", claim("c-5", Map.of()))
                .headers()
                .firstValue("Location")
                .orElseThrow();

        // When
        accepted("c-5", new RecordRef(7, 7L));

        // Then
        assertThat(ann.page(address).select("#result-title").text())
                .isEqualTo("Claim c-5, revision 1 was there already, with the same content.");
    }

    @Test
    void shouldSayWhatIsLeftToDoForADeadLetter() throws Exception {
        // Given
        Place source = new Place("claims.submitted.v1", 0, 0L, Facts.NOW);
        api.readModel()
                .trace(new Trace(
                        Optional.empty(),
                        Optional.empty(),
                        List.of(new DeadLetter("PROCESSING_FAILED", "claim-ingest", source, source)),
                        Optional.empty()));

        // When
        HttpResponse<String> part = ann.with("HX-Request", "true").submit("/submit", claim("c-6", Map.of()));

        // Then
        assertThat(part.statusCode()).isEqualTo(200);
        assertThat(Jsoup.parse(part.body()).select("#result").text())
                .contains("came to grief")
                .contains("Send it again")
                .contains("PROCESSING_FAILED");
    }

    @Test
    void shouldSubmitForTheOwnInsurerOnly() throws Exception {
        // When
        HttpResponse<String> answer = ann.submit("/submit", claim("c-7", Map.of("insurer", "other")));

        // Then
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(Jsoup.parse(answer.body()).select("[role=alert]").text())
                .isEqualTo("You may submit claims of your own insurer only. Nothing was sent.");
        assertThat(api.kafka().written()).isEmpty();
    }

    @Test
    void shouldKeepWhatWasTypedWhenKafkaIsAway() throws Exception {
        // Given
        Map<String, String> form = claim("c-8", Map.of("requestId", "form-8"));
        api.kafka().goAway(true);

        // When
        HttpResponse<String> away = ann.submit("/submit", form);
        api.kafka().goAway(false);
        HttpResponse<String> again = ann.submit("/submit", form);

        // Then
        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(Jsoup.parse(away.body()).select("[role=alert]").text()).contains("not known whether it was taken");
        assertThat(Jsoup.parse(away.body()).select("#policy").attr("value")).isEqualTo("P-1");
        assertThat(again.statusCode()).isEqualTo(303);
        assertThat(api.kafka().written()).hasSize(1);
    }

    @Test
    void shouldBeginWithTheNextRevisionOfAClaim() throws Exception {
        // Given
        api.readModel().withScore("c/9", 3);

        // When
        Document page = ann.page("/submit?insurer=acme&claimId=c%2F9");

        // Then
        assertThat(page.select("#revision").attr("value")).isEqualTo("4");
        assertThat(page.select("#claimId").attr("value")).isEqualTo("c/9");
        assertThat(page.select("#work > .note").text()).contains("fill in everything");
        assertThat(ann.get("/submit?insurer=other&claimId=c-9").statusCode()).isEqualTo(404);
    }

    private void scored(String claimId) {
        accepted(claimId, new RecordRef(0, 0L));
    }

    private void accepted(String claimId, RecordRef where) {
        ClaimSubmitted claim = (ClaimSubmitted) api.kafka().written().get(0).event();
        api.readModel().withScore(claimId, 1);
        Score score = api.readModel().score(Facts.scoreId(claimId, 1)).orElseThrow();
        api.readModel()
                .trace(new Trace(
                        Optional.of(new Trace.Accepted(ContentHash.of(claim), where)),
                        Optional.empty(),
                        List.of(),
                        Optional.of(score)));
    }

    private static Map<String, String> claim(String claimId, Map<String, String> more) {
        Map<String, String> claim = new HashMap<>(Map.of(
                "insurer", "acme",
                "claimId", claimId,
                "revision", "1",
                "submittingSystem", "desk",
                "policy", "P-1",
                "claimant", "M-1",
                "lineOfBusiness", "MOTOR_INJURY",
                "currency", "GBP"));
        claim.putAll(more);
        return claim;
    }
}
