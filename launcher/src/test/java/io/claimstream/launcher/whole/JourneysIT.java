package io.claimstream.launcher.whole;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.claimstream.schemas.Topics;
import io.claimstream.testkit.Claims;
import io.claimstream.testkit.browser.Chromium;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
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

    private static final String SLOT = "/models/slots/MOTOR_INJURY/GBP";
    private static final String LETTERS = "/operations/dead-letters";
    /** A training takes half a minute, and a busy machine more. */
    private static final double TRAINING_MILLIS = 150_000;

    private Chromium chromium;
    private PagesInstance instance;

    @BeforeAll
    void open(@TempDir Path directory) throws Exception {
        chromium = Chromium.forTests();
        instance = PagesInstance.start(directory);
    }

    @AfterAll
    void close() {
        if (instance != null) {
            instance.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void shouldLetAnAdjusterClearThreeClaimsByKeyboard() throws Exception {
        try (Visitor ann = visitor(PagesInstance.atInsurer("ADJUSTER"), "Ann")) {
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
                    .until(() -> instance.waiting().size() == PagesInstance.CLAIMS - 3);
            assertThat(instance.kinds(first)).containsExactly("accepted");
            assertThat(instance.kinds(second)).containsExactlyInAnyOrder("accepted", "withdrawn", "corrected");
            assertThat(instance.kinds(third)).containsExactly("accepted");
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
        JsonNode claim = instance.waiting().path(0);
        String address =
                "/claims/" + PagesInstance.INSURER + "/" + claim.path("claimId").asText();
        try (Visitor fay = visitor(PagesInstance.atInsurer("FINANCE"), "Fay")) {

            // When
            fay.open(address);
            Response page = Objects.requireNonNull(fay.page().navigate(instance.root() + "/queue"));
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
            assertThat(instance.kinds(claim.path("claimId").asText())).isEmpty();
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

    @Test
    void shouldLetAnEngineerTrainShadowPromoteAndRollBack() throws Exception {
        try (Visitor eve = visitor("{\"role\":\"ML_ENGINEER\"}", "Eve");
                Visitor zoe = visitor("{\"role\":\"ML_ENGINEER\"}", "Zoe")) {
            // Given
            String first = instance.champion();

            // When: what is trained has to prove itself in the shadow; nobody promotes alone.
            order(eve, SLOT, "Start a training", "Start the training");
            String trained = instance.awaitChallenger();
            String model = "/models/" + trained;
            List<String> faults = new ArrayList<>(eve.open(SLOT).check().faults());
            assertThat(eve.page().locator("#trial-title")).isVisible();
            ask(eve, model, "Promote", "Promote it");
            assertThat(eve.page().locator("main")).containsText("Waits for a second person");
            eve.open("/approvals");
            assertThat(eve.page().locator("main a.button.main")).hasCount(0);
            String stillIs = instance.champion();
            approve(zoe, "Put the model " + trained + " in service");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> instance.champion().equals(trained));
            faults.addAll(eve.open(model).check().faults());
            order(eve, SLOT, "Roll back", "Roll back");
            String last = instance.champion();
            order(eve, model, "Put in shadow", "Put it in shadow");
            String again = instance.awaitChallenger();

            // Then
            assertThat(trained).startsWith("m-").isNotEqualTo(first);
            assertThat(stillIs).isEqualTo(first);
            assertThat(last).isEqualTo(first);
            assertThat(again).isEqualTo(trained);
            assertThat(faults).as("faults of pages about models").isEmpty();
        }
    }

    @Test
    void shouldLetAnOperatorPutBackWhatDied() throws Exception {
        try (DeadRecords records = DeadRecords.in(instance.dataDir());
                Visitor olga = visitor("{\"role\":\"OPERATOR\"}", "Olga")) {
            // Given
            Instant yesterday = Instant.now().minus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MILLIS);
            DeadRecords.NewSchema forgotten = records.submitEarly(
                    Claims.aClaim("early-1").happeningAt(yesterday).build());
            records.text(Topics.CLAIMS_SUBMITTED.name(), "no event");
            records.text(Topics.CLAIMS_ACCEPTED.name(), "no event");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> instance.api()
                                    .get(200, "/v1/dead-letters")
                                    .path("letters")
                                    .size()
                            == 3);

            // When: the schema that a sender forgot to publish.
            find(olga, "Unknown schema id", Topics.CLAIMS_SUBMITTED.name());
            List<String> faults = new ArrayList<>(olga.check().faults());
            assertThat(olga.page().locator(".decision")).containsText("once the schema registry knows the schema");
            records.publish(forgotten);
            putBack(olga, "Put back, and accepted");
            faults.addAll(olga.check().faults());
            olga.page().locator("#state a").click();
            assertThat(olga.page().locator("h1")).hasText("Claim early-1");

            // When: what nobody can read, now or later.
            find(olga, "Wrong magic", Topics.CLAIMS_SUBMITTED.name());
            putBack(olga, "Put back, and died again");

            // When: what only one service may write.
            find(olga, "Wrong magic", Topics.CLAIMS_ACCEPTED.name());
            Locator decision = olga.page().locator(".decision");

            // Then
            assertThat(decision).containsText("It is not put back");
            assertThat(decision.locator("form")).hasCount(0);
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> status("acme/early-1").equals("scored"));
            assertThat(faults).as("faults of pages about dead letters").isEmpty();
        }
    }

    /** Orders something about models from a page that offers it, and waits on the page of the order until it is done. */
    private static void order(Visitor person, String page, String offer, String button) {
        ask(person, page, offer, button);
        Locator headline = person.page().locator("#command-state [role=status] .note strong");
        assertThat(headline)
                .hasText(
                        Pattern.compile("^(Done|Refused)$"),
                        new LocatorAssertions.HasTextOptions().setTimeout(TRAINING_MILLIS));
        assertThat(headline).hasText("Done");
    }

    /** Follows an offer of a page, says why, and confirms. */
    private static void ask(Visitor person, String page, String offer, String button) {
        person.open(page);
        person.page()
                .getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions().setName(offer).setExact(true))
                .first()
                .click();
        person.page().getByLabel("Why").fill("A drill.");
        person.page()
                .getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    /** Says yes, as the second person, to what somebody else asked for. */
    private static void approve(Visitor person, String what) {
        person.open("/approvals");
        person.page()
                .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Decide: " + what))
                .click();
        person.page()
                .getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Approve").setExact(true))
                .click();
        assertThat(person.page().locator("main")).containsText("You approved it");
    }

    /** Narrows the list of letters down to the one of a cause and a topic, and opens it. */
    private static void find(Visitor operator, String cause, String topic) {
        operator.open(LETTERS);
        operator.page().getByLabel("Why").selectOption(cause);
        operator.page().waitForURL(Pattern.compile("code="));
        operator.page().getByLabel("Topic").selectOption(topic);
        operator.page().waitForURL(Pattern.compile("topic="));
        assertThat(operator.page().locator("tbody tr")).hasCount(1);
        operator.page().locator("tbody th a").click();
        assertThat(operator.page().locator("h1")).containsText("Dead letter ");
    }

    private static void putBack(Visitor operator, String outcome) {
        assertThat(operator.page().locator("#state strong")).hasText("Not put back");
        operator.page().getByLabel("The cause is mended").check();
        operator.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Put it back on "))
                .click();
        assertThat(operator.page().locator("#state strong"))
                .hasText(outcome, new LocatorAssertions.HasTextOptions().setTimeout(30_000));
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

    /** An amount, a reason and a note, without a mouse. */
    private static void correct(Visitor person, String amount) {
        person.press("c").type(amount).press("Tab").type("Prog").press("Tab");
        person.type("Therapy ended early.").press("Tab");
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

    private String status(String claim) throws Exception {
        return instance.api()
                .get(200, "/v1/claims/" + claim)
                .at("/revisions/0/status")
                .asText();
    }

    private Visitor visitor(String scope, String login) throws Exception {
        return Visitor.invited(chromium, instance.root(), instance.invite(scope), login);
    }
}
