package io.claimstream.feedback.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.claimstream.domain.feature.FeatureSetV1;
import io.claimstream.event.DeploymentAction;
import io.claimstream.event.DriftDay;
import io.claimstream.feedback.DriftDays;
import io.claimstream.feedback.Facts;
import io.claimstream.feedback.FakeReadModel;
import io.claimstream.feedback.TestAccess;
import io.claimstream.feedback.access.Caller;
import io.claimstream.feedback.access.Caller.Kind;
import io.claimstream.feedback.access.Role;
import io.claimstream.schemas.json.EventJson;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Live drift over HTTP. Every answer is held against the contract. */
class DriftRoutesTest {

    private static final Map<String, Caller> CALLERS = Map.of(
            "all", new Caller("key:k_1", Role.ML_ENGINEER),
            "acme", new Caller("key:k_2", Role.ML_ENGINEER, Facts.INSURER, Kind.KEY));
    private static final String SLOT = "/v1/drift?lineOfBusiness=MOTOR_INJURY&currency=GBP";
    private static final LocalDate LEARNED_TO = LocalDate.ofInstant(FakeReadModel.LEARNED_TO, ZoneOffset.UTC);
    private static final String CHANGED = FeatureSetV1.NAMES.get(0);

    private final ApiUnderTest api = new ApiUnderTest(
            it -> TestAccess.of(it.database(), it.clock(), presented -> Optional.ofNullable(CALLERS.get(presented))));

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void shouldCompareWhatCameWithWhatTheChampionLearnedFrom() throws Exception {
        // Given
        promote();
        days(LEARNED_TO.minusDays(119), 120, 1);
        days(LEARNED_TO.plusDays(1), 40, 4);

        // When
        JsonNode drift = json(SLOT, "all");

        // Then
        assertThat(drift.path("champion").asText()).isEqualTo("m-1");
        assertThat(drift.path("referenceFrom").asText()).isEqualTo("2025-11-04");
        assertThat(drift.path("referenceTo").asText()).isEqualTo("2026-02-01");
        assertThat(drift.path("from").asText()).isEqualTo("2026-02-14");
        assertThat(drift.path("to").asText()).isEqualTo("2026-03-13");
        assertThat(drift.path("newestDay").asText()).isEqualTo("2026-03-13");
        assertThat(drift.at("/drifted")).isEqualTo(EventJson.parse("[\"" + CHANGED + "\"]"));
        assertThat(drift.path("features")).hasSize(FeatureSetV1.NAMES.size() + 1);
        JsonNode first = drift.at("/features/0");
        assertThat(first.path("feature").asText()).isEqualTo(CHANGED);
        assertThat(first.path("referenceValues").asInt()).isEqualTo(90 * 20);
        assertThat(first.path("values").asInt()).isEqualTo(28 * 20);
        assertThat(first.path("psi").asDouble()).isGreaterThan(1);
        assertThat(first.path("distance").asDouble()).isEqualTo(1);
        assertThat(drift.at("/features/1/psi").asDouble()).isLessThan(0.01);
        assertThat(drift.path("features"))
                .filteredOn(it -> it.path("feature").asText().equals("estimate"))
                .singleElement()
                .satisfies(it -> assertThat(it.path("values").asInt()).isEqualTo(28 * 20));
    }

    @Test
    void shouldGiveTheBinsToDraw() throws Exception {
        // Given
        promote();
        days(LEARNED_TO, 1, 1);
        days(LEARNED_TO.plusDays(1), 1, 4);

        // When
        JsonNode bins = json(SLOT, "all").at("/features/0/bins");

        // Then: from the bucket of 1,000 on, each with a tenth of the twenty alone; then 4,000 to 8,000 in one bin
        assertThat(bins.at("/0/from").asDouble()).isEqualTo(896);
        assertThat(bins.at("/0/to").asDouble()).isEqualTo(1024);
        assertThat(bins).last().satisfies(it -> {
            assertThat(it.path("to").asDouble()).isEqualTo(8192);
            assertThat(it.path("values").asInt()).isEqualTo(20);
        });
        int reference = 0;
        for (JsonNode bin : bins) {
            reference += bin.path("referenceValues").asInt();
        }
        assertThat(reference).isEqualTo(20);
    }

    @Test
    void shouldCompareAnyDaysForThoseWhoServeAll() throws Exception {
        // Given
        days(LEARNED_TO, 60, 1);

        // When
        JsonNode chosen =
                json(SLOT + "&referenceFrom=2026-02-01&referenceTo=2026-02-10&from=2026-02-21&to=2026-02-22", "all");
        JsonNode usual = json(SLOT + "&to=2026-03-20", "all");

        // Then
        assertThat(chosen.at("/features/0/referenceValues").asInt()).isEqualTo(10 * 20);
        assertThat(chosen.at("/features/0/values").asInt()).isEqualTo(2 * 20);
        assertThat(chosen.has("champion")).isFalse();
        assertThat(usual.path("from").asText()).isEqualTo("2026-02-21");
        assertThat(usual.path("referenceTo").asText()).isEqualTo("2026-02-20");
        assertThat(usual.path("referenceFrom").asText()).isEqualTo("2025-11-23");
        assertThat(api.get(SLOT + "&from=2026-02-21", "acme").statusCode()).isEqualTo(403);
    }

    @Test
    void shouldTellThoseOfOneInsurerNoMoreThanTheFigures() throws Exception {
        // Given
        promote();
        days(LEARNED_TO.minusDays(9), 20, 1);

        // When
        JsonNode drift = json(SLOT, "acme");

        // Then
        assertThat(drift.path("features"))
                .hasSize(FeatureSetV1.NAMES.size() + 1)
                .allSatisfy(it -> assertThat(it.properties())
                        .extracting(Map.Entry::getKey)
                        .containsExactlyInAnyOrder("feature", "psi", "distance", "probability", "drifted"));
    }

    @Test
    void shouldSayWhyNothingIsCompared() throws Exception {
        assertThat(reason(SLOT)).isEqualTo("NO_CLAIMS");
        days(LEARNED_TO.minusDays(3), 2, 1);
        assertThat(reason(SLOT)).isEqualTo("NO_CHAMPION");
        assertThat(reason(SLOT + "&from=2026-01-29")).isEqualTo("NO_CLAIMS_BEFORE");
        promote();
        assertThat(reason(SLOT)).isEqualTo("NO_CLAIMS_SINCE");
        assertThat(reason("/v1/drift?lineOfBusiness=PROPERTY&currency=GBP")).isEqualTo("NO_CLAIMS");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/drift",
                "/v1/drift?lineOfBusiness=MOTOR_INJURY",
                "/v1/drift?lineOfBusiness=&currency=GBP",
                SLOT + "&from=yesterday",
                SLOT + "&from=2026-03-02&to=2026-03-01",
                SLOT + "&from=2025-01-01&to=2026-03-01",
                SLOT + "&referenceFrom=2026-03-02&referenceTo=2026-03-01"
            })
    void shouldRefuseWhatItDoesNotUnderstand(String address) throws Exception {
        assertThat(ApiUnderTest.code(api.get(address, "all"))).isEqualTo("BAD_REQUEST");
    }

    private String reason(String address) throws Exception {
        JsonNode drift = json(address, "all");
        assertThat(drift.path("features")).isEmpty();
        return drift.path("reason").asText();
    }

    private void promote() {
        api.readModel().project(Facts.decision(DeploymentAction.PROMOTED, "m-1", "better"));
    }

    /** Twenty claims on each day. */
    private void days(LocalDate from, int count, double factor) {
        api.database().jdbi().useHandle(handle -> {
            for (int i = 0; i < count; i++) {
                insert(handle, from.plusDays(i), DriftDays.of(from.plusDays(i), 0, 20, CHANGED, factor));
            }
        });
    }

    private static void insert(Handle handle, LocalDate day, DriftDay value) {
        handle.execute(
                "insert into view_drift_day values (?, ?, ?, ?, ?, ?)",
                value.getLineOfBusiness(),
                value.getCurrency(),
                value.getFeatureSet(),
                day,
                value.getPartition(),
                EventJson.format(EventJson.toJson(value)));
    }

    private JsonNode json(String path, String key) throws Exception {
        HttpResponse<String> answer = api.get(path, key);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return EventJson.parse(answer.body());
    }
}
