package io.claimstream.feedback.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.event.ApprovalDeclined;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.FeedbackKind;
import io.claimstream.feedback.Facts;
import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Caller.Kind;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.approval.DeclinedDecisions;
import io.claimstream.feedback.outbox.Outbox;
import io.claimstream.schemas.TrustedEvents;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Above a limit a decision takes two. The estimate of the score is 1200.00. */
class AuthorityRoutesTest {

    private static final String OF_ACME = "/v1/policies/authority/acme";
    private static final String OF_ALL = "/v1/policies/authority/*";
    private static final String SCORE = Facts.scoreId("c-1", 1);
    private static final Map<String, Caller> CALLERS = Map.of(
            "ann", new Caller("user:u_ann", Role.ADJUSTER, "acme", Kind.PERSON),
            "bob", new Caller("user:u_bob", Role.ADJUSTER, null, Kind.PERSON),
            "eve", new Caller("user:u_eve", Role.ADJUSTER, "other", Kind.PERSON),
            "ml", new Caller("user:u_ml", Role.ML_ENGINEER, null, Kind.PERSON),
            "auditor", new Caller("user:u_aud", Role.AUDITOR, null, Kind.PERSON),
            "boss", new Caller("user:u_boss", Role.ADMINISTRATOR, "acme", Kind.PERSON),
            "chief", new Caller("user:u_chief", Role.ADMINISTRATOR, null, Kind.PERSON),
            "system", new Caller("key:k_sys", Role.ADJUSTER, "acme", Kind.KEY),
            "root", new Caller("cli", Role.ADMINISTRATOR));

    static {
        TrustedEvents.trust();
    }

    private final ApiUnderTest api = new ApiUnderTest(
            it -> TestAccess.of(it.database(), it.clock(), presented -> Optional.ofNullable(CALLERS.get(presented))));

    @BeforeEach
    void fill() {
        api.readModel().withScore("c-1", 1);
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void shouldDecideAloneUpToTheLimitAndWaitAboveIt() throws Exception {
        // Given
        put(OF_ACME, "boss", "\"0\"", limit("ADJUSTER", "GBP", "1200.00"));

        // When
        HttpResponse<String> within = give("ann", "{\"kind\":\"accepted\"}");
        HttpResponse<String> above = give("ann", "{\"kind\":\"corrected\",\"amount\":1200.01}");
        HttpResponse<String> paid = give("ann", "{\"kind\":\"settled\",\"amount\":5000.00}");

        // Then
        assertThat(within.statusCode()).isEqualTo(201);
        assertThat(List.of(above.statusCode(), paid.statusCode())).containsOnly(202);
        assertThat(api.kafka().written()).hasSize(1);
        assertThat(ApiUnderTest.json(api.get(link(above), "ann")).path("amount").decimalValue())
                .isEqualByComparingTo("1200.01");
        assertThat(above.headers().firstValue("Location")).contains(link(above));
        assertThat(give("root", "{\"kind\":\"corrected\",\"amount\":9000.00}").statusCode())
                .as("no limit for administrators")
                .isEqualTo(201);
    }

    @Test
    void shouldPublishWhatASecondPersonConfirms() throws Exception {
        // Given
        put(OF_ALL, "root", "\"0\"", limit("ADJUSTER", "GBP", "1000.00"));
        String link = link(give("ann", "{\"kind\":\"corrected\",\"amount\":1800.00,\"reasonCode\":\"PROGNOSIS\"}"));

        // When
        HttpResponse<String> byHerself = api.post(link + "/approve", "ann", "");
        HttpResponse<String> byOneWithTheSameLimit = api.post(link + "/approve", "bob", "");
        HttpResponse<String> byTheBoss = api.post(link + "/approve", "boss", "");

        // Then
        assertThat(ApiUnderTest.code(byHerself)).isEqualTo("SECOND_PERSON_NEEDED");
        assertThat(ApiUnderTest.code(byOneWithTheSameLimit)).isEqualTo("ABOVE_AUTHORITY");
        assertThat(byOneWithTheSameLimit.statusCode()).isEqualTo(403);
        JsonNode approved = ApiUnderTest.json(byTheBoss);
        assertThat(approved.path("state").asText()).isEqualTo("APPROVED");
        ClaimFeedback given = only();
        assertThat(given.getActor()).isEqualTo("user:u_ann, approved by user:u_boss");
        assertThat(given.getKind()).isEqualTo(FeedbackKind.CORRECTED);
        assertThat(given.getAmount()).contains(new BigDecimal("1800.00"));
        assertThat(given.getReasonCode()).contains("PROGNOSIS");
        assertThat(given.getFeedbackId()).isEqualTo(approved.path("feedbackId").asText());
        assertThat(ApiUnderTest.json(api.get(link, "auditor"))
                        .path("feedbackId")
                        .asText())
                .isEqualTo(given.getFeedbackId());
        assertThat(ApiUnderTest.json(api.get("/v1/audit", "root"))
                        .path("entries")
                        .findValuesAsText("action"))
                .containsExactly(
                        "FEEDBACK_GIVEN",
                        "APPROVAL_GIVEN",
                        "ACCESS_REFUSED",
                        "ACCESS_REFUSED",
                        "APPROVAL_ASKED",
                        "AUTHORITY_CHANGED");
    }

    @Test
    void shouldPublishNothingThatIsDeclinedOrTooLate() throws Exception {
        // Given
        put(OF_ACME, "boss", "\"0\"", limit("ADJUSTER", "GBP", "0"));
        String declined = link(give("ann", "{\"kind\":\"corrected\",\"amount\":10.00}"));
        String late = link(give("ann", "{\"kind\":\"corrected\",\"amount\":11.00}"));

        // When
        HttpResponse<String> no = api.post(declined + "/decline", "bob", "");
        HttpResponse<String> after = api.post(declined + "/approve", "boss", "");
        api.clock().pass(Duration.ofDays(7));
        HttpResponse<String> expired = api.post(late + "/approve", "boss", "");

        // Then
        assertThat(ApiUnderTest.json(no).path("state").asText()).isEqualTo("DECLINED");
        assertThat(ApiUnderTest.code(after)).isEqualTo("APPROVAL_ENDED");
        assertThat(ApiUnderTest.code(expired)).isEqualTo("APPROVAL_ENDED");
        assertThat(api.kafka().written()).isEmpty();
    }

    @Test
    void shouldSealWhyASecondPersonDecidedSoOnAClaim() throws Exception {
        // Given
        put(OF_ACME, "boss", "\"0\"", limit("ADJUSTER", "GBP", "0"));
        String unwanted = link(give("ann", "{\"kind\":\"corrected\",\"amount\":10.00}"));
        String wanted = link(give("ann", "{\"kind\":\"corrected\",\"amount\":11.00}"));

        // When
        HttpResponse<String> no = decide(unwanted + "/decline", "bob", "Zebra does not limp");
        HttpResponse<String> yes = decide(wanted + "/approve", "boss", "Zebra limps");
        HttpResponse<String> again = decide(wanted + "/approve", "boss", "Zebra limps");

        // Then
        List<String> kept = api.database().jdbi().withHandle(handle -> handle.createQuery("script")
                .mapTo(String.class)
                .list());
        assertThat(String.join("\n", kept)).contains("RECORD_APPROVAL").doesNotContain("Zebra");
        assertThat(keptAnswers()).containsExactlyInAnyOrder(no.body(), yes.body());
        assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
        for (HttpResponse<String> answer : List.of(no, yes, again)) {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(answer.body()).contains("decidedBy").doesNotContain("decidedBecause", "Zebra");
        }
        assertThat(because(unwanted)).isEqualTo("Zebra does not limp");
        assertThat(because(wanted)).isEqualTo("Zebra limps");
    }

    @Test
    void shouldListWhatWasDecidedOnAClaimThatIsErased() throws Exception {
        // Given
        put(OF_ACME, "boss", "\"0\"", limit("ADJUSTER", "GBP", "0"));
        String link = link(give("ann", "{\"kind\":\"corrected\",\"amount\":10.00}"));
        api.post(link + "/decline", "bob", "{\"reason\":\"Zebra does not limp\"}");
        api.readModel().eraseClaim(new ClaimKey(Facts.INSURER, "c-1"), "ER-000042");

        // When
        HttpResponse<String> all = api.get("/v1/approvals", "auditor");
        HttpResponse<String> one = api.get(link, "auditor");

        // Then
        assertThat(List.of(all.statusCode(), one.statusCode())).containsOnly(200);
        JsonNode listed = ApiUnderTest.json(all).at("/approvals/0");
        assertThat(listed.path("state").asText()).isEqualTo("DECLINED");
        assertThat(listed.path("decidedBecause").asText()).isEqualTo("The reason was erased.");
        assertThat(ApiUnderTest.json(one)).isEqualTo(listed);
    }

    @Test
    void shouldDeclineOnAClaimThatIsErasedAndKeepNoReason() throws Exception {
        // Given
        put(OF_ACME, "boss", "\"0\"", limit("ADJUSTER", "GBP", "0"));
        String link = link(give("ann", "{\"kind\":\"corrected\",\"amount\":10.00}"));
        api.readModel().eraseClaim(new ClaimKey(Facts.INSURER, "c-1"), "ER-000042");

        // When
        HttpResponse<String> declined = api.post(link + "/decline", "bob", "{\"reason\":\"Zebra does not limp\"}");

        // Then
        assertThat(declined.statusCode()).as(declined.body()).isEqualTo(200);
        JsonNode kept = ApiUnderTest.json(api.get(link, "auditor"));
        assertThat(kept.path("state").asText()).isEqualTo("DECLINED");
        assertThat(kept.has("decidedBecause")).isFalse();
    }

    @Test
    void shouldTellAndListWhatASecondPersonDeclined() throws Exception {
        // Given
        put(OF_ACME, "boss", "\"0\"", limit("ADJUSTER", "GBP", "0"));
        String link = link(give("ann", "{\"kind\":\"accepted\"}"));
        String asked =
                ApiUnderTest.json(api.get(link, "auditor")).path("scoreId").asText();
        api.post(link + "/decline", "bob", "{\"reason\":\"Zebra does not limp\"}");

        // When
        try (Outbox outbox =
                new Outbox(DeclinedDecisions.TELLING, api.database().jdbi(), api.kafka(), api.clock(), () -> true)) {
            outbox.tellAll();
        }

        // Then
        ApprovalDeclined told = (ApprovalDeclined) api.kafka().written().get(0).event();
        assertThat(told.getScoreId()).isEqualTo(asked);
        assertThat(told.getKind()).isEqualTo(FeedbackKind.ACCEPTED);
        assertThat(told.getAmount()).isEqualTo(new BigDecimal("1200.00"));
        assertThat(told.getAskedBy()).isEqualTo("user:u_ann");
        assertThat(told.getActor()).isEqualTo("user:u_bob");
        JsonNode declined =
                ApiUnderTest.json(api.get("/v1/decisions", "auditor")).at("/decisions/0/declined");
        assertThat(declined).hasSize(1);
        assertThat(declined.at("/0/kind").asText()).isEqualTo("accepted");
        assertThat(declined.at("/0/amount").decimalValue()).isEqualByComparingTo("1200.00");
        assertThat(declined.at("/0/askedBy").asText()).isEqualTo("user:u_ann");
        assertThat(declined.at("/0/actor").asText()).isEqualTo("user:u_bob");
        assertThat(declined.at("/0/link").asText()).isEqualTo(link);
    }

    @Test
    void shouldAskOnceForTheSameWords() throws Exception {
        // Given
        put(OF_ACME, "boss", "\"0\"", limit("ADJUSTER", "GBP", "0"));

        // When
        String first = link(give("ann", "{\"kind\":\"corrected\",\"amount\":10.00}"));
        String again = link(give("ann", "{\"kind\":\"corrected\",\"amount\":10.00}"));
        String other = link(give("bob", "{\"kind\":\"corrected\",\"amount\":10.00}"));

        // Then
        assertThat(again).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
    }

    @Test
    void shouldShowDecisionsToThoseOnlyWhomTheyConcern() throws Exception {
        // Given
        put(OF_ACME, "boss", "\"0\"", limit("ADJUSTER", "GBP", "0"));
        String link = link(give("ann", "{\"kind\":\"accepted\"}"));

        // Then
        for (String nobody : List.of("eve", "ml")) {
            assertThat(api.get(link, nobody).statusCode()).as(nobody).isEqualTo(404);
            assertThat(api.post(link + "/approve", nobody, "").statusCode()).isEqualTo(404);
            assertThat(api.post(link + "/decline", nobody, "").statusCode()).isEqualTo(404);
            assertThat(ApiUnderTest.json(api.get("/v1/approvals", nobody)).path("approvals"))
                    .isEmpty();
        }
        for (String somebody : List.of("bob", "auditor", "boss", "root")) {
            assertThat(ApiUnderTest.json(api.get("/v1/approvals", somebody)).path("approvals"))
                    .as(somebody)
                    .hasSize(1);
        }
    }

    @Test
    void shouldNotAskAboutAScoreThatCountsNoMore() throws Exception {
        // Given
        put(OF_ACME, "boss", "\"0\"", limit("ADJUSTER", "GBP", "0"));
        String link = link(give("ann", "{\"kind\":\"accepted\"}"));
        api.readModel().withScore("c-1", 2);

        // When
        HttpResponse<String> asked = give("ann", "{\"kind\":\"accepted\"}");
        HttpResponse<String> approved = api.post(link + "/approve", "boss", "");

        // Then
        assertThat(ApiUnderTest.code(asked)).isEqualTo("SCORE_SUPERSEDED");
        assertThat(ApiUnderTest.code(approved)).isEqualTo("SCORE_SUPERSEDED");
        assertThat(ApiUnderTest.json(api.get(link, "ann")).path("state").asText())
                .isEqualTo("WAITING");
        assertThat(api.post(link + "/decline", "boss", "").statusCode()).isEqualTo(200);
        assertThat(api.kafka().written()).isEmpty();
    }

    @Test
    void shouldLetWhoApprovedTryAgainWhenKafkaWasAway() throws Exception {
        // Given
        put(OF_ACME, "boss", "\"0\"", limit("ADJUSTER", "GBP", "0"));
        String link = link(give("ann", "{\"kind\":\"accepted\"}"));
        api.kafka().goAway(true);
        HttpResponse<String> away = api.post(link + "/approve", "boss", "");
        api.kafka().goAway(false);

        // When
        HttpResponse<String> byAThird = api.post(link + "/approve", "root", "");
        HttpResponse<String> again = api.post(link + "/approve", "boss", "");

        // Then
        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(ApiUnderTest.code(byAThird)).isEqualTo("APPROVAL_ENDED");
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(only().getActor()).isEqualTo("user:u_ann, approved by user:u_boss");
    }

    @Test
    void shouldLetASystemAskAndOnlyAPersonConfirm() throws Exception {
        // Given
        put(OF_ACME, "boss", "\"0\"", limit("ADJUSTER", "GBP", "0"));
        String link = link(give("system", "{\"kind\":\"accepted\"}"));

        // When
        HttpResponse<String> byAKey = api.post(link + "/approve", "root", "");
        HttpResponse<String> byAPerson = api.post(link + "/approve", "boss", "");

        // Then
        assertThat(ApiUnderTest.code(byAKey)).isEqualTo("PERSON_UNKNOWN");
        assertThat(byAPerson.statusCode()).isEqualTo(200);
        assertThat(only().getActor()).isEqualTo("key:k_sys, approved by user:u_boss");
    }

    @Test
    void shouldGiveOneFeedbackForManyWhoApproveAtOnce() throws Exception {
        // Given
        put(OF_ACME, "boss", "\"0\"", limit("ADJUSTER", "GBP", "0"));
        String link = link(give("ann", "{\"kind\":\"accepted\"}"));
        ExecutorService threads = Executors.newFixedThreadPool(8);

        // When
        List<Callable<HttpResponse<String>>> races = IntStream.range(0, 16)
                .<Callable<HttpResponse<String>>>mapToObj(
                        i -> () -> api.post(link + "/approve", i % 2 == 0 ? "boss" : "chief", ""))
                .toList();
        for (Future<HttpResponse<String>> answer : threads.invokeAll(races)) {
            assertThat(answer.get().statusCode()).isIn(200, 409);
        }
        threads.shutdown();

        // Then
        assertThat(api.kafka().written()).hasSize(1);
    }

    @Test
    void shouldTakeTheInsurersOwnLimitBeforeThatOfAll() throws Exception {
        // When
        put(OF_ALL, "root", "\"0\"", limit("ADJUSTER", "GBP", "5000"));
        put(OF_ACME, "boss", "\"0\"", limit("ADJUSTER", "GBP", "100"));

        // Then
        assertThat(give("ann", "{\"kind\":\"accepted\"}").statusCode()).isEqualTo(202);
        put(OF_ACME, "boss", "\"1\"", limit("ADJUSTER", "EUR", "100"));
        assertThat(give("ann", "{\"kind\":\"accepted\"}").statusCode()).isEqualTo(201);
    }

    @Test
    void shouldReviseAloneUpToTheLimitAndWaitAboveIt() throws Exception {
        // Given
        correct("f_1");
        put(OF_ACME, "boss", "\"0\"", limit("ADJUSTER", "GBP", "1300"));

        // When
        HttpResponse<String> unseen = revise("ann", "\"2\"", "{\"kind\":\"corrected\",\"amount\":1301}");
        HttpResponse<String> above = revise("ann", "\"1\"", "{\"kind\":\"corrected\",\"amount\":1301}");
        HttpResponse<String> again = revise("ann", "\"1\"", "{\"kind\":\"corrected\",\"amount\":1301}");
        int writtenBefore = api.kafka().written().size();
        HttpResponse<String> within = revise("ann", "\"1\"", "{\"kind\":\"corrected\",\"amount\":1299}");

        // Then
        assertThat(unseen.statusCode()).isEqualTo(412);
        assertThat(above.statusCode()).isEqualTo(202);
        assertThat(link(again)).isEqualTo(link(above));
        assertThat(above.headers().firstValue("Location")).contains(link(above));
        JsonNode waits = ApiUnderTest.json(api.get(link(above), "bob"));
        assertThat(waits.path("revises").asText()).isEqualTo("f_1");
        assertThat(waits.path("amount").decimalValue()).isEqualByComparingTo("1301");
        assertThat(writtenBefore).isZero();
        assertThat(within.statusCode()).isEqualTo(200);
    }

    @Test
    void shouldReviseWhatASecondPersonConfirms() throws Exception {
        // Given
        correct("f_1");
        put(OF_ACME, "boss", "\"0\"", limit("ADJUSTER", "GBP", "1300"));
        String link = link(
                revise("ann", "\"1\"", "{\"kind\":\"corrected\",\"amount\":1800.00,\"reasonCode\":\"PROGNOSIS\"}"));

        // When
        HttpResponse<String> byHerself = api.post(link + "/approve", "ann", "");
        HttpResponse<String> byOneWithTheSameLimit = api.post(link + "/approve", "bob", "");
        HttpResponse<String> byTheBoss = api.post(link + "/approve", "boss", "");

        // Then: the new one first, then the withdrawal, both by both.
        assertThat(ApiUnderTest.code(byHerself)).isEqualTo("SECOND_PERSON_NEEDED");
        assertThat(ApiUnderTest.code(byOneWithTheSameLimit)).isEqualTo("ABOVE_AUTHORITY");
        assertThat(byTheBoss.statusCode()).as(byTheBoss.body()).isEqualTo(200);
        List<ClaimFeedback> written = written();
        assertThat(written)
                .extracting(ClaimFeedback::getKind)
                .containsExactly(FeedbackKind.CORRECTED, FeedbackKind.WITHDRAWN);
        assertThat(written).extracting(ClaimFeedback::getActor).containsOnly("user:u_ann, approved by user:u_boss");
        assertThat(written.get(0).getAmount()).contains(new BigDecimal("1800.00"));
        assertThat(written.get(1).getWithdrawnFeedbackId()).contains("f_1");
        assertThat(ApiUnderTest.json(byTheBoss).path("feedbackId").asText())
                .isEqualTo(written.get(0).getFeedbackId());
        assertThat(ApiUnderTest.json(api.get("/v1/audit", "root"))
                        .path("entries")
                        .findValuesAsText("action"))
                .startsWith("FEEDBACK_REVISED", "APPROVAL_GIVEN");
    }

    @Test
    void shouldLetWhoApprovedARevisionTryAgainWhenKafkaWasAway() throws Exception {
        // Given
        correct("f_1");
        put(OF_ACME, "boss", "\"0\"", limit("ADJUSTER", "GBP", "0"));
        String link = link(revise("ann", "\"1\"", "{\"kind\":\"corrected\",\"amount\":1800.00}"));
        api.kafka().goAway(true);
        HttpResponse<String> away = api.post(link + "/approve", "boss", "");
        api.kafka().goAway(false);

        // When
        HttpResponse<String> again = api.post(link + "/approve", "boss", "");

        // Then
        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(written()).hasSize(2);
    }

    @Test
    void shouldNotReviseWhatWasTakenBackMeanwhile() throws Exception {
        // Given
        correct("f_1");
        put(OF_ACME, "boss", "\"0\"", limit("ADJUSTER", "GBP", "0"));
        String link = link(revise("ann", "\"1\"", "{\"kind\":\"corrected\",\"amount\":1800.00}"));
        api.readModel()
                .project(Facts.settlement("f_2", "c-1")
                        .setKind(FeedbackKind.WITHDRAWN)
                        .setAmount((BigDecimal) null)
                        .setWithdrawnFeedbackId("f_1")
                        .build());

        // When
        HttpResponse<String> approved = api.post(link + "/approve", "boss", "");

        // Then
        assertThat(ApiUnderTest.code(approved)).isEqualTo("NOTHING_TO_WITHDRAW");
        assertThat(ApiUnderTest.json(api.get(link, "ann")).path("state").asText())
                .isEqualTo("WAITING");
        assertThat(api.post(link + "/decline", "boss", "").statusCode()).isEqualTo(200);
        assertThat(api.kafka().written()).isEmpty();
    }

    @Test
    void shouldShowLimitsAndChangeThemOnlyAsSeen() throws Exception {
        // Given
        HttpResponse<String> none = api.get(OF_ACME, "ann");
        assertThat(none.headers().firstValue("ETag")).contains("\"0\"");
        assertThat(ApiUnderTest.json(none).path("limits")).isEmpty();

        // When
        HttpResponse<String> blind = put(OF_ACME, "boss", null, limit("ADJUSTER", "GBP", "1"));
        HttpResponse<String> first = put(OF_ACME, "boss", "\"0\"", limit("ADJUSTER", "GBP", "1"));
        HttpResponse<String> late = put(OF_ACME, "root", "\"0\"", limit("ADJUSTER", "GBP", "2"));
        HttpResponse<String> off = put(OF_ACME, "root", "\"1\"", "{\"limits\":[]}");

        // Then
        assertThat(ApiUnderTest.code(blind)).isEqualTo("PRECONDITION_REQUIRED");
        assertThat(first.headers().firstValue("ETag")).contains("\"1\"");
        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(ApiUnderTest.json(late).path("detail").asText()).contains("user:u_boss");
        assertThat(ApiUnderTest.json(off).path("limits")).isEmpty();
        assertThat(ApiUnderTest.json(api.get(OF_ACME, "auditor"))
                        .path("version")
                        .asInt())
                .isEqualTo(2);
        JsonNode audit = ApiUnderTest.json(api.get("/v1/audit?action=AUTHORITY_CHANGED", "root"));
        assertThat(audit.at("/entries/0/before/limits/0/amount").decimalValue()).isEqualByComparingTo("1");
        assertThat(audit.at("/entries/0/after").isMissingNode()).isTrue();
    }

    @Test
    void shouldLetNobodyChangeWhatIsAnothers() throws Exception {
        // Then
        assertThat(put("/v1/policies/authority/other", "boss", "\"0\"", "{\"limits\":[]}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(api.get("/v1/policies/authority/other", "boss").statusCode()).isEqualTo(404);
        assertThat(put(OF_ALL, "boss", "\"0\"", "{\"limits\":[]}").statusCode()).isEqualTo(403);
        assertThat(api.get(OF_ALL, "boss").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldSayWhatIsWrongWithLimits() throws Exception {
        // When
        HttpResponse<String> answer = put(
                OF_ACME,
                "boss",
                "\"0\"",
                "{\"limits\":[{\"role\":\"FINANCE\",\"currency\":\"GBP\",\"amount\":1},"
                        + "{\"role\":\"ADJUSTER\",\"currency\":\"gbp\",\"amount\":-1},"
                        + "{\"role\":\"ADJUSTER\",\"currency\":\"GBP\",\"amount\":1},"
                        + "{\"role\":\"ADJUSTER\",\"currency\":\"GBP\",\"amount\":2}]}");

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(ApiUnderTest.json(answer).path("problems").findValuesAsText("pointer"))
                .containsExactly("/limits/0/role", "/limits/1/currency", "/limits/1/amount", "/limits/3");
        assertThat(put(OF_ACME, "boss", "\"0\"", "{}").statusCode()).isEqualTo(400);
    }

    @Test
    void shouldKeepOneOfManyChangesAtOnce() throws Exception {
        // Given
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Callable<Integer>> changes = IntStream.range(0, 16)
                .<Callable<Integer>>mapToObj(i -> () -> put(OF_ACME, "boss", "\"0\"", limit("ADJUSTER", "GBP", "" + i))
                        .statusCode())
                .toList();

        // When
        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> one : threads.invokeAll(changes)) {
            statuses.add(one.get());
        }
        threads.shutdown();

        // Then
        assertThat(statuses).containsOnly(200, 412).containsOnlyOnce(200);
    }

    /** Why it was decided so, as an auditor reads it. */
    private String because(String link) throws Exception {
        return ApiUnderTest.json(api.get(link, "auditor"))
                .path("decidedBecause")
                .asText();
    }

    private List<String> keptAnswers() {
        return api.database().jdbi().withHandle(handle -> handle.createQuery(
                        "select body from record_idempotency where body is not null")
                .mapTo(String.class)
                .list());
    }

    /** Under a key, so that the answer is kept. */
    private HttpResponse<String> decide(String path, String key, String reason) throws Exception {
        return api.send(api.request(path)
                .header("X-Api-Key", key)
                .header("Idempotency-Key", "once")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"reason\":\"" + reason + "\"}")));
    }

    private void correct(String feedbackId) {
        api.readModel()
                .project(Facts.settlement(feedbackId, "c-1")
                        .setKind(FeedbackKind.CORRECTED)
                        .setScoreId(SCORE)
                        .setRevision(1)
                        .build());
    }

    private HttpResponse<String> revise(String key, String ifMatch, String body) throws Exception {
        return put("/v1/feedback/f_1", key, ifMatch, body);
    }

    private List<ClaimFeedback> written() {
        return api.kafka().written().stream()
                .map(it -> (ClaimFeedback) it.event())
                .toList();
    }

    private ClaimFeedback only() {
        assertThat(api.kafka().written()).hasSize(1);
        return (ClaimFeedback) api.kafka().written().get(0).event();
    }

    private HttpResponse<String> give(String key, String body) throws Exception {
        return api.post("/v1/scores/" + SCORE + "/feedback", key, body);
    }

    private HttpResponse<String> put(String path, String key, @Nullable String ifMatch, String body) throws Exception {
        HttpRequest.Builder request = api.request(path)
                .header("X-Api-Key", key)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body));
        return api.send(ifMatch == null ? request : request.header("If-Match", ifMatch));
    }

    private static String limit(String role, String currency, String amount) {
        return "{\"limits\":[{\"role\":\"" + role + "\",\"currency\":\"" + currency + "\",\"amount\":" + amount + "}]}";
    }

    private static String link(HttpResponse<String> asked) {
        return ApiUnderTest.json(asked).path("link").asText();
    }
}
