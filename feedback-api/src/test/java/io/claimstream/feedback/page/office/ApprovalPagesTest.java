package io.claimstream.feedback.page.office;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.FeedbackKind;
import io.claimstream.event.ModelCommand;
import io.claimstream.event.ModelCommandKind;
import io.claimstream.event.ModelSlot;
import io.claimstream.feedback.Facts;
import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Caller.Kind;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.approval.Approvals;
import io.claimstream.feedback.approval.Matter;
import io.claimstream.feedback.audit.AuditTrail;
import io.claimstream.feedback.desk.CommandRequest;
import io.claimstream.feedback.desk.FeedbackRequest;
import io.claimstream.feedback.http.ApiUnderTest;
import io.claimstream.feedback.page.Browser;
import io.claimstream.schemas.TrustedEvents;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What waits for a second person, as a browser without scripts decides it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApprovalPagesTest {

    static {
        TrustedEvents.trust();
    }

    private static final Act KEY_OF_ACME = new Act(new Caller("key:k_1", Role.ADJUSTER, "acme", Kind.KEY), "t");
    private static final Act ZOE = new Act(new Caller("user:u_zoe", Role.ML_ENGINEER, null, Kind.PERSON), "t");

    private final ApiUnderTest api =
            new ApiUnderTest(it -> TestAccess.of(it.database(), it.clock(), presented -> Optional.of(presented)
                    .filter("root"::equals)
                    .map(key -> new Caller("cli", Role.ADMINISTRATOR))));
    private Browser engineer = new Browser(api);

    @BeforeEach
    void empty() throws Exception {
        api.clock().pass(Duration.ofDays(8));
        api.kafka().goAway(false);
        api.kafka().clear();
        api.readModel().clear();
        api.database().jdbi().useHandle(handle -> {
            for (String table : new String[] {"approval", "session", "user", "invitation", "policy"}) {
                handle.execute("delete from record_" + table);
            }
        });
        engineer = Browser.of(api, "root", "{\"role\":\"ML_ENGINEER\"}", "engineer");
    }

    @AfterAll
    void close() {
        api.close();
    }

    @Test
    void shouldSayWhoWantsWhatAndWhatWillHappen() throws Exception {
        // Given
        promote();

        // When
        Document page = engineer.page("/approvals");

        // Then
        assertThat(page.select("section h2").get(0).text()).isEqualTo("Put the model m-1 in service");
        assertThat(page.select("main").text())
                .contains("every new claim in Motor injury, GBP, all insurers is scored by it")
                .contains("user:u_zoe")
                .contains("better on the holdout");
        assertThat(page.select(".changes tbody tr").text())
                .isEqualTo("In service in Motor injury, GBP, all insurers The baseline m-1");
        assertThat(page.select("a.main").attr("href")).startsWith("/approvals/a_");
        assertThat(page.select("section[aria-labelledby=history]").text()).contains("Nothing yet");
    }

    @Test
    void shouldDoItOnceSomebodyElseApproves() throws Exception {
        // Given
        String one = promote();

        // When
        HttpResponse<String> approved = engineer.submit(one + "/approve", Map.of("reason", "as agreed"));
        Document page = engineer.page(one + "?notice=approved");

        // Then
        assertThat(approved.headers().firstValue("Location")).contains(one + "?notice=approved");
        assertThat(api.kafka().written()).hasSize(1);
        ModelCommand command = (ModelCommand) api.kafka().written().get(0).event();
        assertThat(command.getVersion()).contains("m-1");
        assertThat(command.getActor()).startsWith("user:u_zoe, approved by user:u_");
        assertThat(page.text())
                .contains("You approved it")
                .contains("Approved by A Name")
                .contains("as agreed");
        assertThat(page.select("form[action$=approve]")).isEmpty();
        assertThat(engineer.page("/approvals")
                        .select("section[aria-labelledby=history] tbody tr")
                        .text())
                .contains("Approved", "A Name", "as agreed");
    }

    @Test
    void shouldAskForAReasonToDecline() throws Exception {
        // Given
        String one = promote();

        // When
        HttpResponse<String> without = engineer.submit(one + "/decline", Map.of("reason", " "));
        HttpResponse<String> with = engineer.submit(one + "/decline", Map.of("reason", "not before Monday"));
        HttpResponse<String> late = engineer.submit(one + "/approve", Map.of());

        // Then
        assertThat(without.statusCode()).isEqualTo(400);
        assertThat(Jsoup.parse(without.body()).select("[role=alert]").text()).contains("Say why");
        assertThat(with.statusCode()).isEqualTo(303);
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(Jsoup.parse(late.body()).text())
                .contains("Somebody decided it meanwhile")
                .contains("not before Monday");
        assertThat(api.kafka().written()).isEmpty();
    }

    @Test
    void shouldTellWhoClicksTwiceThatTheyDidIt() throws Exception {
        // Given
        String wanted = promote();
        String unwanted = promote();
        engineer.submit(wanted + "/approve", Map.of());
        engineer.submit(unwanted + "/decline", Map.of("reason", "not before Monday"));

        // When
        HttpResponse<String> approvedAgain = engineer.submit(wanted + "/approve", Map.of());
        HttpResponse<String> declinedAgain =
                engineer.submit(unwanted + "/decline", Map.of("reason", "not before Monday"));
        HttpResponse<String> otherwise = engineer.submit(wanted + "/decline", Map.of("reason", "on second thoughts"));

        // Then
        assertThat(approvedAgain.headers().firstValue("Location")).contains(wanted + "?notice=approved");
        assertThat(declinedAgain.headers().firstValue("Location")).contains(unwanted + "?notice=declined");
        assertThat(otherwise.statusCode()).isEqualTo(409);
        assertThat(api.kafka().written()).hasSize(1);
    }

    @Test
    void shouldLetNobodyDecideWhatTheyAskedForThemselves() throws Exception {
        // Given
        String self = engineer.page("/account").select("dd code").text();
        String one = ask(new Act(new Caller(self, Role.ML_ENGINEER, null, Kind.PERSON), "t"), command());

        // When
        HttpResponse<String> tried = engineer.submit(one + "/approve", Map.of());

        // Then
        assertThat(engineer.page(one).select(".note").text()).contains("You asked for it yourself");
        assertThat(engineer.page("/approvals").select("a.main")).isEmpty();
        assertThat(tried.statusCode()).isEqualTo(403);
        assertThat(Jsoup.parse(tried.body()).select("[role=alert]").text()).contains("somebody else has to decide");
        assertThat(api.kafka().written()).isEmpty();
    }

    @Test
    void shouldShowADecisionOnAClaimWithItsEstimateAndWhoMayNot() throws Exception {
        // Given
        api.readModel().withScore("c-1", 1);
        Browser adjuster = Browser.of(api, "root", "{\"role\":\"ADJUSTER\",\"insurer\":\"acme\"}", "adjuster");
        var unused = api.send(api.request("/v1/policies/authority/acme")
                .header("X-Api-Key", "root")
                .header("If-Match", "\"0\"")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(
                        "{\"limits\":[{\"role\":\"ADJUSTER\",\"currency\":\"GBP\",\"amount\":1000}]}")));
        String one = ask(KEY_OF_ACME, correction());

        // When
        Document page = adjuster.page(one);

        // Then
        assertThat(page.select("h1").text()).isEqualTo("Correct the estimate to £1,800.00 on claim c-1");
        assertThat(page.select(".changes tbody tr").eachText()).contains("What a person says Nothing £1,800.00");
        assertThat(page.select(".note").text()).contains("above your own limit");
        assertThat(engineer.get(one).statusCode()).isEqualTo(404);
        assertThat(engineer.page("/approvals").select(".empty h2").text()).isEqualTo("Nothing waits");
    }

    @Test
    void shouldSayWhatStandsOnTheClaimAndWhoSaidIt() throws Exception {
        // Given
        api.readModel().withScore("c-1", 1);
        Browser admin = Browser.of(api, "root", "{\"role\":\"ADMINISTRATOR\"}", "admin");
        String one = ask(KEY_OF_ACME, correction());
        Document undecided = admin.page(one);
        api.readModel()
                .project(Facts.settlement("f-1", "c-1")
                        .setKind(FeedbackKind.CORRECTED)
                        .setRevision(1)
                        .setScoreId(Facts.scoreId("c-1", 1))
                        .setAmount(new BigDecimal("1650.00"))
                        .setActor("key:k_desk")
                        .build());

        // When
        Document corrected = admin.page(one);
        api.readModel()
                .project(Facts.settlement("f-2", "c-1")
                        .setRevision(1)
                        .setScoreId(Facts.scoreId("c-1", 1))
                        .build());
        Document paid = admin.page(one);

        // Then
        assertThat(undecided.select("main").text()).contains("the claim leaves the queue");
        assertThat(corrected.select(".changes tbody tr").eachText())
                .contains("What a person says £1,650.00 by API key k_desk £1,800.00");
        assertThat(corrected.select("main").text()).contains("instead of what stands now");
        assertThat(paid.select("main").text()).contains("What was paid counts before it");
    }

    @Test
    void shouldListWhatIsOfAnErasedClaimBesideTheOthers() throws Exception {
        // Given
        api.readModel().withScore("c-1", 1);
        Browser admin = Browser.of(api, "root", "{\"role\":\"ADMINISTRATOR\"}", "admin");
        String declined = ask(KEY_OF_ACME, correction());
        admin.submit(declined + "/decline", Map.of("reason", "Zebra does not limp"));
        api.clock().pass(Duration.ofSeconds(1));
        String waiting = ask(KEY_OF_ACME, correction());
        promote();
        api.readModel().eraseClaim(new ClaimKey(Facts.INSURER, "c-1"), "ER-000042");

        // When
        HttpResponse<String> page = admin.get("/approvals");

        // Then
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(Jsoup.parse(page.body()).select("section h2").eachText()).contains("Put the model m-1 in service");
        assertThat(Jsoup.parse(page.body()).select("main").text())
                .contains("erased, receipt ER-000042")
                .contains("The reason was erased.")
                .doesNotContain("Zebra");
        assertThat(admin.get(declined).statusCode()).isEqualTo(200);
        assertThat(admin.get(waiting).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldShowWhatEndsFirstAndEverythingElsePageByPage() throws Exception {
        // Given
        String first = promote();
        for (int i = 0; i < 59; i++) {
            api.clock().pass(Duration.ofSeconds(1));
            promote();
        }

        // When
        Document page = engineer.page("/approvals");
        Document rest = engineer.page(page.select("a[rel=next]").attr("href"));

        // Then
        assertThat(page.select("a.main")).hasSize(50);
        assertThat(page.select("a.main").get(0).attr("href")).isEqualTo(first);
        assertThat(rest.select("a.main")).hasSize(10);
        assertThat(rest.select("a[rel=next]")).isEmpty();
        assertThat(rest.select("a[href=/approvals]:contains(What ends first)")).hasSize(1);
    }

    @Test
    void shouldSayThatItIsNotDoneYetWhenKafkaIsAway() throws Exception {
        // Given
        String one = promote();
        api.kafka().goAway(true);

        // When
        HttpResponse<String> answer = engineer.submit(one + "/approve", Map.of());

        // Then
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(Jsoup.parse(answer.body()).select("[role=alert]").text()).contains("not done yet");
    }

    @Test
    void shouldLetWhoApprovedFinishItOnceKafkaIsBack() throws Exception {
        // Given
        Browser other = Browser.of(api, "root", "{\"role\":\"ML_ENGINEER\"}", "other");
        String one = promote();
        api.kafka().goAway(true);
        engineer.submit(one + "/approve", Map.of("reason", "as agreed"));
        api.kafka().goAway(false);

        // When
        Document page = engineer.page(one);
        Document toOther = other.page(one);
        String action = page.select("form[action$=approve]").attr("action");
        HttpResponse<String> approved = engineer.submit(action, Map.of());

        // Then
        assertThat(page.select(".facts").text()).contains("Approved, not done yet by A Name", "as agreed");
        assertThat(page.select("[formaction$=decline]")).isEmpty();
        assertThat(toOther.select(".facts").text()).contains("Approved, not done yet");
        assertThat(toOther.select("form[action$=approve]")).isEmpty();
        assertThat(approved.headers().firstValue("Location")).contains(one + "?notice=approved");
        assertThat(api.kafka().written()).hasSize(1);
        assertThat(engineer.page(one).select(".facts").text())
                .contains("Approved by A Name", "as agreed")
                .doesNotContain("not done yet");
    }

    private String promote() {
        return ask(ZOE, command());
    }

    private static Matter command() {
        return new Matter.Command(new CommandRequest(
                ModelCommandKind.PROMOTE,
                new ModelSlot("MOTOR_INJURY", "GBP", null),
                "m-1",
                null,
                "better on the holdout"));
    }

    private static Matter correction() {
        return new Matter.Decision(
                new ClaimKey(Facts.INSURER, "c-1"),
                Facts.scoreId("c-1", 1),
                "MOTOR_INJURY",
                "GBP",
                new BigDecimal("1800.00"),
                new FeedbackRequest(FeedbackKind.CORRECTED, new BigDecimal("1800.00"), "PROGNOSIS", null, null),
                null);
    }

    private String ask(Act act, Matter matter) {
        Approvals approvals = new Approvals(
                api.database().jdbi(), new AuditTrail(api.database().jdbi(), api.clock()), api.clock(), true);
        return "/approvals/"
                + approvals.ask(act, matter, Optional.empty()).orElseThrow().approvalId();
    }
}
