package io.claimstream.feedback.browser;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.event.ModelCommandKind;
import io.claimstream.event.ModelSlot;
import io.claimstream.feedback.Facts;
import io.claimstream.feedback.LetterRows;
import io.claimstream.feedback.TestPrivacy;
import io.claimstream.feedback.access.Act;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.approval.Approvals;
import io.claimstream.feedback.approval.Matter;
import io.claimstream.feedback.audit.AuditTrail;
import io.claimstream.feedback.desk.CommandRequest;
import io.claimstream.feedback.http.ApiUnderTest;
import io.claimstream.feedback.privacy.Privacy;
import io.claimstream.feedback.privacy.Step;
import io.claimstream.platform.seal.Subject;
import io.claimstream.schemas.Topics;
import io.claimstream.testkit.Claims;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;

/** A key, a webhook, an order that a second person has to confirm, a file of claims, and what did not get through: for the pages of administration and operations. */
final class OfficeFixture {

    private static final String JSON_LINES = "application/x-ndjson";

    private final ApiUnderTest api;
    private final String key;
    private final Map<String, String> addresses = new HashMap<>();

    private OfficeFixture(ApiUnderTest api, String key) {
        this.api = api;
        this.key = key;
    }

    /** @param userId of an account */
    static OfficeFixture fill(ApiUnderTest api, String key, String userId) throws IOException, InterruptedException {
        OfficeFixture office = new OfficeFixture(api, key);
        office.addresses.put("/users/{userId}", "/users/" + userId);
        office.addresses.put("/policies/{insurer}", "/policies/" + Facts.INSURER);
        office.keys();
        office.approvals();
        office.letters();
        office.files();
        office.bills();
        office.privacy();
        office.exercises();
        return office;
    }

    /** Something that a claimant contests, once there is a score. */
    void contests(String claim) throws IOException, InterruptedException {
        JsonNode opened = made(
                "/v1" + claim + "/contests",
                "{\"channel\":\"LETTER\",\"contestedBy\":\"CLAIMANT\",\"grounds\":\"The report was not considered.\"}");
        addresses.put(
                "/contests/{contestId}", "/contests/" + opened.path("contestId").asText());
    }

    /** One that is over, with a wrong estimate that was missed and a right one that was changed. */
    private void exercises() {
        api.database().jdbi().useHandle(handle -> {
            handle.execute("insert into record_exercise values ('ex_1', 'acme', 'user:u_zoe', 'cli', current_timestamp,"
                    + " current_timestamp, 'user:u_zoe')");
            handle.execute("insert into record_exercise_claim values"
                    + " ('ex_1', 1, 'acme', 'a/claim-1', 1, 's_1', 'GBP', true, 1200, 900, 1600, 2400, 1800, 3200, 1250,"
                    + " current_timestamp, current_timestamp, null),"
                    + " ('ex_1', 2, 'acme', 'a/claim-2', 1, 's_2', 'GBP', false, 1200, 900, 1600, 1200, 900, 1600, 1250,"
                    + " current_timestamp, current_timestamp, 1500)");
        });
        addresses.put("/exercises/{exerciseId}", "/exercises/ex_1");
    }

    /** Where pages are, by the beginning of their path. */
    Map<String, String> addresses() {
        return Map.copyOf(addresses);
    }

    private void keys() throws IOException, InterruptedException {
        JsonNode made = made("/v1/api-keys", "{\"name\":\"desk\",\"role\":\"PRODUCER\",\"insurer\":\"acme\"}");
        addresses.put("/keys/{keyId}", "/keys/" + made.path("keyId").asText());
        JsonNode webhook = made(
                "/v1/webhooks",
                "{\"url\":\"http://127.0.0.1:9/in\",\"kinds\":[\"score\"],\"insurer\":\"acme\",\"description\":\"the"
                        + " desk\"}");
        addresses.put(
                "/webhooks/{webhookId}",
                "/webhooks/" + webhook.path("webhookId").asText());
    }

    private void approvals() {
        Approvals approvals = new Approvals(
                api.database().jdbi(), new AuditTrail(api.database().jdbi(), api.clock()), api.clock(), true);
        Matter promotion = new Matter.Command(new CommandRequest(
                ModelCommandKind.PROMOTE,
                new ModelSlot("MOTOR_INJURY", "GBP", null),
                "m-1",
                null,
                "Better by 3 points."));
        Act zoe = new Act(new Caller("user:u_zoe", Role.ML_ENGINEER, null, Caller.Kind.PERSON), "t");
        String asked =
                approvals.ask(zoe, promotion, Optional.empty()).orElseThrow().approvalId();
        addresses.put("/approvals/{approvalId}", "/approvals/" + asked);
        addresses.put("/audit/models/{version}", "/audit/models/m-1");
        addresses.put("/audit/trail", "/audit/trail?of=m-1");
    }

    private void letters() {
        var jdbi = api.database().jdbi();
        LetterRows.letter(jdbi, 1, Topics.CLAIMS_SUBMITTED.name(), "claim-ingest", Facts.NOW, Facts.INSURER);
        LetterRows.rejection(jdbi, 7, Facts.NOW, Facts.INSURER, "TEXT_BLANK");
        byte[] claim = api.letters()
                .serdes()
                .of(Topics.CLAIMS_SUBMITTED)
                .serializer()
                .serialize(Topics.CLAIMS_SUBMITTED.name(), Claims.aClaim("c-1").build());
        api.letters().put(Topics.CLAIMS_DEAD.name(), 1, 1, claim);
        api.letters().put(Topics.CLAIMS_SUBMITTED.name(), 2, 7, claim);
        addresses.put("/operations/dead-letters/{letter}", "/operations/dead-letters/1-1");
        addresses.put("/operations/rejected/{rejection}", "/operations/rejected/2-7");
    }

    private void files() throws IOException, InterruptedException {
        HttpResponse<String> taken = api.send(api.request("/v1/claims/batches")
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", JSON_LINES)
                .header("Idempotency-Key", "a-file")
                .POST(BodyPublishers.ofString("{\"insurer\":\"acme\"}\n")));
        Assertions.assertThat(taken.statusCode()).as(taken.body()).isEqualTo(202);
        addresses.put(
                "/submit/files/{batchId}",
                "/submit/files/" + ApiUnderTest.json(taken).path("batchId").asText());
    }

    /** An invoice of which something was given back, beside a draft. */
    private void bills() throws IOException, InterruptedException {
        api.database()
                .jdbi()
                .useHandle(handle -> handle.execute("insert into view_metered_score values"
                        + " ('acme', 'c-1', 1, date '2026-01-10', 'm-1', 's_1', 0, 1),"
                        + " ('acme', 'c-2', 1, date '2026-02-10', 'm-1', 's_2', 0, 2)"));
        JsonNode rate = made(
                "/v1/billing/rates",
                "{\"insurer\":\"acme\",\"firstMonth\":\"2026-01\",\"currency\":\"GBP\",\"taxPercent\":20,"
                        + "\"tiers\":[{\"through\":1000,\"price\":0.05},{\"price\":0.02}],"
                        + "\"billFrom\":\"Claimstream Ltd\\n1 High Street\",\"billTo\":\"Acme Insurance\"}");
        Assertions.assertThat(rate.path("rateId").asText()).isNotEmpty();
        String invoices = "/v1/billing/invoices";
        String january = made(invoices, "{\"insurer\":\"acme\",\"month\":\"2026-01\"}")
                .path("invoiceId")
                .asText();
        HttpResponse<String> issued = api.post(invoices + "/" + january + "/state", key, "{\"to\":\"ISSUED\"}");
        Assertions.assertThat(issued.statusCode()).as(issued.body()).isEqualTo(200);
        made(
                invoices + "/" + january + "/credit-notes",
                "{\"reason\":\"agreed discount\",\"lines\":[{\"line\":1,\"net\":0.01}]}");
        made(invoices, "{\"insurer\":\"acme\",\"month\":\"2026-02\"}");
        addresses.put("/finance/invoices/{invoiceId}", "/finance/invoices/" + january);
    }

    /** An erasure that is done, with its receipt, and somebody who may not be erased. */
    private void privacy() {
        api.database()
                .jdbi()
                .useHandle(handle -> handle.execute("insert into view_claim_revision (insurer, claim_id, revision,"
                        + " submitted_at, accepted, line_of_business, currency, claimant) values"
                        + " ('acme', 'p-1', 1, current_timestamp, true, 'MOTOR_INJURY', 'GBP', 'janejanejanejane'),"
                        + " ('acme', 'p-2', 1, current_timestamp, true, 'MOTOR_INJURY', 'GBP', 'johnjohnjohnjohn')"));
        TestPrivacy.know(api.database().jdbi(), new Subject(Facts.INSURER, "janejanejanejane"));
        Privacy privacy = api.privacy();
        Act ann = new Act(new Caller("user:u_ann", Role.PRIVACY_OFFICER, null, Caller.Kind.PERSON), "t");
        Act bob = new Act(new Caller("user:u_bob", Role.PRIVACY_OFFICER, null, Caller.Kind.PERSON), "t");
        var held = privacy.holds().set(ann, new Subject(Facts.INSURER, "johnjohnjohnjohn"), "litigation 4711", null);
        Assertions.assertThat(held.isInForce(api.clock().instant())).isTrue();
        String erasure = privacy.erasures()
                .ask(ann, new Subject(Facts.INSURER, "janejanejanejane"), "asked by letter")
                .erasureId();
        var confirmed = privacy.erasures().confirm(bob, erasure);
        Assertions.assertThat(confirmed.receipt()).isNotNull();
        privacy.runner().start();
        Awaitility.await().until(() -> privacy.erasures().done(erasure).containsKey(Step.TOLD));
        api.clock().pass(Duration.ofSeconds(31));
        Awaitility.await()
                .until(() -> privacy.erasures().find(bob.caller(), erasure).doneAt() != null);
        addresses.put("/privacy/erasures/{erasureId}", "/privacy/erasures/" + erasure);
    }

    private JsonNode made(String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = api.post(path, key, body);
        Assertions.assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return ApiUnderTest.json(answer);
    }
}
