package io.claimstream.feedback.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.feedback.Facts;
import io.claimstream.feedback.Summaries;
import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Caller.Kind;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.contract.ApiContract;
import io.claimstream.feedback.view.ClaimPage;
import io.claimstream.feedback.view.ClaimSearch;
import io.claimstream.feedback.view.ClaimSearch.Holding;
import io.claimstream.feedback.view.ClaimSearch.Order;
import io.claimstream.feedback.view.ClaimSearch.Place;
import io.claimstream.feedback.view.ClaimSummary.Verdict;
import io.claimstream.model.ReviewReason;
import io.claimstream.schemas.TrustedEvents;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The review queue over HTTP. */
class QueueRoutesTest {

    private static final String PATH = "/v1/queue/acme/c-1";
    private static final Map<String, Caller> CALLERS = Map.of(
            "ann", new Caller("oidc:ann", Role.ADJUSTER, "acme", Kind.PERSON),
            "bob", new Caller("oidc:bob", Role.ADJUSTER, null, Kind.PERSON),
            "other", new Caller("oidc:eve", Role.ADJUSTER, "other", Kind.PERSON),
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
    void shouldListWhatWaitsAndWhoHasIt() throws Exception {
        // Given
        post(PATH + "/take", "ann", "\"0\"", "");
        var score = api.readModel().score(Facts.scoreId("c-1", 1)).orElseThrow();
        api.readModel()
                .page(new ClaimPage(
                        List.of(Summaries.of(score, List.of())),
                        Optional.of(new Place("2026-03-01T09:30:00Z", score.claim()))));

        // When
        JsonNode page = ApiUnderTest.json(api.get("/v1/queue?limit=1&assignee=me&currency=GBP", "ann"));
        JsonNode next = ApiUnderTest.json(api.get(page.path("next").asText(), "ann"));

        // Then
        assertThat(page.path("waiting").asInt()).isEqualTo(1);
        assertThat(page.at("/claims/0/assignee/actor").asText()).isEqualTo("oidc:ann");
        assertThat(page.at("/claims/0/etag").asText()).isEqualTo("\"1\"");
        assertThat(page.at("/claims/0/score/moneyAtRisk").decimalValue()).isEqualByComparingTo("700.00");
        assertThat(next.path("claims")).hasSize(1);
        ClaimSearch asked = Objects.requireNonNull(api.readModel().search());
        assertThat(asked.insurer()).contains("acme");
        assertThat(asked.decision()).contains(Verdict.OPEN);
        assertThat(asked.order()).isEqualTo(Order.DEADLINE);
        assertThat(asked.currency()).contains("GBP");
        assertThat(asked.holding())
                .contains(new Holding(Optional.of("oidc:ann"), api.clock().instant()));
        assertThat(asked.after()).contains(new Place("2026-03-01T09:30:00Z", score.claim()));
    }

    @Test
    void shouldAskForWhatIsFreeByMoneyAtRisk() throws Exception {
        // When
        api.get("/v1/queue?sort=-moneyAtRisk&assignee=none", "bob");
        ClaimSearch asked = Objects.requireNonNull(api.readModel().search());

        // Then
        assertThat(asked.order()).isEqualTo(Order.MONEY_AT_RISK);
        assertThat(asked.insurer()).isEmpty();
        assertThat(asked.holding())
                .contains(new Holding(Optional.empty(), api.clock().instant()));
        assertThat(ApiUnderTest.json(api.get("/v1/queue?insurer=acme", "other")).path("claims"))
                .isEmpty();
        assertThat(ApiUnderTest.code(api.get("/v1/queue?sort=claimId", "bob"))).isEqualTo("BAD_REQUEST");
        assertThat(ApiUnderTest.code(api.get("/v1/queue?after=x", "bob"))).isEqualTo("BAD_REQUEST");
    }

    @Test
    void shouldAskForOneReviewReasonOnEveryPage() throws Exception {
        // Given
        var score = api.readModel().score(Facts.scoreId("c-1", 1)).orElseThrow();
        api.readModel()
                .page(new ClaimPage(
                        List.of(Summaries.of(score, List.of())),
                        Optional.of(new Place("2026-03-01T09:30:00Z", score.claim()))));

        // When
        JsonNode page = ApiUnderTest.json(api.get("/v1/queue?reviewReason=TOO_UNCERTAIN", "ann"));
        String next = page.path("next").asText();
        int status = api.get(next, "ann").statusCode();

        // Then
        ClaimSearch asked = Objects.requireNonNull(api.readModel().search());
        assertThat(status).isEqualTo(200);
        assertThat(asked.reviewReason()).contains(ReviewReason.TOO_UNCERTAIN);
        assertThat(asked.after()).isPresent();
        for (String wrong : List.of(
                next.replace("TOO_UNCERTAIN", "NO_MODEL"),
                next.replace("&reviewReason=TOO_UNCERTAIN", ""),
                "/v1/queue?reviewReason=WHATEVER")) {
            assertThat(ApiUnderTest.code(api.get(wrong, "ann"))).as(wrong).isEqualTo("BAD_REQUEST");
        }
    }

    @Test
    void shouldNameEveryReviewReasonInTheContract() {
        // Given
        JsonNode parameters = ApiContract.load().document().at("/paths/~1v1~1queue/get/parameters");

        // Then
        assertThat(parameters)
                .filteredOn(it -> it.path("name").asText().equals("reviewReason"))
                .singleElement()
                .satisfies(it -> assertThat(it.at("/schema/enum"))
                        .extracting(JsonNode::asText)
                        .containsExactly(Stream.concat(
                                        Arrays.stream(ReviewReason.values()).map(Enum::name),
                                        Stream.of(QueueQuery.CONTESTED))
                                .toArray(String[]::new)));
    }

    @Test
    void shouldTakeExtendHandOverAndGiveBack() throws Exception {
        // Given
        HttpResponse<String> seen = api.get(PATH, "ann");
        assertThat(seen.headers().firstValue("ETag")).contains("\"0\"");
        assertThat(ApiUnderTest.json(seen).has("assignee")).isFalse();

        // When
        HttpResponse<String> taken = post(PATH + "/take", "ann", "\"0\"", "");
        HttpResponse<String> extended = post(PATH + "/take", "ann", "\"1\"", "");
        post("/v1/queue/acme/c-2/take", "bob", "*", "");
        api.readModel().withScore("c-2", 1);
        HttpResponse<String> worked = post("/v1/queue/acme/c-2/take", "bob", "*", "");
        HttpResponse<String> handed = post(PATH + "/handover", "ann", "\"2\"", "{\"to\":\"oidc:bob\"}");
        HttpResponse<String> released = post(PATH + "/release", "bob", "W/\"3\", \"3\"", "");

        // Then
        assertThat(taken.headers().firstValue("ETag")).contains("\"1\"");
        assertThat(ApiUnderTest.json(taken).at("/assignee/actor").asText()).isEqualTo("oidc:ann");
        assertThat(List.of(extended.statusCode(), worked.statusCode())).containsOnly(200);
        assertThat(ApiUnderTest.json(handed).at("/assignee/actor").asText()).isEqualTo("oidc:bob");
        assertThat(ApiUnderTest.json(released).has("assignee")).isFalse();
        assertThat(ApiUnderTest.json(api.get("/v1/audit", "root"))
                        .path("entries")
                        .findValuesAsText("action"))
                .containsExactly("CLAIM_RELEASED", "CLAIM_HANDED_OVER", "CLAIM_TAKEN", "CLAIM_TAKEN", "CLAIM_TAKEN");
    }

    @Test
    void shouldSayWhoWasFaster() throws Exception {
        // Given
        post(PATH + "/take", "ann", "\"0\"", "");

        // When
        HttpResponse<String> late = post(PATH + "/take", "bob", "\"0\"", "");
        HttpResponse<String> knowing = post(PATH + "/take", "bob", "\"1\"", "");

        // Then
        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(ApiUnderTest.code(late)).isEqualTo("PRECONDITION_FAILED");
        assertThat(ApiUnderTest.json(late).path("detail").asText()).contains("oidc:ann");
        assertThat(late.headers().firstValue("ETag")).contains("\"1\"");
        assertThat(ApiUnderTest.json(late).path("link").asText()).isEqualTo(PATH);
        assertThat(ApiUnderTest.code(knowing)).isEqualTo("CLAIM_TAKEN");
        assertThat(ApiUnderTest.json(knowing).path("detail").asText()).contains("oidc:ann");
    }

    @Test
    void shouldWantToKnowWhatWasSeen() throws Exception {
        // Then
        for (String move : List.of("take", "release", "handover")) {
            HttpResponse<String> blind = post(PATH + "/" + move, "ann", null, "{\"to\":\"cli\"}");
            assertThat(blind.statusCode()).isEqualTo(428);
            assertThat(ApiUnderTest.code(blind)).isEqualTo("PRECONDITION_REQUIRED");
            for (String wrong : List.of("0", "\"0", "\"0\" \"1\"", "\"0\",")) {
                assertThat(ApiUnderTest.code(post(PATH + "/" + move, "ann", wrong, "{\"to\":\"cli\"}")))
                        .as(wrong)
                        .isEqualTo("INVALID_HEADER");
            }
            assertThat(post(PATH + "/" + move, "ann", "W/\"0\"", "{\"to\":\"cli\"}")
                            .statusCode())
                    .isIn(412, 422);
        }
    }

    @Test
    void shouldLeaveTheQueueWithTheDecision() throws Exception {
        // Given
        post(PATH + "/take", "ann", "\"0\"", "");

        // When
        api.post("/v1/scores/" + Facts.scoreId("c-1", 1) + "/feedback", "bob", "{\"kind\":\"accepted\"}");
        api.readModel().project((io.claimstream.event.ClaimFeedback)
                api.kafka().written().get(0).event());

        // Then
        assertThat(ApiUnderTest.code(api.get(PATH, "ann"))).isEqualTo("NOT_IN_QUEUE");
        assertThat(ApiUnderTest.code(post(PATH + "/take", "ann", "*", ""))).isEqualTo("NOT_IN_QUEUE");
        api.readModel().withScore("c-1", 2);
        HttpResponse<String> nextRevision = api.get(PATH, "ann");
        assertThat(ApiUnderTest.json(nextRevision).has("assignee")).isFalse();
    }

    @Test
    void shouldFreeAClaimWhenItsLeaseIsOver() throws Exception {
        // Given
        post(PATH + "/take", "ann", "\"0\"", "");

        // When
        api.clock().pass(Duration.ofMinutes(30));

        // Then
        assertThat(ApiUnderTest.json(api.get(PATH, "bob")).has("assignee")).isFalse();
        assertThat(ApiUnderTest.code(post(PATH + "/release", "ann", "\"1\"", "")))
                .isEqualTo("CLAIM_NOT_TAKEN");
        assertThat(post(PATH + "/take", "bob", "\"1\"", "").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldAnswerForWhatIsAnothersAsForWhatIsNot() throws Exception {
        // When
        HttpResponse<String> hidden = api.get(PATH, "other");
        HttpResponse<String> missing = api.get("/v1/queue/other/c-9", "other");

        // Then
        assertThat(hidden.statusCode()).isEqualTo(404);
        assertThat(ApiUnderTest.comparable(hidden)).isEqualTo(ApiUnderTest.comparable(missing));
        assertThat(post(PATH + "/take", "other", "*", "").statusCode()).isEqualTo(404);
        assertThat(api.get(PATH, "bob").statusCode()).isEqualTo(200);
        assertThat(post(PATH + "/handover", "root", "*", "{\"to\":\"user:u_none\"}")
                        .statusCode())
                .isEqualTo(422);
    }

    private HttpResponse<String> post(String path, String key, @Nullable String ifMatch, String body) throws Exception {
        HttpRequest.Builder request = api.request(path)
                .header("X-Api-Key", key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        return api.send(ifMatch == null ? request : request.header("If-Match", ifMatch));
    }
}
