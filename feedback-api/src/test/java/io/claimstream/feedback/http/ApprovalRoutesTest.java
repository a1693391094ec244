package io.claimstream.feedback.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.event.ModelCommand;
import io.claimstream.event.ModelCommandKind;
import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Caller.Kind;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.approval.Approvals;
import io.claimstream.schemas.TrustedEvents;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A promotion takes two. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApprovalRoutesTest {

    private static final Map<String, Caller> CALLERS = Map.of(
            "ann", new Caller("user:u_ann", Role.ML_ENGINEER, null, Kind.PERSON),
            "bob", new Caller("user:u_bob", Role.ML_ENGINEER, null, Kind.PERSON),
            "carl", new Caller("user:u_carl", Role.ADMINISTRATOR, null, Kind.PERSON),
            "root", new Caller("cli", Role.ADMINISTRATOR),
            "acme", new Caller("key:k_a", Role.ML_ENGINEER, "acme", Kind.KEY, "user:u_dan"),
            "other", new Caller("key:k_o", Role.ML_ENGINEER, "other", Kind.KEY));

    static {
        TrustedEvents.trust();
    }

    private final ApiUnderTest api = new ApiUnderTest(it -> {
        AccessPorts alone =
                TestAccess.of(it.database(), it.clock(), presented -> Optional.ofNullable(CALLERS.get(presented)));
        return new AccessPorts(
                alone.gate(),
                alone.keys(),
                alone.audit(),
                alone.limits(),
                alone.people(),
                new Approvals(it.database().jdbi(), alone.audit(), it.clock(), true));
    });

    @BeforeEach
    void empty() {
        api.kafka().goAway(false);
        api.kafka().clear();
        api.readModel().clear();
        api.database().jdbi().useHandle(handle -> List.of("record_approval", "record_audit")
                .forEach(table -> handle.execute("delete from " + table)));
    }

    @AfterAll
    void close() {
        api.close();
    }

    @Test
    void shouldGiveTheCommandOnceSomeoneElseApproves() throws Exception {
        // Given
        HttpResponse<String> asked = promote("ann", "p-1", null);
        String link = ApiUnderTest.json(asked).path("link").asText();
        assertThat(asked.statusCode()).isEqualTo(202);
        assertThat(asked.headers().firstValue("Location")).contains(link);
        assertThat(api.kafka().written()).isEmpty();

        // When
        HttpResponse<String> byHerself = api.post(link + "/approve", "ann", "");
        HttpResponse<String> byAnother = api.post(link + "/approve", "bob", "");

        // Then
        assertThat(ApiUnderTest.code(byHerself)).isEqualTo("SECOND_PERSON_NEEDED");
        JsonNode approved = ApiUnderTest.json(byAnother);
        assertThat(approved.path("state").asText()).isEqualTo("APPROVED");
        assertThat(api.kafka().written()).hasSize(1);
        ModelCommand command = (ModelCommand) api.kafka().written().get(0).event();
        assertThat(command.getCommandId()).isEqualTo(approved.path("commandId").asText());
        assertThat(command.getActor()).isEqualTo("user:u_ann, approved by user:u_bob");
        assertThat(command.getVersion()).contains("m-0123456789ab");
        assertThat(ApiUnderTest.json(api.get(link, "root")).path("commandId").asText())
                .isEqualTo(command.getCommandId());
        assertThat(ApiUnderTest.json(api.get("/v1/audit", "root"))
                        .path("entries")
                        .findValuesAsText("action"))
                .containsExactly("MODEL_COMMANDED", "APPROVAL_GIVEN", "ACCESS_REFUSED", "APPROVAL_ASKED");
    }

    @Test
    void shouldDecideOnce() throws Exception {
        // Given
        String link = link(promote("ann", "p-2", null));
        HttpResponse<String> declined = api.post(link + "/decline", "bob", "");

        // When
        HttpResponse<String> late = api.post(link + "/approve", "root", "");

        // Then
        assertThat(ApiUnderTest.json(declined).path("state").asText()).isEqualTo("DECLINED");
        assertThat(ApiUnderTest.code(late)).isEqualTo("APPROVAL_ENDED");
        assertThat(api.kafka().written()).isEmpty();
    }

    @Test
    void shouldKeepWhyItWasDecidedSo() throws Exception {
        // Given
        String link = link(promote("ann", "p-12", null));

        // When
        HttpResponse<String> tooLong = api.post(link + "/decline", "bob", "{\"reason\":\"" + "x".repeat(501) + "\"}");
        HttpResponse<String> declined = api.post(link + "/decline", "bob", "{\"reason\":\"not before Monday\"}");

        // Then
        assertThat(ApiUnderTest.code(tooLong)).isEqualTo("INVALID_BODY");
        assertThat(ApiUnderTest.json(declined).path("decidedBecause").asText()).isEqualTo("not before Monday");
        assertThat(api.get("/v1/audit", "root").body()).doesNotContain("Monday");
    }

    @Test
    void shouldNotWaitForEver() throws Exception {
        // Given
        String link = link(promote("ann", "p-3", null));

        // When
        api.clock().pass(Duration.ofDays(7));

        // Then
        assertThat(ApiUnderTest.code(api.post(link + "/approve", "bob", ""))).isEqualTo("APPROVAL_ENDED");
        assertThat(ApiUnderTest.json(api.get(link, "bob")).path("state").asText())
                .isEqualTo("EXPIRED");
    }

    @Test
    void shouldAskOnceUnderOneKey() throws Exception {
        // When
        String first = link(promote("ann", "p-4", null));
        String again = link(promote("ann", "p-4", null));
        HttpResponse<String> reused = command("ann", "p-4", "promote", "m-ffffffffffff", null);

        // Then
        assertThat(again).isEqualTo(first);
        assertThat(ApiUnderTest.code(reused)).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(ApiUnderTest.json(api.get("/v1/approvals", "bob")).path("approvals"))
                .hasSize(1);
    }

    @Test
    void shouldLetWhoApprovedTryAgainWhenKafkaWasAway() throws Exception {
        // Given
        String link = link(promote("ann", "p-5", null));
        api.kafka().goAway(true);
        HttpResponse<String> away = api.post(link + "/approve", "bob", "");
        api.kafka().goAway(false);

        // When
        HttpResponse<String> byAThird = api.post(link + "/approve", "root", "");
        HttpResponse<String> again = api.post(link + "/approve", "bob", "");

        // Then
        assertThat(away.statusCode()).isEqualTo(503);
        assertThat(ApiUnderTest.code(byAThird)).isEqualTo("APPROVAL_ENDED");
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(api.kafka().written()).hasSize(1);
    }

    @Test
    void shouldHideWhatIsAnothersAndLetNoInsurerDecideForAll() throws Exception {
        // Given
        String own = link(promote("acme", "p-6", "acme"));
        String all = link(promote("ann", "p-7", null));

        // When
        HttpResponse<String> hidden = api.get(own, "other");
        HttpResponse<String> missing = api.get("/v1/approvals/a_none", "other");

        // Then
        assertThat(hidden.statusCode()).isEqualTo(404);
        assertThat(ApiUnderTest.comparable(hidden)).isEqualTo(ApiUnderTest.comparable(missing));
        assertThat(api.post(own + "/approve", "other", "").statusCode()).isEqualTo(404);
        assertThat(api.post(all + "/approve", "acme", "").statusCode()).isEqualTo(404);
        assertThat(api.post(own + "/approve", "ann", "").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldAskForNobodyWhereNothingNewIsPutInService() throws Exception {
        // When
        HttpResponse<String> rollback = command("ann", "p-8", "rollback", "m-0123456789ab", null);
        HttpResponse<String> pin = command("ann", "p-9", "pin", "m-0123456789ab", null);

        // Then
        assertThat(ApiUnderTest.json(rollback).path("commandId").asText()).startsWith("c_");
        assertThat(ApiUnderTest.json(pin).path("approvalId").asText()).startsWith("a_");
    }

    @Test
    void shouldStartACanaryWithItsShareOnceSomeoneElseApproves() throws Exception {
        // Given
        HttpResponse<String> asked = canary("p-13", "0.125");
        HttpResponse<String> again = canary("p-13", "0.125");
        HttpResponse<String> other = canary("p-13", "0.25");
        String link = link(asked);
        assertThat(asked.statusCode()).isEqualTo(202);
        assertThat(link(again)).isEqualTo(link);
        assertThat(ApiUnderTest.code(other)).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(api.kafka().written()).isEmpty();

        // When
        JsonNode waiting = ApiUnderTest.json(api.get(link, "bob"));
        api.post(link + "/approve", "bob", "");

        // Then
        assertThat(waiting.path("kind").asText()).isEqualTo("canary");
        assertThat(waiting.path("share").asDouble()).isEqualTo(0.125);
        ModelCommand command = (ModelCommand) api.kafka().written().get(0).event();
        assertThat(command.getKind()).isEqualTo(ModelCommandKind.CANARY);
        assertThat(command.getShare()).contains(0.125);
    }

    @Test
    void shouldTakeNoCommandOfWhichNobodyKnowsWhoAsks() throws Exception {
        // When
        HttpResponse<String> asked = promote("root", "p-11", null);

        // Then
        assertThat(asked.statusCode()).isEqualTo(403);
        assertThat(ApiUnderTest.code(asked)).isEqualTo("PERSON_UNKNOWN");
        assertThat(ApiUnderTest.json(api.get("/v1/approvals", "bob")).path("approvals"))
                .isEmpty();
        assertThat(ApiUnderTest.json(command("root", "p-12", "rollback", "m-0123456789ab", null))
                        .path("commandId")
                        .asText())
                .startsWith("c_");
    }

    @Test
    void shouldGiveOneCommandForManyAtOnce() throws Exception {
        // Given
        String link = link(promote("ann", "p-10", null));
        ExecutorService threads = Executors.newFixedThreadPool(8);

        // When
        List<Callable<HttpResponse<String>>> races = IntStream.range(0, 16)
                .<Callable<HttpResponse<String>>>mapToObj(
                        i -> () -> api.post(link + "/approve", i % 2 == 0 ? "bob" : "carl", ""))
                .toList();
        for (Future<HttpResponse<String>> answer : threads.invokeAll(races)) {
            assertThat(answer.get().statusCode()).isIn(200, 409);
        }
        threads.shutdown();

        // Then
        assertThat(api.kafka().written()).hasSize(1);
    }

    private HttpResponse<String> promote(String key, String idempotencyKey, @Nullable String insurer) throws Exception {
        return command(key, idempotencyKey, "promote", "m-0123456789ab", insurer);
    }

    private HttpResponse<String> canary(String idempotencyKey, String share) throws Exception {
        return api.send(api.request("/v1/models/commands")
                .header("X-Api-Key", "ann")
                .header("Idempotency-Key", idempotencyKey)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        "{\"kind\":\"canary\",\"slot\":{\"lineOfBusiness\":\"MOTOR_INJURY\",\"currency\":\"GBP\"},"
                                + "\"version\":\"m-0123456789ab\",\"share\":" + share + ",\"reason\":\"try it\"}")));
    }

    private HttpResponse<String> command(
            String key, String idempotencyKey, String kind, String version, @Nullable String insurer) throws Exception {
        String slot = "{\"lineOfBusiness\":\"MOTOR_INJURY\",\"currency\":\"GBP\""
                + (insurer == null ? "" : ",\"insurer\":\"" + insurer + "\"") + "}";
        return api.send(api.request("/v1/models/commands")
                .header("X-Api-Key", key)
                .header("Idempotency-Key", idempotencyKey)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"kind\":\"" + kind + "\",\"slot\":" + slot + ",\"version\":\""
                        + version + "\",\"reason\":\"better\"}")));
    }

    private static String link(HttpResponse<String> asked) {
        return ApiUnderTest.json(asked).path("link").asText();
    }
}
