package io.claimstream.features;

import static io.claimstream.features.Feedbacks.settled;
import static io.claimstream.features.Feedbacks.withdrawn;
import static io.claimstream.testkit.Claims.EVENT_TIME;
import static io.claimstream.testkit.Claims.aClaim;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.feature.FeatureGroups;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.EntityKind;
import io.claimstream.event.EntitySnapshot;
import io.claimstream.event.FeedbackKind;
import io.claimstream.event.HistoryEvent;
import io.claimstream.event.RecordRef;
import io.claimstream.platform.metrics.StageLatency;
import io.claimstream.schemas.Topics;
import io.micrometer.core.instrument.Timer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureTopologyTest {

    private static final Instant LATER = EVENT_TIME.plus(Duration.ofDays(30));

    private FeatureDriver driver;

    @BeforeEach
    void open(@TempDir Path stateDir) {
        driver = new FeatureDriver(stateDir, FeatureRules.V1);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void shouldMakeFeaturesThatNameWhatTheyWereMadeFrom() {
        // Given
        ClaimAccepted claim = aClaim("c-1").buildAccepted();

        // When
        driver.accept(claim);

        // Then
        assertThat(driver.features()).singleElement().satisfies(features -> {
            assertThat(features.getAccepted()).isEqualTo(new RecordRef(0, 0L));
            assertThat(features.getSnapshots())
                    .extracting(EntitySnapshot::getEntityKind)
                    .containsExactly(EntityKind.CLAIMANT, EntityKind.PROVIDER);
            assertThat(features.getSnapshots())
                    .extracting(EntitySnapshot::getHistory)
                    .containsExactly(new RecordRef(0, 0L), new RecordRef(0, 1L));
            assertThat(value(features, "claimant_claims_90")).isZero();
            assertThat(value(features, "sum_heads")).isEqualTo(820f);
        });
        assertThat(driver.counted(FeatureMetrics.FEATURES)).isEqualTo(driver.counted(FeatureMetrics.ACCEPTED));
        assertThat(driver.replay()).isEmpty();
    }

    @Test
    void shouldCarryThePlaceInATraceAndNoOtherHeader() {
        // Given
        byte[] place = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01".getBytes(UTF_8);
        Headers headers = new RecordHeaders().add("traceparent", place).add("claimant-name", "Jane".getBytes(UTF_8));

        // When
        driver.accept(aClaim("c-1").buildAccepted(), headers);
        driver.say(settled("c-1", "f-1", "410.00", EVENT_TIME.plus(Duration.ofDays(10))), headers);

        // Then
        Headers only = new RecordHeaders().add("traceparent", place);
        assertThat(driver.headers(Topics.CLAIMS_FEATURES)).containsExactly(only);
        assertThat(driver.headers(Topics.CLAIMS_HISTORY)).hasSizeGreaterThan(2).containsOnly(only);
    }

    @Test
    void shouldSeeEarlierClaimsAndSettlements() {
        // Given
        driver.accept(aClaim("c-1").buildAccepted());
        driver.say(settled("c-1", "f-1", "410.00", EVENT_TIME.plus(Duration.ofDays(10))));
        driver.features();

        // When
        driver.accept(aClaim("c-2").happeningAt(LATER).buildAccepted());

        // Then
        assertThat(driver.features()).singleElement().satisfies(features -> {
            assertThat(value(features, "claimant_claims_90")).isEqualTo(1f);
            assertThat(value(features, "claimant_claimed_90")).isEqualTo(820f);
            assertThat(value(features, "provider_settlement_ratio_365")).isEqualTo(0.5f);
            assertThat(value(features, "claimant_days_since_last_claim")).isEqualTo(30f);
        });
        assertThat(driver.replay()).isEmpty();
    }

    @Test
    void shouldRemoveTheHistoryOfAnErasedClaimantAndOfNobodyElse() {
        // Given
        ClaimAccepted claim = aClaim("c-1").buildAccepted();
        driver.accept(claim);
        driver.say(settled("c-1", "f-1", "410.00", EVENT_TIME.plus(Duration.ofDays(10))));
        String claimant = "|CLAIMANT|" + claim.getClaimantPseudonym() + "|";
        List<String> others =
                driver.days().stream().filter(it -> !it.contains(claimant)).toList();

        // When
        driver.erase("acme", claim.getClaimantPseudonym(), List.of(claim.getCurrency(), "CHF"));
        List<String> kept = driver.days();
        driver.say(withdrawn("c-1", "f-2", "f-1", LATER));
        driver.say(settled("c-1", "f-3", "500.00", LATER));
        driver.features();
        driver.accept(aClaim("c-2").happeningAt(LATER).buildAccepted());

        // Then
        assertThat(others).isNotEmpty();
        assertThat(kept).isEqualTo(others);
        assertThat(driver.days()).noneMatch(it -> it.contains(claimant));
        assertThat(driver.features()).singleElement().satisfies(features -> {
            assertThat(value(features, "claimant_claims_90")).isZero();
            assertThat(value(features, "provider_settlement_ratio_365")).isEqualTo(500f / 820f);
        });
        assertThat(driver.replay()).isEmpty();
    }

    @Test
    void shouldWaitForOneSnapshotWhenTheClaimNamesNoProvider() {
        // When
        driver.accept(aClaim("c-1").withProvider(null).buildAccepted());

        // Then
        assertThat(driver.features()).singleElement().satisfies(features -> {
            assertThat(features.getSnapshots()).hasSize(1);
            assertThat(value(features, "provider_claims_365")).isNaN();
        });
        assertThat(driver.replay()).isEmpty();
    }

    @Test
    void shouldRetractARevisionAtTheOldClaimantToo() {
        // Given
        driver.accept(aClaim("c-1").buildAccepted());
        driver.accept(aClaim("c-1").withRevision(2).withClaimant("claimant-2").buildAccepted());
        driver.features();

        // When
        driver.accept(aClaim("c-2").happeningAt(LATER).withProvider(null).buildAccepted());
        driver.accept(aClaim("c-3")
                .happeningAt(LATER)
                .withClaimant("claimant-2")
                .withProvider(null)
                .buildAccepted());

        // Then
        assertThat(driver.features())
                .extracting(features -> value(features, "claimant_claims_90"))
                .containsExactly(0f, 1f);
        assertThat(driver.replay()).isEmpty();
    }

    @Test
    void shouldKeepTheHistoryOfEachCurrencyApart() {
        // Given
        driver.accept(aClaim("c-1").buildAccepted());
        driver.accept(aClaim("c-2").withEarningsLoss("100.00").buildAccepted());
        driver.accept(aClaim("c-2")
                .withRevision(2)
                .withCurrency("EUR")
                .withEarningsLoss("7000.00")
                .buildAccepted());
        driver.say(settled("c-2", "f-1", "3500.00", EVENT_TIME.plus(Duration.ofDays(10))));
        driver.features();

        // When
        driver.accept(aClaim("c-3").happeningAt(LATER).buildAccepted());
        driver.accept(aClaim("c-4").happeningAt(LATER).withCurrency("EUR").buildAccepted());

        // Then
        assertThat(driver.features())
                .satisfiesExactly(
                        pounds -> {
                            assertThat(value(pounds, "claimant_claims_90")).isEqualTo(1f);
                            assertThat(value(pounds, "claimant_claimed_90")).isEqualTo(820f);
                            assertThat(value(pounds, "claimant_settlement_ratio_90"))
                                    .isNaN();
                        },
                        euros -> {
                            assertThat(value(euros, "claimant_claims_90")).isEqualTo(1f);
                            assertThat(value(euros, "claimant_claimed_90")).isGreaterThan(7000f);
                            assertThat(value(euros, "claimant_settlement_ratio_90"))
                                    .isBetween(0.4f, 0.5f);
                        });
        assertThat(driver.replay()).isEmpty();
    }

    @Test
    void shouldNotCountTheClaimItselfAtALaterRevision() {
        // Given
        driver.accept(aClaim("c-1").buildAccepted());
        driver.features();

        // When
        driver.accept(aClaim("c-1").withRevision(2).withEarningsLoss("900.00").buildAccepted());

        // Then
        assertThat(driver.features()).singleElement().satisfies(features -> {
            assertThat(value(features, "revision_count")).isEqualTo(2f);
            assertThat(value(features, "claimant_claims_365")).isZero();
            assertThat(value(features, "claimant_days_since_last_claim")).isNaN();
        });
        assertThat(driver.replay()).isEmpty();
    }

    @Test
    void shouldApplyASettlementThatCameBeforeItsClaim() {
        // Given
        driver.say(settled("c-1", "f-1", "820.00", EVENT_TIME));

        // When
        driver.accept(aClaim("c-1").buildAccepted());

        // Then
        assertThat(driver.history()).hasSize(2).allSatisfy(event -> assertThat(
                        event.getAdded().orElseThrow().getSettledPence())
                .contains(82_000L));
        assertThat(driver.replay()).isEmpty();
    }

    @Test
    void shouldTakeBackAWithdrawnSettlement() {
        // Given
        driver.accept(aClaim("c-1").buildAccepted());
        driver.say(settled("c-1", "f-1", "820.00", EVENT_TIME));
        driver.history();

        // When
        driver.say(withdrawn("c-1", "f-2", "f-1", LATER));

        // Then
        assertThat(driver.history()).hasSize(2).allSatisfy(FeatureTopologyTest::takesTheSettlementBack);
    }

    @Test
    void shouldIgnoreRedeliveriesAndOtherFeedback() {
        // Given
        ClaimAccepted claim = aClaim("c-1").buildAccepted();
        driver.accept(claim);
        driver.say(settled("c-1", "f-1", "820.00", EVENT_TIME));
        driver.features();
        driver.history();

        // When
        driver.accept(claim);
        driver.say(settled("c-1", "f-1", "820.00", EVENT_TIME));
        driver.say(
                Feedbacks.feedback("c-1", "f-3", FeedbackKind.CORRECTED, LATER).build());

        // Then
        assertThat(driver.features()).isEmpty();
        assertThat(driver.history()).isEmpty();
        assertThat(driver.dead()).isEmpty();
        assertThat(driver.counted(FeatureMetrics.REDELIVERED)).isEqualTo(1);
    }

    @Test
    void shouldCountCategoriesThatTheFeatureSetDoesNotKnow() {
        // When
        driver.accept(aClaim("c-1")
                .withAccident(accident -> accident.setType("Hit by a falling piano"))
                .buildAccepted());

        // Then
        assertThat(driver.features()).singleElement().satisfies(features -> assertThat(
                        value(features, "accident_type_other"))
                .isEqualTo(1f));
        assertThat(driver.meters
                        .get(FeatureMetrics.UNSEEN)
                        .tag("feature", "accident_type")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void shouldMeasureTheTimeFromTheSubmissionToTheFeatures() {
        // When
        driver.accept(aClaim("c-1").buildAccepted());

        // Then
        Timer latency = driver.meters
                .get(StageLatency.NAME)
                .tag(StageLatency.STAGE, "features")
                .timer();
        assertThat(latency.count()).isEqualTo(1);
        assertThat(latency.max(TimeUnit.MILLISECONDS)).isEqualTo((double) FeatureDriver.UNDER_WAY.toMillis());
    }

    private static void takesTheSettlementBack(HistoryEvent event) {
        assertThat(event.getRetracted().orElseThrow().getSettledPence()).contains(82_000L);
        assertThat(event.getAdded().orElseThrow().getSettledPence()).isEmpty();
        assertThat(event.getSnapshotWanted()).isFalse();
    }

    private static float value(ClaimFeatures features, String name) {
        return features.getValues().get(FeatureGroups.index(name));
    }
}
