package io.claimstream.feedback.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.feedback.Facts;
import io.claimstream.feedback.LetterRows;
import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Caller.Kind;
import io.claimstream.feedback.access.Role;
import io.claimstream.schemas.Topics;
import io.claimstream.schemas.TrustedEvents;
import io.claimstream.testkit.Claims;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LetterRoutesTest {

    static {
        TrustedEvents.trust();
    }

    private static final String LETTERS = "/v1/dead-letters";
    private static final Map<String, Caller> CALLERS = Map.of(
            "cs_op", new Caller("key:k_op", Role.OPERATOR),
            "cs_auditor", new Caller("key:k_auditor", Role.AUDITOR),
            "cs_admin", new Caller("key:k_admin", Role.ADMINISTRATOR),
            "cs_other", new Caller("key:k_other", Role.AUDITOR, "other", Kind.KEY));

    private final ApiUnderTest api = new ApiUnderTest(
            it -> TestAccess.of(it.database(), it.clock(), key -> Optional.ofNullable(CALLERS.get(key))));

    @BeforeAll
    void fill() {
        var jdbi = api.database().jdbi();
        LetterRows.letter(jdbi, 1, Topics.CLAIMS_SUBMITTED.name(), "claim-ingest", Facts.NOW, "acme");
        LetterRows.letter(jdbi, 2, Topics.CLAIMS_ACCEPTED.name(), "feature-stream", Facts.NOW.plusSeconds(1), "acme");
        LetterRows.letter(jdbi, 3, Topics.CLAIMS_SUBMITTED.name(), "claim-ingest", Facts.NOW.plusSeconds(2), null);
        LetterRows.letter(jdbi, 4, Topics.CLAIMS_ACCEPTED.name(), "feature-stream", Facts.NOW.minusSeconds(1), null);
        LetterRows.withoutValue(jdbi, 4);
        LetterRows.rejection(jdbi, 7, Facts.NOW, "acme", "TEXT_BLANK");
        byte[] claim = api.letters()
                .serdes()
                .of(Topics.CLAIMS_SUBMITTED)
                .serializer()
                .serialize(Topics.CLAIMS_SUBMITTED.name(), Claims.aClaim("c-1").build());
        api.letters().put(Topics.CLAIMS_DEAD.name(), 1, 1, claim);
        api.letters().put(Topics.CLAIMS_DEAD.name(), 1, 3, new byte[] {'n', 'o'});
        api.letters().put(Topics.CLAIMS_SUBMITTED.name(), 2, 7, claim);
    }

    @AfterAll
    void stop() {
        api.close();
    }

    @Test
    void shouldListLettersPageByPage() throws Exception {
        // When
        JsonNode first = json(LETTERS + "?limit=2&service=", "cs_op");
        JsonNode page = json(LETTERS + "?limit=2", "cs_op");
        JsonNode second = json(page.path("next").asText(), "cs_op");

        // Then
        assertThat(first.path("letters")).isEmpty();
        assertThat(page.path("letters").findValuesAsText("letterId")).containsExactly("1-3", "1-2");
        assertThat(second.path("letters").findValuesAsText("letterId")).containsExactly("1-1", "1-4");
        assertThat(second.at("/letters/0/claimLink").asText()).isEqualTo("/v1/claims/acme/c-1");
        assertThat(page.at("/letters/1/replayable").asBoolean()).isFalse();
        assertThat(json(LETTERS + "?topic=" + Topics.CLAIMS_SUBMITTED.name() + "&code=PROCESSING_FAILED", "cs_op")
                        .path("letters"))
                .hasSize(2);
    }

    @Test
    void shouldRefuseWhatCannotBeAsked() throws Exception {
        assertThat(status(LETTERS + "?after=x", "cs_op")).isEqualTo(400);
        assertThat(status(LETTERS + "?after=2026-03-01T09:30:00Z,x", "cs_op")).isEqualTo(400);
        assertThat(status(LETTERS + "?asked=x", "cs_op")).isEqualTo(400);
        assertThat(status(LETTERS + "?insurer=%20", "cs_op")).isEqualTo(400);
        assertThat(status("/v1/rejections?code=%25", "cs_op")).isEqualTo(400);
        assertThat(api.post(LETTERS + "/replay", "cs_op", "{\"code\":\"a b\"}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void shouldShowContentsToFewAndKeepEachLook() throws Exception {
        // When
        JsonNode event = json(LETTERS + "/1-1/contents", "cs_auditor");
        JsonNode bytes = json(LETTERS + "/1-3/contents", "cs_admin");
        HttpResponse<String> operator = api.get(LETTERS + "/1-1/contents", "cs_op");
        JsonNode withoutValue = json(LETTERS + "/1-4/contents", "cs_admin");
        HttpResponse<String> gone = api.get(LETTERS + "/1-2/contents", "cs_admin");

        // Then
        assertThat(event.at("/event/claimId").asText()).isEqualTo("c-1");
        assertThat(bytes.path("base64").asText()).isEqualTo("bm8=");
        assertThat(withoutValue.path("bytes").asInt(-1)).isZero();
        assertThat(operator.statusCode()).isEqualTo(403);
        assertThat(gone.statusCode()).isEqualTo(410);
        assertThat(json("/v1/audit?action=DEAD_LETTER_READ", "cs_admin").findValuesAsText("actor"))
                .containsExactly("key:k_admin", "key:k_admin", "key:k_admin", "key:k_auditor");
    }

    @Test
    void shouldHideWhatIsAnotherInsurers() throws Exception {
        assertThat(status(LETTERS + "/1-1", "cs_other")).isEqualTo(404);
        assertThat(status(LETTERS + "/1-3", "cs_other")).isEqualTo(404);
        assertThat(status(LETTERS + "/1-1/contents", "cs_other")).isEqualTo(404);
        assertThat(status("/v1/rejections/2-7", "cs_other")).isEqualTo(404);
        assertThat(json(LETTERS, "cs_other").path("letters")).isEmpty();
        assertThat(status(LETTERS + "/9-9", "cs_op")).isEqualTo(404);
        assertThat(status(LETTERS + "/x", "cs_op")).isEqualTo(404);
    }

    @Test
    void shouldPutBackOnceAndSayWhoAsked() throws Exception {
        // When
        JsonNode first = ApiUnderTest.json(api.post(LETTERS + "/1-1/replay", "cs_op", ""));
        JsonNode again = ApiUnderTest.json(api.post(LETTERS + "/1-1/replay", "cs_admin", ""));
        HttpResponse<String> refused = api.post(LETTERS + "/1-2/replay", "cs_op", "");
        JsonNode rest = ApiUnderTest.json(api.post(LETTERS + "/replay", "cs_op", "{}"));

        // Then
        assertThat(first.at("/replay/state").asText()).isEqualTo("WAITING");
        assertThat(again.path("replay")).isEqualTo(first.path("replay"));
        assertThat(ApiUnderTest.code(refused)).isEqualTo("NOT_REPLAYABLE");
        assertThat(rest.path("letters").asInt()).isEqualTo(1);
        assertThat(rest.path("more").asBoolean()).isFalse();
        assertThat(json("/v1/audit?action=DEAD_LETTER_REPLAYED", "cs_admin").findValuesAsText("resource"))
                .containsExactly("/v1/dead-letters/replay", "/v1/dead-letters/1-1/replay");
    }

    @Test
    void shouldShowRejections() throws Exception {
        // When
        JsonNode list = json("/v1/rejections?code=TEXT_BLANK&limit=1", "cs_op");
        JsonNode one = json("/v1/rejections/2-7", "cs_op");
        JsonNode contents = json("/v1/rejections/2-7/contents", "cs_auditor");

        // Then
        assertThat(list.at("/rejections/0/violations/0/field").asText()).isEqualTo("policy");
        assertThat(list.has("next")).isTrue();
        assertThat(json(list.path("next").asText(), "cs_op").path("rejections")).isEmpty();
        assertThat(one.path("source").path("offset").asLong()).isEqualTo(7);
        assertThat(contents.at("/event/claimId").asText()).isEqualTo("c-1");
        assertThat(status("/v1/rejections/2-7/contents", "cs_op")).isEqualTo(403);
    }

    private JsonNode json(String path, String key) throws IOException, InterruptedException {
        HttpResponse<String> answer = api.get(path, key);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return ApiUnderTest.json(answer);
    }

    private int status(String path, String key) throws IOException, InterruptedException {
        return api.get(path, key).statusCode();
    }
}
