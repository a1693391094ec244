package io.claimstream.feedback.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.FeedbackKind;
import io.claimstream.feedback.Facts;
import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Caller.Kind;
import io.claimstream.feedback.access.Role;
import io.claimstream.schemas.TrustedEvents;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
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

/** What people said, listed and revised over HTTP. */
class FeedbackListRoutesTest {

    private static final String SCORE = Facts.scoreId("c-1", 1);
    private static final Map<String, Caller> CALLERS = Map.of(
            "ann", new Caller("user:u_ann", Role.ADJUSTER, "acme", Kind.PERSON),
            "bob", new Caller("user:u_bob", Role.ADJUSTER, null, Kind.PERSON),
            "eve", new Caller("user:u_eve", Role.ADJUSTER, "other", Kind.PERSON),
            "ada", new Caller("user:u_ada", Role.AUDITOR, "other", Kind.PERSON),
            "root", new Caller("cli", Role.ADMINISTRATOR));

    static {
        TrustedEvents.trust();
    }

    private final ApiUnderTest api = new ApiUnderTest(
            it -> TestAccess.of(it.database(), it.clock(), presented -> Optional.ofNullable(CALLERS.get(presented))));

    @BeforeEach
    void fill() {
        api.readModel().withScore("c-1", 1);
        say("f_1", FeedbackKind.CORRECTED, "900.00", "user:u_ann");
        say("f_2", FeedbackKind.ACCEPTED, null, "user:u_bob");
        say("f_3", FeedbackKind.CORRECTED, "950.00", "user:u_ann");
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void shouldListAnAdjustersOwnAndWhatBecameOfIt() throws Exception {
        // Given
        api.readModel().use("f_3", "m-1");

        // When
        JsonNode own = ApiUnderTest.json(api.get("/v1/feedback", "ann"));
        JsonNode all = ApiUnderTest.json(api.get("/v1/feedback", "root"));

        // Then
        assertThat(own.path("feedback").findValuesAsText("feedbackId")).containsExactly("f_3", "f_1");
        assertThat(own.at("/feedback/0/became/state").asText()).isEqualTo("stands");
        assertThat(own.at("/feedback/0/usedIn/0").asText()).isEqualTo("m-1");
        assertThat(own.at("/feedback/1/became/state").asText()).isEqualTo("superseded");
        assertThat(own.at("/feedback/1/became/by").asText()).isEqualTo("f_3");
        assertThat(own.at("/feedback/0/claimLink").asText()).isEqualTo("/v1/claims/acme/c-1");
        assertThat(all.path("feedback")).hasSize(3);
        assertThat(ApiUnderTest.json(api.get("/v1/feedback?actor=any", "ann")).path("feedback"))
                .hasSize(3);
        assertThat(ApiUnderTest.json(api.get("/v1/feedback?actor=any", "eve")).path("feedback"))
                .isEmpty();
        assertThat(ApiUnderTest.json(api.get("/v1/feedback?actor=any&insurer=acme", "eve"))
                        .path("feedback"))
                .isEmpty();
    }

    @Test
    void shouldListPageByPageWhatIsAskedFor() throws Exception {
        // When
        JsonNode first = ApiUnderTest.json(api.get("/v1/feedback?kind=corrected&withdrawn=false&limit=1", "root"));
        JsonNode second = ApiUnderTest.json(api.get(first.path("next").asText(), "root"));
        JsonNode third = ApiUnderTest.json(api.get(second.path("next").asText(), "root"));

        // Then
        assertThat(first.path("feedback").findValuesAsText("feedbackId")).containsExactly("f_3");
        assertThat(second.path("feedback").findValuesAsText("feedbackId")).containsExactly("f_1");
        assertThat(third.path("feedback")).isEmpty();
        for (String wrong : List.of("kind=x", "withdrawn=maybe", "after=x", "after=,f_1", "limit=101", "from=today")) {
            assertThat(ApiUnderTest.code(api.get("/v1/feedback?" + wrong, "root")))
                    .as(wrong)
                    .isEqualTo("BAD_REQUEST");
        }
    }

    @Test
    void shouldListScoresPageByPageWithWhatWasDecidedOnEach() throws Exception {
        // Given
        api.readModel().withScore("c-2", 1);
        say("f_4", FeedbackKind.ACCEPTED, null, "policy:acme@3");

        // When
        String question = "/v1/decisions?model=m-0123456789ab&from=" + Facts.NOW + "&limit=1";
        JsonNode first = ApiUnderTest.json(api.get(question, "root"));
        JsonNode second = ApiUnderTest.json(api.get(first.path("next").asText(), "root"));
        JsonNode third = ApiUnderTest.json(api.get(second.path("next").asText(), "root"));

        // Then
        List<JsonNode> both = List.of(first.at("/decisions/0"), second.at("/decisions/0"));
        assertThat(both).extracting(it -> it.path("claimId").asText()).containsExactlyInAnyOrder("c-1", "c-2");
        assertThat(third.path("decisions")).isEmpty();
        JsonNode decided = both.stream()
                .filter(it -> it.path("claimId").asText().equals("c-1"))
                .findFirst()
                .orElseThrow();
        assertThat(decided.path("estimate").decimalValue()).isEqualByComparingTo("1200.00");
        assertThat(decided.path("upper").decimalValue()).isEqualByComparingTo("1600.00");
        assertThat(decided.path("claimLink").asText()).isEqualTo("/v1/claims/acme/c-1");
        assertThat(decided.path("said")).hasSize(4).allSatisfy(it -> assertThat(
                        it.path("automatic").asBoolean())
                .isEqualTo(it.path("feedbackId").asText().equals("f_4")));
    }

    @Test
    void shouldListScoresToAuditorsOfTheirInsurer() throws Exception {
        // Then
        assertThat(ApiUnderTest.json(api.get("/v1/decisions?insurer=acme", "root"))
                        .path("decisions"))
                .hasSize(1);
        assertThat(ApiUnderTest.json(api.get("/v1/decisions?to=" + Facts.NOW, "root"))
                        .path("decisions"))
                .isEmpty();
        for (String others : List.of("/v1/decisions", "/v1/decisions?insurer=acme")) {
            assertThat(ApiUnderTest.json(api.get(others, "ada")).path("decisions"))
                    .as(others)
                    .isEmpty();
        }
        assertThat(api.get("/v1/decisions", "ann").statusCode()).isEqualTo(403);
        for (String wrong : List.of("after=x", "limit=0", "from=today")) {
            assertThat(ApiUnderTest.code(api.get("/v1/decisions?" + wrong, "root")))
                    .as(wrong)
                    .isEqualTo("BAD_REQUEST");
        }
    }

    @Test
    void shouldGiveTheNewOneAndTakeTheEarlierOneBack() throws Exception {
        // Given
        HttpResponse<String> seen = api.get("/v1/feedback/f_3", "ann");
        String tag = seen.headers().firstValue("ETag").orElseThrow();

        // When
        HttpResponse<String> revised = put("f_3", "ann", tag, corrected("975.00"));
        projectAll();
        HttpResponse<String> again = put("f_3", "ann", tag, corrected("975.00"));
        JsonNode earlier = ApiUnderTest.json(api.get("/v1/feedback/f_3", "ann"));

        // Then
        assertThat(revised.statusCode()).isEqualTo(200);
        String id = ApiUnderTest.json(revised).path("feedbackId").asText();
        assertThat(revised.headers().firstValue("Location")).contains("/v1/feedback/" + id);
        List<ClaimFeedback> written = written();
        assertThat(written)
                .extracting(ClaimFeedback::getKind)
                .containsExactly(FeedbackKind.CORRECTED, FeedbackKind.WITHDRAWN);
        assertThat(written.get(0).getFeedbackId()).isEqualTo(id);
        assertThat(written.get(0).getAmount()).contains(new BigDecimal("975.00"));
        assertThat(written.get(1).getWithdrawnFeedbackId()).contains("f_3");
        assertThat(written).extracting(ClaimFeedback::getActor).containsOnly("user:u_ann");
        assertThat(again.statusCode()).isEqualTo(412);
        assertThat(again.headers().firstValue("ETag")).contains("\"2\"");
        assertThat(earlier.at("/became/state").asText()).isEqualTo("withdrawn");
        assertThat(earlier.at("/became/by").asText()).isEqualTo(written.get(1).getFeedbackId());
        JsonNode audit = ApiUnderTest.json(api.get("/v1/audit?action=FEEDBACK_REVISED", "root"));
        assertThat(audit.at("/entries/0/before/amount").decimalValue()).isEqualByComparingTo("950.00");
        assertThat(audit.at("/entries/0/after/amount").decimalValue()).isEqualByComparingTo("975.00");
    }

    @Test
    void shouldGoOnWhereACrashCutItOff() throws Exception {
        // Given: the new one is on the topic, that the earlier one is taken back is not
        api.kafka().goAwayAfter(1);
        HttpResponse<String> cutOff = put("f_3", "ann", "\"1\"", corrected("975.00"));
        api.kafka().goAway(false);
        projectAll();
        assertThat(cutOff.statusCode()).isEqualTo(503);
        assertThat(written()).hasSize(1);
        assertThat(ApiUnderTest.json(api.get("/v1/feedback/f_3", "ann"))
                        .path("withdrawn")
                        .asBoolean())
                .isFalse();

        // When
        HttpResponse<String> again = put("f_3", "ann", "\"1\"", corrected("975.00"));

        // Then
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(written())
                .extracting(ClaimFeedback::getKind)
                .containsExactly(FeedbackKind.CORRECTED, FeedbackKind.WITHDRAWN);
    }

    @Test
    void shouldWriteNothingWhenKafkaIsAwayFromTheStart() throws Exception {
        // Given
        api.kafka().goAway(true);

        // When
        HttpResponse<String> away = put("f_3", "ann", "\"1\"", corrected("975.00"));
        api.kafka().goAway(false);
        HttpResponse<String> then = put("f_3", "bob", "\"1\"", corrected("970.00"));

        // Then
        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(then.statusCode()).isEqualTo(200);
        assertThat(written()).hasSize(2);
    }

    @Test
    void shouldRevertToWhatWasSaidBefore() throws Exception {
        // Given
        String there = ApiUnderTest.json(put("f_3", "ann", "\"1\"", corrected("975.00")))
                .path("feedbackId")
                .asText();
        projectAll();

        // When
        HttpResponse<String> back = put(there, "ann", "\"1\"", corrected("950.00"));

        // Then
        assertThat(back.statusCode()).isEqualTo(200);
        assertThat(written()).hasSize(4);
        assertThat(ApiUnderTest.json(back).path("withdrawnFeedbackId").asText()).isEqualTo(there);
    }

    @Test
    void shouldChangeNothingThatIsSaidAlready() throws Exception {
        // When
        HttpResponse<String> same = put("f_3", "ann", "\"1\"", corrected("950"));

        // Then
        assertThat(ApiUnderTest.json(same).path("feedbackId").asText()).isEqualTo("f_3");
        assertThat(api.kafka().written()).isEmpty();
    }

    @Test
    void shouldLetOneOfManyRevise() throws Exception {
        // Given
        ExecutorService threads = Executors.newFixedThreadPool(16);
        List<Callable<Integer>> revisions = IntStream.range(0, 50)
                .<Callable<Integer>>mapToObj(i ->
                        () -> put("f_3", "ann", "\"1\"", corrected(i + ".00")).statusCode())
                .toList();

        // When
        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> one : threads.invokeAll(revisions)) {
            statuses.add(one.get());
        }
        threads.shutdown();

        // Then
        assertThat(statuses).containsOnly(200, 412).containsOnlyOnce(200);
        assertThat(written()).hasSize(2);
    }

    @Test
    void shouldReviseOnlyWhatMayBeRevised() throws Exception {
        // Then
        assertThat(ApiUnderTest.code(put("f_3", "ann", null, corrected("1.00"))))
                .isEqualTo("PRECONDITION_REQUIRED");
        assertThat(put("f_3", "eve", "*", corrected("1.00")).statusCode()).isEqualTo(404);
        assertThat(put("f_9", "ann", "*", corrected("1.00")).statusCode()).isEqualTo(404);
        assertThat(ApiUnderTest.json(put("f_3", "ann", "*", "{\"kind\":\"withdrawn\",\"withdrawnFeedbackId\":\"f_1\"}"))
                        .at("/problems/0/pointer")
                        .asText())
                .isEqualTo("/kind");
        api.readModel()
                .project(Facts.settlement("f_4", "c-1")
                        .setKind(FeedbackKind.WITHDRAWN)
                        .setAmount(null)
                        .setWithdrawnFeedbackId("f_1")
                        .build());
        assertThat(ApiUnderTest.code(put("f_4", "ann", "*", corrected("1.00")))).isEqualTo("NOTHING_TO_WITHDRAW");
        assertThat(put("f_1", "ann", "*", corrected("1.00")).statusCode()).isEqualTo(412);
        api.readModel().withScore("c-1", 2);
        assertThat(ApiUnderTest.code(put("f_3", "ann", "*", corrected("1.00")))).isEqualTo("SCORE_SUPERSEDED");
        assertThat(put("f_3", "ann", "*", "{\"kind\":\"settled\",\"amount\":5.00}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(written().get(0).getScoreId()).contains(Facts.scoreId("c-1", 2));
    }

    private List<ClaimFeedback> written() {
        return api.kafka().written().stream()
                .map(it -> (ClaimFeedback) it.event())
                .toList();
    }

    private void projectAll() {
        written().forEach(api.readModel()::project);
    }

    private void say(String id, FeedbackKind kind, @Nullable String amount, String actor) {
        api.readModel()
                .project(Facts.settlement(id, "c-1")
                        .setKind(kind)
                        .setAmount(amount == null ? null : new BigDecimal(amount))
                        .setScoreId(SCORE)
                        .setRevision(1)
                        .setActor(actor)
                        .build());
    }

    private HttpResponse<String> put(String id, String key, @Nullable String ifMatch, String body) throws Exception {
        HttpRequest.Builder request = api.request("/v1/feedback/" + id)
                .header("X-Api-Key", key)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body));
        return api.send(ifMatch == null ? request : request.header("If-Match", ifMatch));
    }

    private static String corrected(String amount) {
        return "{\"kind\":\"corrected\",\"amount\":" + amount + "}";
    }
}
