package io.claimstream.feedback.page.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.feature.FeatureSetV1;
import io.claimstream.event.DeploymentAction;
import io.claimstream.event.ModelCommand;
import io.claimstream.event.ModelCommandKind;
import io.claimstream.event.ModelDeployment;
import io.claimstream.event.ModelSlot;
import io.claimstream.feedback.Facts;
import io.claimstream.feedback.page.Browser;
import io.claimstream.feedback.view.Models.Challenge;
import io.claimstream.schemas.TrustedEvents;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Orders about models from their pages: confirmed, given once, followed until they are answered. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrderPagesTest {

    private static final String CHALLENGER = "/models/" + ModelWorld.CHALLENGER;
    private static final Challenge SHADOW = new Challenge(ModelWorld.CHALLENGER, 1, Facts.NOW, 0, null);

    static {
        TrustedEvents.trust();
    }

    private final ModelWorld world = new ModelWorld(false);
    private final ModelWorld fourEyes = new ModelWorld(true);
    private Browser engineer = new Browser(world.api());
    private Browser auditor = new Browser(world.api());
    private Browser ofAcme = new Browser(world.api());

    @BeforeAll
    void signIn(@TempDir Path folder, @TempDir Path other) throws Exception {
        world.make(folder);
        fourEyes.make(other);
        engineer = world.person("ML_ENGINEER", null, "ml");
        auditor = world.person("AUDITOR", null, "max");
        ofAcme = world.person("ML_ENGINEER", "acme", "ann");
    }

    @BeforeEach
    void fill() {
        world.fill();
        world.serve(SHADOW);
    }

    @AfterAll
    void close() {
        world.close();
        fourEyes.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/models/m-0000000000c2/orders/promote, takes the place of m-0000000000c1, Promote it",
        "/models/m-0000000000c2/orders/shadow, decides none of them, Put it in shadow",
        "/models/m-0000000000c2/orders/canary, decides a share of the claims, Start the canary",
        "/models/m-0000000000c2/orders/pin, until somebody unpins it, Pin to it",
        "/models/m-0000000000c2/orders/retire, Only a person can promote it again, Retire it",
        "/models/slots/MOTOR_INJURY/GBP/orders/rollback, goes out of service at once, Roll back",
        "/models/slots/MOTOR_INJURY/GBP/orders/unpin, The slot may move again, Unpin",
        "/models/slots/MOTOR_INJURY/GBP/orders/train, reads every label up to now, Start the training"
    })
    void shouldSayWhatWillHappenBeforeItDoes(String path, String words, String button) throws Exception {
        // When
        Document page = engineer.page(path);

        // Then
        assertThat(page.select("section[aria-labelledby=what]").text()).contains(words);
        assertThat(page.select("form[method=post] button.main").text()).isEqualTo(button);
        assertThat(page.select("main form").attr("action")).isEqualTo(path);
        assertThat(page.select("textarea[name=reason][required]")).hasSize(1);
        assertThat(auditor.get(path).statusCode()).isEqualTo(403);
        assertThat(world.api().kafka().written()).isEmpty();
    }

    @Test
    void shouldGiveAnOrderOnceHoweverOftenItIsSent() throws Exception {
        // Given
        Document page = engineer.page(CHALLENGER + "/orders/canary");
        Map<String, String> form = Map.of(
                "requestId",
                page.select("input[name=requestId]").attr("value"),
                "share",
                "12.5",
                "reason",
                "a first look");

        // When
        HttpResponse<String> one = engineer.submit(CHALLENGER + "/orders/canary", form);
        HttpResponse<String> again = engineer.submit(CHALLENGER + "/orders/canary", form);

        // Then
        assertThat(one.statusCode()).as(one.body()).isEqualTo(303);
        assertThat(one.headers().firstValue("Location").orElseThrow()).startsWith("/models/commands/c_");
        assertThat(again.headers().firstValue("Location"))
                .isEqualTo(one.headers().firstValue("Location"));
        ModelCommand command = written();
        assertThat(command.getKind()).isEqualTo(ModelCommandKind.CANARY);
        assertThat(command.getVersion()).contains(ModelWorld.CHALLENGER);
        assertThat(command.getShare()).contains(0.125);
        assertThat(command.getSlot()).contains(new ModelSlot("MOTOR_INJURY", "GBP", null));
        assertThat(command.getReason()).isEqualTo("a first look");
        assertThat(command.getActor()).startsWith("user:");
        assertThat(world.api().get("/v1/audit?action=MODEL_COMMANDED", "root").body())
                .contains("CANARY");
    }

    @Test
    void shouldKeepWhatWasTypedWhenSomethingIsMissing() throws Exception {
        // When
        HttpResponse<String> answer =
                engineer.submit(CHALLENGER + "/orders/canary", Map.of("share", "0", "reason", "why <b>not</b>"));

        // Then
        Document page = Jsoup.parse(answer.body());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(page.select("[role=alert]").text()).contains("Nothing was ordered");
        assertThat(page.select("#share-hint").text()).isEqualTo("Expected a number above 0 and below 100.");
        assertThat(page.select("#share").attr("aria-invalid")).isEqualTo("true");
        assertThat(page.select("textarea").text()).isEqualTo("why <b>not</b>");
        assertThat(world.api().kafka().written()).isEmpty();
    }

    @Test
    void shouldSayThatNobodyKnowsWhetherItWasOrderedWhileKafkaIsAwayAndTakeTheSameFormOnce() throws Exception {
        // Given
        Map<String, String> form = Map.of("reason", "now", "requestId", "r-away");
        world.api().kafka().goAway(true);

        // When
        HttpResponse<String> answer = engineer.submit(CHALLENGER + "/orders/promote", form);
        world.api().kafka().goAway(false);
        engineer.submit(CHALLENGER + "/orders/promote", form);
        engineer.submit(CHALLENGER + "/orders/promote", form);

        // Then
        assertThat(answer.statusCode()).isEqualTo(503);
        Document page = Jsoup.parse(answer.body());
        assertThat(page.select("[role=alert]").text()).contains("not known whether it was taken");
        assertThat(page.select("[name=requestId]").val()).isEqualTo("r-away");
        assertThat(written().getKind()).isEqualTo(ModelCommandKind.PROMOTE);
    }

    @Test
    void shouldRollBackToWhatIsChosen() throws Exception {
        // Given
        world.move(DeploymentAction.PROMOTED, ModelWorld.CHALLENGER, "better", null);
        Document page = engineer.page(ModelWorld.SLOT + "/orders/rollback");

        // When
        engineer.submit(ModelWorld.SLOT + "/orders/rollback", Map.of("version", "baseline", "reason", "too high"));

        // Then
        assertThat(page.select("#version option").eachText())
                .containsExactly("What was there before: " + ModelWorld.CHAMPION, "The baseline: no model");
        assertThat(written().getKind()).isEqualTo(ModelCommandKind.ROLL_BACK);
        assertThat(written().getVersion()).contains("baseline");
    }

    @Test
    void shouldPinForOneInsurer() throws Exception {
        // Given
        Document own = ofAcme.page(CHALLENGER + "/orders/pin");

        // When
        HttpResponse<String> forAll = ofAcme.submit(CHALLENGER + "/orders/promote", Map.of("reason", "mine"));
        engineer.submit(CHALLENGER + "/orders/pin", Map.of("insurer", "acme", "reason", "signed off"));

        // Then
        assertThat(own.select("#insurer").attr("value")).isEqualTo("acme");
        assertThat(forAll.statusCode()).isEqualTo(403);
        assertThat(ofAcme.page(CHALLENGER).select("a.button").eachText())
                .contains("Pin")
                .doesNotContain("Promote");
        assertThat(written().getSlot()).contains(new ModelSlot("MOTOR_INJURY", "GBP", "acme"));
    }

    @Test
    void shouldFollowACommandUntilItIsRefused() throws Exception {
        // Given
        HttpResponse<String> given = engineer.submit(CHALLENGER + "/orders/promote", Map.of("reason", "now"));
        String address = given.headers().firstValue("Location").orElseThrow();
        world.api().readModel().project(written());

        // When
        Document pending = engineer.page(address);
        Document list = engineer.page("/models");
        world.api()
                .readModel()
                .project(ModelDeployment.newBuilder(Facts.decision(
                                DeploymentAction.COMMAND_REFUSED, ModelWorld.CHALLENGER, "It is pinned."))
                        .setCommandId(written().getCommandId())
                        .setCode("PINNED")
                        .build());
        Document part = Jsoup.parse(engineer.get(address + "/state").body());

        // Then
        assertThat(pending.select("#command-state").attr("hx-get")).isEqualTo(address + "/state");
        assertThat(pending.select("#command-state").text()).contains("Waits for the retrain worker");
        assertThat(list.select(".pending a").eachAttr("href")).contains(address);
        assertThat(part.select(".note.bad").text()).isEqualTo("Refused");
        assertThat(part.text()).contains("It is pinned.", "Code PINNED.");
        assertThat(part.select("[hx-get]")).as("asks no more").isEmpty();
        assertThat(auditor.page(address).select("h1").text()).isEqualTo("Promote " + ModelWorld.CHALLENGER);
        assertThat(engineer.get("/models/commands/c_0").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldShowHowFarTheTrainingIsThatACommandAskedFor() throws Exception {
        // Given
        HttpResponse<String> given =
                engineer.submit(ModelWorld.SLOT + "/orders/train", Map.of("reason", "a month of settlements"));
        world.api().readModel().project(written());

        // When
        Document page = engineer.page(given.headers().firstValue("Location").orElseThrow());

        // Then
        assertThat(written().getKind()).isEqualTo(ModelCommandKind.TRAIN);
        assertThat(page.select("#command-state").text()).contains("Grows trees: under way", "25 %");
        assertThat(page.select("#command-state h3 a").attr("href")).isEqualTo("/runs/r-1");
    }

    @Test
    void shouldHaveWhatARollBackLeftBehindDoneAgain() throws Exception {
        // Given
        HttpResponse<String> given =
                engineer.submit(ModelWorld.SLOT + "/orders/rollback", Map.of("reason", "too high"));
        String address = given.headers().firstValue("Location").orElseThrow();
        world.api().readModel().project(written());
        world.move(
                DeploymentAction.ROLLED_BACK, "baseline", "too high", written().getCommandId());
        world.api().readModel().withScore("c-1", 1).withScore("c-2", 1);

        // When
        Document page = engineer.page(address);
        Document ask = engineer.page(address + "/rescore");
        HttpResponse<String> nothing = engineer.submit(address + "/rescore", Map.of());
        HttpResponse<String> asked = engineer.submit(address + "/rescore", Map.of("reason", "what would it move"));

        // Then
        assertThat(page.select("section[aria-labelledby=left]").text()).startsWith("What it left behind 2 claims");
        assertThat(page.select("section[aria-labelledby=left] a.button").attr("href"))
                .isEqualTo(address + "/rescore");
        assertThat(ask.select("form button.main").text()).isEqualTo("Do them again");
        assertThat(nothing.statusCode()).isEqualTo(400);
        assertThat(Jsoup.parse(nothing.body()).select("#reason-hint").text()).startsWith("Expected");
        assertThat(asked.headers().firstValue("Location")).contains(address);
        assertThat(auditor.page(address).select("section[aria-labelledby=left] a.button"))
                .isEmpty();
    }

    @Test
    void shouldWaitForASecondPerson() throws Exception {
        // Given
        fourEyes.fill();
        fourEyes.serve(SHADOW);
        Browser one = fourEyes.person("ML_ENGINEER", null, "one");
        Browser two = fourEyes.person("ML_ENGINEER", null, "two");

        // When
        HttpResponse<String> asked = one.submit(CHALLENGER + "/orders/promote", Map.of("reason", "proven"));

        // Then
        assertThat(asked.headers().firstValue("Location")).contains(CHALLENGER);
        assertThat(fourEyes.api().kafka().written()).isEmpty();
        assertThat(one.page(CHALLENGER).select(".pending").text())
                .contains(
                        "Waits for a second person: Promote " + ModelWorld.CHALLENGER,
                        "proven",
                        "Somebody else has to approve it");
        assertThat(two.page("/models").select(".pending a").eachText()).contains("Approve or decline");
        assertThat(two.page("/models").select(".pending a").eachAttr("href")).contains("/approvals");
        assertThat(two.page("/models/" + ModelWorld.CHAMPION).select(".pending"))
                .isEmpty();
    }

    @Test
    void shouldTakeAModelThatWasMadeElsewhere() throws Exception {
        // When
        HttpResponse<String> answer = upload("{\"learner\": {}}", "made elsewhere");
        HttpResponse<String> again = upload("{\"learner\": {}}", "made elsewhere");
        HttpResponse<String> nothing = upload("", "");

        // Then
        assertThat(again.headers().firstValue("HX-Redirect"))
                .isEqualTo(answer.headers().firstValue("HX-Redirect"));
        assertThat(nothing.statusCode()).isEqualTo(200);
        assertThat(Jsoup.parse(nothing.body()).select("[role=alert]").text()).contains("Nothing was uploaded.");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("HX-Redirect").orElse(answer.body()))
                .startsWith("/models/commands/c_");
        List<ModelCommandKind> kinds = world.api().kafka().written().stream()
                .filter(it -> it.event() instanceof ModelCommand)
                .map(it -> ((ModelCommand) it.event()).getKind())
                .toList();
        assertThat(kinds).containsExactly(ModelCommandKind.UPLOAD);
        assertThat(engineer.page("/models/upload").select("form input[type=file]"))
                .hasSize(3);
        assertThat(auditor.get("/models/upload").statusCode()).isEqualTo(403);
    }

    private HttpResponse<String> upload(String model, String reason) throws Exception {
        String golden = "margin," + String.join(",", FeatureSetV1.NAMES)
                + ("\n7" + ",1".repeat(FeatureSetV1.NAMES.size())).repeat(10);
        String body = part("lineOfBusiness", "", "MOTOR_INJURY")
                + part("currency", "", "GBP")
                + part("reason", "", reason)
                + part("requestId", "", "u-1")
                + part("model", "; filename=\"m\"", model)
                + part("features", "; filename=\"f\"", String.join("\n", FeatureSetV1.NAMES))
                + part("golden", "; filename=\"g\"", golden)
                + "--x--\r\n";
        Browser script = engineer.with("HX-Request", "true")
                .with("X-CSRF-Token", engineer.csrf())
                .with("Content-Type", "multipart/form-data; boundary=x");
        return script.send(world.api().request("/models/upload").POST(BodyPublishers.ofString(body)));
    }

    private static String part(String name, String more, String content) {
        return "--x\r\nContent-Disposition: form-data; name=\"" + name + "\"" + more + "\r\n\r\n" + content + "\r\n";
    }

    private ModelCommand written() {
        assertThat(world.api().kafka().written()).hasSize(1);
        return (ModelCommand) world.api().kafka().written().get(0).event();
    }
}
