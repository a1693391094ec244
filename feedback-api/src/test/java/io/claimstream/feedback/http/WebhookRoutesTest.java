package io.claimstream.feedback.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.feedback.Facts;
import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Caller.Kind;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.events.EventKind;
import io.claimstream.feedback.events.FeedEvent;
import io.claimstream.feedback.webhook.Receiver;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookRoutesTest {

    private static final String WEBHOOKS = "/v1/webhooks";
    private static final Map<String, Caller> CALLERS = Map.of(
            "all", new Caller("key:k_1", Role.ADMINISTRATOR),
            "acme", new Caller("key:k_2", Role.PRODUCER, Facts.INSURER, Kind.KEY),
            "other", new Caller("key:k_3", Role.PRODUCER, "other", Kind.KEY));

    private final ApiUnderTest api = new ApiUnderTest(
            it -> TestAccess.of(it.database(), it.clock(), presented -> Optional.ofNullable(CALLERS.get(presented))));
    private final Receiver receiver = new Receiver();

    @BeforeEach
    void start() {
        api.webhooks().start();
    }

    @AfterEach
    void close() {
        api.close();
        receiver.close();
    }

    @Test
    void shouldTellAProducerOfItsOwnInsurer() throws Exception {
        // Given
        HttpResponse<String> made = create("acme", "");
        JsonNode webhook = ApiUnderTest.json(made);
        String link = webhook.path("link").asText();

        // When
        api.log().append(new FeedEvent(EventKind.SCORE, "other", "{}"));
        api.log().append(new FeedEvent(EventKind.SCORE, "acme", "{}"));

        // Then
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.headers().firstValue("Location")).contains(link);
        assertThat(webhook.path("insurer").asText()).isEqualTo("acme");
        assertThat(webhook.path("secret").asText()).startsWith("whsec_");
        await().until(() -> receiver.received().size() == 1);
        await().until(() -> ApiUnderTest.json(api.get(link + "/deliveries", "acme"))
                .at("/deliveries/0/state")
                .asText()
                .equals("delivered"));
        assertThat(api.get(link, "acme").body()).doesNotContain("whsec_");
        assertThat(api.get("/v1/audit", "all").body())
                .contains("WEBHOOK_CREATED")
                .doesNotContain("whsec_", "/in");
    }

    @Test
    void shouldShowTheSecretOnceUnderAnIdempotencyKey() throws Exception {
        // When
        HttpResponse<String> first = create("acme", "once");
        HttpResponse<String> second = create("acme", "once");

        // Then
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(ApiUnderTest.code(second)).isEqualTo("SHOWN_ONCE");
        assertThat(ApiUnderTest.json(api.get(WEBHOOKS, "acme")).path("webhooks"))
                .hasSize(1);
    }

    @Test
    void shouldChangeOnlyTheStateThatIsKnown() throws Exception {
        // Given
        HttpResponse<String> made = create("acme", "");
        String link = ApiUnderTest.json(made).path("link").asText();
        String tag = made.headers().firstValue("ETag").orElseThrow();

        // When
        HttpResponse<String> unsaid = change(link, null);
        HttpResponse<String> changed = change(link, tag);
        HttpResponse<String> late = change(link, tag);

        // Then
        assertThat(ApiUnderTest.code(unsaid)).isEqualTo("PRECONDITION_REQUIRED");
        assertThat(unsaid.statusCode()).isEqualTo(428);
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.headers().firstValue("ETag")).isPresent().isNotEqualTo(Optional.of(tag));
        assertThat(ApiUnderTest.json(changed).path("pausedBecause").asText()).isEqualTo("byHand");
        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(ApiUnderTest.code(late)).isEqualTo("PRECONDITION_FAILED");
        assertThat(api.get(link, "acme").headers().firstValue("ETag"))
                .isEqualTo(changed.headers().firstValue("ETag"));
        assertThat(ApiUnderTest.code(api.post(link + "/test", "acme", "{}"))).isEqualTo("WEBHOOK_PAUSED");
    }

    @Test
    void shouldPingReplayAndRotate() throws Exception {
        // Given
        String link = ApiUnderTest.json(create("acme", "")).path("link").asText();

        // When
        HttpResponse<String> ping = api.post(link + "/test", "acme", "{}");
        await().until(() -> receiver.received().size() == 1);
        await().until(() -> ApiUnderTest.json(api.get(link + "/deliveries", "acme"))
                .at("/deliveries/0/state")
                .asText()
                .equals("delivered"));
        HttpResponse<String> replayed = api.post(
                link + "/replay",
                "acme",
                "{\"fromDelivery\":\""
                        + ApiUnderTest.json(ping).path("deliveryId").asText() + "\"}");
        HttpResponse<String> rotated = api.post(link + "/rotate", "acme", "{}");

        // Then
        assertThat(ping.statusCode()).isEqualTo(202);
        assertThat(replayed.body()).isEqualTo("{\"replayed\":1}");
        assertThat(rotated.body()).contains("whsec_");
        await().until(() -> receiver.received().size() == 2);
        assertThat(ApiUnderTest.code(api.post(link + "/replay", "acme", "{}"))).isEqualTo("INVALID_BODY");
    }

    @Test
    void shouldBeNothingToOthers() throws Exception {
        // Given
        String link = ApiUnderTest.json(create("acme", "")).path("link").asText();

        // Then
        assertThat(api.get(link, "other").statusCode()).isEqualTo(404);
        assertThat(api.get(link + "/deliveries", "other").statusCode()).isEqualTo(404);
        assertThat(api.post(link + "/rotate", "other", "{}").statusCode()).isEqualTo(404);
        assertThat(api.post(link + "/test", "other", "{}").statusCode()).isEqualTo(404);
        assertThat(api.post(link + "/replay", "other", "{\"fromDelivery\":\"1\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(api.delete(link, "other").statusCode()).isEqualTo(404);
        assertThat(ApiUnderTest.json(api.get(WEBHOOKS, "other")).path("webhooks"))
                .isEmpty();
        assertThat(ApiUnderTest.code(
                        api.post(WEBHOOKS, "other", body(receiver.url().toString(), "acme"))))
                .isEqualTo("FORBIDDEN");
        assertThat(api.delete(link, "acme").statusCode()).isEqualTo(204);
        assertThat(api.get(link, "acme").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldListAPageAtATime() throws Exception {
        // Given
        create("acme", "");
        create("acme", "");

        // When
        JsonNode first = ApiUnderTest.json(api.get(WEBHOOKS + "?limit=1", "acme"));
        JsonNode second = ApiUnderTest.json(api.get(first.path("next").asText(), "acme"));

        // Then
        assertThat(first.at("/webhooks/0/webhookId")).isNotEqualTo(second.at("/webhooks/0/webhookId"));
        assertThat(second.path("webhooks")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "http://93.184.216.34/in, ADDRESS_REFUSED",
        "https://10.0.0.1/in, ADDRESS_REFUSED",
        "https://169.254.169.254/latest, ADDRESS_REFUSED",
        "https://[fd00::1]/in, ADDRESS_REFUSED",
        "https://u:p@hooks.example/in, INVALID_BODY",
        "ftp://hooks.example/in, INVALID_BODY",
        "nowhere, INVALID_BODY"
    })
    void shouldRefuseAnAddressThatNothingIsSentTo(String url, String code) throws Exception {
        // When
        HttpResponse<String> answer = api.post(WEBHOOKS, "acme", body(url, "acme"));

        // Then
        assertThat(ApiUnderTest.code(answer)).isEqualTo(code);
        assertThat(ApiUnderTest.json(answer).at("/problems/0/pointer").asText()).isEqualTo("/url");
    }

    @Test
    void shouldRefuseOtherKinds() throws Exception {
        assertThat(ApiUnderTest.json(api.post(
                                WEBHOOKS,
                                "acme",
                                "{\"url\":\"https://1.1.1.1/\",\"kinds\":[\"score\",\"queue\"],\"active\":1}"))
                        .path("problems")
                        .findValuesAsText("pointer"))
                .containsExactlyInAnyOrder("/kinds", "/active");
    }

    private HttpResponse<String> create(String key, String idempotencyKey) throws Exception {
        var request = api.request(WEBHOOKS)
                .header("X-Api-Key", key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"url\":\"" + receiver.url() + "\",\"kinds\":[\"score\"]}"));
        if (!idempotencyKey.isEmpty()) {
            request.header("Idempotency-Key", idempotencyKey);
        }
        return api.send(request);
    }

    private HttpResponse<String> change(String link, @Nullable String tag) throws Exception {
        var request = api.request(link)
                .header("X-Api-Key", "acme")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(
                        "{\"url\":\"" + receiver.url() + "\",\"kinds\":[\"score\"],\"active\":false}"));
        if (tag != null) {
            request.header("If-Match", tag);
        }
        return api.send(request);
    }

    private static String body(String url, String insurer) {
        return "{\"url\":\"" + url + "\",\"kinds\":[\"score\"],\"insurer\":\"" + insurer + "\"}";
    }
}
