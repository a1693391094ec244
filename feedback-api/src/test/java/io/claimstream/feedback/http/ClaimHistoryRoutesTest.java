package io.claimstream.feedback.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code asOf}. What was known when is tested with the database; the clock here stands at {@code Facts.NOW}, when the claim came. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClaimHistoryRoutesTest {

    private final ApiUnderTest api = new ApiUnderTest(it ->
            TestAccess.of(it.database(), it.clock(), presented -> Optional.of(new Caller("key:k_1", Role.AUDITOR))));

    @BeforeEach
    void clear() {
        api.kafka().clear();
        api.readModel().clear();
    }

    @AfterAll
    void close() {
        api.close();
    }

    @ParameterizedTest
    @CsvSource({"2026-03-01T09:30:00Z,200", "2026-03-01T09:29:59.999999999Z,404", "-999999999-01-01T00:00:00Z,404"})
    void shouldAnswerForATimeThatIsOver(String asOf, int status) throws Exception {
        // Given
        api.readModel().withScore("c-1", 1);

        // When
        HttpResponse<String> answer = api.get("/v1/claims/acme/c-1?asOf=" + asOf, "cs_1");

        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-03-01T09:30:00.000000001Z",
                "%2B999999999-12-31T23:59:59Z",
                "",
                "yesterday",
                "2026-03-01",
                "2026-02-30T00:00:00Z",
                "2026-03-01T09:30:00Z%00"
            })
    void shouldRefuseAnyOtherTimeByItsPlace(String asOf) throws Exception {
        // Given
        api.readModel().withScore("c-1", 1);

        // When
        HttpResponse<String> answer = api.get("/v1/claims/acme/c-1?asOf=" + asOf, "cs_1");

        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        JsonNode problem = ApiUnderTest.json(answer).at("/problems/0");
        assertThat(problem.path("pointer").asText()).isEqualTo("/asOf");
        assertThat(problem.path("code").asText()).isIn("TIME_IN_FUTURE", "TIME_MALFORMED");
    }

    @Test
    void shouldTellAFutureTimeFromNone() throws Exception {
        // When
        HttpResponse<String> answer = api.get("/v1/claims/acme/c-1?asOf=2026-03-01T09:30:01Z", "cs_1");

        // Then
        assertThat(ApiUnderTest.json(answer).at("/problems/0/code").asText()).isEqualTo("TIME_IN_FUTURE");
    }
}
