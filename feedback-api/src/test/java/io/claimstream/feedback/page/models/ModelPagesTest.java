package io.claimstream.feedback.page.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.trial.TrialPoint;
import io.claimstream.event.DeploymentAction;
import io.claimstream.feedback.Facts;
import io.claimstream.feedback.page.Browser;
import io.claimstream.feedback.view.Models;
import io.claimstream.feedback.view.Models.Challenge;
import io.claimstream.feedback.view.Models.Trial;
import io.claimstream.schemas.TrustedEvents;
import io.claimstream.schemas.json.EventJson;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages that show models, trainings and datasets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModelPagesTest {

    private static final Trial TRIAL = new Trial(
            40,
            38,
            0.12,
            0.1,
            3.5,
            32.9,
            0,
            List.of(new TrialPoint(0, 1), new TrialPoint(20, 2.1), new TrialPoint(38, 3.5)));
    private static final Challenge SHADOW = new Challenge(ModelWorld.CHALLENGER, 1, Facts.NOW, 0, TRIAL);

    static {
        TrustedEvents.trust();
    }

    private final ModelWorld world = new ModelWorld(false);
    private Browser engineer = new Browser(world.api());
    private Browser adjuster = new Browser(world.api());
    private Browser finance = new Browser(world.api());
    private Browser auditor = new Browser(world.api());

    @BeforeAll
    void signIn(@TempDir Path folder) throws Exception {
        world.make(folder);
        engineer = world.person("ML_ENGINEER", null, "ml");
        adjuster = world.person("ADJUSTER", "acme", "ann");
        finance = world.person("FINANCE", null, "fin");
        auditor = world.person("AUDITOR", null, "max");
    }

    @BeforeEach
    void fill() {
        world.fill();
    }

    @AfterAll
    void close() {
        world.close();
    }

    @Test
    void shouldListVersionsByWhereTheyStand() throws Exception {
        // Given
        world.serve(SHADOW);

        // When
        Document page = engineer.page("/models");

        // Then
        List<String> rows = page.select("tbody tr").eachText();
        assertThat(rows).hasSize(3);
        assertThat(rows.get(0)).startsWith(ModelWorld.CHAMPION + " Champion 100.0%");
        assertThat(rows.get(1)).startsWith(ModelWorld.CHALLENGER + " Challenger, in shadow 0.0%");
        assertThat(rows.get(2)).startsWith(ModelWorld.REFUSED + " Refused");
        assertThat(page.select("tbody th a").get(0).attr("href")).isEqualTo("/models/" + ModelWorld.CHAMPION);
        assertThat(page.select("h2 a").attr("href")).isEqualTo(ModelWorld.SLOT);
        assertThat(page.select(".note").text()).contains("Better so far, not proven.");
        assertThat(page.select("a.button").eachText()).containsExactly("Start a training", "Roll back");
    }

    @Test
    void shouldShareTrafficWithACanary() throws Exception {
        // Given
        world.serve(new Challenge(ModelWorld.CHALLENGER, 1, Facts.NOW, 0.25, null));

        // When
        List<String> rows = engineer.page("/models").select("tbody tr").eachText();

        // Then
        assertThat(rows.get(0)).contains("Champion 75.0%");
        assertThat(rows.get(1)).contains("Challenger, canary of 25.0% 25.0%");
    }

    @Test
    void shouldSayThatTheBaselineServes() throws Exception {
        // When
        Document page = engineer.page("/models");

        // Then
        assertThat(page.select("tbody tr").get(0).text()).startsWith("Baseline no model");
        assertThat(page.select("tbody tr").get(1).text()).contains("Candidate");
    }

    @Test
    void shouldShowNoActNorFigureToWhoMayNot() throws Exception {
        // Given
        world.serve(SHADOW);

        // When
        Document adjusters = adjuster.page("/models");
        Document finances = finance.page("/models");

        // Then
        assertThat(adjusters.select("a.button")).isEmpty();
        assertThat(adjusters.select("tbody th a")).isEmpty();
        assertThat(adjusters.select("thead").text()).doesNotContain("Error live");
        assertThat(adjusters.select("h2 a").attr("href")).isEqualTo(ModelWorld.SLOT);
        assertThat(finances.select("h2 a")).isEmpty();
        assertThat(finance.get(ModelWorld.SLOT).statusCode()).isEqualTo(403);
        assertThat(adjuster.get("/models/" + ModelWorld.CHAMPION).statusCode()).isEqualTo(403);
    }

    @Test
    void shouldTellTheStoryOfASlot() throws Exception {
        // Given
        world.serve(SHADOW);

        // When
        Document page = engineer.page(ModelWorld.SLOT);
        Document then = engineer.page(ModelWorld.SLOT + "?at=2020-01-01T00:00");

        // Then
        assertThat(page.select("svg.flow a").attr("href")).isEqualTo("/models/" + ModelWorld.CHAMPION);
        assertThat(page.select("section[aria-labelledby=terms] tbody tr").text())
                .contains("Better by 3 points.");
        assertThat(page.select("section[aria-labelledby=moves] tbody tr")).hasSize(3);
        assertThat(page.select("section[aria-labelledby=moves] tbody tr").get(0).text())
                .contains("Put in shadow");
        assertThat(then.select(".note[role=status]").text()).contains("no model of this slot was in service");
        assertThat(engineer.get(ModelWorld.SLOT + "?at=yesterday").statusCode()).isEqualTo(400);
        assertThat(engineer.get("/models/slots/MARINE/GBP").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldDrawTheEvidenceAndItsTable() throws Exception {
        // Given
        world.serve(SHADOW);

        // When
        Element trial = Objects.requireNonNull(
                engineer.page("/models/" + ModelWorld.CHALLENGER).selectFirst("section[aria-labelledby=trial-title]"));

        // Then
        assertThat(trial.select("svg[role=img] title").text()).isEqualTo("Evidence for the challenger");
        assertThat(trial.select("svg line.data")).hasSize(2);
        assertThat(trial.select("figure tbody tr")).hasSize(3);
        assertThat(trial.text()).contains("Better so far, not proven.", "Evidence 3.5 of 32.9", "it is 3.5");
    }

    @Test
    void shouldSayWhatATrialIsBeforeTheWorkerLooked() throws Exception {
        // Given
        world.serve(new Challenge(ModelWorld.CHALLENGER, 1, Facts.NOW, 0, null));

        // When
        Element trial = Objects.requireNonNull(
                engineer.page(ModelWorld.SLOT).selectFirst("section[aria-labelledby=trial-title]"));

        // Then
        assertThat(trial.text()).contains("has not looked yet");
        assertThat(trial.select("svg")).isEmpty();
    }

    @Test
    void shouldShowTheCardOfAModel() throws Exception {
        // Given
        world.serve(SHADOW);

        // When
        Document page = engineer.page("/models/" + ModelWorld.CHAMPION);

        // Then
        assertThat(page.select("h1").text()).isEqualTo("Model " + ModelWorld.CHAMPION);
        assertThat(page.select("section[aria-labelledby=standing]").text())
                .contains("State Champion", "Motor injury, GBP", "In service since");
        assertThat(page.select("section[aria-labelledby=learned] a").attr("href"))
                .startsWith("/datasets/d-");
        assertThat(page.select("[data-late]").eachAttr("hx-get"))
                .containsExactly(
                        "/models/" + ModelWorld.CHAMPION + "/lineage",
                        "/models/" + ModelWorld.CHAMPION + "/live",
                        "/models/" + ModelWorld.CHAMPION + "/report");
        assertThat(page.select("a.button").eachText())
                .containsExactly("Roll back", "Pin", "The whole report, to keep or to print");
        assertThat(engineer.get("/models/m-9").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldOfferNothingOfAModelThatTheGatesRefused() throws Exception {
        // Given
        world.serve(SHADOW);

        // When
        Document refused = engineer.page("/models/" + ModelWorld.REFUSED);
        Document challenger = engineer.page("/models/" + ModelWorld.CHALLENGER);

        // Then
        assertThat(refused.select("section[aria-labelledby=standing] a.button")).isEmpty();
        assertThat(challenger
                        .select("section[aria-labelledby=standing] a.button")
                        .eachText())
                .containsExactly("Promote", "Start as a canary", "Retire", "Pin");
    }

    @Test
    void shouldDrawTheReportAsItsOwnPageDoes() throws Exception {
        // When
        Document part = part("/models/" + ModelWorld.CHAMPION + "/report");
        Document page = Jsoup.parse(
                engineer.get("/v1/models/" + ModelWorld.CHAMPION + "/report").body());

        // Then
        for (String picture : List.of("p-reliability", "p-residuals", "p-reasons", "p-fairness", "p-time")) {
            String title = "svg[aria-labelledby^=" + picture + "-t]";
            assertThat(part.select(title).outerHtml())
                    .as(picture)
                    .isNotEmpty()
                    .isEqualTo(page.select(title).outerHtml());
            assertThat(part.select("figure:has(" + title + ") table"))
                    .as(picture)
                    .isNotEmpty();
        }
        assertThat(part.select("h2").eachText()).contains("Fairness", "Drift").doesNotContain("Gates");
        assertThat(part.select("[style], script, style")).isEmpty();
    }

    @Test
    void shouldSayWhereThereIsNoReport() throws Exception {
        assertThat(part("/models/" + ModelWorld.CHALLENGER + "/report").text())
                .contains("There is no report of this version");
    }

    @Test
    void shouldTryAgainWhereAReportIsNoLongerRead() throws Exception {
        // Given
        world.api().readModel().report(ModelWorld.CHAMPION, "{\"format\":0}");

        // When
        Document part = part("/models/" + ModelWorld.CHAMPION + "/report");

        // Then
        assertThat(part.select("[role=alert]").text()).contains("format");
        assertThat(part.select("button").attr("hx-get")).isEqualTo("/models/" + ModelWorld.CHAMPION + "/report");
    }

    @Test
    void shouldLeadToTheTrailWhoMaySeeIt() throws Exception {
        assertThat(auditor.page("/models/" + ModelWorld.CHAMPION)
                        .select(".heading a")
                        .eachAttr("href"))
                .contains("/audit/models/" + ModelWorld.CHAMPION);
        assertThat(engineer.page("/models/" + ModelWorld.CHAMPION)
                        .select(".heading a")
                        .eachAttr("href"))
                .containsExactly("/models");
    }

    @Test
    void shouldTellTheErrorOfLiveScoresOnceThereAreEnough() throws Exception {
        // Given
        String nothing = part("/models/" + ModelWorld.CHAMPION + "/live").text();
        world.api().database().jdbi().useHandle(handle -> tally(handle, "2026-02-17", 3));
        Document few = part("/models/" + ModelWorld.CHAMPION + "/live");
        world.api().database().jdbi().useHandle(handle -> tally(handle, "2026-02-27", 25));

        // When
        Document part = part("/models/" + ModelWorld.CHAMPION + "/live");

        // Then
        assertThat(nothing).isEqualTo("It has given no live score in the last year.");
        assertThat(few.select("svg")).isEmpty();
        assertThat(few.text())
                .contains("There is nothing to draw yet", "Bias –")
                .doesNotContain("above 0");
        assertThat(part.select("svg circle")).as("of the week with enough").hasSize(1);
        assertThat(part.select("tbody tr")).hasSize(2);
        assertThat(part.select("dl").text()).contains("Settled since 28", "10.0%");
    }

    private static void tally(Handle handle, String day, int claims) {
        handle.createUpdate(
                        "insert into view_tally_settled (insurer, line_of_business, currency, model_version, settled_on, claims, estimated,"
                                + " paid, absolute_error, above_zero, percentage_error, signed_error, with_interval, covered, with_confidence, confidence, within_ten)"
                                + " values ('acme', 'MOTOR_INJURY', 'GBP', :version, cast(:day as date), :claims, 1000, 1000, 100, :claims, 0.1 * :claims, 0,"
                                + " :claims, :claims, 0, 0, 0)")
                .bind("version", ModelWorld.CHAMPION)
                .bind("day", day)
                .bind("claims", claims)
                .execute();
    }

    @Test
    void shouldTellWhereAModelCameFromAndWhatBecameOfIt() throws Exception {
        // Given
        world.serve(SHADOW);
        world.api().readModel().withScore("c-1", 1);

        // When
        Document part = part("/models/" + ModelWorld.CHAMPION + "/lineage");

        // Then
        assertThat(part.select("tbody th").eachText())
                .startsWith(
                        "Labels",
                        "Dataset",
                        "Run",
                        "Model",
                        "Gates",
                        "Shadow or canary",
                        "Promotion",
                        "Decisions",
                        "Feedback",
                        "Learned from later");
        assertThat(part.select("svg text.name").eachText())
                .hasSize(part.select("tbody tr").size())
                .contains(ModelWorld.CHAMPION, "Promoted");
        assertThat(part.select("svg[role=group] a").eachAttr("href")).anyMatch(it -> it.startsWith("/datasets/d-"));
        assertThat(part.select("tbody tr").text()).contains("by the retrain worker: Better by 3 points.");
    }

    @Test
    void shouldShowNoVersionOfAnotherInsurer() throws Exception {
        // Given
        Browser other = world.person("ML_ENGINEER", "other", "oth-" + System.nanoTime());
        world.api()
                .readModel()
                .publish(new Models.Version(
                        "m-acme",
                        Facts.NOW,
                        "k",
                        EventJson.parse(
                                "{\"insurer\":\"acme\",\"currency\":\"GBP\",\"lineOfBusiness\":\"MOTOR_INJURY\"}")));

        // Then
        assertThat(other.page("/models").text()).doesNotContain("m-acme");
        assertThat(engineer.page("/models").text()).contains("m-acme", "insurer acme");
        for (String about : List.of("", "/lineage", "/live", "/report", "/orders/promote")) {
            assertThat(other.get("/models/m-acme" + about).body()).as(about).doesNotContain("insurer acme");
        }
        assertThat(other.get("/models/m-acme").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldListRunsAndShowHowFarOneIs() throws Exception {
        // When
        Document list = engineer.page("/runs");
        Document open = engineer.page("/runs/r-1");
        Document done = engineer.page("/runs/r-2");

        // Then
        assertThat(list.select("tbody tr").eachText()).hasSize(2);
        assertThat(list.select("tbody tr").get(0).text())
                .contains("A person asked", "Promoted took 7 seconds", "812", "m-1");
        assertThat(open.select("ol li").eachText())
                .containsExactly(
                        "Reads the labels: done",
                        "Grows trees: under way 25 % 25 % about 1 minute left of this",
                        "Calibrates, measures, asks the gates: to come");
        assertThat(open.select("[hx-trigger=every 2s]").attr("hx-get")).isEqualTo("/runs/r-1/state");
        assertThat(done.select("[hx-trigger]")).isEmpty();
        assertThat(done.select("section[aria-labelledby=errors] tbody tr").text())
                .contains("Challenger 7.1%");
        assertThat(engineer.get("/runs/r-9").statusCode()).isEqualTo(404);
        assertThat(engineer.get("/runs?after=x").statusCode()).isEqualTo(400);
        assertThat(engineer.page("/models").select(".pending").text()).contains("Training under way");
    }

    @Test
    void shouldListDatasetsAndShowOne() throws Exception {
        // When
        Document list = engineer.page("/datasets");
        Document one = engineer.page("/datasets/d-0123456789ab");

        // Then
        assertThat(list.select("tbody th a").attr("href")).isEqualTo("/datasets/d-0123456789ab");
        assertThat(one.select("section[aria-labelledby=what]").text()).contains("Labelled claims 812");
        assertThat(one.select("section[aria-labelledby=runs] tbody a").attr("href"))
                .isEqualTo("/runs/r-2");
        assertThat(one.select("section[aria-labelledby=models] a").attr("href")).isEqualTo("/models/m-1");
        assertThat(engineer.get("/datasets/d-9").statusCode()).isEqualTo(404);
        assertThat(adjuster.get("/datasets").statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/models",
                ModelWorld.SLOT,
                "/models/" + ModelWorld.CHAMPION,
                "/runs",
                "/datasets",
                "/models/upload"
            })
    void shouldHaveOneNameForEachThingOnAPage(String path) throws Exception {
        // Given
        world.serve(SHADOW);
        world.move(DeploymentAction.REFUSED, ModelWorld.REFUSED, "<b>\"not\" better</b>", null);

        // When
        Document page = engineer.page(path);

        // Then
        List<String> ids = page.select("[id]").eachAttr("id");
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(page.select("h1")).hasSize(1);
        assertThat(page.select("main b"))
                .as("what comes from elsewhere is text")
                .isEmpty();
        assertThat(page.select("[aria-labelledby]").eachAttr("aria-labelledby"))
                .allSatisfy(it -> assertThat(ids).contains(it.split(" ")));
        assertThat(page.select("input:not([type=hidden]), select, textarea").eachAttr("id"))
                .allSatisfy(
                        it -> assertThat(page.select("label[for=" + it + "]")).hasSize(1));
    }

    private Document part(String path) throws Exception {
        return Jsoup.parse(engineer.with("HX-Request", "true").get(path).body());
    }
}
