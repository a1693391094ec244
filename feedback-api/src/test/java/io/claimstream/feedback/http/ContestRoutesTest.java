package io.claimstream.feedback.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.FeedbackKind;
import io.claimstream.feedback.Facts;
import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.TestReview;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Caller.Kind;
import io.claimstream.feedback.access.Role;
import io.claimstream.platform.seal.Subject;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What claimants contest, over HTTP. */
class ContestRoutesTest {

    private static final String SCORE = Facts.scoreId("c-1", 1);
    private static final String OPEN = "/v1/claims/acme/c-1/contests";
    private static final String MARKER = "Zebra-marker: nobody read the report.";
    private static final String TOLD = "Okapi-marker: we have read it now.";
    private static final Map<String, Caller> CALLERS = Map.ofEntries(
            Map.entry("ann", person("user:u_ann", Role.ADJUSTER, "acme")),
            Map.entry("bob", person("user:u_bob", Role.ADJUSTER, "acme")),
            Map.entry("bobs-key", new Caller("key:k_bob", Role.ADJUSTER, "acme", Kind.KEY, "user:u_bob")),
            Map.entry("nobodys", new Caller("key:k_none", Role.ADJUSTER, "acme", Kind.KEY)),
            Map.entry("portal", new Caller("key:k_portal", Role.PRODUCER, "acme", Kind.KEY)),
            Map.entry("other", person("user:u_other", Role.ADJUSTER, "other")),
            Map.entry("auditor", person("user:u_auditor", Role.AUDITOR, null)),
            Map.entry("carol", person("user:u_carol", Role.ADMINISTRATOR, null)),
            Map.entry("ruth", person("user:u_ruth", Role.ADMINISTRATOR, null)));

    private final ApiUnderTest api = new ApiUnderTest(
            it -> TestAccess.of(it.database(), it.clock(), presented -> Optional.ofNullable(CALLERS.get(presented))));

    private int requests;

    @BeforeEach
    void fill() {
        api.readModel().withScore("c-1", 1);
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void shouldOpenAReviewWithAClockAndAddAFurtherStatementToIt() throws Exception {
        // When
        HttpResponse<String> first = open("portal", "");
        HttpResponse<String> second = open("ann", "");

        // Then
        JsonNode opened = json(201, first);
        assertThat(first.headers().firstValue("Location"))
                .contains(opened.path("link").asText());
        assertThat(opened.path("state").asText()).isEqualTo("OPEN");
        assertThat(opened.path("scoreId").asText()).isEqualTo(SCORE);
        assertThat(Instant.parse(opened.path("dueAt").asText())).isEqualTo(Facts.NOW.plus(Duration.ofDays(28)));
        assertThat(api.get(opened.path("link").asText(), "portal").body())
                .as("a system that brings it does not read it")
                .doesNotContain("Zebra");
        JsonNode added = json(200, second);
        assertThat(added.path("contestId")).isEqualTo(opened.path("contestId"));
        assertThat(json(200, api.get(opened.path("link").asText(), "ann"))
                        .path("texts")
                        .findValuesAsText("text"))
                .containsExactly(MARKER, MARKER);
    }

    @Test
    void shouldCountTheDaysOfTheInsurerFromWhenItWasReceived() throws Exception {
        // Given
        laidDown("{\"sender\": [\"Acme\"], \"contact\": \"us\", \"answerDays\": 10}");

        // When
        JsonNode opened = json(201, open("ann", ", \"receivedAt\": \"2026-02-20T09:00:00Z\""));
        api.clock().set(Instant.parse("2026-03-02T09:00:00Z"));
        JsonNode late = json(200, api.get(opened.path("link").asText(), "ann"));

        // Then
        assertThat(opened.path("dueAt").asText()).isEqualTo("2026-03-02T09:00:00Z");
        assertThat(opened.path("overdue").asBoolean()).isFalse();
        assertThat(late.path("overdue").asBoolean()).isTrue();
        assertThat(json(200, api.get("/v1/contests?overdue=true", "ann")).path("contests"))
                .hasSize(1);
        assertThat(json(200, api.get("/v1/contests?state=ANSWERED", "ann")).path("contests"))
                .isEmpty();
        assertThat(code(400, open("ann", ", \"receivedAt\": \"2027-01-01T00:00:00Z\"")))
                .isEqualTo("INVALID_BODY");
    }

    @Test
    void shouldBeReviewedByAPersonWhoHasNotDecidedByWhicheverKey() throws Exception {
        // Given
        decide("bobs-key");
        String link = opened();

        // When, Then
        assertThat(code(403, post(link + "/review", "bobs-key", "{}"))).isEqualTo("SECOND_PERSON_NEEDED");
        keyOf("k_bob", "user:u_bob");
        assertThat(code(403, post(link + "/review", "bob", "{}")))
                .as("as himself, after his key has decided")
                .isEqualTo("SECOND_PERSON_NEEDED");
        assertThat(code(403, post(link + "/review", "nobodys", "{}"))).isEqualTo("PERSON_UNKNOWN");
        JsonNode reviewed = json(200, post(link + "/review", "ann", "{}"));
        assertThat(reviewed.at("/review/reviewer").asText()).isEqualTo("user:u_ann");
        assertThat(json(200, post(link + "/review", "ann", "{}")).path("state").asText())
                .isEqualTo("IN_REVIEW");
        assertThat(code(409, answer(link, "bob", "UPHELD", ""))).isEqualTo("CONTEST_STATE");
    }

    @Test
    void shouldNotForgetWhoDecidedOnceItIsTakenBack() throws Exception {
        // Given
        decide("bob");
        String given = written().get(0).getFeedbackId();
        json(
                201,
                post(
                        "/v1/scores/" + SCORE + "/feedback",
                        "bob",
                        "{\"kind\":\"withdrawn\",\"withdrawnFeedbackId\":\"" + given + "\"}"));
        api.readModel().project(written().get(1));

        // Then
        assertThat(code(403, post(opened() + "/review", "bob", "{}"))).isEqualTo("SECOND_PERSON_NEEDED");
    }

    @Test
    void shouldNotForgetWhoAskedForOrDeclinedADecisionThatWasNeverWritten() throws Exception {
        // Given
        limit();
        String waits = json(202, post("/v1/scores/" + SCORE + "/feedback", "bob", "{\"kind\": \"accepted\"}"))
                .path("approvalId")
                .asText();
        json(200, post("/v1/approvals/" + waits + "/decline", "ruth", "{}"));
        String link = opened();

        // Then
        assertThat(code(403, post(link + "/review", "bob", "{}"))).isEqualTo("SECOND_PERSON_NEEDED");
        assertThat(code(403, post(link + "/review", "ruth", "{}"))).isEqualTo("SECOND_PERSON_NEEDED");
        assertThat(json(200, post(link + "/review", "ann", "{}"))
                        .at("/review/deciderUnknown")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void shouldNotLetWhoeverDecidedConfirmOrPreventWhatTheReviewComesTo() throws Exception {
        // Given
        decide("ruth");
        limit();
        String link = reviewedBy("ann");
        String waits = json(202, answer(link, "ann", "CHANGED", ", \"amount\": 2100.00"))
                .path("approvalLink")
                .asText();

        // When
        String approved = code(403, post(waits + "/approve", "ruth", "{}"));
        String declined = code(403, post(waits + "/decline", "ruth", "{}"));
        HttpResponse<String> other = post(waits + "/approve", "carol", "{}");

        // Then
        assertThat(List.of(approved, declined)).containsOnly("SECOND_PERSON_NEEDED");
        assertThat(other.statusCode()).as(other.body()).isEqualTo(200);
        assertThat(json(200, api.get(link, "ann")).at("/answer/outcome").asText())
                .isEqualTo("CHANGED");
    }

    @Test
    void shouldSayWhereItIsNotKnownWhoDecided() throws Exception {
        // Given
        decide("nobodys");

        // When
        JsonNode reviewed = json(200, post(opened() + "/review", "ann", "{}"));

        // Then
        assertThat(reviewed.at("/review/deciderUnknown").asBoolean()).isTrue();
    }

    @Test
    void shouldUpholdTheResult() throws Exception {
        // Given
        String link = reviewedBy("ann");

        // When
        JsonNode answered = json(200, answer(link, "ann", "UPHELD", ""));

        // Then
        assertThat(answered.at("/answer/outcome").asText()).isEqualTo("UPHELD");
        assertThat(answered.path("state").asText()).isEqualTo("ANSWERED");
        assertThat(api.kafka().written()).isEmpty();
        assertThat(code(409, answer(link, "ann", "UPHELD", ""))).isEqualTo("CONTEST_STATE");
        assertThat(json(200, api.get("/v1/audit?action=CONTEST_ANSWERED", "ruth"))
                        .at("/entries/0/after/outcome")
                        .asText())
                .isEqualTo("UPHELD");
        assertThat(api.get("/v1/audit?limit=50", "ruth").body()).doesNotContain("Zebra", "Okapi");
        JsonNode listed = json(200, api.get("/v1/decisions", "ruth")).at("/decisions/0/contests");
        assertThat(listed).hasSize(1);
        assertThat(listed.at("/0/outcome").asText()).isEqualTo("UPHELD");
        assertThat(listed.at("/0/actor").asText()).isEqualTo("user:u_ann");
        assertThat(listed.at("/0/link").asText()).isEqualTo(link);
    }

    @Test
    void shouldChangeTheResultByACorrectionOnTheCurrentScore() throws Exception {
        // Given
        String link = reviewedBy("ann");
        api.readModel().withScore("c-1", 2);

        // When
        JsonNode answered =
                json(200, answer(link, "ann", "CHANGED", ", \"amount\": 2100.00, \"reasonCode\": \"MISSING_FACTS\""));

        // Then
        ClaimFeedback correction = written().get(0);
        assertThat(correction.getKind()).isEqualTo(FeedbackKind.CORRECTED);
        assertThat(correction.getAmount().orElseThrow()).isEqualByComparingTo("2100.00");
        assertThat(correction.getScoreId()).contains(Facts.scoreId("c-1", 2));
        assertThat(correction.getActor()).isEqualTo("user:u_ann");
        assertThat(answered.at("/answer/feedbackId").asText()).isEqualTo(correction.getFeedbackId());
        assertThat(answered.at("/answer/amount").decimalValue()).isEqualByComparingTo("2100.00");
    }

    @Test
    void shouldChangeNothingBesideASettlementThatStands() throws Exception {
        // Given
        api.readModel().project(settlement("f_paid", "1500.00", Facts.NOW));
        String link = reviewedBy("ann");

        // When
        HttpResponse<String> beside = answer(link, "ann", "CHANGED", ", \"amount\": 2100.00");
        HttpResponse<String> same = answer(link, "ann", "CHANGED", ", \"amount\": 1500.00");
        api.readModel().project(withdrawal("f_paid"));
        api.readModel().project(settlement("f_more", "2100.00", Facts.NOW));
        api.readModel().recordedAt(Facts.NOW.plusSeconds(60));
        JsonNode answered = json(200, answer(link, "ann", "CHANGED", ", \"amount\": 2100.00"));

        // Then
        assertThat(code(409, beside)).isEqualTo("CLAIM_SETTLED");
        assertThat(ApiUnderTest.json(beside).path("link").asText()).isEqualTo("/v1/feedback/f_paid");
        assertThat(code(409, same)).as("nothing changed").isEqualTo("CLAIM_SETTLED");
        assertThat(answered.at("/answer/feedbackId").asText()).isEqualTo("f_more");
        assertThat(answered.at("/answer/amount").decimalValue()).isEqualByComparingTo("2100.00");
        assertThat(written()).as("no correction beside it").isEmpty();
    }

    @Test
    void shouldEndOnceASecondPersonHasApprovedWhatIsAboveTheLimit() throws Exception {
        // Given
        limit();
        String link = reviewedBy("ann");

        // When
        JsonNode waits = json(202, answer(link, "ann", "CHANGED", ", \"amount\": 2100.00"));
        String upheldMeanwhile = code(409, answer(link, "ann", "UPHELD", ""));
        HttpResponse<String> approved = post(waits.path("approvalLink").asText() + "/approve", "ruth", "{}");

        // Then
        assertThat(waits.path("state").asText()).isEqualTo("IN_REVIEW");
        assertThat(upheldMeanwhile).isEqualTo("CONTEST_STATE");
        assertThat(approved.statusCode()).as(approved.body()).isEqualTo(200);
        JsonNode answered = json(200, api.get(link, "ann"));
        assertThat(answered.at("/answer/outcome").asText()).isEqualTo("CHANGED");
        assertThat(answered.at("/answer/amount").decimalValue()).isEqualByComparingTo("2100.00");
        assertThat(answered.at("/answer/feedbackId").asText())
                .isEqualTo(written().get(0).getFeedbackId());
        assertThat(answered.path("texts").findValuesAsText("text")).containsExactly(MARKER, TOLD);
    }

    @Test
    void shouldEndWithTheApprovedAmountAndNoOther() throws Exception {
        // Given: the approval was given, and the moment in which the contest is noted to be answered was lost
        limit();
        String link = reviewedBy("ann");
        JsonNode waits = json(202, answer(link, "ann", "CHANGED", ", \"amount\": 2100.00"));
        assertThat(post(waits.path("approvalLink").asText() + "/approve", "ruth", "{}")
                        .statusCode())
                .isEqualTo(200);
        api.database()
                .jdbi()
                .useHandle(handle -> handle.execute("update record_contest set state = 'IN_REVIEW', outcome = null,"
                        + " answered_at = null, answered_by = null, result_feedback_id = null, amount = null,"
                        + " open_score_id = score_id"));

        // When
        String other = code(409, answer(link, "ann", "CHANGED", ", \"amount\": 2200.00"));
        JsonNode answered = json(200, answer(link, "ann", "CHANGED", ", \"amount\": 2100.00"));

        // Then
        assertThat(other).isEqualTo("CONTEST_STATE");
        assertThat(answered.at("/answer/amount").decimalValue()).isEqualByComparingTo("2100.00");
        assertThat(answered.at("/answer/feedbackId").asText())
                .isEqualTo(written().get(0).getFeedbackId());
    }

    @Test
    void shouldNoteThatTheClaimantContestsNoMore() throws Exception {
        // When
        JsonNode answered = json(200, answer(opened(), "bob", "WITHDRAWN", ""));

        // Then
        assertThat(answered.at("/answer/outcome").asText()).isEqualTo("WITHDRAWN");
        assertThat(code(400, answer(opened(), "bob", "WITHDRAWN", ", \"amount\": 1.00")))
                .isEqualTo("INVALID_BODY");
    }

    @Test
    void shouldNotLetWhoeverDecidedNorNobodyEndTheContestOfTheirDecision() throws Exception {
        // Given
        decide("bob");
        String link = opened();

        // When
        String decider = code(403, answer(link, "bob", "WITHDRAWN", ""));
        String nobody = code(403, answer(link, "nobodys", "WITHDRAWN", ""));
        JsonNode answered = json(200, answer(link, "ann", "WITHDRAWN", ""));

        // Then
        assertThat(decider).isEqualTo("SECOND_PERSON_NEEDED");
        assertThat(nobody).isEqualTo("PERSON_UNKNOWN");
        assertThat(answered.at("/answer/answeredBy").asText()).isEqualTo("user:u_ann");
    }

    @Test
    void shouldGiveMoreTimeOnce() throws Exception {
        // Given
        String link = opened();

        // When
        JsonNode extended =
                json(200, post(link + "/extension", "ann", "{\"days\": 15, \"reason\": \"An expert is asked.\"}"));

        // Then
        assertThat(Instant.parse(extended.path("dueAt").asText())).isEqualTo(Facts.NOW.plus(Duration.ofDays(43)));
        assertThat(code(409, post(link + "/extension", "ann", "{\"days\": 15, \"reason\": \"Again.\"}")))
                .isEqualTo("CONTEST_STATE");
        assertThat(code(400, post(link + "/extension", "ann", "{\"days\": 92, \"reason\": \"Long.\"}")))
                .isEqualTo("INVALID_BODY");
        assertThat(ApiUnderTest.json(post(link + "/extension", "ann", "{\"reason\": \"Long.\"}"))
                        .at("/problems/0/code")
                        .asText())
                .as("how many days has to be said")
                .isEqualTo("MISSING");
    }

    @Test
    void shouldNeverRunBeyondThreeMonthsFromReceipt() throws Exception {
        // Given: received on 28 February at 9 o'clock, so due on 28 March
        String link = json(201, open("ann", ", \"receivedAt\": \"2026-02-28T09:00:00Z\""))
                .path("link")
                .asText();

        // When: 61 days later it is 28 May
        HttpResponse<String> late = post(link + "/extension", "ann", "{\"days\": 62, \"reason\": \"Long.\"}");
        JsonNode extended =
                json(200, post(link + "/extension", "ann", "{\"days\": 61, \"reason\": \"An expert is asked.\"}"));

        // Then
        assertThat(code(409, late)).isEqualTo("CONTEST_STATE");
        assertThat(late.body()).contains("at most 61 days more");
        assertThat(extended.path("dueAt").asText()).isEqualTo("2026-05-28T09:00:00Z");
    }

    @Test
    void shouldTakeNoLongerThanAMonthToAnswer() throws Exception {
        // When
        HttpResponse<String> answer = api.send(api.request("/v1/policies/letter/acme")
                .header("X-Api-Key", "ruth")
                .header("If-Match", "\"0\"")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"sender\": [\"Acme\"], \"contact\": \"us\", \"answerDays\": 29}")));

        // Then
        assertThat(code(400, answer)).isEqualTo("INVALID_BODY");
        assertThat(ApiUnderTest.json(answer).at("/problems/0/pointer").asText()).isEqualTo("/answerDays");
    }

    @Test
    void shouldStandAboveTheQueueByItsOwnReason() throws Exception {
        // Given
        decide("bob");
        opened();

        // When
        JsonNode queue = json(200, api.get("/v1/queue", "ann"));
        JsonNode only = json(200, api.get("/v1/queue?reviewReason=CONTESTED", "ann"));
        JsonNode others = json(200, api.get("/v1/queue?reviewReason=NO_MODEL", "ann"));

        // Then
        assertThat(queue.at("/contested/0/reviewReason").asText()).isEqualTo("CONTESTED");
        assertThat(only.path("contested")).hasSize(1);
        assertThat(only.path("claims")).isEmpty();
        assertThat(others.path("contested")).isEmpty();
        assertThat(json(200, api.get("/v1/queue", "other")).path("contested")).isEmpty();
    }

    @Test
    void shouldBeThereForItsInsurerOnly() throws Exception {
        // Given
        String link = opened();

        // Then
        assertThat(code(404, api.get(link, "other"))).isEqualTo("CONTEST_NOT_FOUND");
        assertThat(code(404, post(link + "/review", "other", "{}"))).isEqualTo("CONTEST_NOT_FOUND");
        assertThat(code(404, open("other", ""))).isEqualTo("CLAIM_NOT_FOUND");
        assertThat(json(200, api.get("/v1/contests", "other")).path("contests")).isEmpty();
        assertThat(json(200, api.get("/v1/contests?insurer=acme", "other")).path("contests"))
                .isEmpty();
        assertThat(json(200, api.get("/v1/contests?limit=1", "auditor"))
                        .path("next")
                        .asText())
                .startsWith("/v1/contests?after=co_");
        assertThat(code(409, api.get(link + "/letter", "ann"))).isEqualTo("CONTEST_STATE");
    }

    @Test
    void shouldRefuseWhatIsNoContest() throws Exception {
        assertThat(code(404, open("ann", ", \"scoreId\": \"s_none\""))).isEqualTo("SCORE_NOT_FOUND");
        assertThat(code(404, open("ann", ", \"feedbackId\": \"f_none\""))).isEqualTo("FEEDBACK_NOT_FOUND");
        assertThat(code(
                        400,
                        post(
                                OPEN,
                                "ann",
                                "{\"channel\": \"PIGEON\", \"contestedBy\": \"CLAIMANT\", \"grounds\": \" \"}")))
                .isEqualTo("INVALID_BODY");
    }

    @Test
    void shouldNameTheDecisionThatIsContested() throws Exception {
        // Given
        decide("bob");
        String feedback = written().get(0).getFeedbackId();

        // When
        JsonNode opened = json(201, open("ann", ", \"feedbackId\": \"" + feedback + "\""));

        // Then
        assertThat(opened.path("feedbackId").asText()).isEqualTo(feedback);
        assertThat(opened.path("scoreId").asText()).isEqualTo(SCORE);
    }

    @Test
    void shouldWriteNoLetterWhoseAnswerDoesNotOpen() throws Exception {
        // Given
        String link = reviewedBy("ann");
        json(200, answer(link, "ann", "UPHELD", ""));
        api.database()
                .jdbi()
                .useHandle(handle ->
                        handle.execute("update record_contest_text set ciphertext = 'AAAA' where kind = 'ANSWER'"));

        // Then
        assertThat(code(503, api.get(link + "/letter", "ann"))).isEqualTo("SEALING_UNAVAILABLE");
        assertThat(code(400, answer(link, "ann", "ERASED", ""))).isEqualTo("INVALID_BODY");
    }

    @Test
    void shouldKeepTextsSealedUntilTheClaimantIsErased() throws Exception {
        // Given
        String link = reviewedBy("ann");
        json(200, answer(link, "ann", "UPHELD", ""));

        // When
        List<String> script = api.database().jdbi().withHandle(handle -> handle.createQuery("script")
                .mapTo(String.class)
                .list());
        String kept = String.join("\n", script);
        TestReview.keys(api.database(), api.clock()).destroy(new Subject("acme", "claimant-of-c-1"));
        api.clock().pass(Duration.ofMinutes(1));

        // Then
        assertThat(kept).contains("RECORD_CONTEST_TEXT", "RECORD_IDEMPOTENCY").doesNotContain("Zebra", "Okapi");
        assertThat(json(200, api.get(link, "ann")).path("texts").findValuesAsText("state"))
                .containsExactly("ERASED", "ERASED");
        JsonNode later = json(201, open("ann", ""));
        assertThat(json(200, api.get(later.path("link").asText(), "ann"))
                        .path("texts")
                        .findValuesAsText("state"))
                .containsExactly("ERASED");
    }

    private static ClaimFeedback settlement(String feedbackId, String amount, Instant at) {
        return Facts.settlement(feedbackId, "c-1")
                .setAmount(new BigDecimal(amount))
                .setEventTime(at)
                .build();
    }

    private static ClaimFeedback withdrawal(String feedbackId) {
        return Facts.settlement("w_" + feedbackId, "c-1")
                .setKind(FeedbackKind.WITHDRAWN)
                .setAmount(null)
                .setWithdrawnFeedbackId(feedbackId)
                .build();
    }

    private static Caller person(String name, Role role, @Nullable String insurer) {
        return new Caller(name, role, insurer, Kind.PERSON);
    }

    private void keyOf(String keyId, String person) {
        api.database().jdbi().useHandle(handle -> {
            handle.execute(
                    "insert into record_api_key (key_id, name, role, insurer, created_at, created_by)"
                            + " values (?, 'his', 'ADJUSTER', 'acme', current_timestamp, ?)",
                    keyId,
                    person);
            handle.execute(
                    "insert into record_api_key_secret (key_hash, key_id, created_at, person)"
                            + " values ('h', ?, current_timestamp, ?)",
                    keyId,
                    person);
        });
    }

    /** Adjusters decide on next to nothing alone. */
    private void limit() throws Exception {
        HttpResponse<String> answer = api.send(api.request("/v1/policies/authority/acme")
                .header("X-Api-Key", "ruth")
                .header("If-Match", "\"0\"")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(
                        "{\"limits\": [{\"role\": \"ADJUSTER\", \"currency\": \"GBP\", \"amount\": 10.00}]}")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private void laidDown(String profile) throws Exception {
        HttpResponse<String> answer = api.send(api.request("/v1/policies/letter/acme")
                .header("X-Api-Key", "ruth")
                .header("If-Match", "\"0\"")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(profile)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private void decide(String who) throws Exception {
        json(201, post("/v1/scores/" + SCORE + "/feedback", who, "{\"kind\": \"accepted\"}"));
        api.readModel().project(written().get(0));
    }

    private String reviewedBy(String who) throws Exception {
        String link = opened();
        json(200, post(link + "/review", who, "{}"));
        return link;
    }

    private String opened() throws Exception {
        HttpResponse<String> answer = open("portal", "");
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
        return ApiUnderTest.json(answer).path("link").asText();
    }

    private HttpResponse<String> open(String who, String more) throws Exception {
        return post(
                OPEN,
                who,
                "{\"channel\": \"LETTER\", \"contestedBy\": \"CLAIMANT\", \"grounds\": \"" + MARKER + "\"" + more
                        + "}");
    }

    private HttpResponse<String> answer(String link, String who, String outcome, String more) throws Exception {
        return post(
                link + "/answer", who, "{\"outcome\": \"" + outcome + "\", \"text\": \"" + TOLD + "\"" + more + "}");
    }

    /** Named, so that its answer is kept. */
    private HttpResponse<String> post(String path, String who, String body) throws Exception {
        return api.send(api.request(path)
                .header("X-Api-Key", who)
                .header("Idempotency-Key", "k-" + requests++)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private List<ClaimFeedback> written() {
        return api.kafka().written().stream()
                .map(it -> (ClaimFeedback) it.event())
                .toList();
    }

    private static JsonNode json(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return ApiUnderTest.json(answer);
    }

    private static String code(int status, HttpResponse<String> answer) {
        return json(status, answer).path("code").asText();
    }
}
