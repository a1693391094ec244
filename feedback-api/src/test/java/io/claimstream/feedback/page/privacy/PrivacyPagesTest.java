package io.claimstream.feedback.page.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.feedback.Facts;
import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.TestPrivacy;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.http.ApiUnderTest;
import io.claimstream.feedback.page.Browser;
import io.claimstream.feedback.privacy.Receipt;
import io.claimstream.feedback.privacy.ReceiptKey;
import io.claimstream.platform.seal.Subject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What privacy officers do on pages. */
class PrivacyPagesTest {

    private static final String JANE = "janejanejanejanejane";
    private static final Map<String, String> WANTED =
            Map.of("insurer", "acme", "claimId", "c-1", "reason", "asked by letter");

    private final ApiUnderTest api =
            new ApiUnderTest(it -> TestAccess.of(it.database(), it.clock(), presented -> Optional.of(presented)
                    .filter("root"::equals)
                    .map(key -> new Caller("cli", Role.ADMINISTRATOR))));
    private Browser ann = new Browser(api);
    private Browser bob = new Browser(api);

    @BeforeEach
    void fill() throws Exception {
        api.database().jdbi().useHandle(handle -> handle.createUpdate(
                        "insert into view_claim_revision (insurer, claim_id, revision,"
                                + " submitted_at, accepted, line_of_business, currency, claimant)"
                                + " values ('acme', 'c-1', 1, :at, true, 'MOTOR_INJURY', 'GBP', :claimant)")
                .bind("at", OffsetDateTime.ofInstant(Facts.NOW, ZoneOffset.UTC))
                .bind("claimant", JANE)
                .execute());
        TestPrivacy.know(api.database().jdbi(), new Subject(Facts.INSURER, JANE));
        ann = Browser.of(api, "root", "{\"role\":\"PRIVACY_OFFICER\"}", "ann");
        bob = Browser.of(api, "root", "{\"role\":\"PRIVACY_OFFICER\"}", "bob");
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void shouldTakeAnErasureFromTheQuestionOverASecondPersonToItsReceipt() throws Exception {
        // When
        Document plan = shown(200, ann.submit("/privacy/plan", WANTED));
        Map<String, String> form = fields(plan.select("form[action=/privacy/erasures] input"));
        form.put("csrf", ann.csrf());
        String asked = location(ann.post("/privacy/erasures", form));
        String twice = location(ann.post("/privacy/erasures", form));
        String address = asked.substring(0, asked.indexOf('?'));
        Document own = ann.page(asked);
        Document refused = shown(403, ann.submit(address + "/confirm", Map.of()));
        Document second = bob.page(address);
        Document confirmed = bob.page(location(bob.submit(address + "/confirm", Map.of())));
        api.privacy().runner().start();
        await().untilAsserted(() -> assertThat(steps(bob.page(address)).get(3)).isEqualTo("Under way"));
        Document underWay = bob.page(address);
        api.clock().pass(Duration.ofSeconds(31));
        await().untilAsserted(() ->
                assertThat(ann.page(address).select(".heading .state").text()).isEqualTo("Done"));

        // Then
        assertThat(plan.select("dl.facts dd").eachText())
                .containsExactly(JANE + ", of acme", "1", "GBP", "asked by letter");
        assertThat(twice).isEqualTo(asked);
        assertThat(own.select("[role=status]").text()).contains("Somebody else has to confirm it");
        assertThat(own.select("form[action$=/confirm]")).isEmpty();
        assertThat(own.select("#second ~ .note").text()).contains("You asked for it");
        assertThat(refused.select("[role=alert]").text()).contains("Expected someone else than who asked for it");
        assertThat(second.select("form[action$=/confirm] button").text()).isEqualTo("Erase the claimant");
        assertThat(steps(confirmed)).startsWith("Under way", "To come");
        assertThat(underWay.select("#erasure-state").attr("hx-get")).isEqualTo(address + "/state");
        assertThat(ann.page(address + "/state").select("#steps")).hasSize(1);
        for (Browser officer : List.of(ann, bob)) {
            Document done = officer.page(address);
            assertThat(steps(done)).hasSize(7).allMatch(it -> it.startsWith("Done, "));
            assertThat(done.select("#erasure-state").attr("hx-get")).isEmpty();
            assertThat(done.select("section[aria-labelledby=receipt]").text())
                    .contains("Receipt ER-000001", "asked by letter", "claims.submitted.v1", "Ed25519")
                    .doesNotContain(JANE);
        }
        assertThat(ann.page("/privacy").select("tbody tr").eachText())
                .singleElement()
                .asString()
                .contains(JANE, "acme", "Done", "ER-000001");
        assertThat(shown(200, ann.submit("/privacy/plan", WANTED))
                        .select(".note a")
                        .attr("href"))
                .isEqualTo(address);
        isSigned(ann.get(address + "/receipt"));
    }

    @Test
    void shouldRefuseWithTheReasonWhatALegalHoldOrTheLawKeeps() throws Exception {
        // Given
        String address = asked();
        Map<String, String> hold = new HashMap<>(WANTED);
        hold.put("reason", "litigation 4711");
        hold.put("endsOn", "2999-12-31");
        hold.put("once", once("/privacy/holds"));
        hold.put("csrf", ann.csrf());

        // When
        String set = location(ann.post("/privacy/holds", hold));
        HttpResponse<String> again = ann.post("/privacy/holds", hold);
        Document held = bob.page(address);
        Document refused = shown(409, bob.submit(address + "/confirm", Map.of()));
        Document holds = ann.page(set);
        var unused = location(ann.submit(holds.select("form[action$=/release]").attr("action"), Map.of()));
        String duty = location(ann.submit(
                "/privacy/duties",
                Map.of(
                        "insurer",
                        "acme",
                        "days",
                        "3650",
                        "reason",
                        "commercial code",
                        "once",
                        once("/privacy/holds"))));
        Document kept = shown(409, bob.submit(address + "/confirm", Map.of()));
        Document duties = ann.page(duty);
        String ended = location(ann.submit("/privacy/duties/acme/end", Map.of()));

        // Then
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("This form was sent before");
        assertThat(held.select(".note.bad li").eachText())
                .singleElement()
                .asString()
                .contains(
                        "legal hold", "until 2999-12-31T23:59:59Z: litigation 4711. A privacy officer can release it");
        assertThat(held.select("form[action$=/confirm]")).isEmpty();
        assertThat(refused.select("[role=alert]").text())
                .startsWith("A legal hold keeps the claimant's records.")
                .contains("litigation 4711");
        assertThat(holds.select("section[aria-labelledby=holds] tbody tr")).hasSize(1);
        assertThat(kept.select("[role=alert]").text()).contains("for 3650 days", "commercial code");
        assertThat(duties.select("section[aria-labelledby=duties] tbody tr").eachText())
                .singleElement()
                .asString()
                .contains("acme 3,650 days commercial code");
        assertThat(ann.page(ended).select("tbody tr")).isEmpty();
        assertThat(bob.page(address).select("form[action$=/confirm]")).hasSize(1);
    }

    @Test
    void shouldSayWhatIsWrongBesideTheForm() throws Exception {
        // When
        Document nobody =
                shown(404, ann.submit("/privacy/plan", Map.of("insurer", "acme", "claimId", "c-2", "reason", "asked")));
        Document unnamed = shown(400, ann.submit("/privacy/plan", Map.of("insurer", "acme", "reason", "asked")));
        Document past = shown(
                400,
                ann.submit(
                        "/privacy/holds",
                        Map.of(
                                "insurer",
                                "acme",
                                "claimId",
                                "c-1",
                                "reason",
                                "x",
                                "endsOn",
                                "2001-01-01",
                                "once",
                                once("/privacy/holds"))));
        Document endless = shown(
                400,
                ann.submit(
                        "/privacy/duties",
                        Map.of("insurer", "acme", "days", "0", "reason", "x", "once", once("/privacy/holds"))));

        // Then
        assertThat(nobody.select("[role=alert]").text()).contains("No such claimant");
        assertThat(nobody.select("#reason").val()).isEqualTo("asked");
        assertThat(unnamed.select("#claimId-hint").text()).contains("either claimId or claimant");
        assertThat(past.select("#endsOn-hint").text()).contains("a time to come");
        assertThat(endless.select("#days-hint").text()).contains("from 1 to 36525");
        assertThat(endless.select("#duty-reason").val()).isEqualTo("x");
        assertThat(endless.select("#reason").val()).isEmpty();
    }

    @Test
    void shouldDeclineOnceHoweverOftenTheButtonIsPressed() throws Exception {
        // Given
        String address = asked();

        // When
        String declined = location(ann.submit(address + "/decline", Map.of()));
        String again = location(ann.submit(address + "/decline", Map.of()));

        // Then
        assertThat(again).isEqualTo(declined);
        assertThat(ann.page(declined).select(".heading .state").text()).isEqualTo("Declined");
        assertThat(shown(409, bob.submit(address + "/confirm", Map.of()))
                        .select("[role=alert]")
                        .text())
                .contains("It was decided");
    }

    @Test
    void shouldShowAnExportAndGiveItAsAFile() throws Exception {
        // When
        Document silent = shown(400, ann.submit("/privacy/export", Map.of("insurer", "acme", "claimId", "c-1")));
        HttpResponse<String> page = ann.submit("/privacy/export", WANTED);
        Map<String, String> asFile = new HashMap<>(WANTED);
        asFile.put("as", "json");
        HttpResponse<String> file = ann.submit("/privacy/export", asFile);
        Document unknown = shown(
                404, ann.submit("/privacy/export", Map.of("insurer", "acme", "claimant", "nobody", "reason", "r")));

        // Then
        assertThat(silent.select("#reason-hint").text()).contains("Say why");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Disposition")).isEmpty();
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(Jsoup.parse(page.body()).text()).contains(JANE, "asked by letter");
        assertThat(file.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"acme-" + JANE + ".json\"");
        assertThat(ApiUnderTest.json(file).path("subject").asText()).isEqualTo(JANE);
        assertThat(unknown.select("[role=alert]").text()).contains("No such claimant");
        String trail =
                api.get("/v1/audit?action=PERSONAL_DATA_EXPORTED", "root").body();
        assertThat(trail.split("PERSONAL_DATA_EXPORTED", -1)).as("two exports").hasSize(3);
        assertThat(trail).doesNotContain("asked by letter");
    }

    @Test
    void shouldMarkWhatIsOverdueAmongWhatIsKept() throws Exception {
        // Given
        api.database().jdbi().useHandle(handle -> handle.createUpdate(
                        "insert into record_reasons_shown (actor, score_id, shown_at, complete)"
                                + " values ('user:u_1', 's_1', :at, true)")
                .bind("at", OffsetDateTime.ofInstant(Facts.NOW, ZoneOffset.UTC).minusDays(91))
                .execute());

        // When
        Document page = ann.page("/privacy/retention");

        // Then
        assertThat(page.select("[role=alert] li").eachText())
                .singleElement()
                .asString()
                .startsWith("record_reasons_shown")
                .contains("Kept for 90 days");
        assertThat(page.select("section[aria-labelledby=limited] tbody tr:contains(record_reasons_shown)")
                        .text())
                .contains("90 days", "decisions follow within days", "Overdue", "never");
        assertThat(page.select("section[aria-labelledby=others] tbody tr:contains(claims.submitted.v1)")
                        .text())
                .contains("30 days", "Kafka", "no longer than an incident takes to be found");
    }

    @Test
    void shouldShowAnAuditorAllAndLetThemChangeNothingAndAnInsurerItsOwn() throws Exception {
        // Given
        String address = asked();
        Browser auditor = Browser.of(api, "root", "{\"role\":\"AUDITOR\"}", "eve");
        Browser other = Browser.of(api, "root", "{\"role\":\"PRIVACY_OFFICER\",\"insurer\":\"other\"}", "olaf");
        Browser operator = Browser.of(api, "root", "{\"role\":\"OPERATOR\"}", "oda");

        // Then
        assertThat(auditor.page("/privacy").select("form[method=post][action^=/privacy]"))
                .isEmpty();
        assertThat(auditor.page("/privacy/holds").select("form[method=post][action^=/privacy]"))
                .isEmpty();
        assertThat(auditor.page(address).select("form[method=post][action^=/privacy]"))
                .isEmpty();
        assertThat(auditor.submit(address + "/confirm", Map.of()).statusCode()).isEqualTo(403);
        assertThat(other.page("/privacy").select("tbody tr")).isEmpty();
        assertThat(other.page("/privacy").select("#of")).isEmpty();
        assertThat(other.get(address).statusCode()).isEqualTo(404);
        assertThat(other.submit("/privacy/plan", WANTED).body()).doesNotContain(JANE);
        assertThat(operator.page("/privacy/retention")
                        .select("nav[aria-label=Privacy] a")
                        .eachText())
                .containsExactly("Retention");
        assertThat(operator.page("/operations")
                        .select("nav[aria-label=Operations] a")
                        .eachText())
                .contains("Retention");
    }

    private String asked() throws Exception {
        Map<String, String> form = new HashMap<>(WANTED);
        form.put("once", "a-form");
        String asked = location(ann.submit("/privacy/erasures", form));
        return asked.substring(0, asked.indexOf('?'));
    }

    private String once(String path) throws Exception {
        return ann.page(path).select("input[name=once]").val();
    }

    private static void isSigned(HttpResponse<String> file) {
        assertThat(file.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"ER-000001.json\"");
        JsonNode json = ApiUnderTest.json(file);
        Receipt receipt = new Receipt(
                json.path("document").asText(),
                json.path("signature").asText(),
                json.path("keyId").asText());
        assertThat(ReceiptKey.isSigned(receipt, json.path("publicKey").asText()))
                .isTrue();
    }

    private static List<String> steps(Document page) {
        return page.select("section[aria-labelledby=steps] tbody td").eachText();
    }

    private static Map<String, String> fields(Elements inputs) {
        Map<String, String> fields = new HashMap<>();
        inputs.forEach(it -> fields.put(it.attr("name"), it.val()));
        return fields;
    }

    private static Document shown(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return Jsoup.parse(answer.body());
    }

    private static String location(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return answer.headers().firstValue("Location").orElseThrow();
    }
}
