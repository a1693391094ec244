package io.claimstream.feedback.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.Facts;
import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.view.Claim.Status;
import io.claimstream.feedback.view.ClaimPage;
import io.claimstream.feedback.view.ClaimSearch;
import io.claimstream.feedback.view.ClaimSearch.Order;
import io.claimstream.feedback.view.ClaimSearch.Place;
import io.claimstream.feedback.view.ClaimSummary;
import io.claimstream.feedback.view.ClaimSummary.Decision;
import io.claimstream.feedback.view.ClaimSummary.Scored;
import io.claimstream.feedback.view.ClaimSummary.Verdict;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimListRoutesTest {

    private static final ClaimSummary CLAIM = new ClaimSummary(
            new ClaimKey("acme", "a/b"),
            2,
            Status.SCORED,
            Facts.NOW,
            new ClaimSummary.Facts("MOTOR_INJURY", "GBP", Facts.NOW, Facts.NOW.plusSeconds(60)),
            new Scored(
                    "s_1",
                    "GBP",
                    new BigDecimal("1200.00"),
                    new BigDecimal("900.00"),
                    new BigDecimal("1600.00"),
                    "m-1",
                    Facts.NOW),
            new Decision(Verdict.CORRECTED, new BigDecimal("1000.00"), Facts.NOW, "user:u_ann"));
    private static final Map<String, Caller> CALLERS = Map.of(
            "cs_all", new Caller("key:k_1", Role.ADJUSTER),
            "cs_acme", new Caller("key:k_2", Role.ADJUSTER, "acme", Caller.Kind.KEY));

    private final ApiUnderTest api = new ApiUnderTest(
            it -> TestAccess.of(it.database(), it.clock(), presented -> Optional.ofNullable(CALLERS.get(presented))));

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void shouldShowAPageAndWhereTheNextBegins() throws Exception {
        // Given
        api.readModel()
                .page(new ClaimPage(List.of(CLAIM), Optional.of(new Place("1200.00", new ClaimKey("acme", "a/b")))));

        // When
        JsonNode page = ApiUnderTest.json(api.get("/v1/claims?sort=-estimate&status=scored&limit=1", "cs_all"));
        HttpResponse<String> next = api.get(page.path("next").asText(), "cs_all");

        // Then
        assertThat(page.at("/claims/0/score/moneyAtRisk").decimalValue()).isEqualByComparingTo("700.00");
        assertThat(page.at("/claims/0/decision/verdict").asText()).isEqualTo("corrected");
        assertThat(page.at("/claims/0/decision/by").asText()).isEqualTo("user:u_ann");
        assertThat(page.at("/claims/0/link").asText()).isEqualTo("/v1/claims/acme/a%2Fb");
        assertThat(next.statusCode()).isEqualTo(200);
        ClaimSearch search = Objects.requireNonNull(api.readModel().search());
        assertThat(search.order()).isEqualTo(Order.ESTIMATE);
        assertThat(search.status()).contains(Status.SCORED);
        assertThat(search.limit()).isEqualTo(1);
        assertThat(search.after()).contains(new Place("1200.00", new ClaimKey("acme", "a/b")));
    }

    @Test
    void shouldListTheClaimsOfTheCallersInsurerOnly() throws Exception {
        // When
        api.get("/v1/claims", "cs_acme");

        // Then
        assertThat(Objects.requireNonNull(api.readModel().search()).insurer()).contains("acme");
        api.readModel().page(new ClaimPage(List.of(CLAIM), Optional.empty()));
        assertThat(ApiUnderTest.json(api.get("/v1/claims?insurer=other", "cs_acme"))
                        .path("claims"))
                .isEmpty();
    }

    @Test
    void shouldListTheQueueWhenSortedByDeadline() throws Exception {
        // When
        api.get("/v1/claims?sort=deadline", "cs_all");

        // Then
        assertThat(Objects.requireNonNull(api.readModel().search()).decision()).contains(Verdict.OPEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sort=newest",
                "status=SCORED",
                "limit=0",
                "limit=501",
                "after=%25",
                "after=WyJ4IiwiYWNtZSIsImMtMSJd",
                "after=W10",
                "sort=-estimate&after=WyIxZTk5OTk5OTk5OSIsImFjbWUiLCJjLTEiXQ",
                "submittedFrom=yesterday",
                "claimId=c",
                "sort=claimId&claimId=%7C"
            })
    void shouldSayWhatIsWrongWithAQuestion(String query) throws Exception {
        // When
        HttpResponse<String> answer = api.get("/v1/claims?" + query, "cs_all");

        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(ApiUnderTest.code(answer)).isEqualTo("BAD_REQUEST");
    }
}
