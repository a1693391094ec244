package io.claimstream.feedback.page.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.FeedbackKind;
import io.claimstream.feedback.Facts;
import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.http.ApiUnderTest;
import io.claimstream.feedback.page.Browser;
import io.claimstream.schemas.TrustedEvents;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The audit trail, and the trails of a claim and of a model version. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditPagesTest {

    static {
        TrustedEvents.trust();
    }

    private final ApiUnderTest api =
            new ApiUnderTest(it -> TestAccess.of(it.database(), it.clock(), presented -> Optional.of(presented)
                    .filter("root"::equals)
                    .map(key -> new Caller("cli", Role.ADMINISTRATOR))));
    private Browser auditor = new Browser(api);
    private Browser other = new Browser(api);

    @BeforeAll
    void fill() throws Exception {
        api.readModel().withScore("c/1", 1);
        auditor = Browser.of(api, "root", "{\"role\":\"AUDITOR\"}", "auditor");
        other = Browser.of(api, "root", "{\"role\":\"AUDITOR\",\"insurer\":\"other\"}", "other");
        String key = "{\"name\":\"desk\",\"role\":\"PRODUCER\",\"insurer\":\"acme\"}";
        assertThat(api.post("/v1/api-keys", "root", key).statusCode()).isEqualTo(201);
        String score = Facts.score("c/1", 1).build().getScoreId();
        assertThat(api.post(
                                "/v1/scores/" + score + "/feedback",
                                "root",
                                "{\"kind\":\"settled\",\"amount\":1950.00,\"eventTime\":\"2026-03-01T09:00:00Z\"}")
                        .statusCode())
                .isEqualTo(201);
        api.readModel().project((ClaimFeedback) api.kafka().written().get(0).event());
    }

    @AfterAll
    void close() {
        api.close();
    }

    @Test
    void shouldShowWhoDidWhatWithBeforeAndAfter() throws Exception {
        // When
        Document page = auditor.page("/audit?action=API_KEY_CREATED");

        // Then
        assertThat(page.select(".list > tbody > tr")).hasSize(1);
        assertThat(page.select(".list > tbody > tr").text())
                .contains("the command line cli", "Made an API key", "/v1/api-keys/k_", "acme");
        assertThat(page.select(".changes tbody tr").eachText())
                .containsExactly("role – ≠ PRODUCER", "insurer – ≠ acme");
        assertThat(page.select("#action option[selected]").attr("value")).isEqualTo("API_KEY_CREATED");
    }

    @Test
    void shouldFilterByAddressAndSayWhenNothingIsLikeThat() throws Exception {
        // Given
        String resource = auditor.page("/audit?action=API_KEY_CREATED")
                .select(".list > tbody code")
                .text();
        String id = resource.substring(resource.lastIndexOf('/') + 1);

        // Then
        assertThat(auditor.page("/audit?resource=" + id).select(".list > tbody > tr"))
                .hasSize(1);
        assertThat(auditor.page("/audit?actor=nobody").select(".empty h2").text())
                .isEqualTo("Nothing is like that");
        assertThat(auditor.page("/audit?from=2030-01-01").select(".empty")).hasSize(1);
        assertThat(auditor.get("/audit?actor=&action=SIGNED_IN").headers().firstValue("Location"))
                .contains("/audit?action=SIGNED_IN");
        assertThat(auditor.get("/audit?from=yesterday").statusCode()).isEqualTo(400);
        assertThat(other.page("/audit?resource=" + id).select(".empty")).hasSize(1);
    }

    @Test
    void shouldGiveTheTrailAsAFile() throws Exception {
        // When
        HttpResponse<String> file = auditor.get("/audit?as=csv&action=API_KEY_CREATED");

        // Then
        assertThat(file.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8");
        assertThat(file.body().lines().toList())
                .hasSize(2)
                .first()
                .isEqualTo("at,actor,action,resource,outcome,insurer,before,after,trace_id");
        assertThat(file.body()).contains(",cli,API_KEY_CREATED,/v1/api-keys/k_", "\"role PRODUCER, insurer acme\"");
    }

    @Test
    void shouldShowHowPeopleDecided() throws Exception {
        // Given
        api.database().jdbi().useHandle(handle -> {
            handle.execute(
                    "insert into view_score (score_id, insurer, claim_id, revision, line_of_business, currency, estimate,"
                            + " model_version, scored_at, document) values ('a-1', 'acme', 'a-1', 1, 'MOTOR_INJURY', 'GBP', 100,"
                            + " 'm-1', current_timestamp, '{}')");
            handle.execute(
                    "insert into view_feedback (feedback_id, insurer, claim_id, score_id, kind, amount, actor, event_time,"
                            + " recorded_at) values ('a-1', 'acme', 'a-1', 'a-1', 'CORRECTED', 150, 'cli', current_timestamp,"
                            + " timestamp with time zone '2026-02-27 11:00:00Z')");
        });

        // When
        Document page = auditor.page("/audit/agreement");
        HttpResponse<String> file = auditor.get("/audit/agreement?as=csv");

        // Then
        assertThat(page.select("#people ~ .wide tbody tr").eachText())
                .containsExactly("the command line 1 of 1, fewer than 20 of 1, fewer than 20 – – –");
        assertThat(page.select("#versions ~ .wide tbody th").eachText()).containsExactly("m-1");
        assertThat(file.body().lines().toList()).hasSize(3).contains("person,cli,1,0,1,0,,,,,");
        assertThat(other.page("/audit/agreement").select(".empty")).hasSize(1);
        assertThat(auditor.page("/audit").select("a[href=/audit/agreement]")).hasSize(1);
    }

    @Test
    void shouldShowWhatWasScoredAndWhoDecidedWhatOnIt() throws Exception {
        // Given
        String score = Facts.score("d/1", 1).build().getScoreId();
        api.readModel().withScore("d/1", 1);
        api.readModel()
                .project(Facts.settlement("f_policy", "d/1")
                        .setKind(FeedbackKind.ACCEPTED)
                        .setAmount(null)
                        .setScoreId(score)
                        .setActor("policy:acme@3")
                        .build());
        declined(score);

        // When
        Document page = auditor.page("/audit/decisions?model=m-0123456789ab&from=2026-03-01&to=2026-03-01");
        HttpResponse<String> file = auditor.get("/audit/decisions?as=csv");

        // Then
        assertThat(page.select(".list tbody tr").eachText()).hasSize(2).anySatisfy(it -> assertThat(it)
                .contains("d/1", "£1,200.00", "£900.00 to £1,600.00", "Agreed without a person", "policy acme@3")
                .contains("Declined by a second person: to correct to £52,000.00, which the command line asked for"));
        assertThat(page.select(".list tbody td a").eachAttr("href"))
                .contains("/audit/claims/acme/d%2F1", "/audit/decisions?model=m-0123456789ab");
        assertThat(page.text()).contains("audit verify");
        assertThat(file.body().lines().toList())
                .hasSize(4)
                .startsWith(String.join(",", DecisionListPages.HEADINGS))
                .anySatisfy(it ->
                        assertThat(it).endsWith(",APPROVAL_DECLINED,52000.00,key:k_2,2026-03-02T09:30:00Z,false,false"))
                .anySatisfy(it -> assertThat(it)
                        .startsWith("2026-03-01T09:30:00Z,acme,d/1,1," + score + ",m-0123456789ab,GBP,1200")
                        .endsWith(",ACCEPTED,,policy:acme@3,2026-03-01T09:30:00Z,true,false"));
        for (String nothing : List.of("model=m-none", "from=2026-03-02", "to=2026-02-28", "insurer=other")) {
            assertThat(auditor.page("/audit/decisions?" + nothing)
                            .select(".empty h2")
                            .text())
                    .as(nothing)
                    .isEqualTo("No score is like that");
        }
        assertThat(other.page("/audit/decisions").select(".empty")).hasSize(1);
        assertThat(other.page("/audit/decisions?insurer=acme").select(".empty")).hasSize(1);
        assertThat(auditor.page("/audit").select("a[href=/audit/decisions]")).hasSize(1);
    }

    private void declined(String score) {
        api.database()
                .jdbi()
                .useHandle(handle -> handle.execute(
                        "insert into record_approval (approval_id, subject, kind, line_of_business, currency, insurer, claim_id,"
                                + " score_id, counted_amount, amount, asked_by, asked_at, expires_at, state, decided_by,"
                                + " decided_at) values ('a_1', 'DECISION', 'CORRECTED', 'MOTOR_INJURY', 'GBP', 'acme', 'd/1',"
                                + " ?, 52000.00, 52000.00, 'cli', timestamp with time zone '2026-03-01 10:00:00+00',"
                                + " timestamp with time zone '2026-03-08 10:00:00+00', 'DECLINED', 'key:k_2',"
                                + " timestamp with time zone '2026-03-02 09:30:00+00')",
                        score));
    }

    @Test
    void shouldTellEverythingOfAClaimInOrder() throws Exception {
        // When
        Document page = auditor.page("/audit/claims/acme/c%2F1");

        // Then
        List<String> what = page.select(".trail strong").eachText();
        assertThat(what).anySatisfy(it -> assertThat(it).startsWith("Revision 1 was scored: £"));
        assertThat(what).contains("Revision 1 came in", "Said what was paid: £1,950.00");
        assertThat(page.text())
                .contains("scoring-processor")
                .contains("the command line; in the log and the audit trail");
        List<String> times = page.select(".trail time").eachAttr("datetime");
        assertThat(times).isNotEmpty().isSorted();
        assertThat(page.select(".heading a").eachAttr("href")).contains("/claims/acme/c%2F1");
        assertThat(auditor.page("/claims/acme/c%2F1").select(".heading a").eachAttr("href"))
                .contains("/audit/claims/acme/c%2F1");
    }

    @Test
    void shouldGiveTheTrailOfAClaimAsAFileToWhoServesItsInsurer() throws Exception {
        // When
        HttpResponse<String> file = auditor.get("/audit/claims/acme/c%2F1?as=csv");

        // Then
        assertThat(file.body()).startsWith("at,who,what,detail,source,link\r\n").contains("Revision 1 came in");
        assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
                .isEqualTo("attachment; filename=\"Trail-of-claim-c-1.csv\"");
        assertThat(other.get("/audit/claims/acme/c%2F1").statusCode()).isEqualTo(404);
        assertThat(auditor.get("/audit/claims/acme/c-none").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldTellEverythingOfAModel() throws Exception {
        // When
        Document page = auditor.page("/audit/models/m-1");

        // Then
        assertThat(page.select(".trail strong").eachText())
                .contains("Training run r-2 began", "Published")
                .anySatisfy(it -> assertThat(it).startsWith("The run ended"));
        assertThat(page.select(".heading a").eachAttr("href")).contains("/models/m-1");
        assertThat(auditor.get("/audit/models/m-none").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldLeadFromWhatIsTypedToItsTrail() throws Exception {
        // Then
        assertThat(auditor.get("/audit/trail?of=acme/c/1").headers().firstValue("Location"))
                .contains("/audit/claims/acme/c%2F1");
        assertThat(auditor.get("/audit/trail?of=m-1").headers().firstValue("Location"))
                .contains("/audit/models/m-1");
        assertThat(auditor.get("/audit/trail?of=").statusCode()).isEqualTo(400);
    }
}
