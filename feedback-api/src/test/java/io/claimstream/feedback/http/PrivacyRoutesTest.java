package io.claimstream.feedback.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Caller.Kind;
import io.claimstream.feedback.access.Role;
import io.claimstream.schemas.TrustedEvents;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrivacyRoutesTest {

    static {
        TrustedEvents.trust();
    }

    private static final String EXPORT = "/v1/privacy/export?insurer=acme&";
    private static final Map<String, Caller> CALLERS = Map.of(
            "cs_auditor", new Caller("user:u_1", Role.AUDITOR, "acme", Kind.PERSON),
            "cs_other", new Caller("user:u_2", Role.AUDITOR, "other", Kind.PERSON),
            "cs_admin", new Caller("cli", Role.ADMINISTRATOR),
            "cs_adjuster", new Caller("user:u_3", Role.ADJUSTER, "acme", Kind.PERSON));

    private final ApiUnderTest api = new ApiUnderTest(
            it -> TestAccess.of(it.database(), it.clock(), key -> Optional.ofNullable(CALLERS.get(key))));

    @BeforeAll
    void fill() {
        api.database()
                .jdbi()
                .useHandle(handle -> handle.execute(
                        "insert into view_claim_revision (insurer, claim_id, revision, submitted_at, accepted,"
                                + " claimant) values ('acme', 'c-1', 1, current_timestamp, true, 'p-1')"));
    }

    @AfterAll
    void stop() {
        api.close();
    }

    @Test
    void shouldHandOutWhatIsHeldAndKeepWhoAskedAndWhy() throws Exception {
        // When
        HttpResponse<String> byClaim = api.get(EXPORT + "claim=c-1&reason=request%207", "cs_auditor");
        HttpResponse<String> byPseudonym = api.get(EXPORT + "subject=p-1&reason=again", "cs_admin");

        // Then
        JsonNode export = ApiUnderTest.json(byClaim);
        assertThat(export.path("subject").asText()).isEqualTo("p-1");
        assertThat(export.path("audit").findValuesAsText("action")).containsExactly("PERSONAL_DATA_EXPORTED");
        assertThat(byClaim.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(byClaim.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"acme-p-1.json\"");
        assertThat(byPseudonym.statusCode()).isEqualTo(200);
        JsonNode audited = ApiUnderTest.json(api.get("/v1/audit?action=PERSONAL_DATA_EXPORTED", "cs_admin"));
        assertThat(audited.toString()).doesNotContain("request 7", "again");
        assertThat(export.path("reason").asText()).isEqualTo("request 7");
        assertThat(audited.findValuesAsText("resource")).contains("/v1/privacy/subjects/acme/p-1");
    }

    @Test
    void shouldHandOutAPageThatMayLoadNothing() throws Exception {
        // When
        HttpResponse<String> page = api.send(api.request(EXPORT + "claim=c-1&reason=r")
                .header("X-Api-Key", "cs_auditor")
                .header("Accept", "text/html")
                .GET());

        // Then
        assertThat(page.body()).startsWith("<!DOCTYPE html>").contains("Estimates");
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; style-src 'sha256-");
    }

    @Test
    void shouldSayWhatIsMissingAndWhoIsUnknown() throws Exception {
        assertThat(status(EXPORT + "claim=c-1", "cs_auditor")).isEqualTo(400);
        assertThat(status(EXPORT + "reason=r", "cs_auditor")).isEqualTo(400);
        assertThat(status(EXPORT + "claim=c-1&subject=p-1&reason=r", "cs_auditor"))
                .isEqualTo(400);
        assertThat(status("/v1/privacy/export?claim=c-1&reason=r", "cs_admin")).isEqualTo(400);
        HttpResponse<String> unknown = api.get(EXPORT + "claim=c-2&reason=r", "cs_auditor");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).contains("SUBJECT_NOT_FOUND", "claims.accepted.v1");
        assertThat(status(EXPORT + "subject=p-2&reason=r", "cs_auditor")).isEqualTo(404);
        assertThat(status(EXPORT + "subject=%3Cp%3E&reason=r", "cs_auditor")).isEqualTo(404);
        assertThat(status(EXPORT + "claim=c-1&reason=r", "cs_adjuster")).isEqualTo(403);
        assertThat(status(EXPORT + "claim=c-1&reason=r", "cs_other")).isNotEqualTo(200);
    }

    @Test
    void shouldSayWhatIsKeptHowLong() throws Exception {
        // When
        JsonNode kept = ApiUnderTest.json(api.get("/v1/privacy/retention", "cs_auditor"))
                .path("kept");

        // Then
        assertThat(kept.findValuesAsText("name"))
                .contains("claims.submitted.v1", "record_webhook_delivery", "view_claim");
        assertThat(status("/v1/privacy/retention", "cs_adjuster")).isEqualTo(403);
    }

    private int status(String path, String key) throws Exception {
        return api.get(path, key).statusCode();
    }
}
