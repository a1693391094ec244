package io.claimstream.feedback.page.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.feedback.Facts;
import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Role;
import io.claimstream.feedback.http.ApiUnderTest;
import io.claimstream.feedback.operations.Flow;
import io.claimstream.feedback.operations.Latency;
import io.claimstream.feedback.operations.Outside;
import io.claimstream.feedback.operations.Pace;
import io.claimstream.feedback.operations.PacePoint;
import io.claimstream.feedback.page.Browser;
import io.claimstream.platform.lag.Lag;
import io.claimstream.platform.lag.LagKey;
import io.claimstream.platform.lag.LagPoint;
import io.claimstream.platform.lag.LagState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The page of how Claimstream gets on, and what the API says of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperationsPagesTest {

    private static final String PATH = "/operations";
    private static final Instant NOW = Facts.NOW;

    private final ApiUnderTest api =
            new ApiUnderTest(it -> TestAccess.of(it.database(), it.clock(), presented -> Optional.of(presented)
                    .filter("root"::equals)
                    .map(key -> new Caller("cli", Role.ADMINISTRATOR))));
    private Browser operator = new Browser(api);
    private Browser ofOne = new Browser(api);

    @BeforeAll
    void signIn() throws Exception {
        operator = Browser.of(api, "root", "{\"role\":\"OPERATOR\"}", "oper");
        ofOne = Browser.of(api, "root", "{\"role\":\"OPERATOR\",\"insurer\":\"acme\"}", "eve");
    }

    @BeforeEach
    void seen() {
        api.operations()
                .lag(new Lag(
                        NOW,
                        Optional.empty(),
                        List.of(scoring(LagState.STALLED)),
                        List.of(new Lag.Mark(NOW.minusSeconds(60), "claimstream-scoring", "restarted"))));
        api.operations()
                .pace(new Pace(
                        Optional.empty(), List.of(point(NOW.minusSeconds(5)), point(NOW)), Optional.of(point(NOW))));
        api.operations()
                .outside(new Outside(
                        false, List.of(new Outside.Scorer("http://s:1/readyz", true, true, List.of(), Map.of()))));
    }

    @AfterAll
    void close() {
        api.close();
    }

    @Test
    void shouldShowHowEachPartIsAndWhatToDo() throws Exception {
        // When
        Document page = operator.page(PATH);

        // Then
        assertThat(page.select("#parts ~ .note").text()).contains("do not work");
        assertThat(page.select("tr:contains(Schema registry)").text())
                .contains("Does not work", "Does not answer.", "schema.registry.url");
        assertThat(page.select("tr:contains(feature-stream)").text()).contains("Does not run", "Start it.");
        assertThat(page.select("tr:contains(Scorer at)").text()).contains("Works", "it scores with the baseline");
        assertThat(page.select("tr:contains(Kafka)").eachText().get(0)).contains("Works");
    }

    @Test
    void shouldShowPaceAndLagAsPicturesAndTables() throws Exception {
        // When
        Document page = operator.page(PATH);

        // Then
        assertThat(page.select(".tiles li").eachText().get(0)).contains("Submitted", "41.2");
        assertThat(page.select(".tiles li").eachText().get(2)).contains("31 ms", "84 ms");
        assertThat(page.select("h3").text()).isEqualTo("claimstream-scoring");
        assertThat(page.select(".note.bad").text()).contains("Stalled", "12 records and 7.5 s behind, 2 members");
        assertThat(page.select("svg[role=img]")).hasSize(5);
        assertThat(page.select("svg .mark")).isNotEmpty();
        assertThat(page.select("details[data-keep$=partitions] tbody tr").text())
                .contains("claims.features.v1 0", "Stalled", "about 12");
        assertThat(page.select("details[data-keep$=history]").text()).contains("restarted");
        assertThat(page.select("#now").attr("hx-trigger")).isEqualTo("every 5s");
        assertThat(operator.page(PATH + "?span=4h").select("option[selected]").attr("value"))
                .isEqualTo("4h");
    }

    @Test
    void shouldAnswerItsPartAlone() throws Exception {
        // When
        Document part = operator.page(PATH + "/now?span=15m");

        // Then
        assertThat(part.select("h1, nav")).isEmpty();
        assertThat(part.select("h2").eachText()).hasSize(3);
    }

    @Test
    void shouldSayThatKafkaIsAwayAndKeepWhatItSaw() throws Exception {
        // Given
        api.operations()
                .lag(new Lag(NOW, Optional.of("Kafka does not answer"), List.of(scoring(LagState.OK)), List.of()));
        api.operations().pace(new Pace(Optional.of("Kafka does not answer"), List.of(), Optional.empty()));

        // When
        Document page = operator.page(PATH);

        // Then
        assertThat(page.select("#lag ~ .note.care").text()).contains("Kafka does not answer", "What was seen at");
        assertThat(page.select("h3").text()).isEqualTo("claimstream-scoring");
        assertThat(page.select("main").text()).contains("It stands here after two looks");
        assertThat(page.select("tr:contains(claim-ingest)").text()).contains("Not known");
    }

    @Test
    void shouldDrawTheWorstPartitionsOnlyAndNoMorePointsThanCanBeSeen() throws Exception {
        // Given: the partitions with the greatest numbers come last.
        List<LagPoint> points = new ArrayList<>();
        for (int i = 3_000; i >= 0; i--) {
            points.add(new LagPoint(NOW.minusMillis(280L * i), 0, 5, 5.0));
        }
        List<Lag.Partition> partitions = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            LagKey key = new LagKey("claimstream-scoring", "t", i);
            List<LagPoint> own =
                    List.of(new LagPoint(NOW.minusSeconds(60), 0, i, (double) i), new LagPoint(NOW, 0, i, (double) i));
            partitions.add(new Lag.Partition(key, LagState.OK, 1, 1 + i, i, true, (double) i, own));
        }
        api.operations()
                .lag(new Lag(
                        NOW,
                        Optional.empty(),
                        List.of(new Lag.Group("claimstream-scoring", LagState.OK, 1, 5, 5.0, partitions, points)),
                        List.of()));

        // When
        Document page = operator.page(PATH);

        // Then
        Elements figures = page.select("#lag ~ .card figure");
        assertThat(figures).hasSize(2).allSatisfy(figure -> {
            assertThat(figure.select(".course.faint")).hasSize(12);
            assertThat(Objects.requireNonNull(figure.selectFirst(".course:not(.faint)"))
                            .attr("points")
                            .split(" "))
                    .hasSizeBetween(250, 301);
            assertThat(figure.select("desc").text()).contains("the worst 12 partitions");
        });
        assertThat(page.select("details[data-keep$=partitions] tbody tr")).hasSize(40);
    }

    @Test
    void shouldSayWhatIsNotKnownOfALag() throws Exception {
        // Given
        List<LagPoint> points = List.of(new LagPoint(NOW, 0, 12, null));
        LagKey key = new LagKey("claimstream-scoring", "t", 0);
        api.operations()
                .lag(new Lag(
                        NOW,
                        Optional.empty(),
                        List.of(new Lag.Group(
                                key.group(),
                                LagState.UNKNOWN,
                                2,
                                12,
                                null,
                                List.of(new Lag.Partition(key, LagState.UNKNOWN, 5, 17, 12, false, null, points)),
                                points)),
                        List.of()));

        // When
        Document page = operator.page(PATH);
        JsonNode lag = ApiUnderTest.json(api.get("/v1/operations/lag", "root"));

        // Then
        assertThat(page.select("#lag ~ .card .note").text())
                .contains("Not known", "12 records behind, for how long is not known");
        assertThat(page.select("details[data-keep$=partitions] tbody tr").text())
                .contains("Not known", "about 12", "not known");
        assertThat(lag.findValues("seconds")).isEmpty();
    }

    @Test
    void shouldShowAllInsurersTogetherOnlyToWhoServesThem() throws Exception {
        // When
        Document page = ofOne.page(PATH);

        // Then
        assertThat(page.select(".empty h2").text()).isEqualTo("This is of every insurer together");
        assertThat(ofOne.get(PATH + "/now").statusCode()).isEqualTo(204);
    }

    @Test
    void shouldTellTheSameOverTheApi() throws Exception {
        // When
        JsonNode lag = ApiUnderTest.json(api.get("/v1/operations/lag", "root"));
        JsonNode pace = ApiUnderTest.json(api.get("/v1/operations/pace", "root"));
        JsonNode components = ApiUnderTest.json(api.get("/v1/operations/components", "root"));

        // Then
        assertThat(lag.at("/groups/0/state").asText()).isEqualTo("STALLED");
        assertThat(lag.at("/groups/0/partitions/0/exact").asBoolean()).isFalse();
        assertThat(lag.at("/marks/0/what").asText()).isEqualTo("restarted");
        assertThat(pace.at("/latest/latencyMillis/p99").asDouble()).isEqualTo(84);
        assertThat(pace.path("points")).hasSize(2);
        assertThat(components.findValuesAsText("name"))
                .contains("Kafka", "claim-ingest", "Scorer at http://s:1/readyz");
    }

    private static Lag.Group scoring(LagState state) {
        List<LagPoint> points =
                List.of(new LagPoint(NOW.minusSeconds(90), 0, 3, 1.0), new LagPoint(NOW.minusSeconds(5), 0, 12, 7.5));
        return new Lag.Group(
                "claimstream-scoring",
                state,
                2,
                12,
                7.5,
                List.of(new Lag.Partition(
                        new LagKey("claimstream-scoring", "claims.features.v1", 0),
                        state,
                        5,
                        20,
                        12,
                        false,
                        7.5,
                        points)),
                points);
    }

    private static PacePoint point(Instant at) {
        return new PacePoint(
                at, Map.of(Flow.SUBMITTED, 41.2, Flow.ACCEPTED, 40.1, Flow.SCORED, 40.1), new Latency(31, 58, 84, 640));
    }
}
