package io.claimstream.features;

import static io.claimstream.features.Feedbacks.settled;
import static io.claimstream.testkit.Claims.EVENT_TIME;
import static io.claimstream.testkit.Claims.aClaim;
import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.domain.history.DayReader;
import io.claimstream.domain.history.HistoryTransition;
import io.claimstream.event.ClaimAccepted;
import io.claimstream.event.ClaimFeatures;
import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.ClaimHistoryState;
import io.claimstream.event.HistoryEvent;
import io.claimstream.event.PendingFeatures;
import io.claimstream.event.RecordRef;
import io.claimstream.event.SnapshotTaken;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Throws at each step once, puts the dead letter back where it came from, and expects exactly one result. */
class FeatureStepsTest {

    private static final String SNAPSHOTS = FeatureApp.APPLICATION_ID + "-snapshots-by-claim-repartition";

    enum Step {
        ACCEPT("claims.accepted.v1"),
        SNAPSHOT("claims.history.v1"),
        COMPLETE(SNAPSHOTS);

        private final String topic;

        Step(String topic) {
            this.topic = topic;
        }
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void shouldWriteOneFeaturesRecordWhenAStepFailsOnceAndIsReplayed(Step step, @TempDir Path stateDir) {
        // Given
        FailingRules rules = new FailingRules(step);
        try (FeatureDriver driver = new FeatureDriver(stateDir, rules)) {
            driver.accept(aClaim("c-1").buildAccepted());
            List<TestRecord<byte[], byte[]>> dead = driver.dead();

            // When
            driver.putBack(step.topic, dead.get(0));
            driver.putBack(step.topic, dead.get(0));

            // Then
            assertThat(dead).singleElement().satisfies(letter -> assertThat(code(letter))
                    .isEqualTo("PROCESSING_FAILED"));
            assertThat(driver.features()).hasSize(1);
            assertThat(driver.dead()).isEmpty();
        }
    }

    @Test
    void shouldApplyASettlementOnceWhenItsStepFailsOnceAndIsReplayed(@TempDir Path stateDir) {
        // Given
        FailingRules rules = new FailingRules(null);
        try (FeatureDriver driver = new FeatureDriver(stateDir, rules)) {
            driver.accept(aClaim("c-1").buildAccepted());
            driver.say(settled("c-1", "f-1", "820.00", EVENT_TIME.plus(Duration.ofDays(1))));
            TestRecord<byte[], byte[]> dead = driver.dead().get(0);
            driver.history();

            // When
            driver.putBack("claims.feedback.v1", dead);
            driver.putBack("claims.feedback.v1", dead);

            // Then
            assertThat(driver.history()).hasSize(2);
            assertThat(driver.dead()).isEmpty();
        }
    }

    @Test
    void shouldLetRevisionsLeaveInOrderWhenAnEarlierOneWaitsLonger(@TempDir Path stateDir) {
        // Given
        try (FeatureDriver driver = new FeatureDriver(stateDir, new FailingRules(Step.SNAPSHOT))) {
            driver.accept(aClaim("c-1").withRevision(1).buildAccepted());
            TestRecord<byte[], byte[]> late = driver.dead().get(0);
            driver.accept(aClaim("c-1").withRevision(2).buildAccepted());
            driver.accept(aClaim("c-1").withRevision(3).buildAccepted());
            List<ClaimFeatures> before = driver.features();

            // When
            driver.putBack(Step.SNAPSHOT.topic, late);

            // Then
            assertThat(before).isEmpty();
            assertThat(driver.features()).extracting(ClaimFeatures::getRevision).containsExactly(1, 2, 3);
        }
    }

    @Test
    void shouldKeepTheTimeOfEachSubmissionWhenRevisionsWaitForOneAnother(@TempDir Path stateDir) {
        // Given
        List<Instant> ingestedAt = List.of(
                FeatureDriver.INGESTED_AT,
                FeatureDriver.INGESTED_AT.plusSeconds(60),
                FeatureDriver.INGESTED_AT.plus(Duration.ofDays(30)));
        try (FeatureDriver driver = new FeatureDriver(stateDir, new FailingRules(Step.SNAPSHOT))) {
            for (int revision = 1; revision <= ingestedAt.size(); revision++) {
                driver.accept(
                        aClaim("c-1").withRevision(revision).buildAccepted(),
                        new RecordHeaders(),
                        ingestedAt.get(revision - 1));
            }

            // When
            driver.putBack(Step.SNAPSHOT.topic, driver.dead().get(0));

            // Then
            assertThat(driver.featuresIngestedAt()).isEqualTo(ingestedAt);
        }
    }

    @Test
    void shouldCountAChangeOfHistoryOnceWhenItIsPutBack(@TempDir Path stateDir) {
        // Given
        try (FeatureDriver driver = new FeatureDriver(stateDir, new FailingRules(Step.SNAPSHOT))) {
            driver.accept(aClaim("c-1").buildAccepted());
            driver.accept(aClaim("c-2").buildAccepted());
            List<ClaimFeatures> before = driver.features();

            // When
            driver.putBackHistory(driver.dead().get(0));
            driver.accept(aClaim("c-3").buildAccepted());

            // Then
            List<ClaimFeatures> after = driver.features();
            assertThat(before).extracting(ClaimFeatures::getClaimId).containsExactly("c-2");
            assertThat(after).extracting(ClaimFeatures::getClaimId).containsExactly("c-1", "c-3");
            assertThat(before.get(0).getSnapshots().get(0).getClaims90()).isZero();
            assertThat(after.get(1).getSnapshots().get(0).getClaims90()).isEqualTo(2);
            assertThat(driver.replay()).isEmpty();
        }
    }

    private static String code(TestRecord<byte[], byte[]> letter) {
        return new String(letter.headers().lastHeader("claimstream.dead.code").value(), StandardCharsets.UTF_8);
    }

    /** The rules of the domain, of which one throws at its first call: the given one, or the one for feedback. Used by one thread. */
    private static final class FailingRules implements FeatureRules {

        private final Optional<Step> step;
        private boolean failed;

        FailingRules(@Nullable Step step) {
            this.step = Optional.ofNullable(step);
        }

        @Override
        public HistoryTransition accept(ClaimHistoryState state, ClaimAccepted claim) {
            failOnce(Optional.of(Step.ACCEPT));
            return FeatureRules.super.accept(state, claim);
        }

        @Override
        public HistoryTransition feedback(ClaimHistoryState state, ClaimFeedback feedback) {
            failOnce(Optional.empty());
            return FeatureRules.super.feedback(state, feedback);
        }

        @Override
        public Optional<SnapshotTaken> snapshot(HistoryEvent event, DayReader days, RecordRef history) {
            failOnce(Optional.of(Step.SNAPSHOT));
            return FeatureRules.super.snapshot(event, days, history);
        }

        @Override
        public Optional<ClaimFeatures> complete(PendingFeatures pending) {
            failOnce(Optional.of(Step.COMPLETE));
            return FeatureRules.super.complete(pending);
        }

        private void failOnce(Optional<Step> at) {
            if (!failed && step.equals(at)) {
                failed = true;
                throw new IllegalStateException("a bug");
            }
        }
    }
}
