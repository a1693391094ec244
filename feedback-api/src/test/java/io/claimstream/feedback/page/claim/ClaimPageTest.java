package io.claimstream.feedback.page.claim;

import static io.claimstream.testkit.Claims.aClaim;
import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.ClaimScored;
import io.claimstream.event.FeedbackKind;
import io.claimstream.event.HeadsOfLoss;
import io.claimstream.event.RecordRef;
import io.claimstream.feedback.Facts;
import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.TestReview;
import io.claimstream.feedback.WhatIfWorld;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.http.ApiUnderTest;
import io.claimstream.feedback.page.Browser;
import io.claimstream.feedback.view.AcceptedRevision;
import io.claimstream.feedback.view.Claim;
import io.claimstream.feedback.view.ClaimPage;
import io.claimstream.feedback.view.ClaimSummary;
import io.claimstream.feedback.view.SettledClaim;
import io.claimstream.model.ModelBundle;
import io.claimstream.platform.destruction.Destructions;
import io.claimstream.platform.seal.Subject;
import io.claimstream.schemas.Topics;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The page of a claim and its parts, with a model that was trained and published. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClaimPageTest {

    private WhatIfWorld world;
    private ApiUnderTest api;
    private ClaimScored score;
    private Browser ann;
    private Browser bob;
    private Browser auditor;
    private int decisions;

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        world = new WhatIfWorld(folder);
        api = new ApiUnderTest(
                it -> TestAccess.of(it.database(), it.clock(), key -> Optional.of(key)
                        .filter("root"::equals)
                        .map(known -> new Caller("cli", Role.ADMINISTRATOR))),
                world.desk());
        ModelBundle bundle = world.publish(1, WhatIfWorld.SLOT);
        world.promote(bundle.version());
        score = world.scored(bundle, 1);
        ann = Browser.of(api, "root", "{\"role\":\"ADJUSTER\",\"insurer\":\"acme\"}", "ann");
        bob = Browser.of(api, "root", "{\"role\":\"ADJUSTER\",\"insurer\":\"acme\"}", "bob");
        auditor = Browser.of(api, "root", "{\"role\":\"AUDITOR\"}", "auditor");
    }

    @BeforeEach
    void fill() {
        world.restore();
        api.kafka().clear();
        api.readModel().clear();
        api.readModel().withScore(score);
        api.readModel().page(new ClaimPage(List.of(), Optional.empty()));
        api.database().jdbi().useHandle(handle -> List.of(
                        "record_reasons_shown",
                        "record_policy",
                        "record_approval",
                        "record_contest_text",
                        "record_contest")
                .forEach(table -> handle.execute("delete from " + table)));
    }

    @AfterAll
    void close() {
        api.close();
        world.close();
    }

    @Test
    void shouldShowTheEstimateOnAMoneyScaleWithItsTable() throws Exception {
        // When
        Document page = ann.page(address());

        // Then
        Element card = page.expectFirst("section[aria-labelledby=estimate-title]");
        assertThat(card.expectFirst(".amount").text()).startsWith("£");
        assertThat(card.expectFirst("svg[role=img] desc").text())
                .startsWith("Estimate GBP")
                .contains("interval");
        assertThat(card.select("figure details table tbody tr")).hasSize(1);
        assertThat(card.text()).contains("90.0%", "The chance that the settlement is within 10%");
        assertThat(page.select("[style], script:not([src])")).isEmpty();
        assertThat(page.expectFirst("#history-title").text()).isEqualTo("Estimates so far");
        assertThat(page.text()).contains("counts now", "Nobody has said anything of this claim yet");
    }

    @Test
    void shouldDecideOnlyOnceTheReasonsWereSentToThisVeryPerson() throws Exception {
        // Given
        Document page = ann.page(address());
        part(bob, "/reasons");

        // When
        Document refused = decide(ann, "accepted", Map.of());

        // Then
        assertThat(page.expectFirst("#decision").text()).contains("once the reasons of this estimate are here");
        assertThat(page.select("#decision form")).isEmpty();
        assertThat(refused.text()).contains("were not shown to you yet");
        assertThat(api.kafka().written()).isEmpty();
    }

    @Test
    void shouldOpenTheDecisionWithTheReasons() throws Exception {
        // When
        Document reasons = part(ann, "/reasons");

        // Then
        assertThat(reasons.expectFirst("svg desc").text()).contains("From GBP").contains("upward");
        assertThat(reasons.select("ol.reasons li").eachText())
                .anyMatch(it -> it.contains("this raises the estimate by GBP"));
        assertThat(reasons.text()).contains("every byte is the same");
        Element decision = reasons.expectFirst("#decision");
        assertThat(decision.attr("hx-swap-oob")).isEqualTo("true");
        assertThat(decision.select("input[name=scoreId]").eachAttr("value")).containsOnly(score.getScoreId());
        assertThat(decision.select("[data-key=a], [data-key=c]")).hasSize(2);
        assertThat(ann.page(address()).select("#decision form"))
                .as("once shown, shown")
                .hasSize(2);
    }

    @Test
    void shouldAgreeOnceHoweverOftenTheFormIsSent() throws Exception {
        // Given
        Document reasons = part(ann, "/reasons");
        Map<String, String> form =
                Map.of("requestId", reasons.expectFirst("input[name=requestId]").attr("value"));

        // When
        Document first = decide(ann, "accepted", form);
        Document again = decide(ann, "accepted", form);

        // Then
        assertThat(first.text()).contains("You agreed with £");
        assertThat(again.text()).contains("You agreed with £");
        assertThat(first.select("[data-key=u]")).hasSize(1);
        assertThat(first.expectFirst("[data-focused]").text()).contains("to the queue");
        assertThat(written()).singleElement().satisfies(it -> {
            assertThat(it.getKind()).isEqualTo(FeedbackKind.ACCEPTED);
            assertThat(it.getScoreId()).contains(score.getScoreId());
            assertThat(it.getActor()).startsWith("user:");
        });
    }

    @Test
    void shouldCorrectByAmountAndReasonAndTakeItBack() throws Exception {
        // Given
        part(ann, "/reasons");

        // When
        Document corrected = decide(ann, "corrected", Map.of("amount", "1800.5", "reasonCode", "PROGNOSIS"));
        ClaimFeedback given = written().get(0);
        api.readModel().project(given);
        Document page = ann.page(address());
        Document undone = decide(ann, "withdrawn", Map.of("feedbackId", given.getFeedbackId()));

        // Then
        assertThat(corrected.text()).contains("You corrected it to £1,800.50.");
        assertThat(given.getAmount().orElseThrow()).isEqualByComparingTo("1800.50");
        assertThat(given.getReasonCode()).contains("PROGNOSIS");
        assertThat(page.expectFirst("#decision").text()).contains("Corrected to £1,800.50 by A Name");
        assertThat(page.expectFirst("#said").text()).contains("Prognosis is different", "stands", "no model yet");
        assertThat(page.select("figure svg rect.decided")).hasSize(1);
        assertThat(undone.text()).contains("Taken back");
        assertThat(undone.select("[data-key=a]")).hasSize(1);
        assertThat(written().get(1).getWithdrawnFeedbackId()).contains(given.getFeedbackId());
    }

    @Test
    void shouldSayWhoseWordCountsAgainOnceALaterOneIsTakenBack() throws Exception {
        // Given
        part(ann, "/reasons");
        part(bob, "/reasons");
        decide(bob, "corrected", Map.of("amount", "1500.00"));
        api.readModel().project(written().get(0));
        api.clock().pass(Duration.ofMinutes(1));
        decide(ann, "corrected", Map.of("amount", "1800.00"));
        ClaimFeedback later = written().get(1);
        api.readModel().project(later);

        // When
        Document undone = decide(ann, "withdrawn", Map.of("feedbackId", later.getFeedbackId()));

        // Then
        assertThat(undone.expectFirst("[role=status]").text())
                .contains("counts again: Corrected to £1,500.00 by A Name")
                .doesNotContain("waits");
        assertThat(undone.select("form.undo input[name=feedbackId]").attr("value"))
                .isEqualTo(written().get(0).getFeedbackId());
        assertThat(undone.expectFirst("details summary").text()).isEqualTo("Decide otherwise");
    }

    @Test
    void shouldSayWhichModelLearnedFromWhatWasSaid() throws Exception {
        // Given
        part(ann, "/reasons");
        decide(ann, "corrected", Map.of("amount", "1800.00"));
        ClaimFeedback given = written().get(0);
        api.readModel().project(given);
        api.readModel().use(given.getFeedbackId(), "m-0f3c5a9d1e27");

        // When
        Document said = part(ann, "/said");

        // Then
        assertThat(said.text()).contains("Used in model m-0f3c5a9d1e27");
    }

    @Test
    void shouldKeepANoteSealedAndShowItToThoseWhoMayReadIt() throws Exception {
        // Given
        part(ann, "/reasons");

        // When
        Document done = decide(ann, "corrected", Map.of("amount", "1800.00", "note", "Walks\r\nwith a <stick>."));

        // Then
        ClaimFeedback given = written().get(0);
        assertThat(given.getNote()).isPresent();
        assertThat(given.toString()).doesNotContain("stick");
        assertThat(done.text()).doesNotContain("stick", "was not kept");
        api.readModel().project(given);
        assertThat(part(ann, "/said").expectFirst(".said-note").wholeText()).isEqualTo("Walks\nwith a <stick>.");
        assertThat(part(auditor, "/said").expectFirst(".said-note").text()).isEqualTo("Walks with a <stick>.");
        // And when
        TestReview.keys(api.database(), api.clock()).destroy(new Subject("acme", "claimant-of-" + given.getClaimId()));
        api.clock().pass(Duration.ofMinutes(1));
        assertThat(part(ann, "/said").expectFirst(".said-note").text()).isEqualTo("The note was erased.");
        assertThat(decide(ann, "accepted", Map.of("note", "Again.")).text()).contains("Your note was not kept");
        api.database().jdbi().useHandle(handle -> {
            handle.execute("delete from record_subject_key");
            Destructions.raise(handle);
        });
        api.clock().pass(Destructions.ASKED_EVERY);
    }

    @Test
    void shouldKeepWhatWasTypedWhenTheAmountCannotBeRead() throws Exception {
        // Given
        part(ann, "/reasons");

        // When
        Document refused =
                decide(ann, "corrected", Map.of("amount", "-5", "reasonCode", "LIABILITY", "note", "Of two."));

        // Then
        assertThat(refused.expectFirst("#amount").attr("value")).isEqualTo("-5");
        assertThat(refused.expectFirst("#amount-hint").text()).contains("Expected an amount of 0 or more");
        assertThat(refused.expectFirst("#reasonCode option[selected]").attr("value"))
                .isEqualTo("LIABILITY");
        assertThat(refused.expectFirst("#note").text()).isEqualTo("Of two.");
        assertThat(api.kafka().written()).isEmpty();
    }

    @Test
    void shouldSayInPlainWordsThatANewerRevisionIsScored() throws Exception {
        // Given
        part(ann, "/reasons");
        api.readModel()
                .withScore(ClaimScored.newBuilder(score)
                        .setScoreId("s_newer")
                        .setRevision(2)
                        .build());

        // When
        Document refused = decide(ann, "accepted", Map.of());

        // Then
        assertThat(refused.text()).contains("a newer revision of the claim was scored meanwhile");
        assertThat(refused.text()).contains("once the reasons of this estimate are here");
        assertThat(api.kafka().written()).isEmpty();
    }

    @Test
    void shouldHaveWhatIsAboveTheLimitWaitForSomebodyElse() throws Exception {
        // Given
        api.send(api.request("/v1/policies/authority/acme")
                .header("X-Api-Key", "root")
                .header("If-Match", "\"0\"")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(
                        "{\"limits\": [{\"role\": \"ADJUSTER\", \"currency\": \"GBP\", \"amount\": 10.00}]}")));
        Document reasons = part(ann, "/reasons");

        // When
        Document waits = decide(ann, "accepted", Map.of());

        // Then
        assertThat(reasons.expectFirst("#decision").text()).contains("more than you may decide alone");
        assertThat(waits.text()).contains("Nothing is recorded yet").contains("somebody with a higher limit");
        assertThat(ann.page(address()).expectFirst("#decision").text()).contains("A Name asked for £");
        assertThat(api.kafka().written()).isEmpty();
    }

    @Test
    void shouldKeepTheNameOfADecisionOfWhichNobodyKnowsWhetherItWasTaken() throws Exception {
        // Given
        part(ann, "/reasons");
        api.kafka().goAway(true);

        // When
        Document refused = decide(ann, "accepted", Map.of("requestId", "r-away"));
        api.kafka().goAway(false);
        decide(ann, "accepted", Map.of("requestId", "r-away"));
        decide(ann, "accepted", Map.of("requestId", "r-away"));

        // Then
        assertThat(refused.text()).contains("not known whether it was taken");
        assertThat(refused.select("[name=requestId]").eachAttr("value"))
                .isNotEmpty()
                .containsOnly("r-away");
        assertThat(api.kafka().written()).hasSize(1);
    }

    @Test
    void shouldSayWhyReasonsCannotBeShownAndKeepTheDecisionClosed() throws Exception {
        // Given
        world.kafkaIsAway();

        // When
        Document trouble = part(ann, "/reasons");

        // Then
        assertThat(trouble.expectFirst("[role=alert]").text()).contains("Kafka");
        assertThat(trouble.select("button[data-again]")).hasSize(1);
        assertThat(decide(ann, "accepted", Map.of()).text()).contains("were not shown to you yet");
    }

    @Test
    void shouldTellTheReasonsThatTheScoreNamesWhereItCannotBeMadeAgain() throws Exception {
        // Given
        world.lose(Topics.CLAIMS_FEATURES, WhatIfWorld.FEATURES);

        // When
        Document reasons = part(ann, "/reasons");
        Document facts = part(ann, "/facts");

        // Then
        assertThat(reasons.expectFirst("p.note").text()).contains("are gone: only the reasons that the score names");
        assertThat(reasons.select("ol.reasons li")).hasSameSizeAs(score.getReasons());
        assertThat(facts.text()).contains("no longer kept");
        assertThat(decide(ann, "accepted", Map.of()).text()).contains("You agreed");
    }

    @Test
    void shouldShowFactsAndAskForThoseThatMayBeTried() throws Exception {
        // When
        Document facts = part(ann, "/facts");

        // Then
        assertThat(facts.select("table.sheet th[scope=row]").eachText())
                .contains("Loss of earnings", "Claimant (pseudonym)");
        assertThat(facts.text()).contains("Age and gender are kept apart");
        Document form = Jsoup.parse(facts.expectFirst("template").html());
        assertThat(form.select("input[name=headsOfLoss.specialEarningsLoss]").attr("value"))
                .isEqualTo("900.00");
        assertThat(form.select("input[type=range]").eachAttr("data-slides"))
                .contains("w-headsOfLoss.specialEarningsLoss");
        assertThat(form.select("[name=currency], [name*=gender], [name*=seudonym]"))
                .isEmpty();
    }

    @Test
    void shouldShowTheFactsOfARevisionThatIsNotScored() throws Exception {
        // Given
        RecordRef place = new RecordRef(1, 6L);
        ClaimAccepted first = WhatIfWorld.claim();
        world.accept(
                place,
                ClaimAccepted.newBuilder(first)
                        .setRevision(2)
                        .setHeadsOfLoss(HeadsOfLoss.newBuilder(first.getHeadsOfLoss())
                                .setSpecialEarningsLoss(new BigDecimal("1200.0000"))
                                .build())
                        .build());
        api.readModel().accepted(new AcceptedRevision(2, place), new AcceptedRevision(1, WhatIfWorld.ACCEPTED));

        // When
        Document facts = part(ann, "/facts");

        // Then
        assertThat(facts.select("table.sheet thead th").eachText())
                .containsExactly("Fact", "Revision 2 not scored", "Revision 1");
        assertThat(facts.select("td.changed").eachText())
                .singleElement()
                .asString()
                .contains("1,200.00", "+300.00");
        Document form = Jsoup.parse(facts.expectFirst("template").html());
        assertThat(form.select("input[name=headsOfLoss.specialEarningsLoss]").attr("value"))
                .as("what the estimate was made from")
                .isEqualTo("900.00");
    }

    @Test
    void shouldShowNoFactsOfAnotherClaim() throws Exception {
        // Given
        RecordRef place = new RecordRef(1, 7L);
        world.accept(
                place,
                ClaimAccepted.newBuilder(WhatIfWorld.claim()).setClaimId("c-9").build());
        api.readModel().accepted(new AcceptedRevision(1, place));

        // When
        Document facts = part(ann, "/facts");

        // Then
        assertThat(facts.select("table")).isEmpty();
        assertThat(facts.text()).contains("1 of the accepted revisions are gone");
    }

    @Test
    void shouldShowPastClaimsLikeItAndHowTheySettled() throws Exception {
        // Given
        api.readModel()
                .settled(
                        past("past/1", "900.00", "2100.00"),
                        past("past-2", "2700.00", "1900.00"),
                        past("past-3", "900.00", "2000.00"));

        // When
        Document page = ann.page(address());
        Document part = part(ann, "/similar");

        // Then
        assertThat(page.select("#similar").attr("hx-get")).isEqualTo(address() + "/similar");
        assertThat(part.text()).contains("The 3 most alike settled between £1,900.00 and £2,100.00");
        assertThat(part.select("svg[role=img] .paid")).hasSize(3);
        assertThat(part.select("figure details table tbody tr")).hasSize(4);
        Element table = part.expectFirst("div.wide[aria-label='Similar past claims'] table");
        assertThat(table.select("tbody th a").eachAttr("href"))
                .contains("/claims/acme/past%2F1")
                .last()
                .isEqualTo("/claims/acme/past-2");
        assertThat(table.select("tbody tr").eachText())
                .anyMatch(it -> it.contains("5.0% above estimate"))
                .anyMatch(it -> it.contains("as estimated"));
        assertThat(table.expectFirst("tbody tr:last-child").text())
                .contains("Loss of earnings GBP 2,700.00; here GBP 900.00");
    }

    @Test
    void shouldSayWhenNoPastClaimIsLikeItOrItCannotBeCompared() throws Exception {
        // When
        Document none = part(ann, "/similar");
        world.lose(Topics.CLAIMS_FEATURES, WhatIfWorld.FEATURES);
        Document gone = part(ann, "/similar");

        // Then
        assertThat(none.text()).contains("has settled yet");
        assertThat(none.select("table, svg")).isEmpty();
        assertThat(gone.expectFirst("[role=alert]").text()).contains("Expected the features behind the score");
        assertThat(gone.select("button[data-again]")).hasSize(1);
    }

    @Test
    void shouldNameOnlyWhatIsOtherwiseHere() {
        assertThat(SimilarView.rest("Prognosis of 6 months", "Prognosis of 9 months"))
                .isEqualTo("6 months");
        assertThat(SimilarView.rest("Accident: Rear end - 3 car", "Accident: Rear end"))
                .isEqualTo("Rear end - 3 car");
        assertThat(SimilarView.rest("Loss of use is not stated", "Loss of use GBP 3.00"))
                .isEqualTo("is not stated");
        assertThat(SimilarView.rest("Same", "Same")).isEqualTo("Same");
    }

    private static SettledClaim past(String claimId, String earnings, String settled) {
        return WhatIfWorld.settled(
                aClaim().withClaimId(claimId)
                        .withInsurer(Facts.INSURER)
                        .withEarningsLoss(earnings)
                        .withGeneralFixed("1500.00")
                        .build(),
                "2000.00",
                settled,
                Facts.NOW);
    }

    @Test
    void shouldTryOtherFactsWithoutRecordingAnything() throws Exception {
        // Given
        Map<String, String> form = new HashMap<>();
        Jsoup.parse(part(ann, "/facts").expectFirst("template").html())
                .select("[name]:not([name=csrf])")
                .forEach(it -> form.put(it.attr("name"), it.hasAttr("value") ? it.val() : selected(it)));

        // When
        Document same = send(ann, "/what-if", form);
        form.put("headsOfLoss.specialEarningsLoss", "2500.50");
        Document more = send(ann, "/what-if", form);
        form.put("headsOfLoss.generalFixed", "-1");
        Document refused = send(ann, "/what-if", form);

        // Then
        assertThat(same.text()).contains("the same as it is", "Nothing is changed");
        assertThat(more.text()).contains("more than it is", "Changed: Loss of earnings");
        assertThat(more.select("svg circle.soft")).hasSize(1);
        assertThat(refused.expectFirst("[role=alert]").text()).contains("General damages, fixed");
        assertThat(api.kafka().written()).isEmpty();
    }

    @Test
    void shouldSayWhatWouldBringTheEstimateToAnAmount() throws Exception {
        // When
        Document found = send(
                ann,
                "/counterfactual",
                Map.of(
                        "amount",
                        score.getEstimate().subtract(new BigDecimal("50.00")).toPlainString(),
                        "direction",
                        "atMost"));
        Document none = send(ann, "/counterfactual", Map.of("amount", "1", "direction", "atMost"));
        Document wrong = send(ann, "/counterfactual", Map.of("amount", "many"));

        // Then
        assertThat(found.text()).contains("The estimate would be £", "instead of");
        assertThat(none.text()).contains("nor any of two that was tried");
        assertThat(wrong.text()).contains("Expected an amount");
    }

    @Test
    void shouldShowWhatItMayToWhoDoesNotDecide() throws Exception {
        // Given
        part(auditor, "/reasons");

        // When
        Document page = auditor.page(address());

        // Then
        assertThat(page.expectFirst("#decision").text()).contains("Adjusters and administrators decide");
        assertThat(page.select("#decision form")).isEmpty();
        assertThat(auditor.submit(address() + "/decisions", Map.of("kind", "accepted"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void shouldShowNoClaimOfAnotherInsurer() throws Exception {
        Browser other = Browser.of(api, "root", "{\"role\":\"ADJUSTER\",\"insurer\":\"other\"}", "other");

        assertThat(other.get(address()).statusCode()).isEqualTo(404);
        assertThat(other.get("/claims/acme/none").statusCode()).isEqualTo(404);
        assertThat(other.get("/claims/a%20b/..").statusCode()).isBetween(400, 404);
    }

    @Test
    void shouldKeepIdsWithSlashesWhole() throws Exception {
        // Given
        api.readModel()
                .withScore(ClaimScored.newBuilder(score)
                        .setScoreId("s_slash")
                        .setClaimId("2026/03:c_1.x")
                        .build());

        // When
        Document page = ann.page("/claims/acme/2026%2F03:c_1.x");

        // Then
        assertThat(page.expectFirst("h1").text()).isEqualTo("Claim 2026/03:c_1.x");
        assertThat(page.select("#reasons").attr("hx-get")).isEqualTo("/claims/acme/2026%2F03:c_1.x/reasons");
        assertThat(part(ann, "/claims/acme/2026%2F03:c_1.x", "/reasons").select("#decision form"))
                .isNotEmpty();
    }

    @Test
    void shouldGoOnToTheNextClaimOfTheQueueThatTheReaderCameFrom() throws Exception {
        // Given
        api.readModel().page(new ClaimPage(List.of(summary("c-1"), summary("c/2")), Optional.empty()));
        part(ann, "/reasons");

        // When
        Document done = send(
                ann,
                "/decisions?sort=-moneyAtRisk&currency=GBP",
                Map.of("kind", "accepted", "scoreId", score.getScoreId(), "requestId", "r-next"));
        HttpResponse<String> next = ann.get(address() + "/next");

        // Then
        assertThat(done.expectFirst("[data-focused]").attr("href"))
                .startsWith("/claims/acme/c%2F2?")
                .contains("sort=-moneyAtRisk", "currency=GBP");
        assertThat(next.headers().firstValue("Location")).contains("/claims/acme/c%2F2");
    }

    @Test
    void shouldDecideWithoutAScriptToo() throws Exception {
        // Given
        part(ann, "/reasons");

        // When
        HttpResponse<String> accepted = ann.submit(
                address() + "/decisions",
                Map.of("kind", "accepted", "scoreId", score.getScoreId(), "requestId", "r-plain"));
        HttpResponse<String> refused = bob.submit(
                address() + "/decisions",
                Map.of("kind", "accepted", "scoreId", score.getScoreId(), "requestId", "r-bob"));

        // Then
        assertThat(accepted.statusCode()).isEqualTo(303);
        assertThat(accepted.headers().firstValue("Location")).contains(address());
        assertThat(refused.body()).contains("were not shown to you yet", "Back to the claim");
        assertThat(written()).hasSize(1);
    }

    @Test
    void shouldTakeNoDecisionOnAScoreOfAnotherClaim() throws Exception {
        // Given
        api.readModel().withScore("c-9", 1);
        part(ann, "/reasons");

        // When
        Document answer = send(
                ann,
                "/decisions",
                Map.of("kind", "accepted", "scoreId", Facts.scoreId("c-9", 1), "requestId", "r-other"));

        // Then
        assertThat(answer.text()).contains("This form is of another claim.");
        assertThat(written()).isEmpty();
    }

    @Test
    void shouldShowTheLetterToTheClaimantAndGiveItAsAFile() throws Exception {
        // When
        Document page = ann.page(address() + "/letter");
        HttpResponse<String> paper = ann.get(address() + "/letter?as=pdf");
        HttpResponse<String> file = ann.get(address() + "/letter?as=html");

        // Then
        assertThat(ann.page(address()).select("a[href$=/letter]").text()).isEqualTo("Letter to the claimant");
        assertThat(page.select("article h3").eachText()).hasSize(5).contains("If you disagree");
        assertThat(page.text()).contains("The insurer has not said who writes", "Your insurer");
        assertThat(page.text())
                .contains("The estimate is "
                        + page.expectFirst("article tr.current:last-child td").text() + ".");
        assertThat(paper.headers().firstValue("Content-Type")).contains("application/pdf");
        assertThat(file.body()).startsWith("<!doctype html>").contains("<style>");
        assertThat(file.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("style-src 'sha256-");
    }

    @Test
    void shouldLayDownWhatLettersSay() throws Exception {
        // Given
        Browser root = Browser.of(api, "root", "{\"role\":\"ADMINISTRATOR\"}", "letters-" + decisions++);
        String profile = "/policies/acme/letter";

        // When
        HttpResponse<String> wrong =
                root.submit(profile, Map.of("version", "0", "contact", "us", "answerDays", "many"));
        HttpResponse<String> done = root.submit(
                profile,
                Map.of(
                        "version", "0",
                        "sender", "Acme Insurance\r\n1 High Street",
                        "contact", "claims@acme.example",
                        "contestDays", "60",
                        "answerDays", "21"));
        HttpResponse<String> late =
                root.submit(profile, Map.of("version", "0", "sender", "Other", "contact", "us", "answerDays", "5"));

        // Then
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(Jsoup.parse(wrong.body()).select("[aria-invalid=true]").eachAttr("id"))
                .contains("sender", "answerDays");
        assertThat(done.headers().firstValue("Location")).contains(profile + "?notice=changed");
        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(late.body()).contains("Somebody changed it meanwhile");
        assertThat(ann.page(profile).select("dl.facts").text()).contains("Acme Insurance", "60", "21");
        assertThat(ann.page(address() + "/letter").select("article").text())
                .contains(
                        "1 High Street",
                        "turn to claims@acme.example",
                        "within 60 days of receiving",
                        "within 21 days");
    }

    @Test
    void shouldReviewWhatTheClaimantContestsOnceTheReasonsWereSent() throws Exception {
        // Given
        HttpResponse<String> opened = ann.submit(
                address() + "/contests",
                Map.of(
                        "scoreId", score.getScoreId(),
                        "receivedOn", "2026-02-27",
                        "channel", "LETTER",
                        "contestedBy", "CLAIMANT",
                        "grounds", "The report\r\nwas not read."));
        String at = opened.headers().firstValue("Location").orElseThrow().replaceAll("\\?.*", "");

        // When
        Document before = bob.page(at);
        bob.submit(at + "/review", Map.of());
        HttpResponse<String> unseen = bob.submit(at + "/answer", Map.of("outcome", "UPHELD", "text", "No."));
        Document reasons = part(bob, at, "/reasons");
        HttpResponse<String> answered = bob.submit(
                at + "/answer",
                Map.of("outcome", "CHANGED", "amount", "1850.5", "reasonCode", "OTHER", "text", "Yes."));

        // Then
        assertThat(before.select(".said-note").eachText()).containsExactly("The report was not read.");
        assertThat(before.select("form[action$=/review]")).hasSize(1);
        assertThat(unseen.body()).contains("were not shown to you yet");
        assertThat(reasons.select("form[action$=/answer]")).hasSize(2);
        assertThat(answered.headers().firstValue("Location")).contains(at + "?notice=answered");
        assertThat(written())
                .singleElement()
                .satisfies(it -> assertThat(it.getAmount().orElseThrow()).isEqualByComparingTo("1850.5"));
        api.readModel().project(written().get(0));
        Document letter = bob.page(at + "/letter");
        assertThat(letter.select("article").text())
                .contains(
                        "On 27 February 2026 you told us",
                        "The result changed: the amount for your claim is now £1,850.50",
                        "Yes.");
        assertThat(bob.get(at + "/letter?as=pdf").headers().firstValue("Content-Type"))
                .contains("application/pdf");
        assertThat(ann.page(at).select("h2").eachText()).doesNotContain("More time");
    }

    @Test
    void shouldListWhatIsContestedWithItsClockAndHaveNobodyReviewWhatTheyDecided() throws Exception {
        // Given
        part(ann, "/reasons");
        decide(ann, "accepted", Map.of());
        api.readModel().project(written().get(0));
        String at = ann.submit(
                        address() + "/contests",
                        Map.of(
                                "receivedOn",
                                "2025-12-01",
                                "channel",
                                "PORTAL",
                                "contestedBy",
                                "REPRESENTATIVE",
                                "grounds",
                                "Why?"))
                .headers()
                .firstValue("Location")
                .orElseThrow()
                .replaceAll("\\?.*", "");

        // Then
        assertThat(ann.page("/contests?overdue=true").select("tbody tr").text())
                .contains("Overdue", WhatIfWorld.CLAIM_ID);
        assertThat(ann.page("/contests?state=ANSWERED").select(".empty h2").text())
                .isEqualTo("No contest is like that");
        assertThat(ann.page("/queue").select("#contested-title").text()).isEqualTo("Contested by claimants");
        assertThat(ann.page("/queue?reviewReason=CONTESTED")
                        .select("section[aria-labelledby=contested-title] tbody tr"))
                .hasSize(1);
        assertThat(part(ann, "/contests").select("tbody tr")).hasSize(1);
        assertThat(ann.page(at).text())
                .contains("You have decided on this claim before")
                .contains("Overdue");
        assertThat(ann.page(at).select("form[action$=/review], form[action$=/extension], #withdrawn"))
                .isEmpty();
        assertThat(ann.submit(at + "/review", Map.of()).body()).contains("Someone else must decide this");
        assertThat(auditor.page(at).select("main form[method=post]")).isEmpty();
        assertThat(ann.submit(at + "/answer", Map.of("outcome", "WITHDRAWN", "text", "She called."))
                        .body())
                .as("nor end it")
                .contains("Someone else must decide this");
        assertThat(bob.submit(at + "/answer", Map.of("outcome", "WITHDRAWN", "text", "She called."))
                        .statusCode())
                .isEqualTo(303);
        assertThat(ann.page(at + "/letter").text()).contains("you no longer want it to be reviewed", "She called.");
    }

    private String address() {
        return "/claims/acme/" + WhatIfWorld.CLAIM_ID;
    }

    private Document part(Browser browser, String part) throws Exception {
        return part(browser, address(), part);
    }

    private static Document part(Browser browser, String address, String part) throws Exception {
        HttpResponse<String> answer = browser.get(address + part);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Jsoup.parseBodyFragment(answer.body());
    }

    private Document decide(Browser browser, String kind, Map<String, String> fields) throws Exception {
        Map<String, String> form = new HashMap<>(Map.of("requestId", "r-" + decisions++));
        form.putAll(fields);
        form.put("kind", kind);
        form.put("scoreId", score.getScoreId());
        return send(browser, "/decisions", form);
    }

    /** As a script of the page sends it. */
    private Document send(Browser browser, String path, Map<String, String> fields) throws Exception {
        HttpResponse<String> answer = browser.with("HX-Request", "true").submit(address() + path, fields);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Jsoup.parseBodyFragment(answer.body());
    }

    private static String selected(Element select) {
        Element option = select.selectFirst("option[selected]");
        return option == null ? "" : option.val();
    }

    private static ClaimSummary summary(String claimId) {
        return new ClaimSummary(new ClaimKey("acme", claimId), 1, Claim.Status.SCORED, Facts.NOW, null, null, null);
    }

    @Test
    void shouldBeginTheNextRevisionWithWhatIsKnown() throws Exception {
        // When
        String address = ann.page(claimAddress())
                .select(".heading a:contains(Next revision)")
                .attr("href");
        Document form = ann.page(address);

        // Then
        assertThat(form.select("#revision").attr("value")).isEqualTo("2");
        assertThat(form.select("#claimId").attr("value")).isEqualTo(score.getClaimId());
        assertThat(form.select("#currency option[selected]").attr("value")).isEqualTo("GBP");
        assertThat(form.select("[id^=headsOfLoss.][value~=.+]")).isNotEmpty();
        assertThat(form.select("#policy").attr("value")).isEmpty();
        assertThat(form.select("#work > .note").text()).startsWith("Filled in with what");
        assertThat(auditor.page(claimAddress()).select(".heading a").eachText()).doesNotContain("Next revision");
    }

    private String claimAddress() {
        return "/claims/" + score.getInsurer() + "/" + score.getClaimId();
    }

    private List<ClaimFeedback> written() {
        return api.kafka().written().stream()
                .map(it -> it.event())
                .map(ClaimFeedback.class::cast)
                .toList();
    }
}
