package io.claimstream.launcher.whole;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Response;
import io.claimstream.launcher.cli.CommandLines;
import io.claimstream.launcher.importing.MotorRow;
import io.claimstream.launcher.instance.FreePorts;
import io.claimstream.testkit.browser.Chromium;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What people do with the pages, from their link to the last key, in a browser on one instance with a model in service. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class JourneysIT {

    private static final String INSURER = "import";
    private static final int CLAIMS = 40;

    private Path directory;
    private Chromium chromium;
    private Launched up;
    private LiveApi api;
    private String root;

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        chromium = Chromium.forTests();
        directory = folder;
        Path sample = directory.resolve("sample");
        run("models", "sample", "--out", sample.toString());
        Map<String, Integer> ports = FreePorts.ofAllInOne();
        up = Launched.start(directory, ports, "up", "--set", "model.initial=" + sample)
                .awaitLine("ready");
        int port = Objects.requireNonNull(ports.get("api.port"));
        root = "http://localhost:" + port;
        api = new LiveApi(directory, port);
        run("import", rows().toString());
        await().atMost(Duration.ofSeconds(60))
                .until(() -> waiting().path("claims").size() == CLAIMS);
    }

    @AfterAll
    void close() {
        if (up != null) {
            up.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void shouldLetAnAdjusterClearThreeClaimsByKeyboard() throws Exception {
        try (Visitor ann = visitor("ADJUSTER", "Ann")) {
            // Given: the queue is the first page.
            assertThat(ann.page().locator("#queue tbody tr[data-claim]").first())
                    .isVisible();
            List<String> faults = new ArrayList<>(ann.check().faults());

            // When: the second claim, back to the first, and in.
            ann.press("j").press("j").press("k");
            String first = ann.focused().textContent();
            ann.press("a");
            agreeAsAsked(ann, first);
            String second = goOn(ann, first);
            agree(ann, second);
            ann.press("u");
            assertThat(ann.focused()).containsText("Take it back");
            ann.press("Enter");
            assertThat(ann.page().locator("#decision")).containsText("Taken back");
            correct(ann, "1234.5");
            String third = goOn(ann, second);
            agree(ann, third);
            faults.addAll(ann.check().faults());

            // Then
            assertThat(List.of(first, second, third)).doesNotHaveDuplicates();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> waiting().path("claims").size() == CLAIMS - 3);
            assertThat(kinds(first)).containsExactly("accepted");
            assertThat(kinds(second)).containsExactlyInAnyOrder("accepted", "withdrawn", "corrected");
            assertThat(kinds(third)).containsExactly("accepted");
            ann.open("/queue");
            for (String done : List.of(first, second, third)) {
                assertThat(ann.page().locator("#queue")).not().containsText(done);
            }
            assertThat(faults).as("faults of the queue and of a claim").isEmpty();
        }
    }

    @Test
    void shouldRefuseAWrongRole() throws Exception {
        // Given
        JsonNode claim = waiting().path("claims").path(0);
        String address = "/claims/" + INSURER + "/" + claim.path("claimId").asText();
        try (Visitor fay = visitor("FINANCE", "Fay")) {

            // When
            fay.open(address);
            Response page = Objects.requireNonNull(fay.page().navigate(root + "/queue"));
            Object form = fay.page()
                    .evaluate(
                            """
                            async ([address, scoreId]) => (await fetch(`${address}/decisions`, {
                              method: "POST",
                              headers: { "X-CSRF-Token": document.body.dataset.csrf },
                              body: new URLSearchParams({ kind: "accepted", scoreId, requestId: "r-1" }),
                            })).status""",
                            List.of(address, claim.at("/score/scoreId").asText()));

            // Then
            assertThat(page.status()).isEqualTo(403);
            assertThat(fay.page().locator("nav[aria-label=Pages]")).not().containsText("Queue");
            assertThat(fay.page().locator("h1")).isVisible();
            assertThat(form).isEqualTo(403);
            assertThat(kinds(claim.path("claimId").asText())).isEmpty();
            fay.open(address);
            assertThat(fay.page().locator("#decision form")).hasCount(0);
            assertThat(fay.page().locator("#decision")).containsText("Adjusters and administrators decide");
        }
    }

    /** Asked for on the queue: the focus comes with the reasons, and one key agrees. */
    private static void agreeAsAsked(Visitor person, String claimId) {
        assertThat(person.page().locator("h1")).hasText("Claim " + claimId);
        assertThat(person.focused()).containsText("Agree with £");
        assertThat(person.page().locator("#reasons ol.reasons li").first()).isVisible();
        person.press("Enter");
        assertThat(person.page().locator("#decision [role=status]")).containsText("You agreed with £");
    }

    /** Sees the reasons, and agrees, by two keys. */
    private static void agree(Visitor person, String claimId) {
        assertThat(person.page().locator("h1")).hasText("Claim " + claimId);
        assertThat(person.page().locator("#reasons svg")).isVisible();
        assertThat(person.page().locator("#reasons ol.reasons li").first()).isVisible();
        person.press("a");
        assertThat(person.focused()).containsText("Agree with £");
        person.press("Enter");
        assertThat(person.page().locator("#decision [role=status]")).containsText("You agreed with £");
    }

    /** An amount and a reason, without a mouse. */
    private static void correct(Visitor person, String amount) {
        person.press("c").type(amount).press("Tab").type("Prog").press("Tab");
        assertThat(person.focused()).hasText("Correct it");
        person.press("Enter");
        assertThat(person.page().locator("#decision [role=status]")).containsText("You corrected it to £1,234.50");
    }

    /** After a decision the focus waits on the next claim. */
    private static String goOn(Visitor person, String from) {
        assertThat(person.focused()).containsText("Next claim");
        person.press("Enter");
        assertThat(person.page().locator("h1")).not().hasText("Claim " + from);
        person.check().settle();
        return person.page().locator("h1").textContent().substring("Claim ".length());
    }

    private Visitor visitor(String role, String login) throws Exception {
        String scope = "{\"role\":\"%s\",\"insurer\":\"%s\"}".formatted(role, INSURER);
        String link = api.post(201, "/v1/invitations", scope).path("link").asText();
        return Visitor.invited(chromium, root, link, login);
    }

    private JsonNode waiting() throws Exception {
        return api.get(200, "/v1/queue?limit=200");
    }

    /** What was said of a claim, in any order. */
    private List<String> kinds(String claimId) throws Exception {
        JsonNode claim = api.get(200, "/v1/claims/" + INSURER + "/" + claimId);
        return claim.path("feedback").findValuesAsText("kind");
    }

    private Path rows() {
        return MotorRow.file(
                directory,
                IntStream.range(0, CLAIMS)
                        .mapToObj(i -> MotorRow.ofDriverAged(18 + i)
                                .with("SpecialEarningsLoss", Integer.toString(100 + 70 * i))
                                .with("GeneralFixed", "840"))
                        .toArray(MotorRow[]::new));
    }

    private void run(String... command) {
        List<String> line = new ArrayList<>(List.of(command));
        line.addAll(List.of(
                "--output", "json", "--data-dir", directory.resolve("data").toString()));
        StringWriter err = new StringWriter();
        int exitCode = CommandLines.production()
                .setOut(new PrintWriter(new StringWriter(), true))
                .setErr(new PrintWriter(err, true))
                .execute(line.toArray(String[]::new));
        assertThat(exitCode).as(err.toString()).isZero();
    }
}
