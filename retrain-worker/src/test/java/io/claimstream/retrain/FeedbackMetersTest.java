package io.claimstream.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimstream.event.ClaimFeedback;
import io.claimstream.event.FeedbackKind;
import io.claimstream.event.ScoredRevision;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class FeedbackMetersTest {

    private static final Instant SCORED_AT = Instant.parse("2026-02-01T00:00:00Z");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final FeedbackMeters feedback = new FeedbackMeters(meters);
    private final List<ScoredRevision> scored = List.of(
            revision(1, "s_1", SCORED_AT),
            revision(2, "s_2", SCORED_AT.plus(Duration.ofHours(2))),
            revision(3, "s_3", null));

    @Test
    void shouldMeasureFromTheScoreThatIsMeant() {
        // When
        feedback.heard(said(FeedbackKind.CORRECTED, "s_1"), scored, SCORED_AT.plus(Duration.ofHours(5)));

        // Then
        assertThat(delay("corrected").totalTime(TimeUnit.HOURS)).isEqualTo(5);
        assertThat(heard("corrected")).isEqualTo(1);
        assertThat(heard("settled")).isZero();
    }

    @Test
    void shouldMeasureFromTheLatestScoreWhenTheWholeClaimIsMeant() {
        // When
        feedback.heard(said(FeedbackKind.SETTLED, null), scored, SCORED_AT.plus(Duration.ofHours(5)));

        // Then
        assertThat(delay("settled").totalTime(TimeUnit.HOURS)).isEqualTo(3);
    }

    @Test
    void shouldCountWhatCameBeforeAnyScoreAndMeasureNoDelay() {
        // When
        feedback.heard(said(FeedbackKind.SETTLED, null), List.of(), SCORED_AT);
        feedback.heard(said(FeedbackKind.SETTLED, "s_1"), scored, SCORED_AT.minusSeconds(1));

        // Then
        assertThat(heard("settled")).isEqualTo(2);
        assertThat(delay("settled").count()).isZero();
    }

    private Timer delay(String kind) {
        return meters.get(FeedbackMeters.DELAY).tag(FeedbackMeters.KIND, kind).timer();
    }

    private double heard(String kind) {
        return meters.get(FeedbackMeters.FEEDBACK)
                .tag(FeedbackMeters.KIND, kind)
                .counter()
                .count();
    }

    private static ScoredRevision revision(int number, String scoreId, @Nullable Instant scoredAt) {
        return ScoredRevision.newBuilder()
                .setRevision(number)
                .setScoreId(scoreId)
                .setScoredAt(scoredAt)
                .build();
    }

    private static ClaimFeedback said(FeedbackKind kind, @Nullable String scoreId) {
        return ClaimFeedback.newBuilder()
                .setFeedbackId("f-1")
                .setInsurer("acme")
                .setClaimId("c-1")
                .setScoreId(scoreId)
                .setKind(kind)
                .setActor("somebody")
                .setEventTime(SCORED_AT)
                .build();
    }
}
