package io.claimstream.feedback.page.office;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.http.ApiUnderTest;
import io.claimstream.feedback.page.Browser;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Webhooks, as a browser without scripts makes and changes them. Nobody answers at their address. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhookPagesTest {

    private static final Map<String, String> WANTED =
            Map.of("url", "http://127.0.0.1:9/in", "score", "yes", "active", "yes", "description", "the desk");

    private final ApiUnderTest api =
            new ApiUnderTest(it -> TestAccess.of(it.database(), it.clock(), presented -> Optional.of(presented)
                    .filter("root"::equals)
                    .map(key -> new Caller("cli", Role.ADMINISTRATOR))));
    private Browser producer = new Browser(api);

    @BeforeEach
    void empty() throws Exception {
        api.clock().pass(Duration.ofDays(1));
        api.database().jdbi().useHandle(handle -> {
            for (String table : new String[] {
                "webhook_delivery", "webhook_secret", "webhook", "session", "user", "invitation", "idempotency"
            }) {
                handle.execute("delete from record_" + table);
            }
        });
        producer = Browser.of(api, "root", "{\"role\":\"PRODUCER\",\"insurer\":\"acme\"}", "producer");
    }

    @AfterAll
    void close() {
        api.close();
    }

    @Test
    void shouldMakeOneAndShowItsSecretOnce() throws Exception {
        // Given
        Map<String, String> form = form("/webhooks", WANTED);

        // When
        HttpResponse<String> made = producer.post("/webhooks", form);
        HttpResponse<String> again = producer.post("/webhooks", form);

        // Then
        assertThat(secret(made)).startsWith("whsec_");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).doesNotContain("whsec_");
        Document list = producer.page("/webhooks");
        assertThat(list.select("tbody tr")).hasSize(1);
        assertThat(list.select("tbody tr").text()).startsWith("127.0.0.1 the desk acme Scores Active A Name");
        assertThat(producer.get(one()).body()).doesNotContain("whsec_");
    }

    @Test
    void shouldSayWhatIsWrongAndKeepWhatWasTyped() throws Exception {
        // When
        HttpResponse<String> answer =
                producer.post("/webhooks", form("/webhooks", Map.of("url", "ftp://x", "description", "the desk")));

        // Then
        Document page = Jsoup.parse(answer.body());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(page.select("#url-hint .wrong").text()).contains("https://");
        assertThat(page.select("#kinds-hint .wrong").text()).isEqualTo("Choose at least one.");
        assertThat(page.select("#url").attr("value")).isEqualTo("ftp://x");
        assertThat(page.select("input[name=score][checked]")).isEmpty();
    }

    @Test
    void shouldChangeWhatIsKnownAndSayWhenSomebodyWasFaster() throws Exception {
        // Given
        make();
        String one = one();
        Map<String, String> paused = new HashMap<>(form(one, WANTED));
        paused.remove("active");

        // When
        HttpResponse<String> changed = producer.post(one, paused);
        HttpResponse<String> late = producer.post(one, paused);
        Map<String, String> oncemore = new HashMap<>(paused);
        oncemore.put(
                "version",
                Jsoup.parse(late.body()).select("input[name=version]").attr("value"));
        HttpResponse<String> lateAgain = producer.post(one, oncemore);
        HttpResponse<String> tested = producer.submit(one + "/test", Map.of());

        // Then
        assertThat(changed.headers().firstValue("Location")).contains(one + "?notice=changed");
        assertThat(producer.page(one).text()).contains("Paused by hand");
        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(Jsoup.parse(late.body()).select("[role=alert]").text()).contains("Somebody changed it meanwhile");
        assertThat(lateAgain.statusCode()).isEqualTo(412);
        assertThat(tested.statusCode()).isEqualTo(409);
        assertThat(Jsoup.parse(tested.body()).select("#url").attr("value")).isEqualTo(WANTED.get("url"));
        assertThat(Jsoup.parse(tested.body()).select("[role=alert]").text()).contains("Make it active first");
    }

    @Test
    void shouldShowDeliveriesAndSendThemAgain() throws Exception {
        // Given
        make();
        String one = one();

        // When
        HttpResponse<String> tested = producer.submit(one + "/test", Map.of());
        Document page = producer.page(one + "?notice=tested");
        String delivery = page.select("input[name=fromDelivery]").attr("value");
        HttpResponse<String> replayed = producer.submit(one + "/replay", Map.of("fromDelivery", delivery));

        // Then
        assertThat(tested.statusCode()).isEqualTo(303);
        // Whether it was attempted already is a matter of moments.
        assertThat(page.select("section[aria-labelledby=deliveries] tbody td").text())
                .startsWith("Ping Waits");
        assertThat(replayed.headers().firstValue("Location")).contains(one + "?notice=replayed");
    }

    @Test
    void shouldGiveANewSecretAndTakeOneAway() throws Exception {
        // Given
        make();
        String one = one();

        // When
        String secret = secret(producer.post(one + "/rotation", form(one, Map.of("overlapSeconds", "0"))));
        HttpResponse<String> deleted = producer.submit(one + "/deletion", Map.of());

        // Then
        assertThat(secret).startsWith("whsec_");
        assertThat(deleted.headers().firstValue("Location")).contains("/webhooks?notice=deleted");
        assertThat(producer.page("/webhooks").select(".empty h2").text()).isEqualTo("No webhooks yet");
        assertThat(producer.get(one).statusCode()).isEqualTo(404);
    }

    private void make() throws Exception {
        assertThat(secret(producer.post("/webhooks", form("/webhooks", WANTED))))
                .startsWith("whsec_");
    }

    private String one() throws Exception {
        return producer.page("/webhooks").select("tbody th a").attr("href");
    }

    private Map<String, String> form(String page, Map<String, String> typed) throws Exception {
        Document shown = producer.page(page);
        Map<String, String> form = new HashMap<>(typed);
        form.put("csrf", shown.body().attr("data-csrf"));
        form.put("once", shown.select("input[name=once]").attr("value"));
        form.put("version", shown.select("input[name=version]").attr("value"));
        return form;
    }

    private static String secret(HttpResponse<String> answer) {
        return Jsoup.parse(answer.body()).select("#secret").text();
    }
}
