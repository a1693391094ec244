package io.claimstream.feedback.page.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.feature.FeatureSetV1;
import io.claimstream.event.DeploymentAction;
import io.claimstream.event.DriftDay;
import io.claimstream.feedback.DriftDays;
import io.claimstream.feedback.Facts;
import io.claimstream.feedback.FakeReadModel;
import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.http.ApiUnderTest;
import io.claimstream.feedback.page.Browser;
import io.claimstream.schemas.json.EventJson;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The page that says whether claims change. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DriftPageTest {

    private static final String PATH = "/operations/drift";
    private static final String CHANGED = FeatureSetV1.NAMES.get(0);
    private static final LocalDate LEARNED_TO = LocalDate.ofInstant(FakeReadModel.LEARNED_TO, ZoneOffset.UTC);

    private final ApiUnderTest api =
            new ApiUnderTest(it -> TestAccess.of(it.database(), it.clock(), presented -> Optional.of(presented)
                    .filter("root"::equals)
                    .map(key -> new Caller("cli", Role.ADMINISTRATOR))));
    private Browser engineer = new Browser(api);
    private Browser ofOne = new Browser(api);

    @BeforeAll
    void signIn() throws Exception {
        engineer = Browser.of(api, "root", "{\"role\":\"ML_ENGINEER\"}", "eng");
        ofOne = Browser.of(api, "root", "{\"role\":\"ML_ENGINEER\",\"insurer\":\"acme\"}", "eve");
    }

    @BeforeEach
    void empty() {
        api.readModel().clear();
        api.database().jdbi().useHandle(handle -> handle.execute("delete from view_drift_day"));
    }

    @AfterAll
    void close() {
        api.close();
    }

    @Test
    void shouldShowWhatChangedAndWhatWasCompared() throws Exception {
        // Given
        promote();
        days(LEARNED_TO.minusDays(119), 120, 1);
        days(LEARNED_TO.plusDays(1), 40, 4);

        // When
        Document page = engineer.page(PATH);

        // Then
        assertThat(page.select("h1").text()).isEqualTo("Drift");
        assertThat(page.select(".facts").text())
                .contains("m-1", "4 Nov 2025 to 1 Feb 2026", "14 Feb 2026 to 13 Mar 2026");
        assertThat(page.select(".note.care").text()).startsWith("1 feature has drifted");
        assertThat(page.select("tbody tr")).hasSize(FeatureSetV1.NAMES.size() + 1);
        assertThat(page.select("tbody tr").get(0).text()).startsWith(CHANGED).contains("Drifted", "below 0.0001");
        assertThat(page.select("tbody tr").get(1).text()).contains("As before");
        assertThat(page.select("thead th").eachText()).contains("Values before", "Values since");
        assertThat(page.select("svg[role=img]")).hasSize(1);
    }

    @Test
    void shouldNotCallItGoodWhenThereIsTooLittleToTell() throws Exception {
        // Given
        promote();
        days(LEARNED_TO.minusDays(119), 120, 1);
        days(LEARNED_TO.plusDays(1), 10, 4);

        // When
        Document page = engineer.page(PATH);

        // Then
        assertThat(page.select(".note").text()).startsWith("Too few claims to tell");
        assertThat(page.select(".note.good")).isEmpty();
    }

    @Test
    void shouldHideHowManyClaimsThereAreFromWhoServesOneInsurer() throws Exception {
        // Given
        promote();
        days(LEARNED_TO.minusDays(119), 120, 1);
        days(LEARNED_TO.plusDays(1), 40, 1);

        // When
        Document page = ofOne.page(PATH);

        // Then
        assertThat(page.select(".note.good").text()).isEqualTo("No feature has drifted.");
        assertThat(page.select("thead th").eachText()).doesNotContain("Values before", "Values since");
    }

    @Test
    void shouldSayWhyNothingIsCompared() throws Exception {
        // When
        String none = engineer.page(PATH).select(".empty").text();
        days(LEARNED_TO.minusDays(9), 10, 1);
        String baseline = engineer.page(PATH).select(".empty").text();
        promote();
        String noneSince = engineer.page(PATH).select(".empty").text();
        Document other = engineer.page(PATH + "?lineOfBusiness=PROPERTY&currency=EUR");

        // Then
        assertThat(none).contains("Nothing to compare", "No claim of this line of business");
        assertThat(baseline).contains("The baseline is in service");
        assertThat(noneSince).contains("No claim came in since");
        assertThat(other.select(".empty").text()).contains("No claim of this line of business");
        assertThat(other.select("option[selected]").eachAttr("value")).containsExactly("PROPERTY", "EUR");
    }

    @Test
    void shouldTakeWhatIsNoLineForOneWithoutClaims() throws Exception {
        assertThat(engineer.page(PATH + "?lineOfBusiness=%3Cscript%3E&currency=x")
                        .select(".empty h2")
                        .text())
                .isEqualTo("Nothing to compare");
    }

    private void promote() {
        api.readModel().project(Facts.decision(DeploymentAction.PROMOTED, "m-1", "better"));
    }

    /** Twenty claims on each day. */
    private void days(LocalDate from, int count, double factor) {
        api.database().jdbi().useHandle(handle -> {
            for (int i = 0; i < count; i++) {
                LocalDate day = from.plusDays(i);
                DriftDay value = DriftDays.of(day, 0, 20, CHANGED, factor);
                handle.execute(
                        "insert into view_drift_day values (?, ?, ?, ?, ?, ?)",
                        value.getLineOfBusiness(),
                        value.getCurrency(),
                        value.getFeatureSet(),
                        day,
                        value.getPartition(),
                        EventJson.format(EventJson.toJson(value)));
            }
        });
    }
}
